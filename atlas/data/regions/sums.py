"""Counts of social regions, added up from what the atlas shows and from nothing else.

A region takes the published count of each district that lies in it whole, and the municipalities of the others. Where
some of these are hidden, and all the hidden ones of the district are in the region, their count together follows from
the district less the municipalities that are shown: everybody can subtract it. Every count of a region is so a sum or
difference of shown figures, and tells nothing that these do not tell (docs/decisions/0009-social-regions.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.figures import N_VALUELESS, OK, RANK, UNKNOWN, Figures, add_up, empty
from atlas.model import ValueState

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECRET, ESTIMATED = RANK[ValueState.SECRET], RANK[ValueState.ESTIMATED]
#: What arithmetic leaves of a whole number.
NEAR = 1e-6
#: The part of itself by which an estimate may be wrong, as far as other districts tell.
MOST_OFF = 0.05


@dataclass(frozen=True, eq=False)
class Members:
    """Which region and which district hold each municipality, by position; -1 for those in no region."""

    region: NDArray[np.intp]
    district: NDArray[np.intp]

    @cached_property
    def pairs(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        """Give what a region holds of a district: both by position, and whether it is the whole district."""
        inside = self.region >= 0
        found, sizes = np.unique(np.c_[self.region, self.district][inside], axis=0, return_counts=True)
        all_of = np.bincount(self.district, minlength=int(self.district.max(initial=0)) + 1)
        return found[:, 0], found[:, 1], sizes == all_of[found[:, 1]]

    @cached_property
    def pair_of(self) -> NDArray[np.intp]:
        """Give the position of the pair of each municipality that is in a region, in the order of municipalities."""
        held = np.c_[self.region, self.district][self.region >= 0]
        return np.unique(held, axis=0, return_inverse=True)[1].astype(np.intp)


def region_sums(small: Figures, large: Figures, members: Members, codes: tuple[str, ...]) -> Figures:
    """Add counts up to regions.

    Parameters
    ----------
    small, large : Figures
        Counts of the municipalities and of the districts, hidden ones already hidden.
    members : Members
        In the order of the columns of both.
    codes : tuple of str
        The regions, in the order of their positions.

    Returns
    -------
    Figures
        In all years of both; what is told by a subtraction is estimated where the publisher's counts of districts are
        not the sums of their municipalities, as of those who round each by itself, and hidden where they are far off.
    """
    years = tuple(sorted({*small.years, *large.years}))
    if not years:
        return empty(codes)
    regions, districts, whole = members.pairs
    below, above = _in_years(small, years), _in_years(large, years)
    names = tuple(map(str, range(len(regions))))
    inside = np.flatnonzero(members.region >= 0)
    own = Figures(names[:0], years, below.values[:, inside], below.states[:, inside])
    parts = add_up(own, tuple(names[at] for at in members.pair_of), names)
    told, rest = _told(below, above, members)
    told &= ~whole
    values = np.where(whole, above.values[:, districts], np.where(told, rest, parts.values))
    states = np.where(whole, above.states[:, districts], parts.states)
    if told.any():
        off = most_off(below, above, members.district)[:, None]
        told &= ~too_far(off, rest)
        values = np.where(told | whole, values, parts.values)
        states = np.where(told, np.where(off < NEAR, OK, ESTIMATED), states)
    pairs = Figures(names, years, values, states.astype(np.uint8))
    return add_up(pairs, tuple(codes[r] for r in regions), codes)


def with_those_of(made: Figures, own: Figures, column: int, at: int) -> Figures:
    """Let a region that is an area have the figures of that area, published ones too.

    Parameters
    ----------
    made : Figures
        Of the regions.
    own : Figures
        Of a level of areas.
    column, at : int
        Of the area in `own`, and of the region in `made`.

    Returns
    -------
    Figures
        In the years of both; where `own` has a year its figure is the right one.
    """
    years = tuple(sorted({*made.years, *own.years}))
    wide, given = _in_years(made, years), _in_years(own, years)
    rows = [years.index(y) for y in own.years]
    values, states, counts = wide.values, wide.states, (wide.numerator, wide.denominator)
    values[rows, at], states[rows, at] = given.values[rows, column], given.states[rows, column]
    found = []
    for kept, more in zip(counts, (given.numerator, given.denominator), strict=True):
        both = np.full(values.shape, np.nan) if kept is None else kept
        both[rows, at] = np.nan if more is None else more[rows, column]
        found.append(None if kept is None and more is None else both)
    return Figures(made.codes, years, values, states, *found)


def _in_years(figures: Figures, years: tuple[int, ...]) -> Figures:
    """Spread figures over more years, unknown in those that they lack."""
    values = np.full((len(years), len(figures.codes)), np.nan)
    states = np.full(values.shape, UNKNOWN, np.uint8)
    rows = [years.index(y) for y in figures.years]
    values[rows], states[rows] = figures.values, figures.states
    counts = []
    for known in (figures.numerator, figures.denominator):
        wide = None if known is None else np.full(values.shape, np.nan)
        if wide is not None:
            wide[rows] = known
        counts.append(wide)
    return Figures(figures.codes, years, values, states, *counts)


def totals(above: Figures) -> NDArray[np.float64]:
    """Give the counts of districts from which others can be subtracted.

    Parameters
    ----------
    above : Figures
        Counts of the districts.

    Returns
    -------
    ndarray of float, shape (years, districts)
        NaN for those that are estimated, as where a district had other borders: they are no sums of its municipalities.
    """
    return np.where(above.states == ESTIMATED, np.nan, above.values)


def most_off(below: Figures, above: Figures, district: NDArray[np.intp]) -> NDArray[np.float64]:
    """Say by how much a district differs from the sum of its municipalities, at most.

    Parameters
    ----------
    below, above : Figures
        Counts of the municipalities and of the districts, of the same years.
    district : ndarray of int, shape (municipalities,)
        Position of the district of each municipality.

    Returns
    -------
    ndarray of float, shape (years,)
        NaN where no district of several municipalities, all of them known, tells.
    """
    sums = add_up(below, tuple(above.codes[d] for d in district), above.codes)
    off = np.abs(sums.values - totals(above))
    several = np.bincount(district, minlength=len(above.codes)) > 1  # a town alone is always its own sum
    known = ~np.isnan(off) & several
    return np.where(known.any(axis=1), np.where(known, off, 0).max(axis=1, initial=0), np.nan)


def too_far(off: NDArray[np.float64], rest: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say where what a subtraction leaves may be more than a little wrong.

    Parameters
    ----------
    off : ndarray of float
        As `most_off` gives it.
    rest : ndarray of float
        What is left.

    Returns
    -------
    ndarray of bool
        False also where nothing is known of other districts.
    """
    return np.asarray(off > MOST_OFF * rest)


