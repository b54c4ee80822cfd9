"""Colours of classes: perceptually even scales that people with colour blindness can read."""

from __future__ import annotations

from functools import lru_cache

from plotly.colors import diverging, sample_colorscale, sequential, unlabel_rgb

#: Scale and the part of it that is used: the lightest end would be mistaken for paper, the darkest hides borders.
PALETTES: dict[str, tuple[list[str], float, float]] = {
    "ylgnbu": (sequential.YlGnBu, 0.13, 0.97),
    "pubu": (sequential.PuBu, 0.2, 1.0),
    "cividis": (sequential.Cividis[::-1], 0.02, 0.98),
    "viridis": (sequential.Viridis[::-1], 0.06, 0.98),
}
#: How people choose them.
PALETTE_TITLES = {
    "ylgnbu": "yellow to blue",
    "pubu": "grey to blue",
    "cividis": "sand to night blue",
    "viridis": "yellow to violet",
}
#: Our one accent, and the plain ground under circles.
ACCENT, GROUND = "#0a5b64", "#ececec"


def colours(palette: str, k: int) -> list[str]:
    """Pick k colours of a palette, light to dark.

    Parameters
    ----------
    palette : str
        Key of `PALETTES`.
    k : int
        Number of classes, at least 1.

    Returns
    -------
    list of str
        ``#rrggbb``.
    """
    scale, low, high = PALETTES[palette]
    points = [low + (high - low) * (i / (k - 1) if k > 1 else 0.5) for i in range(k)]
    return list(_sampled(tuple(scale), tuple(points)))


def diverging_colours(below: int, above: int) -> list[str]:
    """Pick colours of two sides of zero (ColorBrewer PuOr): the stronger the change, the darker.

    Parameters
    ----------
    below, above : int
        Number of classes on either side; both sides get the same steps, so that equal strength looks equal.
    """
    steps = [0.12 + 0.38 * share for share in diverging_steps(below, above)]
    points = (*(0.5 - s for s in reversed(steps[:below])), *(0.5 + s for s in steps[:above]))
    return list(_sampled(tuple(diverging.PuOr), points))


def diverging_steps(below: int, above: int) -> list[float]:
    """Grade the strength of the classes of the larger side of zero, up to 1; the other side takes the first of them."""
    most = max(below, above)
    return [(i + 1) / most for i in range(most)]


def bivariate_colours() -> list[str]:
    """Give the nine colours of two indicators in three classes each, by class of the first plus three times the second.

    Blue grows with the first, red with the second; all nine differ in lightness or hue for common colour blindnesses.
    """
    low = ["#e8e8e8", "#ace4e4", "#5ac8c8"]
    middle = ["#dfb0d6", "#a5add3", "#5698b9"]
    high = ["#be64ac", "#8c62aa", "#3b4994"]
    return [*low, *middle, *high]


#: Colours of groups without an order, the most different first: each pair differs by 24 (CIE 1976) or more to all
#: common kinds of colour vision, and each stands out from white paper as from the ground at night.
GROUPS = (
    *("#64d8d8", "#d0b443", "#4b2fbc", "#7a1f56", "#8597e0"),
    *("#ca7284", "#d6e0ae", "#7a7a1f", "#6a358d", "#366336"),
)


#: Colours of neighbourhood patterns (ColorBrewer RdBu): high among high, low among low, high among low, low among high,
#: and what is not conspicuous.
PATTERN_COLOURS = ("#b2182b", "#2166ac", "#f4a582", "#92c5de", "#d6dbdb")


def group_colours(k: int) -> tuple[str, ...]:
    """Pick the colours of so many groups that have no order.

    Parameters
    ----------
    k : int
        Number of groups, at most as many as there are in `GROUPS`.
    """
    return GROUPS[:k]


#: Contrast of the line between two areas of one class to their colour: seen when near, no net over the map from afar.
LINE_CONTRAST = 1.5
BLACK, WHITE = "#000000", "#ffffff"  # greys stay grey
#: Relative luminance from which on a darker line is drawn, below a lighter one.
LIGHT = 0.25


@lru_cache(maxsize=1024)
def line_on(fill: str) -> str:
    """Pick the colour of the lines between areas of one colour, in its own hue: white ones vanish on pale yellow.

    Parameters
    ----------
    fill : str
        ``#rrggbb``.
    """
    towards = BLACK if luminance(fill) > LIGHT else WHITE
    for share in range(1, 100):
        line = _mixed(fill, towards, share / 100)
        if contrast(fill, line) >= LINE_CONTRAST:
            return line
    return towards


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colours as WCAG does, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Measure the relative luminance of a colour as WCAG does, from 0 to 1."""
    parts = (c / 255 for c in _channels(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004  of sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _mixed(one: str, other: str, share: float) -> str:
    both = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in both)


@lru_cache(maxsize=256)
def _sampled(scale: tuple[str, ...], points: tuple[float, ...]) -> tuple[str, ...]:
    found = sample_colorscale(list(scale), list(points))
    return tuple("#{:02x}{:02x}{:02x}".format(*(round(c) for c in unlabel_rgb(s))) for s in found)
