"""Marks over the shades of a map: the areas that lie high among high ones, low among low ones, or stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.figures import in_years
from atlas.errors import DataError
from atlas.statistics.neighbourhood import Neighbourhood, Pattern, find_patterns
from atlas.views.map.legend_content import MarkKey
from atlas.views.query.values import PATTERNS

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.model import Level
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

#: Patterns that are marked, in the order of the legend.
MARKED = tuple(pattern for pattern in Pattern if pattern is not Pattern.NONE)
#: Pattern of an area without a value, or without a neighbour that has one.
NOT_COMPARED = -1
#: Up to this share of random arrangements chance is no longer taken for the reason.
RARE = 0.05
#: Moran's I from which on like lies clearly, and strongly, beside like.
CLEAR, STRONG = 0.2, 0.5


@dataclass(frozen=True, eq=False, slots=True)
class NeighbourMarks:
    """Which areas of a year are marked.

    Attributes
    ----------
    of : ndarray of int, shape (areas,)
        Position of each area's pattern among all, in the order of the figures; `NOT_COMPARED` of areas without one.
    said : str
        What the patterns say as a whole, or why there are none.
    """

    of: NDArray[np.intp]
    said: str

    def key(self, inside: NDArray[np.bool_], words: Words) -> MarkKey:
        """Say what the legend explains; only the areas `inside` are counted."""
        names = pattern_names(words)
        counts = tuple(int(np.count_nonzero(self.of[inside] == pattern)) for pattern in MARKED)
        labels = tuple(names[pattern] for pattern in MARKED)
        return MarkKey(heading=words("Compared with its neighbours"), labels=labels, counts=counts, said=self.said)


@per_atlas(maxsize=256)
def neighbourhood_of(atlas: Atlas, indicator: str, level: Level, territory: dt.date, year: int) -> Neighbourhood:
    """Compare the areas of a level with their neighbours.

    Raises
    ------
    DataError
        Too few areas have a value and a neighbour with one, or all have the same value.
    """
    figures = in_years(atlas.figures(atlas.indicator(indicator), level, territory), (year,))
    areas = atlas.areas[territory]
    values = dict(zip(figures.codes, figures.values[0].tolist(), strict=True))
    return find_patterns(values, {code: areas[code].neighbours for code in figures.codes})


def neighbour_marks(
    atlas: Atlas, indicator: str, level: Level, territory: dt.date, year: int, words: Words
) -> NeighbourMarks:
    """Find the marks of a year; where nothing can be compared there are none, and it is said why."""
    codes = atlas.codes(level, territory)
    try:
        found = neighbourhood_of(atlas, indicator, level, territory, year)
    except DataError:
        said = words("Nothing to compare: too few areas have a value, or all have the same.")
        return NeighbourMarks(np.full(len(codes), NOT_COMPARED, np.intp), said)
    return NeighbourMarks(patterns_in(found, codes), whole(found, words))


def marks_of(atlas: Atlas, state: ViewState, words: Words) -> NeighbourMarks | None:
    """Find the marks that a view asks for; None where it asks for none."""
    if PATTERNS not in state.layers:
        return None
    return neighbour_marks(atlas, state.indicator, state.level, state.territory, state.year, words)


def patterns_in(found: Neighbourhood, codes: tuple[str, ...]) -> NDArray[np.intp]:
    """Give the pattern of each area, in the order of the codes."""
    of = dict(zip(found.codes, found.of, strict=True))
    return np.array([of.get(code, NOT_COMPARED) for code in codes], np.intp)


def marks_file(marks: NeighbourMarks, words: Words) -> dict[str, Any]:
    """Write the marks of a year for the browser: of each area its pattern, and what is said of each and of all."""
    names, text = pattern_names(words), words("Among its neighbours: {pattern}.")
    return {
        "of": marks.of.tolist(),
        "sentences": [text.format(pattern=names[pattern]) for pattern in Pattern],
        "said": marks.said,
    }


def pattern_names(words: Words) -> dict[Pattern, str]:
    """Name the patterns as they stand in the legend."""
    return {
        Pattern.HIGH_AMONG_HIGH: words("high among high"),
        Pattern.LOW_AMONG_LOW: words("low among low"),
        Pattern.HIGH_AMONG_LOW: words("high among low"),
        Pattern.LOW_AMONG_HIGH: words("low among high"),
        Pattern.NONE: words("not conspicuous"),
    }


def whole(found: Neighbourhood, words: Words) -> str:
    """Say what Moran's I says, with its value and how often chance alone comes to that."""
    if found.p > RARE:
        text = words("Areas beside each other are no more alike than by chance")
    elif found.moran < found.by_chance:
        text = words("Areas beside each other differ more than by chance")
    elif found.moran >= STRONG:
        text = words("Areas with like values lie beside each other, strongly so")
    elif found.moran >= CLEAR:
        text = words("Areas with like values lie beside each other, clearly so")
    else:
        text = words("Areas with like values lie beside each other, slightly so")
    numbers = words("Moran's I {moran}, by chance {chance} on average; p = {p}")
    said = numbers.format(
        moran=words.number(found.moran, 2), chance=words.number(found.by_chance, 2), p=words.number(found.p, 4)
    )
    return f"{text} ({said})."
