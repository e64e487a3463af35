"""Crime figures: files read and checked, kept in sets with their origin, and what can be said of them."""
