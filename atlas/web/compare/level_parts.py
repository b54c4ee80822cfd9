"""The parts of the comparison about all areas of a level in one year: their order and their distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from dash import html

from atlas.model import ValueState
from atlas.statistics.distribution import box_stats
from atlas.views.compare.chart_level import histogram_chart, ranking_chart
from atlas.views.compare.comparison import polarity_text
from atlas.web.compare.chart_part import chart_part, explained, interval_term, twin_table, with_unit_of

if TYPE_CHECKING:
    from atlas.views.compare.comparison import Ranked
    from atlas.views.map.scene import Scene
    from atlas.web.compare.chart_part import ChartPart

DASH, TO = "\N{EN DASH}", " \N{EN DASH} "


def ranking_part(shown: Scene, ranked: list[Ranked], apart: list[Any]) -> ChartPart:
    """Draw all areas in order, with a table of values, ranks and, where figures depend on chance, their intervals."""
    words, indicator = shown.words, shown.indicator
    rows = []
    chance = any(r.range for r in ranked)
    for r in ranked:
        between = (
            f"{words.number(r.low, indicator.decimals)}{TO}{words.number(r.high, indicator.decimals)}"
            if r.low is not None and r.high is not None
            else DASH
        )
        places = f"{r.range[0]}{TO}{r.range[1]}" if r.range else DASH
        value = words.figure(r.value, indicator.decimals, "", r.state)
        rows.append([r.area.label, str(r.rank), value, *[between, places] * chance])
    head = [
        words("Region"),
        words("Rank"),
        with_unit_of(words("Value"), indicator),
        *[words("95 % interval"), words("Ranks that the intervals allow")] * chance,
    ]
    polarity = html.P(polarity_text(indicator, words), className="note")
    table: list[Any] = [polarity, twin_table(head, rows, words("All {n} ranked areas as a table").format(n=len(rows)))]
    table += [explained([interval_term(words)], words)] * chance
    table += _estimated(shown)
    if apart:
        names = ", ".join(f"{area.label} ({words.state(ValueState(state_)).short})" for area, state_ in apart)
        summary = words.counted(
            "One area without a value is not ranked", "{n} areas without a value are not ranked", len(apart)
        )
        table.append(html.Details([html.Summary(summary), html.P(names)]))
    return chart_part(
        "ranking",
        ranking_chart(shown, ranked),
        table,
        words("No area has a value in {year}.").format(year=shown.state.year),
        words,
    )


def distribution_part(shown: Scene, ranked: list[Ranked]) -> ChartPart:
    """Draw how many areas have which value, with the quartiles as a table."""
    words, indicator = shown.words, shown.indicator
    figure = histogram_chart(shown, ranked)
    box = box_stats([r.value for r in ranked])
    rows = [
        [name, words.number(value, indicator.decimals)]
        for name, value in (
            (words("lowest value"), box.min),
            (words("a quarter of the areas lies up to"), box.q1),
            (words("median"), box.median),
            (words("three quarters lie up to"), box.q3),
            (words("highest value"), box.max),
        )
        if not np.isnan(value)
    ]
    head = [words("Measure"), with_unit_of(words("Value"), indicator)]
    table = [twin_table(head, rows, words("The distribution as a table"))] if rows else []
    table += _estimated(shown)
    return chart_part(
        "distribution", figure, table, words("There are too few different values for a distribution."), words
    )


def _estimated(shown: Scene) -> list[Any]:
    return [html.P(text, className="note") for text in (shown.estimated,) if text]
