"""The answer of the comparison page: charts, each with its table, or a sentence in place of a chart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import ValueState
from atlas.views.compare.chart_series import series_chart
from atlas.views.compare.comparison import (
    change_text,
    ranking,
    read_comparison,
    trend_text,
)
from atlas.views.map.choices import choices
from atlas.views.map.citation import citation
from atlas.views.map.scene import scene
from atlas.views.map.summary import of_date, page_title
from atlas.views.numbers.uncertainty import interval_text, intervals
from atlas.views.query.view_query import own_query, write_query
from atlas.web.compare.ages_section import ages_section
from atlas.web.compare.chart_part import chart_part, explained, interval_term, twin_table, with_unit_of
from atlas.web.compare.level_parts import distribution_part, ranking_part
from atlas.web.compare.scatter import scatter_part
from atlas.web.compare.spread_part import spread_part
from atlas.web.map.cards import nav_links
from atlas.web.map.notice import notice
from atlas.web.pages_list import COMPARISON
from atlas.web.server.page_frame import page_links

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.compare.comparison import Comparison
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.web.compare.chart_part import ChartPart
    from atlas.web.site import Site
    from atlas.words.words import Words


#: Parts with a chart, in their order on the page, what stands around it, and parts without one.
CHARTS = ("series", "ranking", "distribution", "spread", "scatter")
SIDES = ("above", "below")
WRITTEN = ("notice", "pages", "chips", "ages", "citation")
#: Where an answer stands, by id and property.
PLACES: tuple[tuple[str, str], ...] = (
    *((name, "children") for name in WRITTEN),
    *((f"{name}-{side}", "children") for name in CHARTS for side in SIDES),
    ("chosen", "data"),
    ("charts", "data"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Contents of the parts of the page, named as they are on it; ``chosen`` is what the controls show."""

    notice: list[Any]
    pages: list[Any]
    chips: list[Any]
    series: ChartPart
    ranking: ChartPart
    distribution: ChartPart
    spread: ChartPart
    scatter: ChartPart
    ages: list[Any]
    citation: list[Any]
    chosen: dict[str, Any]

    def at(self) -> dict[tuple[str, str], Any]:
        """Give what stands where, by id and property.

        Charts are data: the scripts put them in their places one after the other.
        """
        parts = {name: getattr(self, name) for name in CHARTS}
        return (
            {(name, "children"): getattr(self, name) for name in WRITTEN}
            | {(f"{name}-{side}", "children"): getattr(part, side) for name, part in parts.items() for side in SIDES}
            | {("chosen", "data"): self.chosen, ("charts", "data"): {name: part.chart for name, part in parts.items()}}
        )


def compare_answer(site: Site, base: str, query: str) -> Parts:
    """Answer one address.

    Parameters
    ----------
    base : str
        Absolute address of the atlas, with a slash at the end, for the citation.
    query : str
        State of the view.

    Returns
    -------
    Parts
        All of the page; ``chosen`` holds the tidied query, too.
    """
    atlas, words = site.atlas, site.words
    both = read_comparison(query, atlas, words)
    compared = replace(both, state=replace(both.state, second=""))
    state = compared.state
    shown = scene(atlas, state, words)
    ranked, apart = ranking(shown)
    names = ", ".join(c.area.label for c in compared.regions) or words("no region")
    address = write_query(both.state)
    chosen = {
        "indicator": state.indicator,
        "second": both.state.second,
        "level": str(state.level),
        "year": str(state.year),
        "years": list(shown.figures.years),
        "query": address,
        "title": page_title(f"{words('Comparison')}: {shown.line}{of_date(shown)}", shown.edition.scope, words),
        "regions": list(state.regions),
        "places": site.urls.places(atlas.release, state.territory, own_query(state)),
        "said": f"{shown.line}: {names}",
    }
    return Parts(
        notice=notice(site, compared.notices, both.state, site.urls.comparison),
        pages=nav_links(page_links(site, COMPARISON, address, state.territory)),
        chips=[*_dates(site, both.state), *_chips(compared, words)],
        series=_series(atlas, shown, compared),
        ranking=ranking_part(shown, ranked, apart),
        distribution=distribution_part(shown, ranked),
        spread=spread_part(atlas, shown, site.urls),
        scatter=scatter_part(scene(atlas, both.state, words)),
        ages=ages_section(atlas, tuple(c.area for c in compared.regions), state.territory, words),
        citation=_citation(scene(atlas, both.state, words), both, base),
        chosen=chosen,
    )


