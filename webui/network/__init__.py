"""A network from its first page on: its steps, its history, what is set aside, and who leads it."""
