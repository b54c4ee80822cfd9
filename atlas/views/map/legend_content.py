"""What a legend says of one year of a view, before anybody draws it; screen and print draw the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassKey:
    """Classes from low to high, one a row.

    Attributes
    ----------
    labels, colours, counts : tuple
        Name, ``#rrggbb`` and number of areas of each class.
    limits : tuple of str
        Where the classes begin, and where the last one ends.
    bars : tuple of (int, int)
        Histogram: number of areas of each bar, and the class whose colour it has.
    ends : tuple of str
        Where the bars begin and end, in words; empty without bars.
    span : tuple of float
        Lowest and highest value, of the year or of all years, between which the bars stand.
    """

    labels: tuple[str, ...]
    colours: tuple[str, ...]
    counts: tuple[int, ...]
    limits: tuple[str, ...]
    bars: tuple[tuple[int, int], ...]
    ends: tuple[str, ...]
    span: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleKey:
    """Circles of some values: share of the largest circle's radius and label of each; ``why`` circles are drawn."""

    samples: tuple[tuple[float, str], ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridKey:
    """Classes of two indicators: the first grows to the right, the second upwards.

    Attributes
    ----------
    across, up : tuple of str
        Names of the classes of the first and of the second indicator.
    first, second : str
        Names of the indicators.
    colours, counts : tuple
        By class of the first plus so many times the second as there are names across.
    labels : tuple of str
        Names of the fields in the same order, where they have some of their own.
    """

    first: str
    second: str
    across: tuple[str, ...]
    up: tuple[str, ...]
    colours: tuple[str, ...]
    counts: tuple[int, ...]
    labels: tuple[str, ...] = ()


Key = ClassKey | CircleKey | GridKey


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkKey:
    """Marks over the areas: what they tell of, name and number of areas of each, and what they say as a whole."""

    heading: str
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Counts of all areas beside those of a section: whose they are, and one for each row of the legend."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Everything that stands in a legend.

    Attributes
    ----------
    heading : str
        Unit or name; the year is left open as ``{year}``.
    year : int
        The year shown.
    over : "year", "all" or None
        Whose values make the classes, where a reader can choose.
    range_text : str
        The same in words, or why there is nothing to choose; may be empty.
    key : ClassKey, CircleKey or GridKey
        What the colours or circles mean.
    no_data, hidden : tuple of str and int
        Name and number of the areas without data, and of those whose figure is kept secret.
    note : str
        A remark on the classes; may be empty.
    scope : str
        Which areas are counted, where they are not all of the state; may be empty.
    remarks : tuple of str
        Remarks on this year.
    benchmark : tuple of str and float, or None
        Name with value, and the value.
    beside : Beside or None
        What is counted of all areas, where `key` counts those of a section.
    marks : MarkKey or None
        What marks over the areas mean, where there are some.
    """

    heading: str
    year: int
    over: Literal["year", "all"] | None
    range_text: str
    key: Key
    no_data: tuple[str, int]
    hidden: tuple[str, int]
    note: str
    scope: str
    remarks: tuple[str, ...]
    benchmark: tuple[str, float] | None
    beside: Beside | None = None
    marks: MarkKey | None = None

    @property
    def title(self) -> str:
        """The heading with its year."""
        return self.heading.replace("{year}", str(self.year))
