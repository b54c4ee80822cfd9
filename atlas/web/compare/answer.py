"""The answer of the comparison page: charts, each with its table, or a sentence in place of a chart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from dash import html

from atlas.statistics.distribution import box_stats
from atlas.views.compare.chart_level import histogram_chart, ranking_chart
from atlas.views.compare.chart_series import series_chart
from atlas.views.compare.comparison import (
    change_text,
    level_word,
    polarity_text,
    ranking,
    read_comparison,
    trend_text,
)
from atlas.views.map.citation import cite, pinned_address, sources_of, view_title
from atlas.views.numbers.uncertainty import interval_text, intervals
from atlas.views.query.view_query import write_query
from atlas.web.compare.chart_part import chart_part, twin_table
from atlas.web.compare.scatter import scatter_part
from atlas.web.map.cards import credit_part
from atlas.words.texts import number, with_unit

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.views.compare.comparison import Comparison, Ranked
    from atlas.words.texts import Translate

DASH, TO = "\N{EN DASH}", " \N{EN DASH} "


def compare_answer(atlas: Atlas, base: str, query: str, _: Translate) -> tuple[Any, ...]:
    """Answer one address.

    Parameters
    ----------
    base : str
        Absolute address of the atlas, with a slash at the end, for the citation.
    query : str
        State of the view.

    Returns
    -------
    tuple
        Children of notice, chips, the four parts and the citation, then what the controls show and the tidied query.
    """
    both = read_comparison(query, atlas, _)
    compared = replace(both, state=replace(both.state, second=""))
    state = compared.state
    years = atlas.figures(atlas.indicator(state.indicator), state.level, state.territory).years
    source = str(credit_part(atlas, state, _)[0])
    ranked, apart = ranking(atlas, state)
    chosen = {
        "indicator": state.indicator,
        "second": both.state.second,
        "level": str(state.level),
        "year": str(state.year),
        "years": list(years),
        "query": write_query(both.state),
        "regions": list(state.regions),
    }
    return (
        [html.P(text) for text in compared.notices],
        _chips(compared, _),
        _series(atlas, compared, source, _),
        _ranking(atlas, state, ranked, apart, source, _),
        _distribution(atlas, state, ranked, source, _),
        scatter_part(atlas, both.state, _),
        _citation(atlas, both, base, _),
        chosen,
    )


def _chips(compared: Comparison, _: Translate) -> list[Any]:
    if not compared.regions:
        return [html.P(_("No region is chosen yet. Add one by its name."), className="hint")]
    return [
        html.Button(
            [c.area.name, html.Span(" \N{MULTIPLICATION SIGN}")],
            type="button",
            className="chip",
            **{"data-remove": c.area.code, "aria-label": _("Take {name} out").format(name=c.area.name)},
        )
        for c in compared.regions
    ]


def _series(atlas: Atlas, compared: Comparison, source: str, _: Translate) -> list[Any]:
    state = compared.state
    indicator = atlas.indicator(state.indicator)
    rows = []
    for region in compared.regions:
        known = [(y, v) for y, v in zip(region.years, region.values, strict=True) if v is not None]
        ends = [f"{with_unit(v, indicator.decimals, indicator.unit)} ({y})" for y, v in (known[:1] + known[-1:])] or [
            _("no value")
        ] * 2
        kind = _(level_word(region.area.level))
        rows.append(
            [
                region.area.name,
                kind,
                *ends,
                change_text(region, indicator, _),
                trend_text(region, _),
                _interval(atlas, state, region.area.code, _),
            ]
        )
    head = [
        _("Region"),
        _("Level"),
        _("First value"),
        _("Last value"),
        _("Change"),
        _("Trend"),
        _("95 % interval, {year}").format(year=state.year),
    ]
    table = [twin_table(head, rows, _("The same as a table"), is_open=True)] if rows else []
    notes = [html.P(f"{m.year}: {m.note}", className="note") for m in indicator.method_changes]
    guessed = "; ".join(f"{c.area.name} {', '.join(map(str, c.estimated))}" for c in compared.regions if c.estimated)
    if guessed:
        text = _("Open dots are estimated values: {regions}.").format(regions=guessed)
        notes.append(html.P(text, className="note"))
    band = html.P(
        _("The shaded band reaches from the lowest to the highest area; its darker part holds the middle half."),
        className="note",
    )
    return [
        *chart_part(
            "series", series_chart(atlas, compared, source, _), [band, *notes, *table], _("No year has a value."), _
        )
    ]


def _interval(atlas: Atlas, state: ViewState, code: str, _: Translate) -> str:
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, atlas.areas[state.territory][code].level, state.territory)
    if state.year not in figures.years:
        return _("no value")
    between = intervals(figures, indicator, figures.years.index(state.year))
    if between is None:
        return _("none: not a rate from counts")
    low, high = (float(side[figures.codes.index(code)]) for side in between)
    return interval_text(low, high, indicator, _) or _("no value")


def _ranking(
    atlas: Atlas, state: ViewState, ranked: list[Ranked], apart: list[Any], source: str, _: Translate
) -> list[Any]:
    indicator = atlas.indicator(state.indicator)
    rows = []
    for r in ranked:
        between = (
            f"{number(r.low, indicator.decimals)}{TO}{number(r.high, indicator.decimals)}"
            if r.low is not None and r.high is not None
            else DASH
        )
        places = f"{r.range[0]}{TO}{r.range[1]}" if r.range else DASH
        rows.append([r.area.name, str(r.rank), with_unit(r.value, indicator.decimals, indicator.unit), between, places])
    head = [_("Region"), _("Rank"), _("Value"), _("95 % interval"), _("Ranks that the intervals allow")]
    polarity = html.P(polarity_text(indicator, _), className="note")
    table: list[Any] = [polarity, twin_table(head, rows, _("All {n} ranked areas as a table").format(n=len(rows)))]
    if apart:
        words = {
            "secret": _("kept secret"),
            "unreliable": _("not reliable"),
            "not_meaningful": _("makes no sense"),
            "later": _("comes later"),
        }
        names = ", ".join(f"{area.name} ({words.get(state_, _('no data'))})" for area, state_ in apart)
        table.append(
            html.Details(
                [html.Summary(_("{n} areas without a value are not ranked").format(n=len(apart))), html.P(names)]
            )
        )
    return chart_part(
        "ranking",
        ranking_chart(atlas, state, ranked, source, _),
        table,
        _("No area has a value in {year}.").format(year=state.year),
        _,
    )


def _distribution(atlas: Atlas, state: ViewState, ranked: list[Ranked], source: str, _: Translate) -> list[Any]:
    indicator = atlas.indicator(state.indicator)
    figure = histogram_chart(atlas, state, ranked, source, _)
    box = box_stats([r.value for r in ranked])
    rows = [
        [name, with_unit(value, indicator.decimals, indicator.unit)]
        for name, value in (
            (_("lowest value"), box.min),
            (_("a quarter of the areas lies up to"), box.q1),
            (_("median"), box.median),
            (_("three quarters lie up to"), box.q3),
            (_("highest value"), box.max),
        )
        if not np.isnan(value)
    ]
    table = [twin_table([_("Measure"), _("Value")], rows, _("The distribution as a table"))] if rows else []
    return chart_part("distribution", figure, table, _("There are too few different values for a distribution."), _)


def _citation(atlas: Atlas, compared: Comparison, base: str, _: Translate) -> list[Any]:
    state = compared.state
    parts = (_("Comparison"), view_title(atlas, state, _), ", ".join(c.area.name for c in compared.regions))
    title = "; ".join(part for part in parts if part)
    address = pinned_address(atlas, state, f"{base}compare/")
    today = dt.datetime.now(dt.UTC).date()
    text = cite(atlas, title, sources_of(atlas, state), state.territory, address, today, _)
    return [html.H2(_("How to cite it")), html.P(text, className="quote")]
