"""Collecting what is known of an area: crime figures, surveys and their answers, and those who collect them."""
