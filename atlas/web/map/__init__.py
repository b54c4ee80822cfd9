"""The page of the map: its layout, its one callback and the parts that a view fills."""
