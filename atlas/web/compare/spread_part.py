"""The part of the comparison about how unequal all areas of a level are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from dash import html

from atlas.views.compare.chart_spread import DECIMALS, RATIO_DECIMALS, spread_chart, told
from atlas.views.compare.spread import spread
from atlas.web.compare.chart_part import chart_part, explained, twin_table

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.statistics.inequality import Inequality
    from atlas.views.map.scene import Scene
    from atlas.web.compare.chart_part import ChartPart
    from atlas.words.words import Words

DASH = "\N{EN DASH}"


def spread_part(atlas: Atlas, shown: Scene) -> ChartPart:
    """Say how unequal the areas are: a sentence of the year, the course, the table, and what the terms mean."""
    words, year = shown.words, shown.state.year
    found = spread(atlas, shown.state, words)
    if found.why_none:
        return chart_part("spread", None, [], found.why_none, words)
    own = found.years.get(year)
    parts: list[Any] = [html.P(_sentence(own, year, words))] if own else []
    notes = [html.P(f"{m.year}: {m.note}", className="note") for m in shown.indicator.method_changes]
    remarks = [found.counted_by, *([_hidden(found.hidden[year], words)] if found.hidden.get(year) else [])]
    parts += [*(html.P(remark, className="note") for remark in remarks), *notes]
    head = [
        words("Year"),
        words("Gini coefficient"),
        words("Theil index"),
        words("of it between the districts"),
        words("highest to lowest fifth"),
        words("Areas"),
    ]
    rows = [_row(y, found.years[y], words) for y in sorted(found.years, reverse=True)]
    parts += [twin_table(head, rows, words("Inequality as a table")), explained(_terms(words), words)]
    instead = words("There is one year only; the table holds it.")
    return chart_part("spread", spread_chart(shown, found), parts, instead, words)


def _hidden(n: int, words: Words) -> str:
    return words.counted(
        "One area with a hidden value, mostly a low one, is left out.",
        "{n} areas with hidden values, mostly low ones, are left out.",
        n,
    )


def _sentence(own: Inequality, year: int, words: Words) -> str:
    parts = [f"{year}: {told(own, words)}."]
    if not np.isnan(own.fifths):
        text = words("The fifth of the people with the highest values has on average {times} times the lowest fifth's.")
        parts.append(text.format(times=words.number(own.fifths, RATIO_DECIMALS)))
    if own.theil > 0 and not np.isnan(own.between):
        text = words("{share} of the inequality (Theil) lie between the districts, the rest within them.")
        parts.append(text.format(share=words.with_unit(100 * own.between / own.theil, 0, "%")))
    return " ".join(parts)


def _row(year: int, found: Inequality, words: Words) -> list[str]:
    share = found.between / found.theil if found.theil > 0 else np.nan
    return [
        str(year),
        words.number(found.gini, DECIMALS),
        words.number(found.theil, DECIMALS),
        DASH if np.isnan(share) else words.with_unit(100 * share, 0, "%"),
        DASH if np.isnan(found.fifths) else words.number(found.fifths, RATIO_DECIMALS),
        words.number(found.n, 0),
    ]


def _terms(words: Words) -> list[tuple[str, str]]:
    return [
        (
            words("Gini coefficient"),
            words("0: all areas have the same value. The nearer to 1, the more is gathered in few areas."),
        ),
        (
            words("Theil index"),
            words("0: all areas have the same value. Its parts lie between districts and within them."),
        ),
        (
            words("highest to lowest fifth"),
            words(
                "The mean of the fifth of the people that live where values are highest, divided by that of the fifth "
                "that lives where they are lowest."
            ),
        ),
    ]
