"""Benchmarks: the atlas beside a naive Dash map and a plotly map, in one run on one machine."""
