"""What the open interface takes: queries and paths."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from atlas.data.regions.address import LONGEST
from atlas.model import Level, Scheme

CODE_LIST = r"^([0-9]{2,9}|R[0-9]{2})(,([0-9]{2,9}|R[0-9]{2}))*$"
YEAR_LIST = r"^[0-9]{4}(,[0-9]{4})*$"
#: More than a level has areas; as many fit into the longest address that the server reads.
MOST_CODES = 850


class Strict(BaseModel):
    """A query in which every word must be known."""

    model_config = ConfigDict(extra="forbid")

    release: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-f]{12}$", description="Release whose figures are wanted; one that is not kept answers 410."
        ),
    ] = None
    social_regions: Annotated[
        str | None,
        Field(
            pattern=rf"^[0-9A-Za-z_-]{{2,{LONGEST}}}$",
            description="Regions that a reader drew, as addresses of pages hold them, for level social_region.",
        ),
    ] = None


Territory = Annotated[dt.date | None, Field(description="Date of the area status; the usual one when left out.")]
IndicatorId = Annotated[
    str, Field(min_length=1, max_length=60, description="Id of an indicator.", json_schema_extra={"example": "cars"})
]
#: Every level that an answer may name, those that are only added up too.
AnyLevel = Annotated[Level, WithJsonSchema({"type": "string", "enum": [str(x) for x in Level]})]
OneLevel = Annotated[AnyLevel, Field(description="Level of the areas.", json_schema_extra={"example": "district"})]


class RegionsQuery(Strict):
    """Which areas are listed."""

    level: Annotated[AnyLevel | None, Field(description="Level of the areas; all levels when left out.")] = None
    territory: Territory = None


class FiguresQuery(Strict):
    """Which figures are wanted; the files hold all of them."""

    indicator: IndicatorId
    level: OneLevel = Level.DISTRICT
    territory: Territory = None
    year: Annotated[
        str | None, Field(pattern=YEAR_LIST, max_length=200, description="Years, comma-separated; all when left out.")
    ] = None
    regions: Annotated[
        str | None,
        Field(
            pattern=CODE_LIST,
            max_length=10 * MOST_CODES,
            description=f"Codes, comma-separated, at most {MOST_CODES}; all when left out.",
        ),
    ] = None


class ObservationsQuery(FiguresQuery):
    """Which figures a page of them holds."""

    limit: Annotated[int, Field(ge=1, le=100_000, description="Rows of a page.")] = 100_000
    offset: Annotated[int, Field(ge=0, le=10_000_000, description="Rows before the page.")] = 0


class CsvQuery(FiguresQuery):
    """Which figures a CSV file holds, and how it is written."""

    bom: Annotated[bool, Field(description="Begin with the mark by which Excel knows UTF-8.")] = False
    semicolon: Annotated[bool, Field(description="Semicolons and decimal commas, as German Excel reads it.")] = False


class GeometryQuery(Strict):
    """Which areas are drawn, and with which figures."""

    level: OneLevel = Level.DISTRICT
    territory: Territory = None
    indicator: Annotated[
        str | None,
        Field(min_length=1, max_length=60, description="Id of an indicator whose figures join; none when left out."),
    ] = None
    year: Annotated[int | None, Field(ge=1, le=9999, description="Year of the figures; the newest when left out.")] = (
        None
    )
    detail: Annotated[Literal["coarse", "fine"], Field(description="How far the outlines are simplified.")] = "fine"


class BreaksQuery(Strict):
    """How values are put into classes."""

    indicator: IndicatorId
    level: OneLevel = Level.DISTRICT
    territory: Territory = None
    scheme: Annotated[Scheme, Field(description="How breaks are found.")] = Scheme.FISHER_JENKS
    classes: Annotated[int, Field(ge=2, le=9, description="Number of classes.")] = 5
    over: Annotated[
        Literal["year", "all"], Field(description="Whose values make the classes: those of one year, or of all.")
    ] = "all"
    year: Annotated[
        int | None,
        Field(ge=1, le=9999, description="Year whose areas are counted; without it all, or the newest over one year."),
    ] = None
    breaks: Annotated[
        str | None,
        Field(
            pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,6})?(,-?[0-9]{1,12}(\.[0-9]{1,6})?){0,9}$",
            description="Edges of the manual scheme, ascending, comma-separated.",
        ),
    ] = None


class IndicatorPath(BaseModel):
    """Which indicator is described."""

    id: str = Field(max_length=60, description="Id of an indicator.", json_schema_extra={"example": "cars"})
