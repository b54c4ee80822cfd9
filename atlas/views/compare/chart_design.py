"""The design that all charts share: plain dictionaries, so that plotly's own look never gets in."""

from __future__ import annotations

from math import ceil, floor, log10
from textwrap import wrap
from typing import Any

from atlas.model import ValueState

#: Okabe and Ito (2008), darkened where a thin line would be too light on white, and three more.
LINES = ("#0072b2", "#d55e00", "#007a5a", "#b3579a", "#8a6d00", "#2f8fc4", "#a63d2f", "#4d4d4d", "#6a51a3", "#00727d")
INK, SOFT, HAIR = "#16242a", "#465459", "#d5dcde"
FONT = '"Source Sans 3", "Segoe UI", sans-serif'
#: Height of a line of a label and width of a digit in pixels.
LINE_HEIGHT_PX, DIGIT_PX = 17, 8
#: Room above the plot for the name of the vertical axis, and below for the years or values, in pixels.
TOP_PX, BOTTOM_PX = 44, 52
#: How many ticks a phone has room for.
TICKS = 6
#: The picture to save, in pixels, and how many characters of title and source fit a line of it.
SAVED_PX = (1200, 700)
SAVED_TITLE, SAVED_SOURCE = 100, 170
_AXIS = {
    "gridcolor": HAIR,
    "linecolor": SOFT,
    "zeroline": False,
    "ticks": "outside",
    "tickcolor": SOFT,
    "tickangle": 0,
    "automargin": False,  # plotly would draw every chart a second time
}


def layout(title: str, upright: str, source: str, height_px: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401  plotly's words
    """Lay a chart out.

    The page writes title and source around the plot as text that wraps; ``meta.saved`` holds what has to be laid over
    the layout so that a saved picture carries both.

    Parameters
    ----------
    title, source : str
        What, where and when; whose figures.
    upright : str
        Name of the vertical axis with its unit, written above it to be read without turning the head.
    height_px : int
        Height of the whole chart.
    **more
        Parts of a plotly layout; ``xaxis``, ``yaxis`` (which holds a range) and ``margin`` are laid over those that
        all charts share.
    """
    upper = {"x": 0, "xref": "container", "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top"}
    margin = {"l": _left_px(*more["yaxis"]["range"]), "r": 16, "t": TOP_PX, "b": BOTTOM_PX} | more.pop("margin", {})
    return {
        "title": upper | {"text": upright, "font": {"size": 13, "color": SOFT}, "pad": {"t": 4, "l": 4}},
        "font": {"family": FONT, "size": 14, "color": INK},
        "separators": ",\N{NARROW NO-BREAK SPACE}",
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "height": height_px,
        "margin": margin,
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 60,
        "dragmode": False,
        "xaxis": _AXIS | more.pop("xaxis", {}),
        "yaxis": _AXIS | more.pop("yaxis", {}),
        "meta": {"title": title, "source": source, "saved": _saved(title, upright, source, upper, margin)},
        **more,
    }


def _left_px(low: float, high: float) -> int:
    """Reckon the room that the numbers beside a vertical axis need."""
    whole = len(f"{max(abs(low), abs(high)):,.0f}") + (low < 0 or high < 0)
    after = 0 if abs(high - low) > TICKS else 2 if abs(high - low) > 1 else 3
    return 16 + DIGIT_PX * (whole + after)


def _saved(title: str, upright: str, source: str, upper: dict[str, Any], margin: dict[str, int]) -> dict[str, Any]:
    lines = wrap(title, SAVED_TITLE)
    below = wrap(source, SAVED_SOURCE)
    note = {
        "text": "<br>".join(below),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xshift": 16 - margin["l"],
        "yshift": -margin["b"] - 8,
        "showarrow": False,
        "align": "left",
        "xanchor": "left",
        "yanchor": "top",
        "font": {"size": 13, "color": SOFT},
    }
    above = upper | {
        "text": "<br>".join(lines),
        "font": {"size": 22, "color": INK},
        "pad": {"t": 20, "l": 16},
        "subtitle": {"text": upright, "font": {"size": 14, "color": SOFT}},
    }
    width, height = SAVED_PX
    around = margin | {"t": margin["t"] + 24 + 28 * len(lines), "b": margin["b"] + 24 + LINE_HEIGHT_PX * len(below)}
    return {"layout": {"title": above, "margin": around, "width": width, "height": height}, "note": note}


def axis_name(text: str) -> dict[str, Any]:
    """Name a horizontal axis with its unit."""
    return {"text": text, "font": {"size": 13, "color": SOFT}, "standoff": 8}


def upright_line(x: float, colour: str, dash: str, width: float) -> dict[str, Any]:
    """Draw a line over the whole height of the plot."""
    line = {"color": colour, "dash": dash, "width": width}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def symbol_of(*states: ValueState) -> str:
    """Choose the dot of a value: an open one where an estimated figure is in it."""
    return "circle-open" if ValueState.ESTIMATED in states else "circle"


def note_above(text: str, x: float, row: int = 0) -> dict[str, Any]:
    """Write above the plot what a line in it means, in a row counted from the plot upwards."""
    place = {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "yshift": row * LINE_HEIGHT_PX}
    return place | {"text": text, "font": {"size": 12, "color": SOFT}}


def ticks_of_years(first: int, last: int) -> list[int]:
    """Choose the years that are written, the last one always."""
    step = max(1, ceil((last - first) / TICKS))
    return sorted(range(last, first - 1, -step))


def ticks_of_places(count: int) -> list[int]:
    """Choose the places that are written: the first one and round numbers."""
    wish = max(1.0, count / TICKS)
    power = 10 ** floor(log10(wish))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wish)
    return sorted({1, *range(step, count + 1, step)})
