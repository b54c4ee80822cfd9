"""Births, deaths and migration of a region in one chart: what made its inhabitants more or fewer."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Measure
from atlas.views.map.sparkline import runs
from atlas.words.numbers import MINUS

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words

BIRTHS, DEATHS = Measure("births_deaths", "births"), Measure("births_deaths", "deaths")
MIGRATION = "net_migration"
#: Fewer years with births and deaths are no course.
LEAST_YEARS = 3
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 300.0, 150.0, 44.0, 4.0, 10.0, 18.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Persons of each year, None where they are not known; deaths are below zero."""

    years: tuple[int, ...]
    births: tuple[float | None, ...]
    deaths: tuple[float | None, ...]
    natural: tuple[float | None, ...]
    migration: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ComponentsPart:
    """The chart, its key (class and name), what it says in a sentence, and the rows of its table."""

    title: str
    svg: str
    key: tuple[tuple[str, str], ...]
    sentence: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def components_part(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> ComponentsPart | None:
    """Tell what made the inhabitants of a region more or fewer; None where births and deaths are not known.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the texts.
    """
    parts = parts_of(atlas, area, territory)
    if parts is None:
        return None
    key = [("births", words("Births")), ("deaths", words("Deaths")), ("natural", words("Natural balance"))]
    if any(v is not None for v in parts.migration):
        key.append(("migration", words("Net migration")))
    title = words("{title}, {first} to {last}").format(
        title=words("Births, deaths and migration"), first=parts.years[0], last=parts.years[-1]
    )
    text = words("{title}, {name}; the table below holds the numbers.").format(title=title, name=area.label)
    return ComponentsPart(
        title, components_svg(parts, text, words), tuple(key), _sentence(parts, words), *_table(parts, key, words)
    )


def parts_of(atlas: Atlas, area: Area, territory: dt.date) -> Parts | None:
    """Look up the persons of each year; net migration is that of its indicator, where it has counts."""
    if BIRTHS not in atlas.declared:
        return None
    births, deaths = (_counts(atlas, m, area, territory) for m in (BIRTHS, DEATHS))
    natural = {y: births[y] - deaths[y] for y in births if y in deaths}
    if len(natural) < LEAST_YEARS:
        return None
    moved = _migration(atlas, area, territory)
    years = tuple(sorted({*natural, *moved}))
    return Parts(
        years,
        tuple(births.get(y) for y in years),
        tuple(-deaths[y] if y in deaths else None for y in years),
        tuple(natural.get(y) for y in years),
        tuple(moved.get(y) for y in years),
    )


def _counts(atlas: Atlas, measure: Measure, area: Area, territory: dt.date) -> dict[int, float]:
    figures = atlas.measured(measure, area.level, territory)
    if area.code not in figures.codes:
        return {}
    found = ((year, figures.value(year, area.code)) for year in figures.years)
    return {year: value for year, value in found if value is not None}


def _migration(atlas: Atlas, area: Area, territory: dt.date) -> dict[int, float]:
    indicator = atlas.catalogue.indicators.get(MIGRATION)
    figures = atlas.figures(indicator, area.level, territory) if indicator else None
    if figures is None or figures.numerator is None or area.code not in figures.codes:
        return {}
    own = figures.numerator[:, figures.codes.index(area.code)]
    return {year: float(v) for year, v in zip(figures.years, own, strict=True) if not np.isnan(v)}


def components_svg(parts: Parts, text: str, words: Words, style: str = "") -> str:
    """Draw births upwards and deaths downwards, the natural balance as a line and net migration as diamonds."""
    known = [
        v for r in (parts.births, parts.deaths, parts.natural, parts.migration) for _, v in known_of(parts.years, r)
    ]
    high, low = max(0.0, *known), min(0.0, *known)
    span = parts.years[-1] - parts.years[0] + 1
    step = (WIDTH - LEFT - RIGHT) / span

    def x(year: int) -> float:
        return round(LEFT + (year - parts.years[0] + 0.5) * step, 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / ((high - low) or 1) * (HEIGHT - TOP - BOTTOM), 1)

    marks = [f'<path class="grid" d="M{LEFT:g} {y(v):g}H{WIDTH - RIGHT:g}"/>' for v in (high, low)]
    marks += [
        f'<text class="label" x="{LEFT - 4:g}" y="{y(v) + 3.5:g}" text-anchor="end">{signed(v, words)}</text>'
        for v in dict.fromkeys((high, 0.0, low))
    ]
    for css, row in (("births", parts.births), ("deaths", parts.deaths)):
        marks += [
            f'<rect class="{css}" x="{x(year) - step * 0.38:.1f}" y="{min(y(v), y(0)):g}" width="{step * 0.76:.1f}"'
            f' height="{abs(y(v) - y(0)):.1f}"/>'
            for year, v in known_of(parts.years, row)
        ]
    marks.append(f'<path class="axis" d="M{LEFT:g} {y(0):g}H{WIDTH - RIGHT:g}"/>')
    for run in runs(parts.years, parts.natural):
        marks.append(f'<polyline class="natural" points="{" ".join(f"{x(a):g},{y(v):g}" for a, v in run)}"/>')
    marks += [
        f'<path class="migration" d="M{x(year):g} {y(v) - 4.5:g}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>'
        for year, v in known_of(parts.years, parts.migration)
    ]
    marks += [
        f'<text class="label" x="{at:g}" y="{HEIGHT - 4:g}" text-anchor="{anchor}">{year}</text>'
        for year, anchor, at in ((parts.years[0], "start", LEFT), (parts.years[-1], "end", WIDTH - RIGHT))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="components" role="img" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
        f' aria-label="{escape(text, quote=True)}">{style}{"".join(marks)}</svg>'
    )


def known_of(years: tuple[int, ...], values: tuple[float | None, ...]) -> list[tuple[int, float]]:
    """Pair the years with their values, where there is one."""
    return [(year, value) for year, value in zip(years, values, strict=True) if value is not None]


def signed(value: float, words: Words) -> str:
    """Write a number of persons with its sign."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{words.number(abs(value), 0)}"


def _sentence(parts: Parts, words: Words) -> str:
    at = max(i for i, v in enumerate(parts.natural) if v is not None)
    births, deaths, natural = parts.births[at] or 0.0, -(parts.deaths[at] or 0.0), parts.natural[at] or 0.0
    text = words("In {year} there were {births} births and {deaths} deaths, a balance of {balance}.").format(
        year=parts.years[at],
        births=words.number(births, 0),
        deaths=words.number(deaths, 0),
        balance=signed(natural, words),
    )
    moved = known_of(parts.years, parts.migration)
    if not moved:
        unknown = words("How many moved in and out is not known here.")
        return f"{text} {unknown}"
    more = words("In {year} {number} more moved in than out.")
    if moved[-1][1] < 0:
        more = words("In {year} {number} more moved out than in.")
    return f"{text} {more.format(year=moved[-1][0], number=words.number(abs(moved[-1][1]), 0))}"


def _table(
    parts: Parts, key: list[tuple[str, str]], words: Words
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    columns = {"births": parts.births, "deaths": parts.deaths, "natural": parts.natural, "migration": parts.migration}
    none = words("no value")
    rows = []
    for i, year in enumerate(parts.years):
        cells = []
        for css, _name in key:
            value = columns[css][i]
            plain = css in {"births", "deaths"}
            cells.append(none if value is None else words.number(abs(value), 0) if plain else signed(value, words))
        rows.append((str(year), *cells))
    return (words("Year"), *(name for _css, name in key)), tuple(rows)
