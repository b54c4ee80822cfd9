"""Regions beside each other: series, ranking, distribution and scatter as charts and in words."""
