"""The comparison as plain HTML: seen with the first paint, and all there is without scripts; its charts need them."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from dash import html

from atlas.views.compare.comparison import read_comparison
from atlas.views.map.scene import scene
from atlas.views.query.view_query import write_query
from atlas.web.compare.answer import CHARTS, compare_answer
from atlas.web.compare.chart_part import table_of
from atlas.web.map.dated import dated, with_date
from atlas.web.map.plain_parts import FORM, MOST_ROWS, said
from atlas.web.server.plain_html import Plain, first_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash.development.base_component import Component

    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site

    Props = dict[str, Any]


def first_sight(site: Site, layout: Callable[[], Component], query: str) -> str:
    """Write the page as the view of a query fills it: ``layout`` gives what Dash shows."""
    parts = compare_answer(site, site.urls.public().home, query)
    filled: dict[str, Props] = {}
    for (place, prop), value in parts.at().items():
        filled.setdefault(place, {})[prop] = value
    for name in CHARTS:
        if chart := getattr(parts, name).chart:
            high = {"minHeight": f"{chart['high']}px"}
            filled[f"{name}-chart"] = {"hidden": False, "style": high, "aria-label": chart["title"]}
    chosen = parts.chosen
    offered = _offered(site, chosen["years"])
    shown = scene(site.atlas, read_comparison(query, site.atlas, site.words).state, site.words)
    plain = Plain(
        filled=filled,
        marks={
            "data-compare": lambda props: _select(props, offered, str(chosen[props["data-compare"]])),
            "data-table": _table,
        }
        | with_date(shown.state),
        instead={"chips": _chips(site, parts.chips, shown)},
        around={"compare-controls": _form(site, chosen, shown.state), "citation": (said(site, shown), "")},
    )
    return first_html(plain.html(layout()))


def _offered(site: Site, years: list[int]) -> dict[str, list[Any]]:
    """List what can be chosen: indicators that have figures, by field, and the levels and years that there are."""
    words, catalogue = site.words, site.atlas.catalogue
    indicators = []
    for field in catalogue.fields:
        options = [html.Option(i.short_title, value=i.id) for i in catalogue.of_field(field) if i.has_figures]
        if options:
            indicators.append(html.Optgroup(options, label=field.title))
    return {
        "indicator": indicators,
        "second": [html.Option(words("no second indicator"), value=""), *indicators],
        "level": [html.Option(words.levels(level), value=str(level)) for level in site.atlas.edition.levels],
        "year": [html.Option(str(year), value=str(year)) for year in years],
    }


def _select(props: Props, offered: dict[str, list[Any]], value: str) -> Props:
    """Show what is chosen; an address has the second indicator behind the first, which no list of a form can send."""
    key = props["data-compare"]
    return {"children": _chosen(offered[key], value)} | ({} if key == "second" else {"name": key})


def _chosen(options: list[Any], value: str) -> list[Any]:
    return [
        html.Optgroup(_chosen(o.children, value), label=o.label)
        if isinstance(o, html.Optgroup)
        else html.Option(o.children, value=o.value, selected=o.value == value)
        for o in options
    ]


def _table(props: Props) -> Props:
    """Write a closed table where it is short; of a longer one there is the file."""
    told = json.loads(props["data-table"])
    return {"data-table": False, "children": table_of(**told) if len(told["rows"]) <= MOST_ROWS else None}


def _chips(site: Site, chips: list[Any], scene: Scene) -> str:
    """Make links of the buttons of regions: each leads to the comparison without it."""
    written = []
    for chip in chips:
        code = getattr(chip, "data-remove", "")
        others = tuple(region for region in scene.state.regions if region != code)
        address = site.urls.comparison(write_query(replace(scene.state, regions=others)))
        label = getattr(chip, "aria-label", "")
        link = html.A(list(chip.children), href=address, className="chip", **{"aria-label": label})
        written.append(link if code else chip)
    return f'<div class="chips">{Plain().html(written)}</div>'


def _form(site: Site, chosen: dict[str, Any], state: ViewState) -> tuple[str, str]:
    kept = {"regions": ",".join(chosen["regions"])} | dict(parse_qsl(dated(state).lstrip("?")))
    begin = f'<form class="plain-form" id="{FORM}" action="{site.urls.comparison()}">'
    hidden = "".join(f'<input type="hidden" name="{key}" value="{escape(text)}">' for key, text in kept.items())
    button = f'<noscript><button class="quiet">{site.words("Show")}</button></noscript>'
    return begin + hidden, f"{button}</form>"
