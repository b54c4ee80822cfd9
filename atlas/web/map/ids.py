"""Ids of the page's parts, in one place: Python and the scripts in assets/ use the same names."""

from enum import StrEnum


class Id(StrEnum):
    """One part of the page that a callback or a script reaches."""

    PAGE = "page"
    NOTICE = "notice"
    SPOKEN = "spoken"
    TOLD = "told"
    READOUT = "readout"
    STAGE = "stage"
    MAP = "map"
    AREAS = "areas"
    BORDERS = "borders"
    CIRCLES = "circles"
    ASKED = "asked"
    ADDRESS = "address"
    VIEW = "view"
    LEVELS = "levels"
    SECTIONS = "sections"
    TERRITORIES = "territories"
    BENCHMARKS = "benchmarks"
    SECONDS = "seconds"
    CHANGES = "changes"
    TITLE = "title"
    LEGEND = "legend"
    TICKS = "ticks"
    PANEL = "panel"
    CREDIT = "credit"
    ABOUT = "about"
    TABLE_HEAD = "table-head"
