"""An atlas with one indicator more, computed by a reader: maps, files and prints show it like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.data.figures import empty
from atlas.model import Level

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Indicator


def with_indicator(atlas: Atlas, indicator: Indicator, figures: Figures, level: Level, territory: dt.date) -> Atlas:
    """Add a computed indicator.

    Parameters
    ----------
    atlas : Atlas
        What is known; it stays as it is.
    indicator : Indicator
        Its id is none of the catalogue; its measures are those that it was computed from, whose sources are named.
    figures : Figures
        Its figures, nothing of which tells more than what the atlas shows.
    level, territory : Level and date
        Where it has figures; it has none elsewhere.

    Returns
    -------
    Atlas
        The same figures, with nothing kept of what was computed before.
    """
    elsewhere = {
        (indicator.id, other, date): empty(atlas.codes(other, date)) for other in Level for date in atlas.territories
    }
    catalogue = replace(atlas.catalogue, indicators=atlas.catalogue.indicators | {indicator.id: indicator})
    return replace(atlas, catalogue=catalogue, _cache=elsewhere | {(indicator.id, level, territory): figures})