def _told(below: Figures, above: Figures, members: Members) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Find where the part of a district that a region holds is what the other municipalities leave of it, and how much.

    All hidden ones of the district are then in the part, nothing else lacks, and the rest leaves 1 for each of them.
    """
    _regions, districts, _whole = members.pairs
    hidden = below.states == SECRET
    kinds = (np.nan_to_num(below.values), hidden, (below.states < N_VALUELESS) & ~hidden)
    inside = np.flatnonzero(members.region >= 0)
    shown, secret, lacking = (_by(members.pair_of, kind[:, inside], len(districts)) for kind in kinds)
    every, secrets, lackings = (_by(members.district, kind, len(above.codes))[:, districts] for kind in kinds)
    rest = totals(above)[:, districts] - (every - shown)
    with np.errstate(invalid="ignore"):
        fits = rest >= shown + secret
    return (secret > 0) & (lacking == 0) & (secret == secrets) & (lackings == 0) & fits, rest


def _by(holder: NDArray[np.intp], counts: NDArray[np.generic], n: int) -> NDArray[np.float64]:
    """Add columns up by what holds them; no product of matrices, whose threads wait for each other on a busy server."""
    order = np.argsort(holder, kind="stable")
    starts = np.flatnonzero(np.diff(holder[order], prepend=-1))
    sums = np.zeros((len(counts), n))
    sums[:, holder[order][starts]] = np.add.reduceat(counts[:, order].astype(np.float64), starts, axis=1)
    return sums
