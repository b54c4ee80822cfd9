"""How a publisher's file is laid out: what a declaration says of it, so that no reader has to be written for it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from atlas.model import LEVELS, Level
from atlas.validation import AboveZero, Id, Positive, Text, Whole, refuse, told_as

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL = "all"


class Form(StrEnum):
    """What reads a file: one reader for all tables, and two for forms that only one publisher has."""

    TABLE = "table"
    GEMEINDEVERZEICHNIS = "gemeindeverzeichnis"
    ELECTION = "election"


class KeyForm(StrEnum):
    """How a publisher writes keys: as the atlas does, or so that they have to be rewritten."""

    AGS = "ags"
    ARS = "ars"
    NUMBER = "number"


def _one_group(pattern: str) -> str:
    try:
        groups = re.compile(pattern).groups
    except re.error:
        groups = 0
    if groups != 1:
        refuse(r"a pattern with one group, such as '_(\d{4})$'")
    return pattern


def _each(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else found


Encoding = Literal["utf-8", "utf-16", "cp1252"]
Pattern = Annotated[Text, AfterValidator(_one_group)]
#: A column by its heading (the parts of several header rows joined by " | "), or by its number from 1.
Column = Annotated[str | int, Field(description="heading, or number from 1"), told_as("a heading, or a number from 1")]

KeyLevels = Annotated[Level | tuple[Level, ...], told_as(f"one of {', '.join(LEVELS)}, or a list of them")]


class Year(BaseModel):
    """Where the year of a figure stands: exactly one of these."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: Column | None = Field(default=None, description="a column of years")
    row: Positive | None = Field(default=None, description="a header row with the year of each column")
    heading: Pattern | None = Field(default=None, description="pattern that finds it in the heading of a column")
    title: Pattern | None = Field(default=None, description="pattern that finds it above or below the figures")

    @model_validator(mode="after")
    def _exactly_one(self) -> Year:
        if len(self.model_fields_set) != 1:
            refuse("exactly one of column, row, heading, title")
        return self


class Long(BaseModel):
    """A file with one row a figure: which column names the measure, and which holds the figure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Column
    value: Column | None = None


class Layout(BaseModel):
    """How a file is laid out; a key that is left out has the value of an ordinary CSV file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Annotated[Form, told_as(f"one of {', '.join(Form)}")] = Form.TABLE
    says: Text | None = Field(default=None, description="text in the first lines by which the file is recognised")
    sheet: Text | Positive = Field(default=1, description="of a workbook: name, or number from 1")
    header: tuple[Positive, ...] = Field(default=(1,), description="rows that hold the headings, counted from 1")
    footer: Text | None = Field(default=None, description="text with which the first line below the figures begins")
    separator: Annotated[Literal[",", ";", "\t", "|"], told_as("one of , ; | or a tab")] = ","
    encoding: Annotated[Encoding, told_as("one of utf-8, utf-16, cp1252")] = "utf-8"
    decimal: Annotated[Literal[",", "."], told_as("a comma or a full stop")] = "."
    missing: tuple[Text, ...] = Field(default=(), description="signs of a missing figure besides the official ones")
    key: dict[Column, KeyLevels] = Field(
        default={}, description="key column and level, or levels told apart by their digits; the first that is there"
    )
    key_form: Annotated[KeyForm, told_as(f"one of {', '.join(KeyForm)}")] = Field(
        default=KeyForm.AGS, description="ags, ars (12 digits), or number (leading zeros are lost)"
    )
    key_prefix: str = Field(
        default="", pattern="^[0-9]*$", description="digits that the file leaves out before each key"
    )
    other_keys: Annotated[Literal["refused", "ignored"], told_as("refused or ignored")] = Field(
        default="refused", description="rows with keys of another level"
    )
    towns_as_districts: bool = Field(
        default=False, description="a town that is a district stands with its key as a district; else with its own"
    )
    empty_areas: Annotated[Literal["kept", "left_out"], told_as("kept or left_out")] = Field(
        default="kept", description="areas of which the file holds no figure at all"
    )
    rows: dict[Column, Text] = Field(default={}, description="only rows with this text in this column")
    year: Whole | Year | None = Field(default=None, description="the year itself, or where it stands")
    measures: Literal["all"] | dict[Column, Id | tuple[Id, ...]] = Field(
        default={}, description="column to measure, or to several; or all. Counts of one measure are added up"
    )
    times: dict[Id, AboveZero] = Field(default={}, description="measure to the factor that brings it to its unit")
    edition: Pattern | None = Field(default=None, description="pattern that finds the edition beside the figures")
    long: Long | None = None
    by: dict[Text, str | tuple[str, ...]] = Field(
        default={}, description="first part of a heading, or column of a long file, to what stands before its measures"
    )

    @property
    def cells(self) -> tuple[tuple[str, Column, str], ...]:
        """Second dimension, heading and measure of all that is taken; nothing where columns keep their own names."""
        found = self.measures.items() if isinstance(self.measures, dict) else ()
        plain = [(head, name) for head, names in found for name in _each(names)]
        by = self.by or {"": ""}
        return tuple((one, h, f"{p}{m}") for one, before in by.items() for p in _each(before) for h, m in plain)

    @property
    def levels(self) -> tuple[Level, ...]:
        """All levels of which there may be rows."""
        return tuple(dict.fromkeys(level for column in self.key for level in self.levels_of(column)))

    def levels_of(self, column: Column) -> tuple[Level, ...]:
        """Give the levels of the keys of a column."""
        found = self.key[column]
        return (found,) if isinstance(found, Level) else found

    @property
    def pairs(self) -> tuple[tuple[Column, str], ...]:
        """Headings and what becomes of them; nothing where all columns keep their own names."""
        if self.long is not None or not self.by:
            return tuple(dict.fromkeys((head, name) for _, head, name in self.cells))
        # the reader joins the parts of a heading and names an equal one once
        return tuple((" | ".join(dict.fromkeys((one, str(head)))), name) for one, head, name in self.cells)

    @property
    def named(self) -> Mapping[str, str]:
        """Measure by heading, where each heading has one."""
        return {str(head): name for head, name in self.pairs}

    @property
    def by_column(self) -> bool:
        """Whether each column of figures has a year of its own."""
        return isinstance(self.year, Year) and (self.year.row is not None or self.year.heading is not None)
