"""Blocks of areas that are hidden together, and which counts a hidden one may be for those who know all rules."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Block = tuple[int, ...]

#: Draws partners and the order of further blocks. It may be known: nothing rests on keeping it secret.
SEED = "geheim gehalten"
#: Partners are drawn among so many neighbours in size.
RUN = 4
#: A hidden count may be one of so many values at least.
FEWEST_VALUES = 3


def draw(*key: str) -> str:
    """Draw a number that depends on the seed and the key alone."""
    return sha256(":".join((SEED, *key)).encode()).hexdigest()


def blocks_of(codes: Sequence[str], sizes: Sequence[float], key: str) -> list[Block]:
    """Put the areas of a group into blocks of two, one of three where their number is odd.

    It depends on nothing that is hidden: neighbours in size are put together, the partner among them is drawn.

    Parameters
    ----------
    codes : sequence of str
        Areas of the group with a count above zero.
    sizes : sequence of float
        How large each is by a figure that everybody knows; all alike where there is none.
    key : str
        Measure and area above, so that partners differ.

    Returns
    -------
    list of tuple of int
        Positions in `codes`, in the order in which further blocks are hidden.
    """
    order = sorted(range(len(codes)), key=lambda i: (sizes[i], codes[i]))
    starts = list(range(0, len(order) - 1, RUN)) or [0]
    mixed: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        mixed += sorted(order[start:end], key=lambda i: draw(key, codes[i]))
    blocks = [tuple(mixed[i : i + 2]) for i in range(0, len(mixed), 2)]
    if len(blocks) > 1 and len(blocks[-1]) == 1:
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    # smaller areas first, so that no large town is lost; which of those is drawn
    turns = [(at // RUN, draw(key, "turn", *(codes[i] for i in block))) for at, block in enumerate(blocks)]
    return [blocks[at] for at in sorted(range(len(blocks)), key=turns.__getitem__)]


def possible(blocks: Sequence[Sequence[float]], rest: float, minimum: int) -> list[list[NDArray[np.int64]]]:
    """Find the counts that hidden cells may have: at least 1, one of each block below the minimum, together `rest`.

    Of several blocks one such cell is above 1: where all are 1 the first rule would hide a further cell.

    Parameters
    ----------
    blocks : sequence of sequence of float
        For each hidden block the most that each of its cells can be.
    rest : float
        What the hidden cells hold together.
    minimum : int
        The smallest count that is shown.

    Returns
    -------
    list of list of ndarray of int
        For each block and cell its possible counts, ascending.
    """
    blocks = [[min(m, max(rest, 0)) for m in block] for block in blocks]
    tops = [_top(block, minimum) for block in blocks]
    n, found = sum(map(len, blocks)), []
    for at, block in enumerate(blocks):
        above = sum(tops) - tops[at]
        cells = []
        for i, most in enumerate(block):
            others = [*block[:i], *block[i + 1 :]]
            v = np.arange(1, int(most) + 1)
            # below the minimum its partners are free, above it one of them must be below
            ends = np.where(v < minimum, sum(others), _top(others, minimum)) + above
            # a cell that is not itself a small count above 1 leaves that to another one
            spare = (len(blocks) > 1) & ((v == 1) | (v >= minimum))
            cells.append(v[(v + n - 1 + spare <= rest) & (rest <= v + ends)])
        found.append(cells)
    return found


def _top(most: Sequence[float], minimum: int) -> float:
    """Give the most that cells can hold together if one of them is below the minimum; none can without a cell."""
    return max((sum(most) - m + min(m, minimum - 1) for m in most), default=-np.inf)


def is_safe(blocks: Sequence[Sequence[float]], rest: float, minimum: int) -> bool:
    """Say whether each hidden count has enough possible values, some below and some from the minimum on.

    Parameters
    ----------
    blocks : sequence of sequence of float
        As for `possible`.
    rest : float
        What the hidden cells hold together.
    minimum : int
        The smallest count that is shown.

    Returns
    -------
    bool
        True as well where nothing fits: then `rest` is no sum, and tells nothing.
    """
    cells = [v for block in possible(blocks, rest, minimum) for v in block]
    if not any(v.size for v in cells):
        return True
    return all(v.size >= FEWEST_VALUES and v[0] < minimum <= v[-1] for v in cells)
