"""The design that all charts share: plain dictionaries, so that plotly's own look never gets in."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap
from typing import Any

#: Okabe and Ito (2008), darkened where a thin line would be too light on white, and three more.
LINES = ("#0072b2", "#d55e00", "#007a5a", "#b3579a", "#8a6d00", "#2f8fc4", "#a63d2f", "#4d4d4d", "#6a51a3", "#00727d")
INK, SOFT, HAIR = "#16242a", "#4d5c62", "#d5dcde"
FONT = '"Source Sans 3", "Segoe UI", sans-serif'
#: Characters in a line of the source.
SOURCE_WIDTH = 64
#: Characters in a line of the title: it has to fit a phone.
TITLE_WIDTH = 44
#: Share of the height that a label at a line's end needs.
LABEL_STEP = 0.055


def layout(title: str, source: str, height: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401  parts of a plotly layout
    """Lay a chart out: title, axes, and the source inside the picture, so that a download keeps it."""
    note = {
        "text": "<br>".join(wrap(source, SOURCE_WIDTH)),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "yshift": -64,
        "showarrow": False,
        "align": "left",
        "xanchor": "left",
        "yanchor": "top",
        "font": {"size": 12, "color": SOFT},
    }
    axis = {
        "gridcolor": HAIR,
        "linecolor": SOFT,
        "zeroline": False,
        "ticks": "outside",
        "tickcolor": SOFT,
        "automargin": True,
    }
    return {
        "title": {
            "text": "<br>".join(wrap(title, TITLE_WIDTH)),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "font": {"size": 17, "color": INK},
            "y": 0.97,
        },
        "font": {"family": FONT, "size": 14, "color": INK},
        "separators": ",\N{NARROW NO-BREAK SPACE}",
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "height": height,
        "margin": {"l": 64, "r": 24, "t": 84, "b": 132},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": axis | more.pop("xaxis", {}),
        "yaxis": axis | more.pop("yaxis", {}),
        "annotations": [note, *more.pop("annotations", [])],
        **more,
    }


def spread(places: list[float]) -> list[float]:
    """Move labels apart, lowest first, so that none covers another; places are shares of the height."""
    order = sorted(range(len(places)), key=places.__getitem__)
    result = list(places)
    for before, after in pairwise(order):
        result[after] = max(result[after], result[before] + LABEL_STEP)
    over = max((max(result, default=0.0) - 1.0), 0.0)
    return [r - over for r in result]
