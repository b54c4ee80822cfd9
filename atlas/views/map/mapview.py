"""Everything one map needs: breaks, colours, bars, benchmark and the texts that the browser fills in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from atlas.data.figures import empty, in_years
from atlas.model import STATE_CODE, VALUELESS, Breaks, Kind, Level, Scheme, ValueState
from atlas.statistics.change import diverging_breaks
from atlas.statistics.classify import class_breaks, histogram_edges
from atlas.statistics.rounding import as_read, kept
from atlas.views.map.browser_records import Against, Circle, NumberFormat, Texts, View
from atlas.views.map.change import changed_figures, changed_indicator
from atlas.views.map.palettes import colours, diverging_colours
from atlas.views.query.values import MOST_REGIONS, NO_BENCHMARK
from atlas.words.numbers import DECIMAL, GROUP_FROM, THIN_SPACE
from atlas.words.states import REMARKABLE
from atlas.words.words import words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Indicator, ViewState
    from atlas.views.map.browser_records import Files
    from atlas.words.words import Words

BARS = 24
#: Classes on both sides of zero together.
MOST_SIDES = 8
#: Radius of the largest circle in pixels.
LARGEST_CIRCLE = 34


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What values are compared with: its name and a value a year, None where there is none."""

    name: str
    values: tuple[float | None, ...]


def figures_of(atlas: Atlas, state: ViewState, words: Words) -> tuple[Indicator, Figures]:
    """Look up what a view shows: an indicator and its figures, or what changed since a year."""
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, state.level, state.territory)
    if state.second:
        other = atlas.figures(atlas.indicator(state.second), state.level, state.territory)
        return indicator, in_years(figures, other.years)
    if not state.change_from:
        return indicator, figures
    return changed_indicator(indicator, state.change_from, words), changed_figures(
        figures, indicator.kind, state.change_from
    )


def breaks_of(atlas: Atlas, state: ViewState) -> Breaks:
    """Class breaks over all years of the view's indicator and level; the same object for map, legend and table.

    Values are classed as they are shown, rounded: a 3,0 never stands in a class that begins above 3,0.
    """
    manual = state.breaks if state.scheme is Scheme.MANUAL else ()
    return _breaks(atlas, replace(state, year=0, regions=(), palette="", benchmark="", bbox=(), lang="", breaks=manual))


@lru_cache(maxsize=512)
def _breaks(atlas: Atlas, state: ViewState) -> Breaks:
    indicator, figures = figures_of(atlas, state, words_of(""))
    values = shown(figures.values[~np.isnan(figures.values)], indicator)
    if state.change_from and state.scheme is not Scheme.MANUAL:
        return diverging_breaks(values, min(2 * state.classes, MOST_SIDES), indicator.decimals)
    return class_breaks(values, state.scheme, state.classes, state.breaks, indicator.decimals)


def class_colours(breaks: Breaks, state: ViewState) -> list[str]:
    """Pick the colours of the classes: one scale, or two sides of zero for a change."""
    if not state.change_from:
        return colours(state.palette, breaks.k)
    below = sum(edge <= 0 for edge in breaks.edges[1:])
    return diverging_colours(below, breaks.k - below)


def shown(values: NDArray[np.float64], indicator: Indicator) -> NDArray[np.float64]:
    """Round values to the digits that people read."""
    return as_read(values, indicator.decimals)


def benchmark_of(atlas: Atlas, state: ViewState, words: Words) -> Benchmark | None:
    """Find what the view compares with.

    The chosen region, or the state; where the indicator has no figure for the state (scores and medians cannot be added
    up), the median of the areas shown, which is then called so.
    """
    indicator, figures = figures_of(atlas, state, words)
    if state.benchmark == NO_BENCHMARK or indicator.kind is Kind.COUNT or not figures.years:
        return None
    area = atlas.areas[state.territory][state.benchmark or STATE_CODE]
    own = _own_figures(atlas, state, area.level)
    values = tuple(own.value(y, area.code) if y in own.years else None for y in figures.years)
    if any(v is not None for v in values):
        return Benchmark(area.name, values)
    if state.benchmark:
        return None
    medians = tuple(None if np.isnan(row).all() else float(np.nanmedian(row)) for row in figures.values)
    return Benchmark(words("median of the {areas}").format(areas=words.levels(state.level)), medians)


