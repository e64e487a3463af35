"""The papers of a network: what each one says, made from the records and the shipped templates."""
