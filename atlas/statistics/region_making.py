"""Regions of like size from areas that touch: a graph is cut into k parts of nearly the same weight (METIS)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Labels = NDArray[np.intp]

#: The library starts from a draw; of so many the best one is kept.
STARTS = 20
#: How far sizes may lie apart, in thousandths, as the library is asked.
ALLOWED = (30, 200)


def like_size(neighbours: Sequence[Sequence[int]], sizes: Sequence[float], k: int) -> Labels:
    """Cut areas into k connected regions of like size.

    METIS (Karypis and Kumar 1998, by PyMetis) does it in milliseconds; max-p of spopt, the usual choice, finds as many
    regions as possible above a size, not k, and took minutes for a state. Beside it stands the plain way (the smallest
    region joins its smallest neighbour), and the one whose largest deviation from the mean is least is kept.

    Parameters
    ----------
    neighbours : sequence of sequence of int
        Positions of the areas that touch each area.
    sizes : sequence of float
        How large each is, above zero.
    k : int
        From 2 to the number of areas, and as many as there are parts that do not touch at least.

    Returns
    -------
    ndarray of int, shape (areas,)
        Region of each area, from 0 on, in the order of their first areas; the same for the same areas.

    Raises
    ------
    ValueError
        So many connected regions there cannot be.
    """
    n, weight = len(sizes), np.asarray(sizes, dtype=np.float64)
    parts = _pieces(neighbours, np.arange(n))
    if not max(2, len(set(parts.tolist()))) <= k <= n:
        text = f"k: found {k}, expected {max(2, len(set(parts.tolist())))} to {n}"
        raise ValueError(text)
    found = [_joined(neighbours, weight, k), *_cut(neighbours, weight, k)]
    best = min(found, key=lambda labels: _off(labels, weight, k))
    _values, first = np.unique(best, return_index=True)
    order = {int(best[i]): at for at, i in enumerate(sorted(first.tolist()))}
    return np.array([order[int(label)] for label in best], dtype=np.intp)


def _off(labels: Labels, weight: NDArray[np.float64], k: int) -> float:
    sums = np.bincount(labels, weights=weight, minlength=k)
    return float(np.abs(sums * k / weight.sum() - 1).max())


def _cut(neighbours: Sequence[Sequence[int]], weight: NDArray[np.float64], k: int) -> Iterator[Labels]:
    """Cut the graph; what is not connected, or lacks a region, is left out."""
    import pymetis  # noqa: PLC0415  only needed here

    if not all(neighbours) or _pieces(neighbours, np.arange(len(weight))).any():
        return
    whole = np.maximum(1, np.rint(weight)).astype(int).tolist()
    for seed in range(STARTS):
        for allowed in ALLOWED:
            options = pymetis.Options(contig=1, seed=seed, ufactor=allowed)
            _edges, cut = pymetis.part_graph(k, adjacency=neighbours, vweights=whole, options=options, recursive=False)
            labels = np.array(cut, dtype=np.intp)
            if len(set(cut)) == k and _connected(neighbours, labels):
                yield labels


def _joined(neighbours: Sequence[Sequence[int]], weight: NDArray[np.float64], k: int) -> Labels:
    """Let the smallest region join its smallest neighbour until k are left; one without neighbours stays."""
    members = {i: {i} for i in range(len(weight))}
    beside = {i: set(own) - {i} for i, own in enumerate(neighbours)}
    size = dict(enumerate(weight.tolist()))
    while len(members) > k:
        least = min((i for i in members if beside[i]), key=lambda i: (size[i], i))
        into = min(beside[least], key=lambda i: (size[i], i))
        members[into] |= members.pop(least)
        size[into] += size.pop(least)
        beside[into] = (beside[into] | beside.pop(least)) - {into, least}
        for other in beside[into]:
            beside[other] = (beside[other] - {least}) | {into}
    labels = np.empty(len(weight), dtype=np.intp)
    for at, own in enumerate(members.values()):
        labels[list(own)] = at
    return labels


def _connected(neighbours: Sequence[Sequence[int]], labels: Labels) -> bool:
    return not any(_pieces(neighbours, np.flatnonzero(labels == label)).any() for label in set(labels.tolist()))


def _pieces(neighbours: Sequence[Sequence[int]], own: NDArray[np.intp]) -> Labels:
    """Tell the parts of some areas that do not touch each other apart by numbers."""
    at = {int(i): j for j, i in enumerate(own)}
    pairs = [(at[int(i)], at[m]) for i in own for m in neighbours[int(i)] if m in at]
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    graph = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(own), len(own)))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)