def _own_figures(atlas: Atlas, state: ViewState, level: Level) -> Figures:
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, level, state.territory)
    if state.change_from in figures.years:
        return changed_figures(figures, indicator.kind, state.change_from)
    return empty(figures.codes) if state.change_from else figures


def class_labels(breaks: Breaks, decimals: int, words: Words) -> list[str]:
    """Name the classes by their edges: the first one holds both of them, the others exclude the lower."""
    edges = [words.number(e, decimals) for e in breaks.edges]
    if breaks.k == 1:
        return [edges[0] if edges[0] == edges[1] else words("{low} to {high}").format(low=edges[0], high=edges[1])]
    first = words("{low} to {high}").format(low=edges[0], high=edges[1])
    return [
        first,
        *(words("over {low} to {high}").format(low=a, high=b) for a, b in pairwise(edges[1:])),
    ]


def draw_as(indicator: Indicator) -> Literal["symbols", "choropleth"]:
    """Say which map may draw the indicator: shaded areas for ratios and scores, circles for counts."""
    return "symbols" if indicator.kind is Kind.COUNT else "choropleth"


def browser_view(
    atlas: Atlas,
    state: ViewState,
    words: Words,
    files: Files,
    controls: dict[str, str],
) -> View:
    """Compose what the browser needs to draw the map of a view and every year of it.

    Parameters
    ----------
    files : Files
        Addresses of the immutable files.
    controls : dict of str to str
        What each native list shows.
    """
    indicator, figures = figures_of(atlas, state, words)
    breaks = breaks_of(atlas, state)
    benchmark = benchmark_of(atlas, state, words)
    largest = float(np.nanmax(figures.values, initial=0.0))
    west, south, east, north = state.bbox or atlas.bounds
    return View(
        indicator=indicator.id,
        year=state.year,
        selected=state.regions,
        most_selected=MOST_REGIONS,
        areas=words.levels_after_number(state.level),
        draw=draw_as(indicator),
        edges=breaks.edges,
        colours=tuple(class_colours(breaks, state)),
        bars=tuple(float(e) for e in histogram_edges(shown(figures.values, indicator), breaks, BARS)),
        circle=Circle(value=largest or 1.0, radius=LARGEST_CIRCLE, least=1),
        benchmark=None if benchmark is None else _against(benchmark, indicator.decimals),
        format=number_format(indicator),
        second=None,
        texts=_texts(indicator, words),
        files=files,
        bounds=((south, west), (north, east)),
        controls=controls,
    )


def _against(benchmark: Benchmark, decimals: int) -> Against:
    values = tuple(None if v is None else float(kept(v, decimals)) for v in benchmark.values)
    return Against(name=benchmark.name, values=values)


def number_format(indicator: Indicator) -> NumberFormat:
    """Say how numbers of an indicator are written."""
    return NumberFormat(
        decimals=indicator.decimals,
        unit=indicator.unit,
        decimal=DECIMAL,
        group=THIN_SPACE,
        group_from=GROUP_FROM,
    )


def _texts(indicator: Indicator, words: Words) -> Texts:
    states = {state: words.state(state) for state in ValueState}
    return Texts(
        sentence=words(
            "{name}, {year}: {value}. That is rank {rank} of {n} {areas} (1 is the highest value). {comparison}"
        ),
        alone=words("{name}, {year}: {value}. {comparison}"),
        more=words("That is {difference} more than the benchmark ({benchmark}: {value})."),
        less=words("That is {difference} less than the benchmark ({benchmark}: {value})."),
        same=words("That is as much as the benchmark ({benchmark}: {value})."),
        points=words("percentage points") if indicator.unit == "%" else "",
        states={str(s): said.sentence for s, said in states.items() if s in VALUELESS},
        remarks={str(s): said.remark for s, said in states.items() if s in REMARKABLE},
        signs={str(s): said.sign for s, said in states.items() if s in VALUELESS},
        notes={str(s): said.short for s, said in states.items() if s in VALUELESS or s in REMARKABLE},
        no_value=words("no value"),
        too_many=words("At most {n} regions can be compared. Take one out first.").format(n=MOST_REGIONS),
        load_failed=words("The figures could not be loaded. Please try again."),
        no_region=words('No region is called "{name}".'),
        copied=words("The link was copied."),
        play=words("Play the years"),
        pause=words("Pause"),
        title=indicator.title,
    )
