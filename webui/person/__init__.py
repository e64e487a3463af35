"""What is a person's own: their page, their tasks, the menu; and the lists of persons and organisations."""
