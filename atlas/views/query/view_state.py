"""What a page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from atlas.model import Level, Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """What a page shows; the URL's query is its only storage.

    ``benchmark`` is a code, ``none``, or empty for the default one; ``breaks`` are only used by the manual scheme;
    ``breaks_over`` is ``year`` or ``all``: whose values make the classes, or empty for what fits the view;
    ``change_from`` is the year the map compares with, or 0; ``second`` is the other indicator of a bivariate map;
    ``focus`` is the code of the one district that is shown in full, or empty; ``bbox`` is west, south, east, north in
    degrees; ``release`` is the one that the address names, or empty for the one that is shown; ``social_regions`` is
    the word that names regions which a reader drew, or empty; ``usual_territory`` is the date that an address leaves
    unsaid.
    """

    indicator: str
    level: Level
    territory: dt.date
    year: int
    focus: str = ""
    regions: tuple[str, ...] = ()
    scheme: Scheme = Scheme.FISHER_JENKS
    classes: int = 5
    breaks: tuple[float, ...] = ()
    breaks_over: str = ""
    palette: str = "ylgnbu"
    benchmark: str = ""
    change_from: int = 0
    second: str = ""
    layers: tuple[str, ...] = ()
    lang: str = "de"
    bbox: tuple[float, ...] = ()
    release: str = ""
    social_regions: str = ""
    usual_territory: dt.date = dt.date.min
