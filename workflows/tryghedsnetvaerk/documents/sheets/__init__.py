"""Spreadsheets, read and written: the one door to the libraries that know their formats."""
