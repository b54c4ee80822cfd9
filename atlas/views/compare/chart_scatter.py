"""The chart of two indicators against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.views.compare.chart_design import BOTTOM_PX, INK, LINE_HEIGHT_PX, SOFT, TOP_PX, axis_name, symbol_of
from atlas.views.compare.chart_design import layout as layout_of
from atlas.views.compare.chart_names import Name, Upright, names_beside
from atlas.views.map.citation import source_line

if TYPE_CHECKING:
    from atlas.model import ValueState
    from atlas.statistics.correlation import Correlation, Line
    from atlas.views.map.scene import Scene

HEIGHT_PX = 460
#: Room above and below the points, as a share of their span.
PAD = 0.05
#: How far from its point a name stands, as a share of the values' range.
REACH = 0.025


def scatter_chart(
    scene: Scene,
    points: list[tuple[str, str, float, float]],
    found: Correlation,
    line: Line | None,
) -> dict[str, Any]:
    """Draw two indicators of a level and year against each other, with a straight line only if one is given."""
    words, state, pair = scene.words, scene.state, tuple(s.indicator for s in scene.subjects)
    first, second = pair
    top = TOP_PX + LINE_HEIGHT_PX
    chosen = [p for p in points if p[0] in state.regions]

    def states_of(code: str) -> list[ValueState]:
        return [s.figures.state(state.year, code) for s in scene.subjects]

    def read_out(p: tuple[str, str, float, float]) -> str:
        values = zip(p[2:], pair, states_of(p[0]), strict=True)
        return f"{p[1]}: {'; '.join(words.figure(v, i.decimals, i.unit, s) for v, i, s in values)}"

    def dots(some: list[tuple[str, str, float, float]], **marker: Any) -> dict[str, Any]:  # noqa: ANN401  plotly's words
        return {
            "x": [p[2] for p in some],
            "y": [p[3] for p in some],
            "text": [read_out(p) for p in some],
            "hoverinfo": "text",
            "mode": "markers",
            "marker": marker | {"symbol": [symbol_of(*states_of(p[0])) for p in some]},
        }

    low, high = min(p[3] for p in points), max(p[3] for p in points)
    left, right = min(p[2] for p in points), max(p[2] for p in points)
    axis = Upright(low - PAD * (high - low), high + PAD * (high - low), HEIGHT_PX - top - BOTTOM_PX)
    named = [Name(*p[1:]) for p in chosen]
    names = names_beside(named, REACH * (right - left), (left + right) / 2, axis)
    title = words("{first} and {second}: {areas}, {year}").format(
        first=first.short_title, second=second.short_title, areas=scene.ranked_among, year=state.year
    )
    coefficients = words("Pearson {pearson}, Spearman {spearman}, {n} areas").format(
        pearson=words.number(found.pearson, 2), spearman=words.number(found.spearman, 2), n=found.n
    )
    notes = [
        {
            "text": coefficients,
            "x": 1,
            "xref": "paper",
            "xanchor": "right",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"color": SOFT},
        },
    ]
    layout = layout_of(
        title,
        f"{second.short_title}, {second.unit}",
        source_line(scene),
        HEIGHT_PX,
        margin={"t": top},
        xaxis={"title": axis_name(f"{first.short_title}, {first.unit}")},
        yaxis={"range": [axis.low, axis.high]},
        annotations=notes,
    )
    return {
        "data": [
            dots(points, color="rgba(11,93,102,0.55)", size=7),
            *_drawn(line, [p[2] for p in points]),
            *names,
            dots(chosen, color="#d55e00", size=12, line={"width": 2, "color": INK}),
        ],
        "layout": layout,
    }


def _drawn(line: Line | None, x: list[float]) -> list[dict[str, Any]]:
    if line is None:
        return []
    ends = [min(x), max(x)]
    heights = [line.intercept + line.slope * end for end in ends]
    return [{"x": ends, "y": heights, "mode": "lines", "hoverinfo": "skip", "line": {"color": INK, "width": 1.5}}]
