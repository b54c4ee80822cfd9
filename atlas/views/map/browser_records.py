"""What server and browser agree on: the records that are sent as JSON; ``assets/types.d.ts`` is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from atlas.views.map.class_records import Classes, Offer  # noqa: TC001  the types of the scripts are made at run time


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """How numbers of an indicator are written; ``group`` parts thousands from ``group_from`` on."""

    decimals: int
    unit: str
    decimal: str
    group: str
    group_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The law of circle areas: a circle of ``radius`` pixels stands for ``value``, none is smaller than ``least``."""

    value: float
    radius: float
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The benchmark: its name and its value in each year, null where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """The one district that is shown in full: its code, those of its areas, and what is said of areas beside it."""

    code: str
    inside: tuple[str, ...]
    outside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """The other indicator of a map of two; ``sentence`` is a template."""

    title: str
    format: NumberFormat
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Templates and texts that the browser fills in; dictionaries are by state of a value."""

    sentence: str
    alone: str
    more: str
    less: str
    same: str
    points: str
    states: dict[str, str]
    remarks: dict[str, str]
    signs: dict[str, str]
    notes: dict[str, str]
    no_value: str
    too_many: str
    load_failed: str
    copied: str
    play: str
    pause: str
    over_year: str
    over_all: str
    over_running: str
    title: str
    summary: str
    summary_one: str
    taken_out: str
    sorted_up: str
    sorted_down: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Addresses of the outlines of one layer, from afar and near."""

    coarse: str
    fine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Addresses of the immutable files of a view; empty or null where it needs none; of ``marks`` one a ``{year}``."""

    areas: Details
    borders: Details | None
    figures: str
    figures_second: str
    regions: str
    names: str
    points: str
    places: str = ""
    marks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that the browser needs to draw the map of a view and every year of it.

    Attributes
    ----------
    release : str
        Release of the figures.
    page_title : str
        Title of the page in the browser, with ``{year}`` open.
    selected : tuple of str
        Codes of the selected regions, at most ``most_selected``.
    areas : str
        What ranks are told among, after a number ("rank 3 of 22 districts").
    focus : Focus or None
        Only its areas are coloured, counted and ranked; None for the whole state.
    levels : tuple of str
        Levels on which the indicator has values.
    years : tuple of int
        Years of the figures.
    over : "year" or "all"
        Whose values make the classes where the map rests.
    of_years : tuple of Classes
        Classes of each of `years`; empty where those of all years always hold.
    of_all : Classes
        Classes over all years.
    offers : dict of str to tuple of Offer
        By ``over`` the offer of each year; null where the classes need none, empty for maps without classes.
    lines : dict of str to str
        Colour of the line around an area, by the colour of its class.
    bounds : tuple
        South-west and north-east corner of what is shown at first, each latitude and longitude.
    controls : dict of str to str
        What each native list shows, by the name of its control.
    """

    release: str
    indicator: str
    page_title: str
    year: int
    selected: tuple[str, ...]
    most_selected: int
    areas: str
    focus: Focus | None
    level: str
    levels: tuple[str, ...]
    draw: Literal["choropleth", "symbols", "bivariate"]
    years: tuple[int, ...]
    over: Literal["year", "all"]
    of_years: tuple[Classes, ...]
    of_all: Classes
    offers: dict[str, tuple[Offer | None, ...]]
    lines: dict[str, str]
    circle: Circle | None
    benchmark: Against | None
    format: NumberFormat
    second: Second | None
    texts: Texts
    files: Files
    bounds: tuple[tuple[float, float], tuple[float, float]]
    controls: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresFile:
    """Figures of all years: values by year and area, and for each year the positions of areas by remarkable state."""

    years: tuple[int, ...]
    values: tuple[tuple[float | None, ...], ...]
    states: tuple[dict[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionsFile:
    """The areas of a level in the order of the figures: names, districts, a point inside of each."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    lons: tuple[float, ...]
    lats: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksFile:
    """Marks of a year: pattern of each area, -1 without one; what is said of each pattern, and of all."""

    of: tuple[int, ...]
    sentences: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLine:
    """A line of a small chart: heights in its drawing, null without a value, and what is said of each year."""

    name: str
    css: str
    y: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A small chart over years as it is read out; ``x``, ``top`` and ``bottom`` are units of its drawing."""

    label: str
    years: tuple[int, ...]
    x: tuple[float, ...]
    top: float
    bottom: float
    lines: tuple[SeriesLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place that can be found: codes by level, areas that hold it; a former one leads ``into`` others by position."""

    label: str
    where: str
    codes: dict[str, str]
    within: tuple[str, ...]
    into: tuple[int, ...]
    names: tuple[str, ...]
    parts: tuple[str, ...]
    kinds: tuple[str, ...]
    numbers: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesFile:
    """All places of a territory date; ``kinds`` are the words that say which sort of place is meant."""

    kinds: tuple[str, ...]
    places: tuple[FoundPlace, ...]
