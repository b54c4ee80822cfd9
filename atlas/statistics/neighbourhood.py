"""Whether like lies beside like: Moran's I of all areas, and the areas in which it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED = 1
#: Random arrangements: with 999 of them no share is below 0.001, too coarse for hundreds of tests; of more areas than
#: these so many would take too long.
PERMUTATIONS, FEWER_PERMUTATIONS, MANY_AREAS = 9999, 999, 2000
#: Arrangements of all areas that are held at once.
AT_ONCE = 500
#: Share of areas named by chance alone among all that are named.
FALSE_DISCOVERIES = 0.05
#: Of fewer areas there are too few arrangements.
MIN_AREAS = 8


class Pattern(IntEnum):
    """How an area stands to its neighbours, where chance does not explain it."""

    HIGH_AMONG_HIGH = 0
    LOW_AMONG_LOW = 1
    HIGH_AMONG_LOW = 2
    LOW_AMONG_HIGH = 3
    NONE = 4


#: By the quadrants of Moran's scatter plot as esda counts them.
QUADRANTS = {
    1: Pattern.HIGH_AMONG_HIGH,
    2: Pattern.LOW_AMONG_HIGH,
    3: Pattern.LOW_AMONG_LOW,
    4: Pattern.HIGH_AMONG_LOW,
}


@dataclass(frozen=True, eq=False, slots=True)
class Neighbourhood:
    """How values lie beside each other.

    Attributes
    ----------
    codes : tuple of str
        Areas with a value that have a neighbour with one, in the order given.
    islands : tuple of str
        Areas with a value and without such a neighbour.
    moran : float
        Moran's I: above `by_chance` where like lies beside like, below it where unlike does.
    by_chance : float
        What it would be on average if the values were spread at random.
    p : float
        Share of random arrangements that are as uneven, with the one that is there.
    of : tuple of Pattern
        Pattern of each area.
    local_p : ndarray of float, shape (codes,)
        The same share for each area, its neighbours being drawn at random.
    beside : ndarray of float, shape (codes,)
        Mean of the neighbours of each area.
    threshold : float
        The largest share at which an area is named.
    permutations : int
        Number of random arrangements.
    """

    codes: tuple[str, ...]
    islands: tuple[str, ...]
    moran: float
    by_chance: float
    p: float
    of: tuple[Pattern, ...]
    local_p: Floats
    beside: Floats
    threshold: float
    permutations: int


def find_patterns(values: Mapping[str, float], neighbours: Mapping[str, Sequence[str]]) -> Neighbourhood:
    """Find out whether like lies beside like, and where.

    Moran's (1950, Biometrika 37:17) I with weights whose rows sum to 1, and its local parts (Anselin 1995, Geogr. Anal.
    27:93), both against random arrangements; of the many local tests, so many are named that the share of false ones
    stays bounded (Benjamini and Hochberg 1995, as Caldas de Castro and Singer 2006 use it).

    Parameters
    ----------
    values : mapping of str to float
        Value of each area by its code; NaN where there is none.
    neighbours : mapping of str to sequence of str
        Codes of the areas beside each; those without a value are passed over.

    Returns
    -------
    Neighbourhood
        The same for the same values, whenever it is asked for.

    Raises
    ------
    DataError
        Fewer than `MIN_AREAS` areas have a value and a neighbour with one, or all have the same value.
    """
    from esda import fdr  # noqa: PLC0415  importing it takes longer than the first map
    from esda.moran import Moran, Moran_Local  # noqa: PLC0415  as above
    from libpysal.weights import W  # noqa: PLC0415  as above

    known = {code for code, value in values.items() if np.isfinite(value)}
    beside = {code: known.intersection(neighbours.get(code, ())) - {code} for code in values if code in known}
    for code, others in beside.items():  # who is a neighbour has one
        for other in others:
            beside[other].add(code)
    codes = tuple(code for code in beside if beside[code])
    islands = tuple(code for code in beside if not beside[code])
    where = "neighbourhood"
    if len(codes) < MIN_AREAS:
        found = f"{len(codes)} areas with a value and a neighbour with one"
        raise DataError(expected(where, found, f"at least {MIN_AREAS}", "choose a level with more areas"))
    y = np.array([values[code] for code in codes])
    if y.min() == y.max():
        raise DataError(expected(where, f"{y[0]:g} everywhere", "values that differ", "choose another indicator"))
    weights = W({code: sorted(beside[code]) for code in codes}, id_order=list(codes), silence_warnings=True)
    weights.transform = "r"
    whole, local = Moran(y, weights, permutations=0), Moran_Local(y, weights, permutations=0)
    draws = PERMUTATIONS if len(y) <= MANY_AREAS else FEWER_PERMUTATIONS
    shares = _local_shares(y, weights.sparse, draws)
    threshold = float(fdr(shares, FALSE_DISCOVERIES))
    named = shares <= threshold
    return Neighbourhood(
        codes=codes,
        islands=islands,
        moran=float(whole.I),
        by_chance=float(whole.EI),
        p=_share(y, weights.sparse, float(whole.I), draws),
        of=tuple(QUADRANTS[int(q)] if there else Pattern.NONE for q, there in zip(local.q, named, strict=True)),
        local_p=shares,
        beside=np.asarray(weights.sparse @ y, np.float64),
        threshold=threshold,
        permutations=draws,
    )


# esda draws from the one generator of a process, which other threads of a server use at the same time
def _share(y: Floats, weights: Any, moran: float, draws: int) -> float:  # noqa: ANN401  scipy has no types
    """Count the share of arrangements of all values that are as uneven on the same side, as esda does."""
    z = y - y.mean()
    random = np.random.default_rng(SEED)
    found: list[float] = []
    while len(found) < draws:
        drawn = random.permuted(np.tile(z, (min(AT_ONCE, draws - len(found)), 1)), axis=1)
        found += (np.einsum("pa,pa->p", drawn, (weights @ drawn.T).T) / (z @ z)).tolist()
    return _tail(np.array(found), moran)


def _local_shares(y: Floats, weights: Any, draws: int) -> Floats:  # noqa: ANN401  as above
    """Count for each area the share of neighbourhoods drawn from all others that are as uneven on the same side."""
    z, rows = y - y.mean(), weights.tocsr()
    near = np.diff(rows.indptr)
    random = np.random.default_rng(SEED)
    drawn = np.array([random.choice(len(z) - 1, near.max(), replace=False) for _ in range(draws)])
    beside = rows @ z
    return np.array(
        [
            _tail(z[i] * np.delete(z, i)[drawn[:, :count]].mean(axis=1), z[i] * beside[i])
            for i, count in enumerate(near.tolist())
        ]
    )


def _tail(drawn: Floats, there: float) -> float:
    above = int((drawn >= there).sum())
    return (min(above, len(drawn) - above) + 1) / (len(drawn) + 1)
