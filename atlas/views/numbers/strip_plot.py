"""A small dot strip as inline SVG: all areas as faint ticks, the benchmark as a mark, one area as a dark dot."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from atlas.statistics.distribution import median

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

WIDTH, HEIGHT = 180, 28
EDGE = 7
BASE = 21
#: Heights of the tick of one area and of the place where most areas are.
LOWEST, HIGHEST = 6.0, 17.0
#: Upper part of the range against its lower part from which the scale is squeezed.
LOPSIDED = 10.0
#: A strip of fewer areas says nothing about a distribution.
MIN_AREAS = 3


@dataclass(frozen=True, slots=True)
class Strip:
    """The ticks of all areas and the scale on which they stand.

    Attributes
    ----------
    low, high : float
        Ends of the scale in the unit of the values.
    middle : float
        Median.
    squeezed : bool
        Whether high values stand closer together (logarithm of the distance from the lowest, in distances of the
        median from it), because a few of them would leave no room for the others.
    ticks : str
        Data of an SVG path.
    """

    low: float
    high: float
    middle: float
    squeezed: bool
    ticks: str

    def x(self, value: float) -> float:
        """Place a value, in units of the drawing; beyond the ends it stands at the end."""
        return float(np.round(EDGE + _share(value, self.low, self.high, self.middle) * (WIDTH - 2 * EDGE), 1))


def strip(values: ArrayLike) -> Strip | None:
    """Place all areas on a strip.

    Areas that fall on the same half unit share a tick; it is the higher, the more they are.

    Parameters
    ----------
    values : array_like of float, shape (areas,)
        NaN where an area has no value.

    Returns
    -------
    Strip or None
        None with fewer than three values: there is no distribution to show.
    """
    v = np.asarray(values, dtype=np.float64)
    v = v[~np.isnan(v)]
    if v.size < MIN_AREAS:
        return None
    low, high, middle = float(v.min()), float(v.max()), median(v)
    places = np.round(2 * (EDGE + _share(v, low, high, middle) * (WIDTH - 2 * EDGE))) / 2
    at, counts = np.unique(places, return_counts=True)
    heights = LOWEST + (HIGHEST - LOWEST) * np.sqrt((counts - 1) / max(1, counts.max() - 1))
    ticks = "".join(f"M{x:g} {BASE}v-{h:.1f}" for x, h in zip(at.tolist(), heights.tolist(), strict=True))
    return Strip(low, high, middle, _squeezed(low, high, middle), ticks)


def strip_svg(
    shown: Strip, own: float, mark: float | None, text: str, between: tuple[float, float] = (np.nan, np.nan)
) -> str:
    """Draw a strip.

    Parameters
    ----------
    shown : Strip
        The areas.
    own : float
        Value of the area that is the dot.
    mark : float or None
        Value of the benchmark, None without one.
    text : str
        Sentence that says the same, for those who do not see it.
    between : tuple of float
        Ends of the interval of the area's value, drawn as a whisker; NaN without one.

    Returns
    -------
    str
        SVG to stand in a page; colours come from the page's stylesheet.
    """
    against = f'<path class="against" d="M{shown.x(mark):g} 1v24"/>' if mark is not None else ""
    ends = [shown.x(end) for end in between if not np.isnan(end)]
    whisker = f'<path class="between" d="M{ends[0]:g} {BASE}H{ends[1]:g}"/>' if ends else ""
    return (
        f'<svg class="strip" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' aria-label="{escape(text, quote=True)}">'
        f'<path class="axis" d="M{EDGE} {BASE}H{WIDTH - EDGE}"/><path class="areas" d="{shown.ticks}"/>{against}'
        f'{whisker}<circle class="own" cx="{shown.x(own):g}" cy="{BASE}" r="5"/></svg>'
    )


def _squeezed(low: float, high: float, middle: float) -> bool:
    return middle > low and high - middle > LOPSIDED * (middle - low)


def _share(value: ArrayLike, low: float, high: float, middle: float) -> NDArray[np.float64]:
    v = np.clip(np.asarray(value, dtype=np.float64), low, high)
    if high == low:
        return np.full(v.shape, 0.5)
    if _squeezed(low, high, middle):
        knee = max(middle - low, 1e-9 * (high - low))  # a smaller one would overflow below
        return np.asarray(np.log1p((v - low) / knee) / np.log1p((high - low) / knee))
    return np.asarray((v - low) / (high - low))
