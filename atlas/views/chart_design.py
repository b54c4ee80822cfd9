"""The design that all charts share: plain dictionaries, so that plotly's own look never gets in."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, log10
from textwrap import wrap
from typing import Any

#: Okabe and Ito (2008), darkened where a thin line would be too light on white, and three more.
LINES = ("#0072b2", "#d55e00", "#007a5a", "#b3579a", "#8a6d00", "#2f8fc4", "#a63d2f", "#4d4d4d", "#6a51a3", "#00727d")
INK, SOFT, HAIR = "#16242a", "#4d5c62", "#d5dcde"
FONT = '"Source Sans 3", "Segoe UI", sans-serif'
#: Height of a line of a label in pixels.
LINE_HEIGHT_PX = 17
#: Characters in a line of a label: a chart has to fit a phone.
LABEL_WIDTH = 12
#: Room above the plot for the name of the vertical axis, and below for the years or values, in pixels.
TOP_PX, BOTTOM_PX = 44, 52
#: How many ticks a phone has room for.
TICKS = 6
HAIR_TO_NAME = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": INK, "standoff": 7, "bgcolor": "rgba(255,255,255,0.6)"}
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
    "automargin": True,
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
        Parts of a plotly layout; ``xaxis``, ``yaxis`` and ``margin`` are laid over those that all charts share.
    """
    upper = {"x": 0, "xref": "container", "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top"}
    margin = {"l": 48, "r": 16, "t": TOP_PX, "b": BOTTOM_PX} | more.pop("margin", {})
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
        "dragmode": False,
        "xaxis": _AXIS | more.pop("xaxis", {}),
        "yaxis": _AXIS | more.pop("yaxis", {}),
        "meta": {"title": title, "source": source, "saved": _saved(title, upright, source, upper, margin)},
        **more,
    }


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


def label(text: str) -> str:
    """Break a name into short lines."""
    return "<br>".join(wrap(text, LABEL_WIDTH, break_long_words=False))


def spread(places: list[float], sizes: list[float], room: float) -> list[float]:
    """Move labels apart so that none covers another and all stay in the room, as far as it holds them.

    Parameters
    ----------
    places : list of float
        Where the middle of each label would stand best, in pixels from the bottom.
    sizes : list of float
        Heights of the labels in pixels.
    room : float
        Height of the plot in pixels.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    result = list(places)
    for before, after in pairwise(order):
        result[after] = max(result[after], result[before] + (sizes[before] + sizes[after]) / 2)
    top = room
    for i in reversed(order):
        result[i] = min(result[i], top - sizes[i] / 2)
        top = result[i] - sizes[i] / 2
    return result


def names_beside(
    points: list[tuple[str, float, float]], room: float, bounds: tuple[float, float], middle: float
) -> list[dict[str, Any]]:
    """Write names beside points, on the side that has room, each with a hair, none over another.

    Names on the right give way downwards and those on the left upwards: that is off a curve that rises to the right.

    Parameters
    ----------
    points : list of (name, x, y)
        In the units of the axes.
    room : float
        Height of the plot in pixels.
    bounds : tuple of float
        What the vertical axis shows, from its lower end to its upper one.
    middle : float
        Where names change from the right of their point to its left.
    """
    marks: list[dict[str, Any]] = []
    for right in (True, False):
        own = [point for point in points if bool(point[1] < middle) is right]
        heights = [room * (y - bounds[0]) / (bounds[1] - bounds[0]) for _name, _x, y in own]
        wished = [room - h for h in heights] if right else heights
        moved = spread(wished, [float(LINE_HEIGHT_PX)] * len(own), room)
        for (name, x, y), before, after in zip(own, wished, moved, strict=True):
            side = {"ax": 24, "ay": after - before, "xanchor": "left"}
            if not right:
                side = {"ax": -24, "ay": before - after, "xanchor": "right"}
            marks.append({"text": name, "x": x, "y": y} | side | HAIR_TO_NAME)
    return marks


def upright_line(x: float, colour: str, dash: str, width: float) -> dict[str, Any]:
    """Draw a line over the whole height of the plot."""
    line = {"color": colour, "dash": dash, "width": width}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line}


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
