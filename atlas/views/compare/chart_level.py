"""Charts of all areas of a level in one year: in order, and how they spread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.statistics.classify import assign
from atlas.views.compare.chart_design import (
    BOTTOM_PX,
    INK,
    LINE_HEIGHT_PX,
    SOFT,
    TOP_PX,
    axis_name,
    note_above,
    symbol_of,
    ticks_of_places,
    upright_line,
)
from atlas.views.compare.chart_design import layout as layout_of
from atlas.views.compare.chart_names import Name, Upright, names_beside
from atlas.views.map.citation import source_line
from atlas.views.map.palettes import colours
from atlas.views.map.representation import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.views.compare.comparison import Ranked
    from atlas.views.map.scene import Scene

#: From so many areas on dots are small.
MANY = 60
RANKING_PX, HISTOGRAM_PX = 480, 300
#: Room above the first and below the last place, as a share of the places.
PAD = 0.03
#: How far from its dot a name stands, as a share of the values' range.
REACH = 0.025
#: Width of a letter and of the plot on a phone, in pixels.
LETTER_PX, PHONE_PX = 7.5, 280


def ranking_chart(scene: Scene, ranked: list[Ranked]) -> dict[str, Any] | None:
    """Draw all areas from high to low in the colours of the map, the selected ones with name and interval."""
    if not ranked:
        return None
    words, state, indicator, breaks = scene.words, scene.state, scene.indicator, scene.breaks
    shades = scale_of(scene)
    values = np.array([r.value for r in ranked])
    classes = assign(shown(values, indicator), breaks)
    chosen = [i for i, r in enumerate(ranked) if r.area.code in state.regions]
    place = list(range(1, len(ranked) + 1))
    read_out = [
        words("{name}: {value}, rank {rank}").format(
            name=r.area.label,
            value=words.figure(r.value, indicator.decimals, indicator.unit, r.state),
            rank=r.rank,
        )
        for r in ranked
    ]
    dots = {
        "x": values.tolist(),
        "y": place,
        "mode": "markers",
        "text": read_out,
        "hoverinfo": "text",
        "marker": {
            "symbol": [symbol_of(r.state) for r in ranked],
            "color": [shades[c] for c in classes],
            "size": 6 if len(ranked) > MANY else 10,
            "line": {"width": 0.5, "color": SOFT},
        },
    }
    picked = [ranked[i] for i in chosen]
    whiskers = {
        "type": "data",
        "symmetric": False,
        "color": INK,
        "thickness": 1.5,
        "array": [(r.high if r.high is not None else r.value) - r.value for r in picked],
        "arrayminus": [r.value - (r.low if r.low is not None else r.value) for r in picked],
    }
    marked = {
        "x": [r.value for r in picked],
        "y": [place[i] for i in chosen],
        "mode": "markers",
        "hoverinfo": "text",
        "text": [read_out[i] for i in chosen],
        "marker": {
            "symbol": [symbol_of(r.state) for r in picked],
            "color": [shades[classes[i]] for i in chosen],
            "size": 13,
            "line": {"width": 2.5, "color": INK},
        },
        "error_x": whiskers,
    }
    against = scene.against
    shapes, notes = [], []
    if scene.benchmark and against is not None:
        shapes.append(upright_line(against, SOFT, "dash", 1.5))
        notes.append(note_above(f"{scene.benchmark.name}: {words.number(against, indicator.decimals)}", against))
    title = words("{title}: {areas} in order, {year}").format(
        title=indicator.title, areas=scene.ranked_among, year=state.year
    )
    axis = Upright(len(ranked) * (1 + PAD) + 0.5, 0.5 - len(ranked) * PAD, RANKING_PX - TOP_PX - BOTTOM_PX)
    middle = (values.min() + values.max()) / 2
    named = [_named(ranked[i], place[i]) for i in chosen]
    names = names_beside(named, REACH * float(np.ptp(values)), middle, axis)
    layout = layout_of(
        title,
        words("place from the highest value"),
        source_line(scene),
        RANKING_PX,
        xaxis={"title": axis_name(indicator.unit)},
        yaxis={"range": [axis.low, axis.high], "tickvals": ticks_of_places(len(ranked)), "showgrid": False},
        annotations=notes,
        shapes=shapes,
    )
    return {"data": [dots, *names, marked], "layout": layout}


def _named(ranked: Ranked, place: int) -> Name:
    between = (ranked.low, ranked.high) if ranked.low is not None and ranked.high is not None else None
    return Name(ranked.area.label, ranked.value, place, interval=between)


def histogram_chart(scene: Scene, ranked: list[Ranked]) -> dict[str, Any] | None:
    """Draw how many areas have which value, in the classes' colours, the selected regions marked."""
    words, state, indicator, breaks = scene.words, scene.state, scene.indicator, scene.breaks
    if len({r.value for r in ranked}) < 3:  # noqa: PLR2004  fewer values have no distribution
        return None
    shades = scale_of(scene)
    edges = np.histogram_bin_edges([r.value for r in ranked], bins="auto" if len(ranked) > 30 else 8)  # noqa: PLR2004
    counts, _edges = np.histogram([r.value for r in ranked], edges)
    middles = (edges[1:] + edges[:-1]) / 2
    bars = {
        "type": "bar",
        "x": middles.tolist(),
        "y": counts.tolist(),
        "width": np.diff(edges).tolist(),
        "marker": {"color": [shades[c] for c in assign(middles, breaks)], "line": {"width": 0.5, "color": "#ffffff"}},
        "text": [
            words.counted("{low} to {high}: one area", "{low} to {high}: {n} areas", int(n)).format(
                low=words.number(a, indicator.decimals), high=words.number(b, indicator.decimals)
            )
            for a, b, n in zip(edges, edges[1:], counts, strict=False)
        ],
        "hoverinfo": "text",
        "textposition": "none",
    }
    picked = [r for r in ranked if r.area.code in state.regions]
    title = words("{title}: distribution of the {areas}, {year}").format(
        title=indicator.title, areas=scene.ranked_among, year=state.year
    )
    names, rows = _above(picked, edges)
    layout = layout_of(
        title,
        words("number of areas"),
        source_line(scene),
        HISTOGRAM_PX + LINE_HEIGHT_PX * rows,
        margin={"t": TOP_PX + LINE_HEIGHT_PX * max(rows - 1, 0)},
        xaxis={"title": axis_name(indicator.unit)},
        yaxis={"range": [0, float(counts.max()) * (1 + PAD)]},
        annotations=names,
        shapes=[upright_line(r.value, INK, "solid", 2) for r in picked],
        bargap=0,
    )
    return {"data": [bars], "layout": layout}


def scale_of(scene: Scene) -> list[str]:
    """Pick the colours of the classes: those of the map, of counts too, whose map has circles."""
    return colours(scene.state.palette, scene.breaks.k)


def _above(picked: list[Ranked], edges: NDArray[np.float64]) -> tuple[list[dict[str, Any]], int]:
    """Write the names of regions above their lines, in as many rows as a phone needs to keep them apart."""
    ends: list[float] = []
    names = []
    for r in sorted(picked, key=lambda r: r.value):
        share = (r.value - edges[0]) / (edges[-1] - edges[0])
        anchor = "left" if share < 1 / 3 else "center" if share < 2 / 3 else "right"
        width = LETTER_PX * len(r.area.label) / PHONE_PX
        start = share - width * {"left": 0, "center": 0.5, "right": 1}[anchor]
        row = next((i for i, end in enumerate(ends) if end < start), len(ends))
        ends[row : row + 1] = [start + width]
        at = {"text": r.area.label, "x": r.value, "y": 1, "yref": "paper", "xanchor": anchor, "yanchor": "bottom"}
        names.append(at | {"yshift": LINE_HEIGHT_PX * row, "showarrow": False})
    return names, len(ends)
