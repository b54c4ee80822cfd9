"""The chart over time of one field: a region, its district and the state, as a drawing and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import levels_compare
from atlas.model import Kind, Level
from atlas.statistics.distribution import median
from atlas.views.map.sparkline import Line, draw_series, series_figure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.words.words import Words

#: Fewer years with a value are no course.
MIN_YEARS = 3


@dataclass(frozen=True, slots=True)
class FieldChart:
    """A chart over time.

    ``key`` names each line and the class that draws it, the region first; ``rows`` hold a year and the value of each
    line as texts.
    """

    indicator: Indicator
    figure: str
    key: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def field_chart(
    atlas: Atlas, pairs: Iterable[tuple[Indicator, Area]], territory: dt.date, words: Words
) -> FieldChart | None:
    """Draw the indicator of a field with most years, the first of them; no count, which no larger area compares with.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    pairs : iterable of Indicator and Area
        The indicators of the field, each with the area of the place that has its figures.
    territory : date
        Date of the area status.
    words : Words
        Language of the texts.
    """
    best, shown = MIN_YEARS - 1, None
    for indicator, area in pairs:
        figures = atlas.figures(indicator, area.level, territory)
        years = sum(v is not None for v in _values(figures, area.code, figures.years))
        if years > best and indicator.kind is not Kind.COUNT:
            best, shown = years, (indicator, area)
    return _drawn(atlas, *shown, territory, words) if shown else None


def _drawn(atlas: Atlas, indicator: Indicator, area: Area, territory: dt.date, words: Words) -> FieldChart:
    figures = atlas.figures(indicator, area.level, territory)
    lines = chart_lines(atlas, indicator, area, territory, words)
    title = words("{title}, {first} to {last}").format(
        title=indicator.title, first=figures.years[0], last=figures.years[-1]
    )
    form = (indicator.decimals, indicator.unit)
    changes = tuple(m.year for m in indicator.method_changes)
    drawn = draw_series(figures.years, tuple(reversed(lines)), title, form, words, changes)
    rows = tuple(
        (str(year), *(_text(line.values[i], indicator, words) for line in lines))
        for i, year in enumerate(figures.years)
    )
    return FieldChart(indicator, series_figure(drawn), tuple((x.css_class, x.name) for x in lines), rows)


def chart_lines(atlas: Atlas, indicator: Indicator, area: Area, territory: dt.date, words: Words) -> list[Line]:
    """Give the lines of a chart over all years of the area's level: the area, its district, and the state."""
    figures = atlas.figures(indicator, area.level, territory)
    notes = tuple(words.state(figures.state(year, area.code)).short for year in figures.years)
    own = Line(_values(figures, area.code, figures.years), "own", area.label, notes)
    if indicator.kind is Kind.COUNT:
        return [own]  # a larger area has more of everything
    return [own, *_above(atlas, indicator, area, territory, figures, words)]


def _above(
    atlas: Atlas, indicator: Indicator, area: Area, territory: dt.date, own: Figures, words: Words
) -> list[Line]:
    """Take the district and the state, or the median of the level where the state has no figure."""
    scope = atlas.scope
    if area.code == scope.top:
        return []
    lines = []
    district = atlas.areas[territory].get(area.parent)
    if (
        district is not None
        and district.level is Level.DISTRICT
        and district.code not in area.place
        and levels_compare(indicator, area.level, district.level)
    ):
        values = _values(atlas.figures(indicator, Level.DISTRICT, territory), district.code, own.years)
        lines.append(Line(values, "district", district.label))
    state = _values(atlas.figures(indicator, scope.top_level, territory), scope.top, own.years)
    if any(v is not None for v in state) and levels_compare(indicator, area.level, scope.top_level):
        lines.append(Line(state, "against", atlas.areas[territory][scope.top].label))
    else:
        medians = tuple(None if np.isnan(row).all() else median(row) for row in own.values)
        lines.append(Line(medians, "against", words("median of the {areas}").format(areas=words.levels(area.level))))
    return [line for line in lines if any(v is not None for v in line.values)]


def _values(figures: Figures, code: str, years: tuple[int, ...]) -> tuple[float | None, ...]:
    return tuple(figures.value(year, code) if year in figures.years else None for year in years)


def _text(value: float | None, indicator: Indicator, words: Words) -> str:
    return words("no value") if value is None else words.number(value, indicator.decimals)
