"""What a printed map says, before anything is drawn: texts, class of each area, counts, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.figures import PRECEDENCE
from atlas.errors import DataError, expected
from atlas.model import Level, ValueState
from atlas.statistics.classify import assign, histogram_edges
from atlas.views.map.bivariate import both_breaks, both_labels
from atlas.views.map.citation import sources_of
from atlas.views.map.mapview import (
    BARS,
    benchmark_of,
    breaks_of,
    class_colours,
    class_labels,
    draw_as,
    figures_of,
    shown,
)
from atlas.views.map.palettes import bivariate_colours

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Indicator, ViewState
    from atlas.words.words import Words

#: Classes of areas without a value.
NO_DATA, HIDDEN = -1, -2
CIRCLE = "#0b5d66"
SIDE = 3
#: Shares of the largest value whose circles stand in the legend.
SAMPLES = (1.0, 0.25, 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a sheet shows of a view.

    ``classes`` holds the class of each area by code, `NO_DATA` or `HIDDEN`; ``colours`` and ``labels`` belong to the
    classes; ``circles`` holds values instead where the map draws circles; ``bars`` are the legend's histogram: number
    of areas and class of each bar.
    """

    draw: str
    title: str
    subtitle: str
    legend_title: str
    classes: dict[str, int]
    colours: list[str]
    labels: list[str]
    axes: tuple[tuple[str, list[str]], ...]
    circles: dict[str, float]
    largest: float
    samples: tuple[tuple[float, str], ...]
    bars: tuple[tuple[int, int], ...]
    benchmark: tuple[str, float] | None
    span: tuple[float, float]
    remarks: tuple[str, ...]
    credits: tuple[str, ...]

    def count(self, kind: int) -> int:
        """Count the areas of a class, without a value, or hidden."""
        return sum(k == kind for k in self.classes.values())


def content(atlas: Atlas, state: ViewState, made_on: dt.date, words: Words, *, grey: bool = False) -> Content:
    """Gather what a view says.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    state : ViewState
        What is shown.
    made_on : date
        The day that is printed on the sheet.
    words : Words
        Language of the texts.
    grey : bool
        Shades of grey instead of colours.

    Raises
    ------
    DataError
        Two indicators in grey: nine greys cannot be told apart.
    """
    if state.second and grey:
        raise DataError(
            expected("variant", "grey with two indicators", "one indicator", "take the second indicator out")
        )
    indicator, figures = figures_of(atlas, state, words)
    row = figures.years.index(state.year)
    values = shown(figures.values[row], indicator)
    circles = draw_as(indicator) == "symbols"
    breaks = breaks_of(atlas, state)
    largest = float(np.nanmax(figures.values, initial=0.0))
    if state.second:
        classes, colours, labels = _both_classes(atlas, state, values), bivariate_colours(), []
    else:
        classes = np.where(np.isnan(values), NO_DATA, 0) if circles else assign(values, breaks)
        colours, labels = class_colours(breaks, state), class_labels(breaks, indicator.decimals, words)
    classes = np.where((classes == NO_DATA) & _secret(atlas, state, figures, row), HIDDEN, classes)
    benchmark = benchmark_of(atlas, state, words)
    against = benchmark.values[row] if benchmark else None
    where = words("Thuringia") if state.level is Level.STATE else words.levels(state.level).capitalize()
    unit = "" if state.second else indicator.unit
    return Content(
        draw="symbols" if circles else "bivariate" if state.second else "choropleth",
        title=_title(atlas, state, indicator, words),
        subtitle=f"{where}, {state.year}" + (f" \N{MIDDLE DOT} {unit}" if unit else ""),
        legend_title=words("Two indicators, {year}").format(year=state.year)
        if state.second
        else f"{unit or indicator.short_title}, {state.year}",
        classes=dict(zip(figures.codes, classes.tolist(), strict=True)),
        colours=_greys(len(colours)) if grey else colours,
        labels=labels,
        axes=_axes(atlas, state, words) if state.second else (),
        circles={c: float(v) for c, v in zip(figures.codes, values, strict=True) if v > 0} if circles else {},
        largest=largest,
        samples=_samples(largest, indicator.decimals, words) if circles else (),
        bars=() if circles or state.second else _bars(values, shown(figures.values, indicator), atlas, state),
        benchmark=(f"{benchmark.name}: {words.with_unit(against, indicator.decimals, indicator.unit)}", against)
        if benchmark and against is not None
        else None,
        span=(breaks.edges[0], breaks.edges[-1]),
        remarks=_remarks(figures, row, breaks.note, state, words),
        credits=_credits(atlas, state, made_on, words),
    )


