"""An index that a reader builds: its recipe, its figures, how firm its ranks are, and its files."""
