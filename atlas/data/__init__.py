"""Reads the data folder at start: catalogue, areas and figures, small counts hidden before anything else sees them."""
