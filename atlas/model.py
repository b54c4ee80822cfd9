"""The words that every room of the atlas speaks: frozen records and enumerations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, with_config
from pydantic import Field as Bound

from atlas.validation import AboveZero, Id, Text, Whole, each_once, refuse, told_as


class Level(StrEnum):
    """Spatial level, from the largest area to the smallest; social regions are what somebody draws."""

    WHOLE = "whole"
    STATE = "state"
    DISTRICT = "district"
    SOCIAL_REGION = "social_region"
    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401  pydantic's own
        """Name for editors and programs the levels for which figures are published: others are only added up."""
        return dict(handler.resolve_ref_schema(handler(schema))) | {"enum": [str(x) for x in LEVELS]}


#: Levels for which figures are published (those of other areas are only added up), and those above the districts.
LEVELS = tuple(x for x in Level if x not in {Level.WHOLE, Level.SOCIAL_REGION})
TOP_LEVELS = frozenset({Level.WHOLE, Level.STATE})
#: Digits in a code of each level that is shipped (AGS but for the association, whose code is the head of an ARS).
CODE_LENGTH = {Level.WHOLE: 2, Level.STATE: 2, Level.DISTRICT: 5, Level.ASSOCIATION: 9, Level.MUNICIPALITY: 8}


class Kind(StrEnum):
    """What sort of number an indicator is; it decides which map may draw it."""

    RATIO = "ratio"
    COUNT = "count"
    INDEX = "index"


class Polarity(StrEnum):
    """Whether more is plainly better or worse for people."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"


class ValueState(StrEnum):
    """What a figure is, or why there is none (the signs of German official tables)."""

    OK = "ok"
    ZERO = "zero"
    BELOW_UNIT = "below_unit"
    SECRET = "secret"  # noqa: S105  a state, not a password
    UNKNOWN = "unknown"
    LATER = "later"
    UNRELIABLE = "unreliable"
    NOT_MEANINGFUL = "not_meaningful"
    LIMITED = "limited"
    REVISED = "revised"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"


#: States in which there is no number to show.
VALUELESS = frozenset(map(ValueState, ("secret", "unknown", "later", "unreliable", "not_meaningful")))


class Scheme(StrEnum):
    """How class breaks are found."""

    QUANTILES = "quantiles"
    FISHER_JENKS = "fisher_jenks"
    EQUAL_INTERVAL = "equal_interval"
    STD_MEAN = "std_mean"
    PRETTY = "pretty"
    HEADTAIL = "headtail"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures: table file (without suffix) and the name of the measure in it."""

    table: str
    name: str

    def __str__(self) -> str:
        """Write it as the catalogue does: ``table.name``."""
        return f"{self.table}.{self.name}"


def _as_measure(found: object) -> object:
    table, _, name = found.partition(".") if isinstance(found, str) else ("", "", "")
    if found is not None and not (table and name):
        refuse("table.measure")
    return found and Measure(table, name)


_told = told_as(f"some of {', '.join(LEVELS)}, each once")
Levels = Annotated[tuple[Level, ...], Bound(min_length=1), AfterValidator(each_once), _told]
Counts = Annotated[Measure | None, BeforeValidator(_as_measure)]
Across = Annotated[Literal["all", "none"], told_as("all or none")]
Chance = Annotated[Literal["none", "events", "sample"], told_as("none, events or sample")]
Words = Annotated[tuple[Text, ...], AfterValidator(each_once), told_as("texts, each once")]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class MethodChange:
    """A year from which figures are not strictly comparable with those before, and why."""

    year: Whole
    note: Text


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """What figures are made of: a measure as published, or a rate from two counts."""

    numerator: Counts = None
    denominator: Counts = None
    factor: AboveZero = 1.0
    value: Counts = None


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Field:
    """One of the fields of life situations that group the indicators."""

    id: Id
    title: Text
    order: Whole


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Formula):
    """An indicator as the catalogue defines it.

    Without measures it has no figures so far. ``also`` gives years and levels that its own formula lacks, ``words`` are
    for the search; ``comparable_across`` is none for what each level and year scales anew, ``chance`` tells intervals.
    """

    id: Id
    field: str
    title: Text
    short_title: Text
    plain_title: Text
    unit: Annotated[str, told_as("a text, which may be empty")]
    kind: Annotated[Kind, told_as(f"one of {', '.join(Kind)}")]
    polarity: Annotated[Polarity, told_as(f"one of {', '.join(Polarity)}")]
    decimals: Annotated[int, Bound(strict=True, ge=0, le=3), told_as("0 to 3")]
    levels: Levels
    definition: Text
    how_to_read: Text
    does_not_say: Text
    source_table: Text
    also: tuple[Formula, ...] = ()
    comparable_across: Across = "all"
    chance: Chance = "none"
    method_changes: tuple[MethodChange, ...] = ()
    words: Words = ()

    @property
    def has_figures(self) -> bool:
        """Whether the catalogue names figures for it."""
        return self.value is not None or self.numerator is not None

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """What it is made of: the first one that has a year of a level counts."""
        return (self, *self.also) if self.has_figures else ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures it is computed from, numerators first."""
        named = (m for f in self.formulas for m in (f.value, f.numerator, f.denominator) if m is not None)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published figures, and under which licence."""

    id: str
    publisher: Text
    title: Text
    licence: Text
    licence_url: Text
    attribution: Text
    url: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A shipped table of figures: where it comes from, from which files, and what must be hidden in it."""

    id: str
    title: Text
    source: Source
    date: str
    sha256: str
    minimum: dict[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    deliveries: tuple[Any, ...] = ()  # of atlas.data.deliveries
    joined: tuple[Any, ...] = ()  # of atlas.data.joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A region of one level and one territory date; ``lon`` and ``lat`` (WGS84) lie inside of it.

    ``label`` tells its place from all others; ``place`` holds all codes of that place, that which stands for it first.
    """

    code: str
    name: str
    designation: str
    level: Level
    parent: str
    association: str
    area_km2: float
    lon: float
    lat: float
    neighbours: tuple[str, ...] = ()
    label: str = ""
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breaks:
    """Class breaks of a year or of all: class i is ``(edges[i], edges[i + 1]]``, the first one with its lower edge."""

    scheme: Scheme
    edges: tuple[float, ...]
    note: str = ""

    @property
    def k(self) -> int:
        """Number of classes."""
        return max(0, len(self.edges) - 1)
