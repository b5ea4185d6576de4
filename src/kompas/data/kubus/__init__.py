"""A kubus: one source table with all its areas, kinds and periods, small enough to keep whole."""
