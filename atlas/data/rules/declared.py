"""What a steward declares of a measure: the rules that its figures have to keep, and what is accepted of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from atlas.model import LEVELS, Level
from atlas.validation import Id, Text, Whole, each_once, refuse, told_as

Rule = Literal[
    "range",
    "usual",
    "whole",
    "digits",
    "complete",
    "years",
    "part_of",
    "ratio",
    "sums",
    "area",
    "year_before",
    "own_series",
    "before",
]
RULES: tuple[str, ...] = get_args(Rule)


def as_name(found: object) -> object:
    """Refuse what does not name a measure of a table."""
    table, _, name = found.partition(".") if isinstance(found, str) else ("", "", "")
    if not (table and name):
        refuse("table.measure")
    return found


def _ordered(found: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    low, high = found
    if low is None and high is None:
        refuse("at least one end")
    if low is not None and high is not None and low >= high:
        refuse("the lower end first")
    return found


MeasureName = Annotated[str, BeforeValidator(as_name)]
Ends = Annotated[
    tuple[float | None, float | None],
    AfterValidator(_ordered),
    told_as("[lowest, highest], null where there is no end"),
]
Levels = Annotated[tuple[Level, ...], AfterValidator(each_once), told_as(f"some of {', '.join(LEVELS)}, each once")]


class Ratio(BaseModel):
    """The measure divided by another one of the same area lies within ends.

    ``years_apart`` is how far the nearest year of the other one may be away.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: MeasureName
    within: Ends
    levels: Levels = tuple(Level)
    years_apart: Annotated[int, Field(strict=True, ge=0), told_as("a whole number from zero on")] = 0


class Rules(BaseModel):
    """Rules of a measure; what is left out is not checked, but for ``range`` and ``whole``, which follow from the kind.

    ``range`` is what can be, beyond it lies an error; ``usual`` what is to be expected, beyond it lies a warning.
    ``sums`` is the share by which a published total may differ from the sum of its parts, ``area`` that by which an
    area may differ from its borders, ``year_before`` the factor that is a jump against the year before, ``own_series``
    the number of median absolute deviations (MAD) that is a jump in the area's own series.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    range: Ends | None = None
    usual: Ends | None = None
    whole: bool | None = None
    digits: Annotated[int, Field(strict=True, ge=0, le=6), told_as("0 to 6")] | None = None
    sums: Annotated[float, Field(ge=0, lt=1), told_as("a share from 0 to below 1")] | None = None
    area: Annotated[float, Field(gt=0, lt=1), told_as("a share above 0 and below 1")] | None = None
    year_before: Annotated[float, Field(gt=1), told_as("a factor above 1")] | None = None
    own_series: Annotated[float, Field(gt=0), told_as("a number above zero")] | None = None
    ratios: tuple[Ratio, ...] = ()


class Accepted(BaseModel):
    """What breaks a rule and is right all the same, or known and stays: who says so, why, and since when.

    Without ``codes`` and ``years`` it holds for as many figures as ``at_most`` says, with them for the named ones.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Annotated[Rule, told_as(f"one of {', '.join(RULES)}")]
    measure: Id
    reason: Text
    name: Text
    date: dt.date
    levels: Levels = tuple(Level)
    codes: Annotated[tuple[Text, ...], AfterValidator(each_once), told_as("codes as text, each once")] = ()
    years: Annotated[tuple[Whole, ...], AfterValidator(each_once), told_as("years, each once")] = ()
    at_most: Annotated[int, Field(strict=True, gt=0), told_as("a whole number above zero")] | None = None
