"""An atlas of social structure: figures, areas, statistics and the pages that show them."""
