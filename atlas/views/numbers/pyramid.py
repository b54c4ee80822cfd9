"""Draw inhabitants by age and sex as bars: as thick as a group has years, as long as one of them has people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.ages import GROUPS
from atlas.statistics.ages import per_year_of_age
from atlas.words.ages import age_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from atlas.data.ages import Ages
    from atlas.words.words import Words

WIDTH, TOP, BOTTOM, LEFT, RIGHT = 420.0, 18.0, 20.0, 26.0, 4.0
#: Height of one year of age. The last group has no end: it is drawn as if it held so many years.
YEAR, OPEN = 2.2, 20
OLDEST = 75 + OPEN
HEIGHT = TOP + OLDEST * YEAR + BOTTOM
#: Years of age that each group holds.
SPANS = tuple((g.last + 1 if g.last is not None else OLDEST) - g.first for g in GROUPS)
TICKS = tuple(range(0, 71, 10))
#: Percent of all inhabitants in one year of age; the scale ends at a multiple of it.
STEP = 0.5


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """Bars of one sex, or of all: what they are called, their class, and where they point."""

    name: str
    css: str
    direction: int
    counts: NDArray[np.float64]


def sides(ages: Ages, row: int, words: Words) -> tuple[Side, ...]:
    """Give the bars of a year: men to the left and women to the right, or all to the right where sexes are hidden."""
    if ages.sexes(row):
        men = Side(words("Men"), "men", -1, ages.men[row])
        return men, Side(words("Women"), "women", 1, ages.women[row])
    return (Side(words("Inhabitants"), "women", 1, ages.both[row]),)


def group_names(words: Words) -> tuple[str, ...]:
    """Name the age groups."""
    return tuple(age_group(group.first, group.last, words) for group in GROUPS)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where bars stand: the middle line and the length of one percent."""

    middle: float
    unit: float

    def x(self, side: Side, value: float) -> float:
        """Place the end of a bar."""
        return round(self.middle + side.direction * value * self.unit, 1)


def frame_of(shown: Sequence[tuple[Ages, int]], words: Words, *, two: bool) -> tuple[Frame, float]:
    """Choose the scale that holds all years and outlines; also gives its end in percent of one year of age."""
    longest = max(
        float(np.max(per_year_of_age(s.counts, SPANS, ages.people[row])))
        for ages, row in shown
        for s in sides(ages, row, words)
    )
    end = max(STEP, math.ceil(longest / STEP) * STEP)
    room = WIDTH - LEFT - RIGHT
    return (Frame(LEFT + room / 2, room / 2 / end), end) if two else (Frame(LEFT, room / end), end)


def bars(ages: Ages, row: int, frame: Frame, words: Words, *, titled: bool = True) -> str:
    """Draw the bars of a year, each with its numbers as a title, which a picture in a page would never show."""
    parts, names = [], group_names(words)
    for side in sides(ages, row, words):
        lengths = per_year_of_age(side.counts, SPANS, ages.people[row])
        for group, span, name, n, length in zip(GROUPS, SPANS, names, side.counts, lengths, strict=True):
            end = frame.x(side, float(length))
            left, wide = min(end, frame.middle), abs(end - frame.middle)
            title = f"<title>{escape(_told(name, side, n, ages.people[row], words))}</title>" if titled else ""
            parts.append(
                f'<rect class="{side.css}" x="{left:g}" y="{_y(group.first + span):g}" width="{wide:.1f}"'
                f' height="{span * YEAR - 0.6:.1f}">{title}</rect>'
            )
    return "".join(parts)


def _told(group: str, side: Side, n: float, people: float, words: Words) -> str:
    share = words.with_unit(100 * n / people, 1, "%")
    text = words("{group}, {sex}: {n} ({share})")
    return text.format(group=group, sex=side.name, n=words.number(n, 0), share=share)


def outline(ages: Ages, row: int, frame: Frame, words: Words) -> str:
    """Give the data of the path around the bars of another region or year."""
    parts = []
    for side in sides(ages, row, words):
        lengths = per_year_of_age(side.counts, SPANS, ages.people[row])
        steps = "".join(
            f"H{frame.x(side, float(length)):g}V{_y(group.first + span):g}"
            for group, span, length in zip(GROUPS, SPANS, lengths, strict=True)
        )
        parts.append(f"M{frame.middle:g} {_y(0):g}{steps}H{frame.middle:g}")
    return "".join(parts)


def ground(frame: Frame, end: float, names: Sequence[str], words: Words) -> str:
    """Draw what stands behind the bars: ages on the left, percent below, and which sex is where."""
    two = len(names) > 1
    parts = [
        f'<path class="grid" d="M{LEFT:g} {_y(age):g}H{WIDTH - RIGHT:g}"/>'
        f'<text class="label" x="{LEFT - 4:g}" y="{_y(age) + 3.5:g}" text-anchor="end">{age}</text>'
        for age in TICKS
    ]
    parts.append(f'<text class="label" x="{LEFT - 4:g}" y="{_y(OLDEST) + 10:g}" text-anchor="end">75+</text>')
    for i in range(round(end / STEP) + 1):
        for direction in (1, -1) if two and i else (1,):
            x = frame.middle + direction * i * STEP * frame.unit
            last = i == round(end / STEP)
            place = ("start" if direction < 0 else "end") if last else "middle"
            text = words.number(i * STEP, 1) if i else "0"
            parts.append(
                f'<path class="grid" d="M{x:g} {_y(OLDEST):g}V{_y(0):g}"/>'
                f'<text class="label" x="{x:g}" y="{HEIGHT - 6:g}" text-anchor="{place}">{text}</text>'
            )
    if two:
        parts.append(f'<text class="side" x="{LEFT:g}" y="12">{escape(names[0])}</text>')
    parts.append(f'<text class="side" x="{WIDTH - RIGHT:g}" y="12" text-anchor="end">{escape(names[-1])}</text>')
    return "".join(parts)


def drawn(body: str, text: str, style: str = "") -> str:
    """Put the parts of a drawing together."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ages" role="img" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
        f' aria-label="{escape(text, quote=True)}">{style}{body}</svg>'
    )


def axis(frame: Frame) -> str:
    """Draw the line from which the bars begin."""
    return f'<path class="axis" d="M{frame.middle:g} {_y(OLDEST):g}V{_y(0):g}"/>'


def _y(age: float) -> float:
    return round(TOP + (OLDEST - age) * YEAR, 1)
