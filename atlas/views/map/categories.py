"""Shaded areas of named groups that no single value makes: types, clusters, the cross of two indices."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from atlas.model import Breaks, Scheme
from atlas.views.map.class_records import Classes
from atlas.views.map.classing import Classing
from atlas.views.map.greys import greys
from atlas.views.map.legend_content import ClassKey, GridKey
from atlas.views.map.representation import NO_DATA, Representation, count, hide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Indicator
    from atlas.views.map.representation import Draw
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Category:
    """A group of areas: its name in the legend and its colour, ``#rrggbb``."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Sides:
    """What groups are made of that stand in rows and columns: both names, and the steps to the right and upwards."""

    first: str
    second: str
    across: tuple[str, ...]
    up: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Categories(Representation):
    """Areas in the colours of their groups, in the one year of the figures.

    Attributes
    ----------
    groups : tuple of Category
        In the order of the legend.
    of : ndarray of int, shape (areas,)
        Position of each area's group; negative where it has none.
    title : str
        Heading of the legend.
    note : str
        What the groups need to be read.
    sides : Sides or None
        Rows and columns in which the groups stand, row by row from the lowest; None where they stand in a list.
    """

    draw: ClassVar[Draw] = "choropleth"
    groups: tuple[Category, ...]
    of: NDArray[np.intp]
    title: str
    note: str = ""
    sides: Sides | None = None

    def fills(self, row: int, *, grey: bool = False) -> tuple[str, ...]:  # noqa: ARG002  the year does not matter
        """Colours of the groups."""
        return tuple(greys(len(self.groups))) if grey else tuple(group.colour for group in self.groups)

    def classes(self, row: int) -> NDArray[np.intp]:
        """Group of each area."""
        return hide(np.where(self.of < 0, NO_DATA, self.of), self.figures.states[row])

    def key(
        self,
        row: int,
        words: Words,  # noqa: ARG002  groups bring their names
        inside: NDArray[np.bool_],
        *,
        grey: bool = False,
    ) -> ClassKey | GridKey:
        """Count the areas of each group."""
        colours, counts = self.fills(row, grey=grey), count(self.classes(row)[inside], len(self.groups))
        names = tuple(group.name for group in self.groups)
        if self.sides:
            return GridKey(**asdict(self.sides), colours=colours, counts=counts, labels=names)
        return ClassKey(
            labels=names,
            colours=colours,
            counts=counts,
            limits=(*names, ""),
            bars=(),
            ends=(),
            span=(0.0, 0.0),
        )

    def described(self, row: int | None, words: Words) -> Classes:  # noqa: ARG002  the year does not matter
        """Describe the groups for the browser."""
        names = tuple(group.name for group in self.groups)
        colours = tuple(group.colour for group in self.groups)
        edges = tuple(float(i) for i in range(len(names) + 1))
        return Classes(
            edges=edges, edges_second=(), colours=colours, labels=names, labels_second=(), bars=(), note=self.note
        )

    def range_text(self, _row: int, _words: Words) -> str:
        """Say nothing: groups have no breaks."""
        return ""

    def heading(self, _words: Words) -> str:
        """Name the legend."""
        return f"{self.title}, {{year}}"

    def remark(self, _words: Words, *, grey: bool = False) -> str:  # noqa: ARG002  the same in grey
        """Say what the groups need to be read."""
        return self.note


def categories(
    indicator: Indicator,
    figures: Figures,
    groups: Sequence[Category],
    of: NDArray[np.intp],
    title: str,
    note: str = "",
    sides: Sides | None = None,
) -> Categories:
    """Draw groups of areas.

    Parameters
    ----------
    indicator : Indicator
        What the figures are of, and what the picture is named after.
    figures : Figures
        Of one year; areas whose value is kept secret are told from those without one.
    groups : sequence of Category
        In the order of the legend.
    of : ndarray of int, shape (areas,)
        Position of each area's group; negative where it has none.
    title, note : str
        Heading of the legend, and what the groups need to be read.
    sides : Sides or None
        Rows and columns in which the groups stand, if they do.
    """
    whole = Breaks(Scheme.MANUAL, tuple(float(i) for i in range(len(groups) + 1)))
    classing = Classing(of[np.newaxis].astype(np.float64), Scheme.MANUAL, "all", lambda _values, _scheme: whole)
    return Categories(indicator, figures, classing, tuple(groups), of, title, note, sides)
