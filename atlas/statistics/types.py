"""Types of areas: k-means and Ward on standardised indicators, the number of types by silhouette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Positions = NDArray[np.intp]

Method = Literal["kmeans", "ward"]
METHODS: tuple[Method, ...] = ("kmeans", "ward")
#: Numbers of types that are tried.
NUMBERS = range(2, 11)
MIN_INDICATORS = 2
#: So often k-means begins anew; the best of these is taken.
STARTS = 30
SEED = 1
#: Areas whose silhouette is not above this lie between two types.
BORDER = 0.05


@dataclass(frozen=True, eq=False, slots=True)
class Types:
    """Areas in types.

    Attributes
    ----------
    codes : tuple of str
        Areas with a value in every indicator, in the order of the figures.
    columns : tuple of str
        Indicators that were used.
    constant : tuple of str
        Indicators left out because they are the same everywhere.
    dropped : tuple of str
        Areas without a type: they lack a value.
    curve : dict of int to float
        Mean silhouette of each number of types that was tried.
    of : ndarray of int, shape (codes,)
        Type of each area, from 0: the types descend by the mean of the first indicator.
    scores : ndarray of float, shape (codes, columns)
        Standardised values (z): 0 is the mean of the areas, 1 their standard deviation.
    centres : ndarray of float, shape (types, columns)
        Mean score of each type.
    silhouettes : ndarray of float, shape (codes,)
        From -1 to 1: how much nearer an area lies to its own type than to the next one.
    nearest : ndarray of int, shape (codes,)
        The next type of each area: the other one to whose areas it lies nearest.
    """

    codes: tuple[str, ...]
    columns: tuple[str, ...]
    constant: tuple[str, ...]
    dropped: tuple[str, ...]
    curve: dict[int, float]
    of: Positions
    scores: Floats
    centres: Floats
    silhouettes: Floats
    nearest: Positions

    @property
    def k(self) -> int:
        """Number of types."""
        return len(self.centres)

    @property
    def best(self) -> int:
        """The number of types with the highest silhouette; the smaller one where two are equal."""
        return max(self.curve, key=lambda k: (round(self.curve[k], 12), -k))

    def members(self, kind: int) -> Positions:
        """Positions of the areas of a type, the most typical first: those nearest to its centre."""
        inside = np.flatnonzero(self.of == kind)
        apart = np.linalg.norm(self.scores[inside] - self.centres[kind], axis=1)
        return inside[np.argsort(apart, kind="stable")]

    def between(self, kind: int) -> Positions:
        """Positions of the border cases of a type, those that lie nearest to another one first."""
        found = np.flatnonzero((self.of == kind) & (self.silhouettes <= BORDER))
        return found[np.argsort(self.silhouettes[found], kind="stable")]


def find_types(figures: pd.DataFrame, k: int = 0, method: Method = "kmeans") -> Types:
    """Sort areas into types by their indicators.

    Every indicator is standardised, so that all weigh the same. k-means (Lloyd 1982, IEEE Trans. Inf. Theory 28:129,
    with the starts of Arthur and Vassilvitskii 2007) is seeded, Ward's (1963, JASA 58:236) needs no chance. The
    silhouette is that of Rousseeuw (1987), J. Comput. Appl. Math. 20:53.

    Parameters
    ----------
    figures : DataFrame of float, shape (areas, indicators)
        Index: codes; columns: indicators. Only areas with a value in every column get a type.
    k : int, optional
        Number of types; 0 for that of `NUMBERS` with the highest mean silhouette.
    method : "kmeans" or "ward"
        How areas are joined.

    Returns
    -------
    Types
        Numbered by the mean of the first indicator; the silhouettes of all numbers of types that were tried.

    Raises
    ------
    DataError
        Fewer than two indicators that differ, or fewer different areas than types.
    """
    from sklearn.metrics import pairwise_distances  # noqa: PLC0415  importing it takes longer than the first map

    where = "types of areas"
    if figures.shape[1] < MIN_INDICATORS:
        found = f"{figures.shape[1]} indicators"
        raise DataError(expected(where, found, f"at least {MIN_INDICATORS}", "choose more indicators"))
    complete = np.isfinite(figures.to_numpy(np.float64)).all(axis=1)
    known = figures[complete]
    values = known.to_numpy(np.float64)
    least = max(k, NUMBERS[0]) + 1
    if len(np.unique(values, axis=0)) < least:
        found = f"{len(np.unique(values, axis=0))} different areas with all values"
        raise DataError(expected(where, found, f"at least {least}", "choose fewer types or other indicators"))
    flat = values.min(axis=0) == values.max(axis=0)
    if (~flat).sum() < MIN_INDICATORS:
        found = f"{(~flat).sum()} indicators that differ from area to area"
        raise DataError(expected(where, found, f"at least {MIN_INDICATORS}", "choose other indicators"))
    values = values[:, ~flat]
    scores = (values - values.mean(axis=0)) / values.std(axis=0)
    apart = pairwise_distances(scores)
    most = min(NUMBERS[-1], len(np.unique(scores, axis=0)) - 1)
    tried = {n: _joined(scores, n, method) for n in {*range(NUMBERS[0], most + 1), *([k] if k else [])}}
    likeness = {n: _silhouettes(apart, of) for n, of in sorted(tried.items())}
    curve = {n: float(s.mean()) for n, s in likeness.items()}
    chosen = k or max(curve, key=lambda n: (round(curve[n], 12), -n))
    of = _numbered(tried[chosen], scores[:, 0])
    return Types(
        codes=tuple(map(str, known.index)),
        columns=tuple(str(c) for c in figures.columns[~flat]),
        constant=tuple(str(c) for c in figures.columns[flat]),
        dropped=tuple(map(str, figures.index[~complete])),
        curve=curve,
        of=of,
        scores=scores,
        centres=np.array([scores[of == kind].mean(axis=0) for kind in range(chosen)]),
        silhouettes=likeness[chosen],
        nearest=_nearest(apart, of),
    )


def _joined(scores: Floats, k: int, method: Method) -> Positions:
    from sklearn.cluster import AgglomerativeClustering, KMeans  # noqa: PLC0415  as above
    from threadpoolctl import threadpool_limits  # noqa: PLC0415  it comes with the other

    if method == "ward":
        return np.asarray(AgglomerativeClustering(k, linkage="ward").fit(scores).labels_, np.intp)
    with threadpool_limits(1):  # some hundred areas are too few to share: threads that wait take thirty times as long
        return np.asarray(KMeans(k, n_init=STARTS, random_state=SEED).fit(scores).labels_, np.intp)


def _silhouettes(apart: Floats, of: Positions) -> Floats:
    from sklearn.metrics import silhouette_samples  # noqa: PLC0415  as above

    return np.asarray(silhouette_samples(apart, of, metric="precomputed"), np.float64)


def _numbered(of: Positions, first: Floats) -> Positions:
    """Order the types by the mean of the first indicator, the highest first, whatever order they were found in."""
    kinds = np.unique(of)
    # types of equal mean are ordered by their first area
    order = sorted(kinds, key=lambda kind: (-first[of == kind].mean(), int(np.argmax(of == kind))))
    place = np.empty(len(kinds), np.intp)
    place[order] = np.arange(len(kinds))
    return place[of]


def _nearest(apart: Floats, of: Positions) -> Positions:
    """Find for each area the other type whose areas lie nearest on average, as the silhouette does."""
    means = np.column_stack([apart[:, of == kind].mean(axis=1) for kind in range(of.max() + 1)])
    means[np.arange(len(of)), of] = np.inf
    return np.asarray(means.argmin(axis=1), np.intp)
