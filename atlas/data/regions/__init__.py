"""Social regions: groups of municipalities that readers or the atlas itself draw, and their figures."""
