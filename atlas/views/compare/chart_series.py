"""The chart of regions over years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from atlas.data.comparable import method_changes
from atlas.statistics.distribution import bands
from atlas.views.compare.chart_design import (
    BOTTOM_PX,
    LINE_HEIGHT_PX,
    LINES,
    SOFT,
    TOP_PX,
    note_above,
    ticks_of_years,
    upright_line,
)
from atlas.views.compare.chart_design import layout as layout_of
from atlas.views.compare.chart_names import Name, Upright, label, names_at_the_end
from atlas.views.map.citation import source_line

if TYPE_CHECKING:
    from atlas.views.compare.comparison import Comparison
    from atlas.views.map.scene import Scene

HEIGHT_PX = 440
#: Room above the highest and below the lowest value, as a share of their span.
PAD = 0.05
#: Room for the hairs between the last year and the names, as a share of the years.
REACH = 0.03


def series_chart(scene: Scene, compared: Comparison) -> dict[str, Any] | None:
    """Draw regions over years: gaps where a value lacks, names at the lines' ends, quartiles of the level behind them.

    Returns
    -------
    dict or None
        A plotly figure; None if there is no value at all.
    """
    words, indicator, figures, benchmark = scene.words, scene.indicator, scene.figures, scene.benchmark
    traces: list[dict[str, Any]] = []
    table = bands(figures.years, figures.values).dropna()
    years = [int(y) for y in table.index]
    for low, high, shade in (("min", "max", "rgba(11,93,102,0.08)"), ("q1", "q3", "rgba(11,93,102,0.16)")):
        if len(years) > 1:
            around = {"x": [*years, *reversed(years)], "y": [*table[high], *reversed(table[low].tolist())]}
            traces.append(
                around
                | {"fill": "toself", "fillcolor": shade, "line": {"width": 0}, "mode": "lines", "hoverinfo": "skip"}
            )
    guessed = {c.area.label: c.estimated for c in compared.regions}
    lines = [(c.area.label, c.years, c.values, LINES[i], "solid") for i, c in enumerate(compared.regions)]
    if benchmark and benchmark.name not in {c.area.label for c in compared.regions}:
        lines.append((benchmark.name, figures.years, benchmark.values, SOFT, "dash"))
    known = [v for _name, _years, values, _colour, _dash in lines for v in values if v is not None]
    if not known:
        return None
    low, high = min(*known, *table["min"]), max(*known, *table["max"])
    span = (high - low) or 1.0
    ends: list[Name] = []
    for name, own, values, colour, dash in lines:
        points = [(y, v) for y, v in zip(own, values, strict=True) if v is not None]
        if not points:
            continue
        lone = bool(guessed.get(name)) or len(points) == 1 or any(b - a > 1 for a, b in pairwise(own))
        traces.append(
            {
                "x": list(own),
                "y": list(values),
                "name": name,
                "mode": "lines+markers" if lone else "lines",
                "connectgaps": False,
                "line": {"color": colour, "width": 2.4, "dash": dash},
                "marker": {
                    "size": [9 if y in guessed.get(name, ()) else 7 for y in own],
                    "symbol": ["circle-open" if y in guessed.get(name, ()) else "circle" for y in own],
                    "color": colour,
                },
                "text": [
                    f"{name}, {y}: {words.with_unit(v, indicator.decimals, indicator.unit)}" if v is not None else ""
                    for y, v in zip(own, values, strict=True)
                ],
                "hoverinfo": "text",
            }
        )
        ends.append(Name(name, points[-1][0], points[-1][1], colour))
    first, last = min(y for line in lines for y in line[1]), max(y for line in lines for y in line[1])
    changes = method_changes(indicator, first, last)
    marks = [note_above(words("from {year} on").format(year=m.year), m.year, i % 2) for i, m in enumerate(changes)]
    top = TOP_PX + (LINE_HEIGHT_PX if len(changes) > 1 else 0)
    edge = last + 0.3 + REACH * (last - first)
    axis = Upright(low - PAD * span, high + PAD * span, HEIGHT_PX - top - BOTTOM_PX)
    traces += names_at_the_end(ends, edge, axis)
    where = words("{title}, {first} to {last}").format(title=indicator.title, first=first, last=last)
    layout = layout_of(
        where,
        indicator.unit,
        source_line(scene),
        HEIGHT_PX,
        hovermode="x unified",
        margin={
            "t": top,
            "r": 24 + 8 * max(len(line) for name in ends for line in label(name.text).split("<br>")),
        },
        xaxis={"tickvals": ticks_of_years(first, last), "tickformat": "d", "range": [first - 0.3, edge]},
        yaxis={"range": [axis.low, axis.high]},
        annotations=marks,
        shapes=[upright_line(m.year, SOFT, "dot", 1) for m in changes],
    )
    return {"data": traces, "layout": layout}
