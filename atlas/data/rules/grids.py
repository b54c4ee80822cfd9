"""Figures of one measure, level and territory date as a grid of years and areas: what rules compare whole at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.data.grouping import groups
from atlas.model import Level, Measure, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Cells = NDArray[np.float64]
    Mask = NDArray[np.bool_]

#: Which levels add up to which.
STEPS = (
    (Level.MUNICIPALITY, Level.DISTRICT),
    (Level.DISTRICT, Level.STATE),
    (Level.MUNICIPALITY, Level.STATE),
)
TEXTS = ("measure", "level", "territory", "code", "state")


@dataclass(frozen=True, eq=False)
class Grid:
    """Figures of one measure, level and territory date; a row a year, a column an area, both ascending.

    Attributes
    ----------
    measure, level, territory : str
        Of which these are.
    years : ndarray of int
        Years with a row.
    codes : ndarray of str
        Areas with a row.
    values : ndarray of float
        NaN where there is no figure.
    there, unknown, unreliable : ndarray of bool
        Where the table has a row, and which of these say no figure for that reason.
    """

    measure: str
    level: str
    territory: str
    years: NDArray[np.int64]
    codes: NDArray[np.object_]
    values: Cells
    there: Mask
    unknown: Mask
    unreliable: Mask

    def named(self, which: Mask, other: Cells | float = np.nan, values: Cells | float | None = None) -> pd.DataFrame:
        """Name the figures of a mask, each with that with which it was compared."""
        year, area = np.nonzero(which)
        shape = which.shape
        return pd.DataFrame(
            {
                "measure": self.measure,
                "level": self.level,
                "territory": self.territory,
                "code": self.codes[area],
                "year": self.years[year],
                "value": np.broadcast_to(self.values if values is None else values, shape)[year, area],
                "other": np.broadcast_to(other, shape)[year, area],
            }
        )

    def like(self, other: Grid) -> Cells:
        """Put the figures of another grid of this level and territory date in the order of this one."""
        row, column = _at(other.years, self.years), _at(other.codes, self.codes)
        found = other.values[np.ix_(row, column)]
        found[row < 0, :] = np.nan
        found[:, column < 0] = np.nan
        return found


def _at(known: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.intp]:
    """Positions of what is wanted in what is known, -1 where it is not there."""
    if np.array_equal(known, wanted):
        return np.arange(len(known))
    places = {label: at for at, label in enumerate(known.tolist())}
    return np.array([places.get(label, -1) for label in wanted.tolist()], dtype=np.intp)


def grids_of(table: str, frame: pd.DataFrame) -> dict[Measure, list[Grid]]:
    """Lay a table out.

    Parameters
    ----------
    table : str
        Its id.
    frame : DataFrame
        Columns ``measure, level, territory, code, year, value, state``, each area and year once.

    Returns
    -------
    dict of Measure to list of Grid
        By measure, those of each by level and territory date.
    """
    texts = {name: frame[name].astype("category").cat.remove_unused_categories() for name in TEXTS}
    numbers = {name: column.cat.codes.to_numpy().astype(np.int64) for name, column in texts.items()}
    labels: dict[str, Any] = {name: column.cat.categories.astype(object).to_numpy() for name, column in texts.items()}
    rank = np.argsort(np.argsort(labels["code"]))[numbers["code"]] if len(frame) else numbers["code"]
    in_order = np.sort(labels["code"])
    state = labels["state"][numbers["state"]] if len(frame) else numbers["state"].astype(object)
    unknown, unreliable = state == str(ValueState.UNKNOWN), state == str(ValueState.UNRELIABLE)
    year, value = frame["year"].to_numpy().astype(np.int64), frame["value"].to_numpy(dtype=np.float64)
    found: dict[Measure, list[Grid]] = {}
    for key, rows in groups([numbers[name] for name in TEXTS[:3]]):
        measure, level, territory = (str(labels[name][at]) for name, at in zip(TEXTS, key, strict=False))
        years, row = np.unique(year[rows], return_inverse=True)
        areas, column = np.unique(rank[rows], return_inverse=True)

        def laid(cells: NDArray[Any], empty: NDArray[Any], rows: Any = rows, at: Any = (row, column)) -> NDArray[Any]:  # noqa: ANN401
            empty[at] = cells[rows]
            return empty

        shape = (len(years), len(areas))
        there = np.zeros(shape, bool)
        there[row, column] = True
        grid = Grid(
            measure,
            level,
            territory,
            years,
            in_order[areas],
            laid(value, np.full(shape, np.nan)),
            there,
            laid(unknown, np.zeros(shape, bool)),
            laid(unreliable, np.zeros(shape, bool)),
        )
        found.setdefault(Measure(table, measure), []).append(grid)
    return found


@dataclass(frozen=True, eq=False)
class Sums:
    """A grid of published figures with the sums of their parts beside it.

    Attributes
    ----------
    below : str
        Level of the parts.
    published : Grid
        What is shown.
    totals : ndarray of float
        Sums of what the parts have.
    hidden : ndarray of float
        What the hidden parts add at least: the least that each had in a year in which it is shown.
    compared : ndarray of bool
        Where the table has both, and no part of which nothing is known.
    """

    below: str
    published: Grid
    totals: Cells
    hidden: Cells
    compared: Mask


def sums_beside(grids: list[Grid], above: Mapping[tuple[str, str], Mapping[Level, str]]) -> Iterator[Sums]:
    """Put the sums of their parts beside published figures.

    Parameters
    ----------
    grids : list of Grid
        Those of a measure that adds up.
    above : mapping of tuple of str to mapping of Level to str
        By territory date and code: the area of each level that holds it.

    Yields
    ------
    Sums
        One a territory date and step from a level to a larger one.
    """
    by_place = {(grid.territory, grid.level): grid for grid in grids}
    for territory in dict.fromkeys(grid.territory for grid in grids):
        for below, level in STEPS:
            parts, published = by_place.get((territory, str(below))), by_place.get((territory, str(level)))
            if parts is None or published is None:
                continue
            holders = np.array([above[territory, code][level] for code in parts.codes], object)
            column, row = _at(published.codes, holders), _at(published.years, parts.years)
            year, area = np.nonzero(parts.there & (row >= 0)[:, None] & (column >= 0))
            to = (row[year], column[area])
            totals, some, lost, hidden = (np.zeros(published.values.shape) for _ in range(4))
            gone = parts.unknown | parts.unreliable
            least = np.where(np.isnan(parts.values), np.inf, parts.values).min(axis=0)
            least = np.where(np.isnan(parts.values) & ~gone & np.isfinite(least), least, 0)
            np.add.at(totals, to, np.nan_to_num(parts.values[year, area]))
            np.add.at(some, to, 1)
            np.add.at(hidden, to, least[year, area])
            np.add.at(lost, to, gone[year, area])
            yield Sums(str(below), published, totals, hidden, published.there & (some > 0) & (lost == 0))
