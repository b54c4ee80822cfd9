"""Everything about one region: its figures by field, regions like it, its report, and the search for it."""
