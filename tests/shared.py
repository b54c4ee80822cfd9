"""What is made once for all tests of a run; conftest.py hands it out as fixtures."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from app import create_app
from atlas.data.load import load
from atlas.settings import ROOT, from_environment
from atlas.words.words import words_of

if TYPE_CHECKING:
    from dash import Dash

    from atlas.data.store import Atlas

#: What the shipped atlas is of, and how it opens.
STATE_CODE, DEFAULT_TERRITORY, DEFAULT_INDICATOR = "16", dt.date(2021, 12, 31), "unemployed_per_100"
#: The texts of the code itself.
english = words_of("en")


@cache
def shipped_atlas() -> Atlas:
    return load(ROOT / "geodata")


@cache
def shipped_app() -> Dash:
    """Make the app with default settings; only the bound on exports is out of the way of a whole run of tests."""
    return create_app(from_environment({"ATLAS_EXPORTS_PER_MINUTE": "10000"}))
