"""Who lives where: the indicator that tells how many people an area stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Level

#: Its id in the catalogue.
INHABITANTS = "population"


def inhabitants(atlas: Atlas, level: Level, territory: dt.date) -> Figures | None:
    """Give the inhabitants of all areas of a level.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    level, territory : Level and date
        Which areas.

    Returns
    -------
    Figures or None
        None where the catalogue has no such indicator, or no figures of it on that level.
    """
    if INHABITANTS not in atlas.catalogue.indicators:
        return None
    found = atlas.figures(atlas.indicator(INHABITANTS), level, territory)
    return found if found.years else None
