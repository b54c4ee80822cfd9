"""The silhouette of each number of types as a line, for a page whose style gives the colours."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.views.types.typed import Typed

#: Pixels: the picture, and the edges that hold the numbers.
WIDE, HIGH, LEFT, RIGHT, TOP, FOOT = 440, 200, 44, 16, 28, 40


def curve_svg(typed: Typed) -> str:
    """Draw how the mean silhouette runs with the number of types; that which is shown has a full dot and its value."""
    words, curve = typed.scene.words, typed.found.curve
    numbers = sorted(curve)
    low, high = min(0.0, *curve.values()), max(curve.values())
    span = (high - low) or 1.0

    def x(number: int) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * (number - numbers[0]) / max(1, numbers[-1] - numbers[0])

    def y(value: float) -> float:
        return TOP + (HIGH - TOP - FOOT) * (high - value) / span

    line = " ".join(f"{x(n):.1f},{y(v):.1f}" for n, v in sorted(curve.items()))
    dots = "".join(
        f'<circle class="{"chosen" if n == typed.found.k else "other"}" cx="{x(n):.1f}" cy="{y(v):.1f}"'
        f' r="{6 if n == typed.found.k else 4}"/>'
        for n, v in sorted(curve.items())
    )
    below = "".join(f'<text x="{x(n):.1f}" y="{HIGH - FOOT + 18}" text-anchor="middle">{n}</text>' for n in numbers)
    value = curve[typed.found.k]
    at = min(max(x(typed.found.k), LEFT + 12.0), WIDE - RIGHT - 12.0)
    told = (
        f'<text class="value" x="{at:.1f}" y="{y(value) - 11:.1f}" text-anchor="middle">{words.number(value, 2)}</text>'
    )
    sides = "".join(
        f'<text x="{LEFT - 10}" y="{y(v) + 4:.1f}" text-anchor="end">{words.number(v, 2)}</text>'
        f'<path class="grid" d="M{LEFT} {y(v):.1f}H{WIDE - RIGHT}"/>'
        for v in (low, high)
    )
    middle, foot = (LEFT + WIDE - RIGHT) / 2, HIGH - 4
    axis = f'<text x="{middle:.0f}" y="{foot}" text-anchor="middle">{escape(words("Number of types"))}</text>'
    said = words(
        "Line: mean silhouette of {first} to {last} types, from {low} to {high}; the table tells each."
    ).format(
        first=numbers[0],
        last=numbers[-1],
        low=words.number(min(curve.values()), 2),
        high=words.number(high, 2),
    )
    return (
        f'<svg class="curve" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(said)}">{sides}'
        f'<polyline points="{line}"/>{dots}{below}{told}{axis}</svg>'
    )
