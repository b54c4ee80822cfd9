"""Figures and areas as files that people and programs go on working with."""
