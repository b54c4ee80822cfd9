"""Where a published count is not the sum of its parts: publishers round, correct and hide each level by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from atlas.data.cached import per_atlas
from atlas.data.figures import add_up
from atlas.data.store import BELOW
from atlas.model import Kind

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator, Level


class PartSums(NamedTuple):
    """Sums of smaller areas, and their level."""

    below: Level
    figures: Figures


class OtherSum(NamedTuple):
    """What the parts of an area come to, and their level."""

    below: Level
    value: float


def other_sum(atlas: Atlas, indicator: Indicator, area: Area, territory: dt.date, year: int) -> OtherSum | None:
    """Add up the parts of an area, where that is not what was published for it.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    indicator : Indicator
        One of the catalogue.
    area : Area
        One of ``atlas.areas[territory]``.
    territory : date
        Territory date.
    year : int
        Year of the figure.

    Returns
    -------
    OtherSum or None
        The sum in the unit of the indicator. None where both are equal, where one is not known, and where a part is
        hidden: then a sum would tell it.
    """
    sums = part_sums(atlas, indicator.id, area.level, territory)
    published = atlas.figures(indicator, area.level, territory)
    if sums is None or year not in sums.figures.years or year not in published.years:
        return None
    own, total = published.value(year, area.code), sums.figures.value(year, area.code)
    if own is None or total is None or abs(total - own) < 10**-indicator.decimals / 2:
        return None
    return OtherSum(sums.below, total)


@per_atlas(maxsize=256)
def part_sums(atlas: Atlas, key: str, level: Level, territory: dt.date) -> PartSums | None:
    """Add the counts of the next smaller level up.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    key : str
        Id of an indicator.
    level : Level
        Of the areas to add up to.
    territory : date
        Territory date.

    Returns
    -------
    PartSums or None
        None for what is not a count that adds up, and where no smaller area has figures.
    """
    indicator = atlas.indicator(key)
    if indicator.kind is not Kind.COUNT or not all(atlas.declared[m].sums for m in indicator.measures):
        return None
    for below in BELOW.get(level, ()):
        parts = atlas.figures(indicator, below, territory)
        if parts.years:
            return PartSums(below, add_up(parts, atlas.holders(below, level, territory), atlas.codes(level, territory)))
    return None
