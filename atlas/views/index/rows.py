"""The ranking of an index, area by area: score, range of the rank, and what each indicator adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.index.built import Index
    from atlas.words.words import Words

#: Areas whose contributions are drawn; of the others the score and the range of the rank are told.
DRAWN = 20
#: Colours of contributions (Okabe and Ito, and four more), told apart by those who see red and green alike.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c6bb1", "#7f7f7f", "#b8a200", "#44546a")


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator adds to a score; ``start`` and ``width`` in percent of the room of a bar."""

    name: str
    text: str
    colour: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """An area of the ranking; ranks and the ends of their range in percent of the room are for the whisker."""

    area: Area
    district: str
    rank: int
    best: int
    worst: int
    score: str
    parts: tuple[Part, ...]
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Areas with a score, the highest first; those of `first` have bars, with zero at `zero` percent of their room."""

    first: tuple[Row, ...]
    others: tuple[Row, ...]
    zero: float
    key: tuple[tuple[str, str], ...]


def ranking(atlas: Atlas, index: Index, regions: Collection[str], words: Words) -> Ranking:
    """Write the ranking of an index.

    Parameters
    ----------
    atlas : Atlas
        Names the areas.
    index : Index
        What is ranked.
    regions : collection of str
        Codes of selected areas, whose contributions are told wherever they stand.
    words : Words
        Language of the numbers.
    """
    added = np.nan_to_num(index.made.contributions)
    below, above = -np.minimum(added, 0).sum(axis=1).min(), np.maximum(added, 0).sum(axis=1).max()
    room = float(below + above) or 1.0
    zero = 100 * float(below) / room
    names = [c.indicator.short_title for c in index.columns]
    key = tuple((name, COLOURS[i % len(COLOURS)]) for i, name in enumerate(names))
    areas = atlas.areas[index.recipe.territory]
    n = len(index.order)
    first: list[Row] = []
    others: list[Row] = []
    for at in index.order:
        area = areas[index.codes[at]]
        inside = areas.get(area.parent)
        drawn = len(first) < DRAWN or area.code in regions
        best, worst, rank = (int(x[at]) for x in (index.firm.best, index.firm.worst, index.rank))
        (first if drawn else others).append(
            Row(
                area=area,
                district=inside.label if inside and inside.level is Level.DISTRICT else "",
                rank=rank,
                best=best,
                worst=worst,
                score=words.number(float(index.made.scores[at]), index.decimals),
                parts=_parts(added[at].tolist(), key, zero, room, index.decimals, words) if drawn else (),
                at=_place(rank, n),
                low=_place(best, n),
                high=_place(worst, n),
            )
        )
    return Ranking(tuple(first), tuple(others), zero, key)


def _place(rank: int, n: int) -> float:
    return round(100 * (rank - 1) / max(1, n - 1), 2)


def _parts(
    added: list[float], key: tuple[tuple[str, str], ...], zero: float, room: float, decimals: int, words: Words
) -> tuple[Part, ...]:
    left = right = zero
    parts = []
    for value, (name, colour) in zip(added, key, strict=True):
        width = 100 * abs(value) / room
        start = right if value > 0 else left - width
        left, right = (left, right + width) if value > 0 else (left - width, right)
        text = f"{name}: {'+' if value > 0 else ''}{words.number(value, decimals)}"
        parts.append(Part(name, text, colour, round(start, 2), round(width, 2)))
    return tuple(parts)