def _dates(site: Site, state: ViewState) -> list[Any]:
    """Say at which date the areas are, and lead to the others of which the indicator has figures."""
    words, dates = site.words, choices(site.atlas, state).territories
    if len(dates) == 1 and state.territory == site.usual:
        return []
    others = [
        html.A(words("Areas as of {date}").format(date=words.day(day)), href=site.urls.comparison(write_query(at_date)))
        for day, at_date in ((day, replace(state, territory=day)) for day in dates)
        if day != state.territory
    ]
    shown = words("Areas as of {date}").format(date=words.day(state.territory))
    return [html.P([f"{shown}. ", *(part for link in others for part in (link, " "))], className="hint of-date")]


def _chips(compared: Comparison, words: Words) -> list[Any]:
    if not compared.regions:
        return [html.P(words("No region is chosen yet. Add one by its name."), className="hint")]
    return [
        html.Button(
            [c.area.label, html.Span(" \N{MULTIPLICATION SIGN}")],
            type="button",
            className="chip",
            **{"data-remove": c.area.code, "aria-label": words("Take {name} out").format(name=c.area.label)},
        )
        for c in compared.regions
    ]


def _series(atlas: Atlas, shown: Scene, compared: Comparison) -> ChartPart:
    words, state, indicator = shown.words, shown.state, shown.indicator
    rows = []
    for region in compared.regions:
        known = [(y, v) for y, v in zip(region.years, region.values, strict=True) if v is not None]
        guess = dict.fromkeys(region.estimated, ValueState.ESTIMATED)
        told = [(y, words.figure(v, indicator.decimals, "", guess.get(y, ValueState.OK))) for y, v in known]
        ends = [f"{text} ({y})" for y, text in (told[:1] + told[-1:])] or [words("no value")] * 2
        kind = words.level(region.area.level)
        rows.append(
            [
                region.area.label,
                kind,
                *ends,
                change_text(region, indicator, words),
                trend_text(region, indicator, words),
                _interval(atlas, state, region.area.code, words),
            ]
        )
    head = [
        words("Region"),
        words("Level"),
        with_unit_of(words("First value"), indicator),
        with_unit_of(words("Last value"), indicator),
        words("Change"),
        words("Trend"),
        words("95 % interval, {year}").format(year=state.year),
    ]
    terms = [
        (
            words("Trend"),
            words(
                "Rising or falling is said only where chance alone would hardly make such a series: fewer than 5 of 100"
                " series without a direction would look like it (Mann-Kendall test, p below 0.05)."
            ),
        ),
        interval_term(words),
    ]
    table = [twin_table(head, rows, words("The same as a table"), is_open=True), explained(terms, words)] * bool(rows)
    every = words("All years are of the areas as of {date}.").format(date=words.day(state.territory))
    notes = [html.P(t, className="note") for t in (every, *(f"{m.year}: {m.note}" for m in indicator.method_changes))]
    guessed = "; ".join(f"{c.area.label} {', '.join(map(str, c.estimated))}" for c in compared.regions if c.estimated)
    if guessed:
        text = words("Open dots are estimated values: {regions}.").format(regions=guessed)
        notes.append(html.P(text, className="note"))
    band = html.P(
        words("The shaded band reaches from the lowest to the highest area; its darker part holds the middle half."),
        className="note",
    )
    instead = words("No year has a value.")
    return chart_part("series", series_chart(shown, compared), [band, *notes, *table], instead, words)


def _interval(atlas: Atlas, state: ViewState, code: str, words: Words) -> str:
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, atlas.areas[state.territory][code].level, state.territory)
    if state.year not in figures.years:
        return words("no value")
    between = intervals(figures, indicator, figures.years.index(state.year))
    if between is None:
        return words("none: nothing is left to chance")
    low, high = (float(side[figures.codes.index(code)]) for side in between)
    return interval_text(low, high, indicator, words) or words("no value")


def _citation(shown: Scene, compared: Comparison, base: str) -> list[Any]:
    words = shown.words
    parts = (words("Comparison"), shown.line, ", ".join(c.area.label for c in compared.regions))
    title = "; ".join(part for part in parts if part)
    text = citation(shown, f"{base}compare/", dt.datetime.now(dt.UTC).date(), title)
    return [html.H2(words("How to cite it")), html.P(text, className="quote")]
