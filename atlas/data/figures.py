"""Figures of one indicator: rates from counts, sums over smaller areas, and the state of every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import VALUELESS, ValueState

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: States in the order in which they win when values are combined: what hides a value comes first.
PRECEDENCE = (
    ValueState.SECRET,
    ValueState.UNKNOWN,
    ValueState.LATER,
    ValueState.UNRELIABLE,
    ValueState.NOT_MEANINGFUL,
    ValueState.LIMITED,
    ValueState.ESTIMATED,
    ValueState.PROVISIONAL,
    ValueState.REVISED,
    ValueState.BELOW_UNIT,
    ValueState.OK,
    ValueState.ZERO,
)
RANK = {state: i for i, state in enumerate(PRECEDENCE)}
OK, ZERO, UNKNOWN, NOT_MEANINGFUL = (
    RANK[s] for s in (ValueState.OK, ValueState.ZERO, ValueState.UNKNOWN, ValueState.NOT_MEANINGFUL)
)
N_VALUELESS = len(VALUELESS)


@dataclass(frozen=True, slots=True)
class Figures:
    """Values of areas over years.

    Attributes
    ----------
    codes : tuple of str
        Areas, ascending; the columns.
    years : tuple of int
        Ascending; the rows.
    values : ndarray of float, shape (years, codes)
        NaN where there is no value.
    states : ndarray of uint8, shape (years, codes)
        Positions in `PRECEDENCE`.
    numerator, denominator : ndarray of float, shape (years, codes), or None
        Counts behind a rate; NaN wherever the rate is.
    """

    codes: tuple[str, ...]
    years: tuple[int, ...]
    values: NDArray[np.float64]
    states: NDArray[np.uint8]
    numerator: NDArray[np.float64] | None = None
    denominator: NDArray[np.float64] | None = None

    def state(self, year: int, code: str) -> ValueState:
        """State of one value.

        Parameters
        ----------
        year : int
            One of `years`.
        code : str
            One of `codes`.

        Returns
        -------
        ValueState
            What the figure is, or why there is none.
        """
        return PRECEDENCE[int(self.states[self.years.index(year), self.codes.index(code)])]

    def value(self, year: int, code: str) -> float | None:
        """Give one value, None where there is none.

        Parameters
        ----------
        year : int
            One of `years`.
        code : str
            One of `codes`.

        Returns
        -------
        float or None
            In the unit of the figures.
        """
        found = float(self.values[self.years.index(year), self.codes.index(code)])
        return None if np.isnan(found) else found


def empty(codes: tuple[str, ...]) -> Figures:
    """Figures without any year."""
    return Figures(codes, (), np.empty((0, len(codes))), np.empty((0, len(codes)), np.uint8))


def add_up(parts: Figures, parents: tuple[str, ...], codes: tuple[str, ...]) -> Figures:
    """Add counts of areas up to the areas that hold them.

    A sum with a hidden part is hidden, one with an unknown part unknown: a sum over the rest would be wrong, and
    the difference to a published total would give a hidden value away.

    Parameters
    ----------
    parts : Figures
        Counts.
    parents : tuple of str
        For each code of `parts` the area that holds it.
    codes : tuple of str
        The areas to add up to.

    Returns
    -------
    Figures
        Same years as `parts`, columns `codes`.
    """
    position = {code: i for i, code in enumerate(codes)}
    into = np.array([position[p] for p in parents], dtype=np.intp)
    shape = (len(parts.years), len(codes))
    sums = np.zeros(shape)
    states = np.full(shape, len(PRECEDENCE) - 1, np.uint8)
    rows = np.arange(len(parts.years))[:, None]
    np.add.at(sums, (rows, into[None, :]), np.nan_to_num(parts.values))
    np.minimum.at(states, (rows, into[None, :]), parts.states)
    childless = np.setdiff1d(np.arange(len(codes)), into)
    states[:, childless] = UNKNOWN
    sums[states < N_VALUELESS] = np.nan
    return Figures(codes, parts.years, sums, _plain(sums, states))


def _plain(values: NDArray[np.float64], states: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Let `ok` and `zero` follow the number: a sum of a zero and a one is not zero."""
    plain = states >= OK
    return np.where(plain, np.where(values == 0, ZERO, OK), states).astype(np.uint8)


def rate(numerator: Figures, denominator: Figures, factor: float) -> Figures:
    """Divide counts: ``numerator / denominator * factor``.

    The years are those that both have; a denominator of zero makes no sense and says so.

    Parameters
    ----------
    numerator, denominator : Figures
        Counts of the same codes.
    factor : float
        What the quotient is multiplied by, 100 for percent.

    Returns
    -------
    Figures
        With the counts that each rate comes from; both are NaN wherever the rate is.
    """
    years = tuple(y for y in numerator.years if y in denominator.years)
    top = [numerator.years.index(y) for y in years]
    bottom = [denominator.years.index(y) for y in years]
    over, under = numerator.values[top], denominator.values[bottom]
    states = np.minimum(_no_zero(numerator.states[top]), _no_zero(denominator.states[bottom]))
    with np.errstate(divide="ignore", invalid="ignore"):
        values = over * factor / under  # the product of counts is exact, so the rate is rounded once
    states = np.where((under == 0) & (states >= N_VALUELESS), NOT_MEANINGFUL, states).astype(np.uint8)
    values = np.where(states < N_VALUELESS, np.nan, values)
    hidden = np.isnan(values)
    return Figures(
        numerator.codes,
        years,
        values,
        _plain(values, states),
        numerator=np.where(hidden, np.nan, over),
        denominator=np.where(hidden, np.nan, under),
    )


def _no_zero(states: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.where(states == ZERO, OK, states).astype(np.uint8)


def in_years(figures: Figures, years: tuple[int, ...]) -> Figures:
    """Keep the years that stand in `years`.

    Parameters
    ----------
    figures : Figures
        Of any years.
    years : tuple of int
        Those wanted; one that the figures lack is passed over.

    Returns
    -------
    Figures
        In the order of `figures`.
    """
    rows = [i for i, y in enumerate(figures.years) if y in years]
    kept = (None if a is None else a[rows] for a in (figures.numerator, figures.denominator))
    return Figures(
        figures.codes, tuple(figures.years[i] for i in rows), figures.values[rows], figures.states[rows], *kept
    )


def merge(first: Figures, second: Figures) -> Figures:
    """Take the years of `first`, and from `second` those that it lacks. Both have the same codes.

    Parameters
    ----------
    first, second : Figures
        Of the same codes; where both have a year, `first` is right.

    Returns
    -------
    Figures
        Years ascending, if any came from `second`; counts of years that are published without them are NaN.
    """
    extra = [i for i, y in enumerate(second.years) if y not in first.years]
    if not extra:
        return first
    years = (*first.years, *(second.years[i] for i in extra))
    order = np.argsort(years, kind="stable")
    counts = (
        None if one is None and other is None else np.vstack([_rows(one, first), _rows(other, second)[extra]])[order]
        for one, other in ((first.numerator, second.numerator), (first.denominator, second.denominator))
    )
    return Figures(
        first.codes,
        tuple(years[i] for i in order),
        np.vstack([first.values, second.values[extra]])[order],
        np.vstack([first.states, second.states[extra]])[order],
        *counts,
    )


def _rows(counts: NDArray[np.float64] | None, figures: Figures) -> NDArray[np.float64]:
    return np.full(figures.values.shape, np.nan) if counts is None else counts
