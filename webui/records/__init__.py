"""The pages of every record, whatever its noun: shown, entered, changed, and what else is done with it."""