def _title(atlas: Atlas, state: ViewState, indicator: Indicator, words: Words) -> str:
    if not state.second:
        return indicator.title
    return words("{first} and {second}").format(first=indicator.title, second=atlas.indicator(state.second).title)


def _both_classes(atlas: Atlas, state: ViewState, values: NDArray[np.float64]) -> NDArray[np.intp]:
    other = atlas.indicator(state.second)
    figures = atlas.figures(other, state.level, state.territory)
    second = shown(figures.values[figures.years.index(state.year)], other)
    across, up = (assign(v, b) for v, b in zip((values, second), both_breaks(atlas, state), strict=True))
    return np.where((across < 0) | (up < 0), NO_DATA, across + SIDE * up)


def _secret(atlas: Atlas, state: ViewState, figures: Figures, row: int) -> NDArray[np.bool_]:
    """Find the areas of which a figure is kept secret, that of either indicator where there are two."""
    code = PRECEDENCE.index(ValueState.SECRET)
    secret: NDArray[np.bool_] = figures.states[row] == code
    if not state.second:
        return secret
    other = atlas.figures(atlas.indicator(state.second), state.level, state.territory)
    second: NDArray[np.bool_] = other.states[other.years.index(state.year)] == code
    return secret | second


def _axes(atlas: Atlas, state: ViewState, words: Words) -> tuple[tuple[str, list[str]], ...]:
    names = (atlas.indicator(key).short_title for key in (state.indicator, state.second))
    return tuple(zip(names, both_labels(atlas, state, words), strict=True))


def _samples(largest: float, decimals: int, words: Words) -> tuple[tuple[float, str], ...]:
    values = [largest if share == 1 else float(f"{largest * share:.1g}") for share in SAMPLES]
    return tuple((v, words.number(v, decimals)) for v in values if v > 0)


def _bars(
    values: NDArray[np.float64], of_all_years: NDArray[np.float64], atlas: Atlas, state: ViewState
) -> tuple[tuple[int, int], ...]:
    breaks = breaks_of(atlas, state)
    edges = histogram_edges(of_all_years, breaks, BARS)
    known = values[~np.isnan(values)]
    found = np.histogram(known, edges)[0]
    middles = (edges[1:] + edges[:-1]) / 2
    return tuple(zip(found.tolist(), assign(middles, breaks).tolist(), strict=True))


def _greys(k: int) -> list[str]:
    """Grade greys from light to dark; the lightest is darker than the paper, the darkest lighter than the type."""
    levels = [0.93 - 0.68 * (i / (k - 1) if k > 1 else 0.5) for i in range(k)]
    return ["#" + f"{round(255 * level):02x}" * 3 for level in levels]


def _remarks(figures: Figures, row: int, note: str, state: ViewState, words: Words) -> tuple[str, ...]:
    found = [words(note)] if note else []
    estimated = int((figures.states[row] == PRECEDENCE.index(ValueState.ESTIMATED)).sum())
    if estimated:
        text = words("{n} values are estimated: they were carried to other areas or shared out.")
        found.append(text.format(n=words.number(estimated, 0)))
    if state.change_from:
        found.append(words("The colours part at zero: no change since {year}.").format(year=state.change_from))
    return tuple(found)


def _credits(atlas: Atlas, state: ViewState, made_on: dt.date, words: Words) -> tuple[str, ...]:
    manifest, date = atlas.manifest, words.day(state.territory)
    figures = "; ".join(f"{s.attribution}, {s.licence}, {s.licence_url}" for s in sources_of(atlas, state))
    borders = f"{manifest.attribution}, {manifest.licence}, {manifest.licence_url}"
    return (
        words("Figures: {sources}.").format(sources=figures),
        words("Borders: {borders}. Areas as of {date}.").format(borders=borders, date=date),
        words(
            "Figures were joined with areas and rounded, borders were simplified. Release {release} of {day}."
        ).format(release=atlas.release, day=words.day(atlas.released)),
        words("Social structure atlas of Thuringia, made on {day}.").format(day=words.day(made_on)),
    )
