"""The seven parts of the report as the data let one write them; people change them as they like afterwards."""
