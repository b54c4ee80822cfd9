"""What the open interface takes and gives; the description for programs (OpenAPI 3.1) is made from these."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from atlas.model import DEFAULT_TERRITORY, Kind, Level, Polarity, Scheme, ValueState

CODE_LIST = r"^[0-9]{2,9}(,[0-9]{2,9})*$"
YEAR_LIST = r"^[0-9]{4}(,[0-9]{4})*$"
MOST_CODES = 1000


class TableFormat(StrEnum):
    """Files of figures."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


class AreaFormat(StrEnum):
    """Files of areas."""

    GEOJSON = "geojson"
    TOPOJSON = "topojson"
    GPKG = "gpkg"


class Strict(BaseModel):
    """A query in which every word must be known."""

    model_config = ConfigDict(extra="forbid")

    release: Annotated[str, Field(max_length=12, description="Release that is wanted; another one answers 410.")] = ""


Territory = Annotated[
    dt.date, Field(description="Date of the area status.", json_schema_extra={"example": "2021-12-31"})
]
IndicatorId = Annotated[
    str, Field(min_length=1, max_length=60, description="Id of an indicator.", json_schema_extra={"example": "cars"})
]
OneLevel = Annotated[Level, Field(description="Level of the areas.", json_schema_extra={"example": "district"})]


class RegionsQuery(Strict):
    """Which areas are listed."""

    level: Annotated[Level | None, Field(description="Level of the areas; all levels when left out.")] = None
    territory: Territory = DEFAULT_TERRITORY


class ObservationsQuery(Strict):
    """Which figures are wanted."""

    indicator: IndicatorId
    level: OneLevel = Level.DISTRICT
    territory: Territory = DEFAULT_TERRITORY
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
    limit: Annotated[int, Field(ge=1, le=100_000, description="Rows of a page.")] = 100_000
    offset: Annotated[int, Field(ge=0, le=10_000_000, description="Rows before the page.")] = 0


class FileQuery(ObservationsQuery):
    """Which figures a file holds; ``bom`` and ``semicolon`` are for CSV."""

    bom: Annotated[bool, Field(description="Begin with the mark by which Excel knows UTF-8.")] = False
    semicolon: Annotated[bool, Field(description="Semicolons and decimal commas, as German Excel reads it.")] = False


class GeometryQuery(Strict):
    """Which areas are drawn, and with which figures."""

    level: OneLevel = Level.DISTRICT
    territory: Territory = DEFAULT_TERRITORY
    indicator: Annotated[
        str | None,
        Field(min_length=1, max_length=60, description="Id of an indicator whose figures join; none when left out."),
    ] = None
    year: Annotated[int | None, Field(ge=1, le=9999, description="Year of the figures; the newest when left out.")] = (
        None
    )
    detail: Annotated[Literal["coarse", "fine"], Field(description="How far the outlines are simplified.")] = "coarse"


class BreaksQuery(Strict):
    """How values are put into classes."""

    indicator: IndicatorId
    level: OneLevel = Level.DISTRICT
    territory: Territory = DEFAULT_TERRITORY
    scheme: Annotated[Scheme, Field(description="How breaks are found.")] = Scheme.FISHER_JENKS
    classes: Annotated[int, Field(ge=2, le=9, description="Number of classes.")] = 5
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


class TablePath(BaseModel):
    """Which file is wanted."""

    fmt: TableFormat = Field(description="Format of the file.")


class AreaPath(BaseModel):
    """Which file is wanted."""

    fmt: AreaFormat = Field(description="Format of the file.")


class ErrorText(BaseModel):
    """What was wrong and what to do."""

    code: str
    message: str
    hint: str


class ErrorBody(BaseModel):
    """The one shape of all errors."""

    error: ErrorText


class SourceOut(BaseModel):
    """Whose figures these are."""

    publisher: str
    title: str
    licence: str
    licence_url: str
    attribution: str
    url: str


class SpanOut(BaseModel):
    """Years with figures on a level and territory date."""

    level: Level
    territory: dt.date
    years: list[int]


class MethodChangeOut(BaseModel):
    """From which year figures are not strictly comparable with those before."""

    year: int
    note: str


class IndicatorOut(BaseModel):
    """An indicator as the catalogue defines it."""

    id: str
    field: str
    title: str
    short_title: str
    plain_title: str
    unit: str
    kind: Kind
    polarity: Polarity
    decimals: int
    formula: str = Field(description="How the value is made of the measures of the tables.")
    definition: str
    how_to_read: str
    does_not_say: str
    source_table: str
    has_figures: bool
    method_changes: list[MethodChangeOut]
    sources: list[SourceOut]
    figures: list[SpanOut]


class IndicatorsOut(BaseModel):
    """The catalogue."""

    release: str
    released: dt.date
    indicators: list[IndicatorOut]


class RegionOut(BaseModel):
    """An area."""

    code: str
    name: str
    designation: str
    level: Level
    parent: str
    area_km2: float


class RegionsOut(BaseModel):
    """Areas of a territory date."""

    release: str
    territory: dt.date
    regions: list[RegionOut]


class ObservationOut(BaseModel):
    """A figure: a number or null, and which of these it is."""

    code: str
    name: str
    year: int
    value: float | None
    state: ValueState
    numerator: float | None
    denominator: float | None


class ObservationsOut(BaseModel):
    """Figures with what they say about themselves."""

    metadata: dict[str, object]
    total: int
    next: str | None = Field(description="Address of the next page.")
    observations: list[ObservationOut]


class CountsOut(BaseModel):
    """Areas a class in a year, and areas without a value."""

    year: int
    classes: list[int]
    without_value: int


class BreaksOut(BaseModel):
    """Class breaks over all years."""

    release: str
    indicator: str
    level: Level
    territory: dt.date
    scheme: Scheme
    edges: list[float]
    closure: str
    note: str
    labels: list[str]
    counts: list[CountsOut]
