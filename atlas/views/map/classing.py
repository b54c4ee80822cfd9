"""Class breaks of a map over all years and of every year, found by one rule; whoever shows classes asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from atlas.model import TOP_LEVELS, Breaks, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

    Find = Callable[[NDArray[np.float64], Scheme], Breaks]

Over = Literal["year", "all"]

NO_VALUE = "No area has a value, so there are no classes."
ONE_AREA = "There is only one value, so there is one class."


def over_of(state: ViewState) -> Over:
    """Say whose values make the classes of a view at rest.

    The address decides. Where it says nothing, the values of the year shown: it differs most within itself. A change is
    seen over all years, and a single area has no other values than those of its years.
    """
    if state.breaks_over == "year":
        return "year"
    return "all" if state.breaks_over or state.change_from or state.level in TOP_LEVELS else "year"


class Classing:
    """Finds the breaks of figures when they are asked for, and keeps them.

    Attributes
    ----------
    values : ndarray of float, shape (years, areas)
        As they are read; NaN where there is none.
    scheme : Scheme
        How breaks are found; `MANUAL` gives the same ones for all years.
    over : "year" or "all"
        Whose values make the classes of a map at rest.
    """

    def __init__(self, values: NDArray[np.float64], scheme: Scheme, over: Over, find: Find) -> None:
        self.values, self.scheme = values, scheme
        self.over: Over = "all" if scheme is Scheme.MANUAL else over
        self._find = find
        self._found: dict[tuple[int | None, Scheme], Breaks] = {}

    @property
    def can_differ(self) -> bool:
        """Whether classes of a year and of all years can be told apart."""
        return self.scheme is not Scheme.MANUAL and len(self.values) > 1

    def at(self, row: int) -> Breaks:
        """Give the breaks that hold where the map rests on a year."""
        return self.breaks(row if self.over == "year" else None)

    def breaks(self, row: int | None, scheme: Scheme | None = None) -> Breaks:
        """Find the breaks of a year, or of all years, perhaps in another scheme.

        Without any value there are none: no edges, no class.
        """
        key = (row, scheme or self.scheme)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._breaks(*key)
        return found

    def _breaks(self, row: int | None, scheme: Scheme) -> Breaks:
        values = self.values if row is None else self.values[row]
        known = values[~np.isnan(values)]
        if not known.size:
            return Breaks(scheme, (), NO_VALUE)
        found = self._find(known, scheme)
        return Breaks(found.scheme, found.edges, ONE_AREA) if known.size == 1 and found.k == 1 else found


def range_texts(years: tuple[int, ...], words: Words) -> dict[Over, str]:
    """Say whose values make the classes; the year is left open as ``{year}``."""
    over_all = words("Classes of the values of all years, {first} to {last}")
    return {
        "year": words("Classes of the values of {year} alone"),
        "all": over_all.format(first=years[0], last=years[-1]),
    }
