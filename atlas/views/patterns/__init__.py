"""Neighbourhood patterns: where high lies among high and low among low, in words, on a map and in files."""
