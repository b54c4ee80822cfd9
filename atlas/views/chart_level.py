"""Charts of all areas of a level in one year: in order, and how they spread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.statistics.classify import assign
from atlas.views.chart_design import INK, SOFT
from atlas.views.chart_design import layout as layout_of
from atlas.views.mapview import benchmark_of, breaks_of, class_colours, shown
from atlas.views.texts import number, with_unit
from atlas.views.viewstate import LEVEL_NAMES

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.views.comparison import Ranked
    from atlas.views.texts import Translate

#: From so many areas on dots are small.
MANY = 60


def ranking_chart(
    atlas: Atlas, state: ViewState, ranked: list[Ranked], source: str, _: Translate
) -> dict[str, Any] | None:
    """Draw all areas from high to low in the colours of the map, the selected ones with name and interval."""
    if not ranked:
        return None
    indicator = atlas.indicator(state.indicator)
    breaks = breaks_of(atlas, state)
    shades = class_colours(breaks, state)
    values = np.array([r.value for r in ranked])
    classes = assign(shown(values, indicator), breaks)
    chosen = [i for i, r in enumerate(ranked) if r.area.code in state.regions]
    place = list(range(1, len(ranked) + 1))
    words = [
        _("{name}: {value}, rank {rank}").format(
            name=r.area.name, value=with_unit(r.value, indicator.decimals, indicator.unit), rank=r.rank
        )
        for r in ranked
    ]
    dots = {
        "x": values.tolist(),
        "y": place,
        "mode": "markers",
        "text": words,
        "hoverinfo": "text",
        "marker": {
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
        "mode": "markers+text",
        "hoverinfo": "text",
        "text": [f"  {r.area.name}" for r in picked],
        "textposition": "middle right",
        "hovertext": [words[i] for i in chosen],
        "marker": {"color": [shades[classes[i]] for i in chosen], "size": 13, "line": {"width": 2.5, "color": INK}},
        "error_x": whiskers,
    }
    benchmark = benchmark_of(atlas, state, _)
    figures = atlas.figures(indicator, state.level, state.territory)
    against = benchmark.values[figures.years.index(state.year)] if benchmark else None
    shapes, notes = [], []
    if benchmark and against is not None:
        shapes.append(
            {
                "type": "line",
                "x0": against,
                "x1": against,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": SOFT, "dash": "dash", "width": 1.5},
            }
        )
        notes.append(
            {
                "text": f"{benchmark.name}: {number(against, indicator.decimals)}",
                "x": against,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 13, "color": SOFT},
            }
        )
    title = _("{title}: {areas} in order, {year}").format(
        title=indicator.title, areas=_(LEVEL_NAMES[state.level]), year=state.year
    )
    layout = layout_of(
        title,
        source,
        520,
        xaxis={"title": {"text": indicator.unit}},
        annotations=notes,
        shapes=shapes,
        yaxis={"autorange": "reversed", "title": {"text": _("place from the highest value")}, "showgrid": False},
    )
    return {"data": [dots, marked], "layout": layout}


def histogram_chart(
    atlas: Atlas, state: ViewState, ranked: list[Ranked], source: str, _: Translate
) -> dict[str, Any] | None:
    """Draw how many areas have which value, in the classes' colours, the selected regions marked."""
    indicator = atlas.indicator(state.indicator)
    breaks = breaks_of(atlas, state)
    if len({r.value for r in ranked}) < 3:  # noqa: PLR2004  fewer values have no distribution
        return None
    shades = class_colours(breaks, state)
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
            _("{low} to {high}: {n} areas").format(
                low=number(a, indicator.decimals), high=number(b, indicator.decimals), n=int(n)
            )
            for a, b, n in zip(edges, edges[1:], counts, strict=False)
        ],
        "hoverinfo": "text",
        "textposition": "none",
    }
    picked = [r for r in ranked if r.area.code in state.regions]
    shapes = [
        {
            "type": "line",
            "x0": r.value,
            "x1": r.value,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": INK, "width": 2},
        }
        for r in picked
    ]
    names = [
        {
            "text": r.area.name,
            "x": r.value,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 15 * (i % 3),
            "showarrow": False,
        }
        for i, r in enumerate(picked)
    ]
    title = _("{title}: distribution of the {areas}, {year}").format(
        title=indicator.title, areas=_(LEVEL_NAMES[state.level]), year=state.year
    )
    layout = layout_of(
        title,
        source,
        380,
        xaxis={"title": {"text": indicator.unit}},
        yaxis={"title": {"text": _("number of areas")}},
        annotations=names,
        shapes=shapes,
        bargap=0,
    )
    layout["margin"]["t"] = 128
    return {"data": [bars], "layout": layout}
