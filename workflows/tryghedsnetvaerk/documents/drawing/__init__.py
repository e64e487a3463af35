"""Charts as SVG: presentation attributes and classes only, since our pages allow no style attribute and no script."""
