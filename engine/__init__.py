"""Makes a process happen and remembers it; knows no method and no web."""
