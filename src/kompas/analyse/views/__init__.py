"""Pages of figures: one module per kind of page."""
