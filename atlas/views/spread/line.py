"""A small line of Gini coefficients over the years, from 0 on, with the years in which the method changed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from atlas.data.comparable import method_changes
from atlas.views.numbers.change_sentences import method_note
from atlas.views.print.inks import COLOUR
from atlas.views.spread.told import gini

if TYPE_CHECKING:
    from atlas.views.spread.measured import Spread
    from atlas.words.words import Words

WIDTH, HEIGHT, EDGE, TOP, BASE = 120.0, 28.0, 4.0, 4.0, 25.0
#: Inks of paper; on a page the stylesheet has them.
INKS = (
    f"<style>path,polyline{{fill:none}}.axis{{stroke:{COLOUR.hair}}}.own{{stroke:{COLOUR.accent};stroke-width:2}}"
    f".change{{stroke:{COLOUR.ink};stroke-dasharray:2 2}}circle{{fill:{COLOUR.accent}}}</style>"
)


def line_text(shown: Spread, words: Words) -> str:
    """Say what the line shows: first and last coefficient, the lowest and the highest, changes of method."""
    years = sorted(shown.years)
    first, last = years[0], years[-1]
    ends = [f"{year}: {gini(shown.years[year], words)}" for year in (first, last)]
    low, high = (pick(years, key=lambda year: shown.years[year].gini) for pick in (min, max))
    texts = [words("Gini coefficient"), *ends]
    texts.append(words("lowest in {low}, highest in {high}").format(low=low, high=high))
    note = method_note(shown.indicator, first, last, words)
    return "; ".join((*texts, note) if note else texts)


def line_svg(shown: Spread, words: Words, style: str = "") -> str:
    """Draw the line; nothing for a single year.

    Parameters
    ----------
    shown : Spread
        Its years; those that lie apart by more than one have a dot each.
    words : Words
        Language of the text for those who do not see it.
    style : str
        Inks, for paper.
    """
    years = sorted(shown.years)
    if len(years) <= 1:
        return ""
    first, last = years[0], years[-1]
    most = max(one.gini for one in shown.years.values()) or 1.0

    def x(year: int) -> float:
        return round(EDGE + (year - first) / (last - first) * (WIDTH - 2 * EDGE), 1)

    points = [(x(year), round(BASE - shown.years[year].gini / most * (BASE - TOP), 1)) for year in years]
    marks = "".join(
        f'<path class="change" d="M{x(m.year):g} {TOP:g}V{BASE:g}"/>'
        for m in method_changes(shown.indicator, first, last)
    )
    line = " ".join(f"{a:g},{b:g}" for a, b in points)
    gaps = last - first >= len(years)
    dots = "".join(f'<circle cx="{a:g}" cy="{b:g}" r="2.4"/>' for a, b in (points if gaps else points[-1:]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="spread-line" role="img" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
        f' aria-label="{escape(line_text(shown, words), quote=True)}">{style}'
        f'<path class="axis" d="M0 {BASE:g}H{WIDTH:g}"/>{marks}<polyline class="own" points="{line}"/>{dots}</svg>'
    )
