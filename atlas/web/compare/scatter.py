"""Two indicators against each other, as a part of the comparison."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np
from dash import html

from atlas.statistics.correlation import MIN_PAIRS, correlate, least_squares
from atlas.views.compare.chart_scatter import scatter_chart
from atlas.views.query.values import LINE
from atlas.views.query.view_query import write_query
from atlas.web.compare.chart_part import chart_part, explained, twin_table, with_unit_of

if TYPE_CHECKING:
    from atlas.data.subject import Subject
    from atlas.statistics.correlation import Line
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.web.compare.chart_part import ChartPart
    from atlas.words.words import Words


def scatter_part(scene: Scene) -> ChartPart:
    """Draw both indicators of a view, with coefficients, caution and table, or say why that cannot be."""
    words, state = scene.words, scene.state
    if scene.second is None:
        return chart_part(
            "scatter", None, [], words("Choose a second indicator to see both against each other."), words
        )
    both = (scene.first, scene.second)
    pair = (scene.first.indicator, scene.second.indicator)
    x, y = scene.first.figures, scene.second.figures
    a, b = (f.values[f.years.index(state.year)][scene.ranked] for f in (x, y))
    found = correlate(a, b)
    names = {c: scene.areas[c].label for c in x.codes}
    points = [
        (c, names[c], float(p), float(q))
        for c, p, q in zip(compress(x.codes, scene.ranked), a, b, strict=True)
        if not (np.isnan(p) or np.isnan(q))
    ]
    if found.n < MIN_PAIRS or np.isnan(found.pearson):
        instead = words(
            "Fewer than three areas have both values, or one of them is the same everywhere: no comparison."
        )
        return chart_part("scatter", None, [], instead, words)
    rows = [
        [n, *(_told(s, c, state.year, v, words) for s, v in zip(both, values, strict=True))]
        for c, n, *values in sorted(points, key=lambda t: t[1])
    ]
    table = twin_table(
        [words("Region"), *(with_unit_of(i.short_title, i) for i in pair)],
        rows,
        words.counted("Both values of one area as a table", "Both values of {n} areas as a table", len(rows)),
    )
    caution = html.P(
        words("That two values go together does not mean that one is the cause of the other."), className="note"
    )
    line = least_squares(a, b) if LINE in state.layers else None
    figure = scatter_chart(scene, points, found, line)
    terms = [
        (
            words("Pearson"),
            words("1 or \N{MINUS SIGN}1: all points lie on a rising or falling line. 0: no straight line fits."),
        ),
        (
            words("Spearman"),
            words("The same of the ranks: 1 or \N{MINUS SIGN}1 where one value always rises or falls with the other."),
        ),
    ]
    parts = [*_line_words(state, line, words), caution, table, explained(terms, words)]
    return chart_part("scatter", figure, parts, "", words)


def _told(one: Subject, code: str, year: int, value: float, words: Words) -> str:
    return words.figure(value, one.indicator.decimals, "", one.figures.state(year, code))


def _line_words(state: ViewState, line: Line | None, words: Words) -> list[Any]:
    """Offer the straight line, or say what the drawn one is."""
    if line is None:
        drawn = write_query(replace(state, layers=(LINE,)))
        return [html.P(html.A(words("Draw a straight line through the points"), href=drawn))]
    text = words("The straight line deviates least from the points (least squares); it fits {share} % of the variance.")
    plain = write_query(replace(state, layers=()))
    return [
        html.P(
            [
                text.format(share=words.number(100 * line.explained, 0)),
                " ",
                html.A(words("Take the line out"), href=plain),
            ]
        )
    ]
