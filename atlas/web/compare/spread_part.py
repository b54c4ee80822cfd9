"""The part of the comparison about how unequal the areas of a level are: all of them, or those of one district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from atlas.views.compare.chart_spread import spread_chart, told
from atlas.views.query.view_query import write_query
from atlas.views.spread.measured import spread_of
from atlas.views.spread.told import (
    DECIMALS,
    caveats,
    fifths,
    gini,
    left_out,
    share_between,
    terms,
    year_sentences,
)
from atlas.web.compare.chart_part import chart_part, explained, twin_table

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene
    from atlas.views.spread.measured import Spread
    from atlas.web.compare.chart_part import ChartPart
    from atlas.web.urls import Urls
    from atlas.words.words import Words


def spread_part(atlas: Atlas, shown: Scene, urls: Urls) -> ChartPart:
    """Say how unequal the areas are: a sentence of the year, the course, the table, files, and what the terms mean."""
    words, year = shown.words, shown.state.year
    found = spread_of(atlas, shown)
    if found.why_none:
        return chart_part("spread", None, [], found.why_none, words)
    own = found.years.get(year)
    if own is None:
        text = words("{year}: fewer than five areas have a value; that is too few to measure how unequal they are.")
        said = text.format(year=year)
    else:
        said = " ".join((f"{year}: {told(own, words)}.", *year_sentences(found, year, words)))
    parts: list[Any] = [html.P(said)]
    notes = [html.P(f"{m.year}: {m.note}", className="note") for m in shown.indicator.method_changes]
    remarks = [found.counted_by, *filter(None, [left_out(found, year, words) if own else ""])]
    parts += [*(html.P(remark, className="note") for remark in remarks), *notes]
    head = [
        words("Year"),
        words("Gini coefficient"),
        words("Theil index"),
        *_between(found, words),
        words("highest to lowest fifth"),
        words("Areas"),
    ]
    rows = [_row(found, y, words) for y in sorted(found.years, reverse=True)]
    listed = [html.Li(text) for text in caveats(words)]
    parts += [twin_table(head, rows, words("Inequality as a table")), explained([*terms(words)], words)]
    parts += [html.Details([html.Summary(words("What the measures do not tell")), html.Ul(listed)], className="terms")]
    parts.append(_files(shown, urls))
    instead = words("There is one year only; the table holds it.")
    return chart_part("spread", spread_chart(shown, found), parts, instead, words)


def _between(found: Spread, words: Words) -> list[str]:
    if found.between is None:
        return []
    return [words("of it between the {groups}").format(groups=words.levels_after_number(found.between))]


def _files(shown: Scene, urls: Urls) -> html.P:
    words, query = shown.words, write_query(shown.state)
    files = [("CSV", "csv"), ("Excel", "xlsx")]
    links = [html.A(name, href=urls.spread_file(suffix, query), download="") for name, suffix in files]
    parts: list[Any] = [words("The series as a file:")]
    for link in links:
        parts += [" ", link]
    return html.P(parts, className="note files")


def _row(found: Spread, year: int, words: Words) -> list[str]:
    own = found.years[year]
    between = [] if found.between is None else [share_between(own, words)]
    theil = words.number(own.theil, DECIMALS)
    return [str(year), gini(own, words), theil, *between, fifths(own, words), words.number(own.n, 0)]
