"""What stays hidden in social regions, because of which municipalities, and the smallest change that shows it.

No region tells a hidden count: its figures are sums and differences of shown ones (`atlas.data.regions.sums`). So a
region is never refused as a whole; the figures that would tell are, and this says why and what would help.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.figures import N_VALUELESS, in_years
from atlas.data.regions.definition import region_code
from atlas.data.regions.districts import district_positions
from atlas.data.regions.sums import SECRET, most_off, too_far, totals
from atlas.model import Level

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.regions.atlas_with import RegionAtlas
    from atlas.data.store import Atlas
    from atlas.model import Measure

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    #: A measure in a year: the columns of `HiddenCells`.
    Row = tuple[Bools, Floats, Floats, Floats, Floats, np.float64]

#: So many changes of one size are tried, in all districts together, before a larger one that is sure to help is taken.
MOST_TRIED = 300


@dataclass(frozen=True, slots=True)
class Change:
    """Municipalities that would come to a region, and those that would leave it."""

    add: tuple[str, ...]
    take_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionCheck:
    """What stays hidden in a region.

    Attributes
    ----------
    code : str
        Of the region.
    hidden : dict of str to tuple of int
        Years in which an indicator is hidden, by its id.
    because : tuple of str
        Its municipalities whose counts are hidden.
    change : Change or None
        The smallest change found after which nothing is hidden; None where none is needed or none helps.
    """

    code: str
    hidden: dict[str, tuple[int, ...]]
    because: tuple[str, ...]
    change: Change | None


@dataclass(frozen=True, eq=False, slots=True)
class HiddenCells:
    """Where a territory date hides counts: rows are a measure in a year, columns municipalities or districts.

    ``district`` is the position of each municipality's; ``hidden`` and ``shown`` are of municipalities. Of districts
    are ``secrets``, how many are hidden, ``gaps``, whether others lack, and ``left``, what its count leaves when those
    that are shown are subtracted. ``off`` is how far such counts are off.
    """

    codes: tuple[str, ...]
    district: NDArray[np.intp]
    hidden: Bools
    shown: NDArray[np.float64]
    secrets: NDArray[np.float64]
    gaps: Bools
    left: NDArray[np.float64]
    off: NDArray[np.float64]

    def hides(self, inside: Bools) -> Bools:
        """Say for each row whether a region of the municipalities `inside` would be hidden."""
        found = np.zeros(len(self.hidden), bool)
        for at in np.unique(self.district[inside]):
            found |= self.hides_of(at, inside)
        return found

    def hides_of(self, at: int, inside: Bools) -> Bools:
        """Say for each row whether what the region holds of the district at a position would be hidden."""
        parts = self.district == at
        own = parts & inside
        if own.sum() == parts.sum():
            return np.zeros(len(self.hidden), bool)
        secret, left = self.hidden[:, own].sum(axis=1), self.left[:, at]
        told = (
            (secret == self.secrets[:, at])
            & ~self.gaps[:, at]
            & (left >= secret)
            & ~too_far(self.off, left + self.shown[:, own].sum(axis=1))
        )
        return np.asarray((secret > 0) & ~told)


@per_atlas(maxsize=4)
def hidden_cells(atlas: Atlas, territory: dt.date) -> HiddenCells:
    """Find the counts that a territory date hides and that indicators are made of.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    territory : date
        Territory date.

    Returns
    -------
    HiddenCells
        A row for each measure and year in which a municipality is hidden.
    """
    codes, district = atlas.codes(Level.MUNICIPALITY, territory), district_positions(atlas, territory)
    rows: list[Row] = []
    for measure in dict.fromkeys(m for i in atlas.catalogue.indicators.values() for m in i.measures):
        rows += _rows(atlas, measure, territory, district) if atlas.declared[measure].sums else []
    n, above = len(codes), len(atlas.codes(Level.DISTRICT, territory))
    hidden, shown = np.array([r[0] for r in rows], bool).reshape(-1, n), np.array([r[1] for r in rows]).reshape(-1, n)
    secrets, gaps, left = (np.array([r[i] for r in rows]).reshape(-1, above) for i in (2, 3, 4))
    return HiddenCells(codes, district, hidden, shown, secrets, gaps > 0, left, np.array([r[5] for r in rows]))


def _rows(atlas: Atlas, measure: Measure, territory: dt.date, district: NDArray[np.intp]) -> list[Row]:
    small, large = (atlas.measured(measure, x, territory) for x in (Level.MUNICIPALITY, Level.DISTRICT))
    years = [y for y, row in zip(small.years, small.states, strict=True) if (row == SECRET).any()]
    below, above = in_years(small, tuple(years)), in_years(large, tuple(years))
    hidden, values = below.states == SECRET, np.nan_to_num(below.values)
    gap = (below.states < N_VALUELESS) & ~hidden

    def by_district(rows: NDArray[np.generic]) -> NDArray[np.float64]:
        found = [np.bincount(district, weights=row, minlength=len(large.codes)) for row in rows]
        return np.array(found, np.float64).reshape(-1, len(large.codes))

    left = totals(above) - by_district(values)
    off = most_off(below, above, district)
    return list(zip(hidden, values, by_district(hidden), by_district(gap), left, off, strict=True))


def region_checks(atlas: RegionAtlas) -> tuple[RegionCheck, ...]:
    """Say of each region what stays hidden, why, and what would help.

    Parameters
    ----------
    atlas : RegionAtlas
        With the regions.

    Returns
    -------
    tuple of RegionCheck
        One a region, in their order.
    """
    date = atlas.own.social.territory
    cells = hidden_cells(atlas.plain, date)
    hidden: list[dict[str, tuple[int, ...]]] = [{} for _ in atlas.own.social.regions]
    for indicator in atlas.catalogue.indicators.values():
        figures = atlas.figures(indicator, Level.SOCIAL_REGION, date)
        for at, column in enumerate((figures.states == SECRET).T):
            if column.any():
                hidden[at][indicator.id] = tuple(y for y, one in zip(figures.years, column, strict=True) if one)
    found = []
    for at in range(len(hidden)):
        inside = atlas.own.members.region == at
        rows = cells.hides(inside)
        because = np.flatnonzero(inside & cells.hidden[rows].any(axis=0))
        change = smallest_change(cells, inside) if hidden[at] else None
        found.append(RegionCheck(region_code(at), hidden[at], tuple(cells.codes[i] for i in because), change))
    return tuple(found)


def smallest_change(cells: HiddenCells, inside: Bools) -> Change | None:
    """Find the fewest municipalities that have to come or leave so that nothing of a region is hidden.

    Parameters
    ----------
    cells : HiddenCells
        What the territory date hides.
    inside : ndarray of bool, shape (municipalities,)
        Those of the region.

    Returns
    -------
    Change or None
        District by district; of several that are as small the first in the order of codes. None where nothing helps.
    """
    after = inside.copy()
    hiding = [int(at) for at in np.unique(cells.district[inside]) if cells.hides_of(int(at), inside).any()]
    for at in hiding:
        moved = _moved(cells, at, inside, MOST_TRIED // len(hiding))
        if moved is None:
            return None
        after[moved] = ~after[moved]
    if not after.any() or cells.hides(after).any() or (after == inside).all():
        return None
    codes = np.array(cells.codes)
    return Change(tuple(codes[after & ~inside].tolist()), tuple(codes[inside & ~after].tolist()))


def _moved(cells: HiddenCells, at: int, inside: Bools, tries: int) -> list[int] | None:
    """Choose within a district: one or two municipalities, else all that are hidden in the region or beside it."""
    parts = cells.district == at
    ever = np.flatnonzero(parts & cells.hidden.any(axis=0)).tolist()
    sure = [
        [i for i in ever if inside[i]],
        [i for i in ever if not inside[i]],
        np.flatnonzero(parts & ~inside).tolist(),
    ]
    for size in (1, 2):
        for moved in islice(combinations(ever, size), tries):
            if _helps(cells, at, inside, list(moved)):
                return list(moved)
    return next((m for m in sorted(sure, key=len) if m and _helps(cells, at, inside, m)), None)


def _helps(cells: HiddenCells, at: int, inside: Bools, moved: list[int]) -> bool:
    after = inside.copy()
    after[moved] = ~after[moved]
    return bool((after & (cells.district == at)).any()) and not cells.hides_of(at, after).any()
