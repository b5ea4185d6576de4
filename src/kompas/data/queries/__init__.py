"""Reading figures: choosing rows, boundaries, formulas."""
