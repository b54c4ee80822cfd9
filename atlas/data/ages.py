"""Inhabitants of an area by age group and sex, in every year that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.figures import RANK
from atlas.model import Measure, ValueState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.model import Area

TABLE = "age_groups"
PEOPLE, MEN, WOMEN = "people", "men_", "women_"
#: Those that the dependency ratios need; they are shown where narrower groups are too small.
BROAD = ("under_20", "from_20_to_64", "from_65")


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """A group of the table: first and last year of age, None where there is no end."""

    measure: str
    first: int
    last: int | None


GROUPS = (
    AgeGroup("under_3", 0, 2),
    AgeGroup("from_3_to_5", 3, 5),
    AgeGroup("from_6_to_9", 6, 9),
    AgeGroup("from_10_to_14", 10, 14),
    AgeGroup("from_15_to_17", 15, 17),
    AgeGroup("from_18_to_19", 18, 19),
    *(AgeGroup(f"from_{a}_to_{a + 4}", a, a + 4) for a in range(20, 65, 5)),
    AgeGroup("from_65_to_74", 65, 74),
    AgeGroup("from_75", 75, None),
)


@dataclass(frozen=True, eq=False, slots=True)
class Ages:
    """Counts of one area.

    Attributes
    ----------
    years : tuple of int
        Ascending: those in which the inhabitants are known.
    people : ndarray of float, shape (years,)
        All inhabitants.
    both, men, women : ndarray of float, shape (years, groups)
        Inhabitants of each of `GROUPS`; a row is NaN as a whole where one of its groups is not shown.
    broad : ndarray of float, shape (years, 3)
        The same of `BROAD`.
    estimated : tuple of bool
        For each year whether its figures are.
    """

    years: tuple[int, ...]
    people: NDArray[np.float64]
    both: NDArray[np.float64]
    men: NDArray[np.float64]
    women: NDArray[np.float64]
    broad: NDArray[np.float64]
    estimated: tuple[bool, ...]

    def sexes(self, row: int) -> bool:
        """Whether men and women of a year are shown apart.

        Parameters
        ----------
        row : int
            Position of the year.

        Returns
        -------
        bool
            False also where groups are not shown at all.
        """
        return not (np.isnan(self.men[row]).any() or np.isnan(self.women[row]).any())

    def groups(self, row: int) -> bool:
        """Whether the groups of a year are shown.

        Parameters
        ----------
        row : int
            Position of the year.

        Returns
        -------
        bool
            False where one of them is too small.
        """
        return not np.isnan(self.both[row]).any()

    def without_sexes(self) -> Ages:
        """Leave men and women out, to stand beside areas whose sexes are hidden.

        Returns
        -------
        Ages
            The same of both together.
        """
        nothing = np.full(self.both.shape, np.nan)
        return replace(self, men=nothing, women=nothing)


@per_atlas(maxsize=256)
def ages_of(atlas: Atlas, area: Area, territory: dt.date) -> Ages | None:
    """Look up the age groups of an area.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    area : Area
        One of ``atlas.areas[territory]``.
    territory : date
        Territory date.

    Returns
    -------
    Ages or None
        None where no year is known.
    """
    people = Measure(TABLE, PEOPLE)
    if people not in atlas.declared:
        return None
    whole = atlas.measured(people, area.level, territory)
    if area.code not in whole.codes:
        return None
    own, column = whole.years, whole.codes.index(area.code)
    known = [i for i in range(len(own)) if not np.isnan(whole.values[i, column])]
    if not known:
        return None
    years = tuple(own[i] for i in known)
    narrow = [group.measure for group in GROUPS]
    wanted = [[before + name for name in narrow] for before in ("", MEN, WOMEN)]
    both, men, women, broad = (_counts(atlas, names, area, territory, years) for names in (*wanted, BROAD))
    shaky = tuple(bool(whole.states[i, column] == RANK[ValueState.ESTIMATED]) for i in known)
    return Ages(years, whole.values[known, column], both, men, women, broad, shaky)


def _counts(
    atlas: Atlas, measures: Sequence[str], area: Area, territory: dt.date, years: tuple[int, ...]
) -> NDArray[np.float64]:
    """Give a row a year; one with a group that is not shown is empty, for the others would tell it."""
    found = np.full((len(years), len(measures)), np.nan)
    for at, measure in enumerate(measures):
        figures = atlas.measured(Measure(TABLE, measure), area.level, territory)
        for i, year in enumerate(years):
            value = figures.value(year, area.code) if year in figures.years else None
            found[i, at] = np.nan if value is None else value
    return np.where(np.isnan(found).any(axis=1, keepdims=True), np.nan, found)
