"""Names that stand beside what they name: at the ends of lines, beside dots, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from atlas.views.compare.chart_design import INK, LINE_HEIGHT_PX, SOFT

#: Characters in a line of a label: a chart has to fit a phone.
LABEL_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the point that it belongs to, in the units of the axes; the name keeps off its interval."""

    text: str
    x: float
    y: float
    colour: str = INK
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Upright:
    """What a vertical axis shows, from its lower end to its upper one, and its length in pixels."""

    low: float
    high: float
    length_px: float

    def px(self, y: float) -> float:
        """Measure a value from the lower end."""
        return self.length_px * (y - self.low) / (self.high - self.low)

    def value(self, px: float) -> float:
        """Give the value at a distance from the lower end."""
        return self.low + px / self.length_px * (self.high - self.low)


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


def names_at_the_end(names: list[Name], x: float, axis: Upright) -> list[dict[str, Any]]:
    """Write names in a column at `x`, each with a hair to its point, as two plotly traces."""
    texts = [label(name.text) for name in names]
    sizes = [LINE_HEIGHT_PX * (text.count("<br>") + 1.0) for text in texts]
    places = spread([axis.px(name.y) for name in names], sizes, axis.length_px)
    return _traces(names, texts, [(x, axis.value(place)) for place in places], ["middle right"] * len(names))


def names_beside(names: list[Name], reach: float, middle: float, axis: Upright) -> list[dict[str, Any]]:
    """Write names beside their points, on the side that has room, as two plotly traces.

    Names on the right give way downwards and those on the left upwards: that is off a curve that rises to the right.

    Parameters
    ----------
    names : list of Name
        What is named.
    reach : float
        How far from its point a name stands, in units of the horizontal axis.
    middle : float
        Where names change from the right of their point to its left.
    axis : Upright
        The vertical axis.
    """
    ordered, spots, sides = [], [], []
    for right in (True, False):
        own = [name for name in names if bool(name.x < middle) is right]
        heights = [axis.px(name.y) for name in own]
        wished = [axis.length_px - h for h in heights] if right else heights
        moved = spread(wished, [float(LINE_HEIGHT_PX)] * len(own), axis.length_px)
        for name, place in zip(own, moved, strict=True):
            ordered.append(name)
            low, high = name.interval or (name.x, name.x)
            spots.append(
                (high + reach if right else low - reach, axis.value(axis.length_px - place if right else place))
            )
            sides.append("middle right" if right else "middle left")
    return _traces(ordered, [name.text for name in ordered], spots, sides)


def _traces(
    names: list[Name], texts: list[str], spots: list[tuple[float, float]], sides: list[str]
) -> list[dict[str, Any]]:
    """Two traces for all names: an annotation for each would take plotly several times as long."""
    gap = "\N{NO-BREAK SPACE}"
    apart = [
        f"{text}{gap}" if side.endswith("left") else gap + text.replace("<br>", f"<br>{gap}")
        for text, side in zip(texts, sides, strict=True)
    ]
    hairs = [(name.x, name.y, *spot) for name, spot in zip(names, spots, strict=True)]
    return [
        {
            "x": [x for a, _b, c, _d in hairs for x in (a, c, None)],
            "y": [y for _a, b, _c, d in hairs for y in (b, d, None)],
            "mode": "lines",
            "line": {"color": SOFT, "width": 1},
            "hoverinfo": "skip",
        },
        {
            "x": [x for x, _y in spots],
            "y": [y for _x, y in spots],
            "text": apart,
            "mode": "text",
            "textposition": sides,
            "textfont": {"color": [name.colour for name in names], "size": 14},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
