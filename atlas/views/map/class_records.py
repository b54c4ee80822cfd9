"""What the browser is told of classes: those of a year or of all years, and better ones that are offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The classes of a year or of all years.

    Attributes
    ----------
    edges, edges_second : tuple of float
        k + 1 edges of the classes of either indicator: class i is ``(edges[i], edges[i + 1]]``, the first one holds its
        lower edge too. Empty where there are no classes.
    colours : tuple of str
        One a class; of two indicators by class of the first plus so many times the second as the first has classes.
    labels, labels_second : tuple of str
        Names of the classes in the legend.
    bars : tuple of float
        Edges of the legend's bars.
    note : str
        A remark on the classes; may be empty.
    """

    edges: tuple[float, ...]
    edges_second: tuple[float, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    labels_second: tuple[str, ...]
    bars: tuple[float, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Classes that show more of a year: why, what to press, and the words of the address that are then changed."""

    text: str
    action: str
    scheme: str
    over: Literal["year", "all"]
