"""What the command line does: serving, looking after the database, reading files in, and printing."""
