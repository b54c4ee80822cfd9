"""Classes without colour: shades, dots that tell a fall from a rise, and lines across shades for two indicators.

A pattern goes by a name instead of a colour; whoever draws it makes the pattern from what the name says.
"""

from __future__ import annotations

from atlas.views.map.palettes import diverging_steps

#: Grounds of the first of two indicators, and the widths of the lines of the second in hundredths of a period.
GROUNDS, LINES = ("f4f4f4", "c2c2c2", "8a8a8a"), (0, 14, 40)
#: Share of the ground that the dots of the weakest and of the strongest fall cover, in percent.
FEW, MANY = 5, 70


def greys(k: int) -> tuple[str, ...]:
    """Grade greys from light to dark; the lightest is darker than the paper, the darkest lighter than the type."""
    return tuple(_grey(0.93 - 0.68 * (i / (k - 1) if k > 1 else 0.5)) for i in range(k))


def diverging_greys(below: int, above: int) -> tuple[str, ...]:
    """Dot the classes below zero, denser with the fall; shade those above, darker with the rise.

    Parameters
    ----------
    below, above : int
        Number of classes on either side; equal strength is equally dark.
    """
    steps = diverging_steps(below, above)
    dots = tuple(f"dots-{round(FEW + (MANY - FEW) * step**1.5)}" for step in reversed(steps[:below]))
    return dots + tuple(_grey(0.93 - 0.68 * step) for step in steps[:above])


def bivariate_greys() -> tuple[str, ...]:
    """Nine classes, the first indicator's first: its shades, and lines across them for the second indicator."""
    return tuple(f"lines-{ground}-{line}" if line else f"#{ground}" for line in LINES for ground in GROUNDS)


def is_pattern(fill: str) -> bool:
    """Tell the name of a pattern from a colour."""
    return fill.startswith(("dots-", "lines-"))


def _grey(level: float) -> str:
    return "#" + f"{round(255 * level):02x}" * 3
