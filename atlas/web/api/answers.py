"""What the open interface gives; with the questions it makes the description for programs (OpenAPI 3.1)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field

from atlas.model import Across, Chance, Kind, Polarity, Scheme, ValueState
from atlas.web.api.questions import AnyLevel


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

    level: AnyLevel
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
    comparable_across: Across = Field(description="none: levels and years are scaled each anew and never compared.")
    chance: Chance = Field(description="What makes the figures uncertain; none of full counts.")
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
    level: AnyLevel
    parent: str
    area_km2: float = Field(description="As the official table of the newest year says, not that of the borders.")


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
    """Class breaks of one year or over all years."""

    release: str
    indicator: str
    level: AnyLevel
    territory: dt.date
    scheme: Scheme
    over: Literal["year", "all"]
    year: int | None = Field(description="Year whose values make the classes; null where all years do.")
    edges: list[float]
    closure: str
    note: str
    labels: list[str]
    counts: list[CountsOut]
