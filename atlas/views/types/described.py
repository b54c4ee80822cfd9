"""Each type in words: what lies far from the middle, which areas are typical, and which lie between two types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.views.types.marks import in_a_line, marks_of

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.views.types.marks import Mark
    from atlas.views.types.typed import Typed

#: Areas that are named.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in words.

    Attributes
    ----------
    name, colour : str
        As in the legend.
    count : int
        Number of its areas.
    short : str
        Its strongest marks in a line.
    marks : tuple of Mark
        What lies far from the middle, the strongest first.
    typical : tuple of Area
        The areas nearest to its centre.
    between : tuple of (Area, str)
        Border cases, each with the name of the type that it is also near to.
    more : int
        How many border cases are not named.
    """

    name: str
    colour: str
    count: int
    short: str
    marks: tuple[Mark, ...]
    typical: tuple[Area, ...]
    between: tuple[tuple[Area, str], ...]
    more: int


def kinds(typed: Typed) -> tuple[Kind, ...]:
    """Describe all types in their order."""
    return tuple(_kind(typed, number) for number in range(typed.found.k))


def _kind(typed: Typed, number: int) -> Kind:
    found, areas, words = typed.found, typed.scene.areas, typed.scene.words
    members, between = found.members(number), found.between(number)
    by_id = {i.id: i for i in typed.indicators}
    marks = marks_of(found, typed.figures, by_id, number, words)
    return Kind(
        name=typed.name(number),
        colour=typed.scene.representation.fills(0)[number],
        count=len(members),
        short=in_a_line(marks, words),
        marks=marks,
        typical=tuple(areas[found.codes[i]] for i in members[:MOST_NAMED]),
        between=tuple((areas[found.codes[i]], typed.name(int(found.nearest[i]))) for i in between[:MOST_NAMED]),
        more=max(0, len(between) - MOST_NAMED),
    )
