"""Ids of the page's parts, in one place: Python and the scripts in assets/ use the same names."""

from enum import StrEnum


class Id(StrEnum):
    """One part of the page that a callback or a script reaches."""

    PAGE = "page"
    NOTICE = "notice"
    SPOKEN = "spoken"
    READOUT = "readout"
    STAGE = "stage"
    MAP = "map"
    AREAS = "areas"
    BORDERS = "borders"
    CIRCLES = "circles"
    ASKED = "asked"
    ADDRESS = "address"
    VIEW = "view"
    INDICATOR = "indicator"
    REGIONS = "regions"
    CHOSEN_YEAR = "chosen-year"
    LEVEL = "level"
    LEVELS = "levels"
    TERRITORY = "territory"
    TERRITORIES = "territories"
    SCHEME = "scheme"
    CLASSES = "classes"
    PALETTE = "palette"
    BENCHMARK = "benchmark"
    BENCHMARKS = "benchmarks"
    CHANGE = "change"
    SECOND = "second"
    SECONDS = "seconds"
    CHANGES = "changes"
    TITLE = "title"
    LEGEND = "legend"
    TICKS = "ticks"
    PANEL = "panel"
    CREDIT = "credit"
    ABOUT = "about"
    TABLE_HEAD = "table-head"


#: Stores that hold what the controls chose, in the order of the answer.
CONTROLS = (
    Id.INDICATOR,
    Id.LEVEL,
    Id.TERRITORY,
    Id.SCHEME,
    Id.CLASSES,
    Id.PALETTE,
    Id.BENCHMARK,
    Id.CHANGE,
    Id.SECOND,
    Id.REGIONS,
    Id.CHOSEN_YEAR,
)
