"""The parts of the page that a view fills. Numbers that follow the year are marked for the scripts in assets/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import TOP_LEVELS, Level
from atlas.views.map.sparkline import Line, draw_series
from atlas.views.map.summary import of_date
from atlas.views.map.whole import all_of
from atlas.views.numbers.region_sentences import region_sentences
from atlas.views.query.view_query import write_query
from atlas.web.map.dated import dated
from atlas.web.pages_list import COMPARISON
from atlas.words.districts import district_name

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.views.map.scene import Scene
    from atlas.web.server.page_frame import Link

#: Among so many years every label still has its room.
MOST_TICK_LABELS = 8


def nav_links(links: list[Link]) -> list[html.A]:
    """List the pages for a Dash page; the script hands the view on to those that are marked."""
    return [
        html.A(link.text, href=link.href, className="current", **{"aria-current": "page"})
        if link.current
        else html.A(link.text, href=link.href, **{"data-page": link.page})
        for link in links
    ]


def title_part(scene: Scene) -> list[Any]:
    """Say what, where, when and in which unit."""
    where = scene.where[:1].upper() + scene.where[1:]
    unit = f" \N{MIDDLE DOT} {scene.unit}" if scene.unit else ""
    whole = scene.words("Show {all_of}").format(all_of=all_of(scene.edition.scope, scene.words))
    back = [" ", _section_button("", whole[:1].upper() + whole[1:])] if scene.focus else []
    year = html.Span(str(scene.state.year), **{"data-year": ""})
    said = f"{unit}{of_date(scene)}"
    return [html.H1(scene.title), html.P([f"{where}, ", year, said, *back], className="subtitle")]


def _section_button(code: str, text: str) -> html.Button:
    """Build a button that shows one district, or with an empty code the whole state."""
    return html.Button(text, type="button", className="section", **{"data-focus": code})


def ticks_part(scene: Scene) -> list[Any]:
    """Label the years under the slider: the first, the last and some between; every other one can be spared."""
    years = scene.figures.years
    every = max(1, -(-(len(years) - 1) // (MOST_TICK_LABELS - 1)))
    last = len(years) - 1
    named = {i for i in range(0, last + 1, every) if last - i >= every} | {last}
    kept = {i for i in range(0, last + 1, 2 * every) if last - i >= 2 * every} | {0, last}

    def kind(i: int) -> str:
        marks = {"named": i in named, "spare": i in named - kept, "end": i in {0, last}}
        return " ".join(["tick", *(name for name, holds in marks.items() if holds)])

    return [
        html.Span(
            str(year) if i in named else "",
            style={"left": f"{100 * i / max(1, last):.2f}%"},
            className=kind(i),
        )
        for i, year in enumerate(years)
    ]


def panel_part(scene: Scene) -> list[Any]:
    """Show the selected regions: value, what there is to say of it in words, series."""
    words = scene.words
    if not scene.state.regions:
        text = words("Click an area on the map, walk to it with the arrow keys, or search for its name.")
        return [*_about_district(scene), html.P(text, className="hint")]
    cards: list[Any] = [*_about_district(scene), _compare(scene), *(_card(scene, code) for code in scene.state.regions)]
    if scene.benchmark:
        own, against = html.Span(className="line own"), html.Span(className="line against")
        cards.append(html.P([own, words("region"), " ", against, scene.benchmark.name], className="key"))
    return cards


def _compare(scene: Scene) -> html.P:
    """Lead to the comparison of the selected regions, of a single one with the benchmark; the script adds the year."""
    address = f"{COMPARISON.path}{write_query(scene.state)}"
    link = html.A(scene.words("Compare the selection"), href=address, **{"data-page": COMPARISON.path})
    return html.P(link, className="compare-these")


def _about_district(scene: Scene) -> list[Any]:
    """Lead to profile and report of the one district that is shown."""
    if scene.focus is None:
        return []
    words, territory = scene.words, dated(scene.state)
    links = [
        html.A(words("Profile of {name}").format(name=scene.focus.name), href=f"profile/{scene.focus.code}{territory}"),
        " ",
        html.A(words("Report as PDF"), href=f"export/profile/{scene.focus.code}.pdf{territory}"),
    ]
    return [html.P(links, className="more district")]


def _card(scene: Scene, code: str) -> html.Article:
    words, area = scene.words, scene.areas[code]
    profile = f"profile/{code}{dated(scene.state)}"
    told = region_sentences(scene, code)
    take_out = html.Button(
        "\N{MULTIPLICATION SIGN}",
        type="button",
        title=words("Take out"),
        **{"data-drop": code, "aria-label": words("Take {name} out").format(name=area.label)},
    )
    return html.Article(
        [
            html.Header([html.H3(area.label), take_out]),
            html.P(area.designation, className="designation"),
            *_since(scene),
            html.Div(**{"data-value": code}, className="value"),
            html.Div(className="answer", **{"data-told": code, "data-texts": json.dumps(told, ensure_ascii=False)}),
            *_series(scene, code),
            html.P(html.A(words("Profile of {name}").format(name=area.label), href=profile), className="more"),
            *_only_district(scene, area),
        ],
        className="card",
    )


def _since(scene: Scene) -> list[Any]:
    """Say that the value is a change, where it is one."""
    text = scene.words("Change against {year}").format(year=scene.state.change_from)
    return [html.P(text, className="designation")] if scene.state.change_from else []


def _only_district(scene: Scene, area: Area) -> list[Any]:
    """Offer the district of an area, unless it is shown already."""
    code = area.code if area.level is Level.DISTRICT else area.parent
    if scene.state.level in TOP_LEVELS or code == scene.state.focus:
        return []
    text = scene.words("Show only {district}").format(district=district_name(scene.areas[code], scene.words))
    return [html.P(_section_button(code, text), className="more")]


def _series(scene: Scene, code: str) -> list[Any]:
    words, indicator, figures = scene.words, scene.indicator, scene.figures
    own = tuple(figures.value(y, code) for y in figures.years)
    if len(figures.years) == 1:
        text = words("There is only the year {year}, so there is no series.").format(year=figures.years[0])
        return [html.P(text, className="hint")]
    if all(v is None for v in own):
        return [html.P(words("There is no series: no year has a value."), className="hint")]
    name = scene.areas[code].label
    against = (Line(scene.benchmark.values, "against", scene.benchmark.name),) if scene.benchmark else ()
    notes = tuple(words.state(figures.state(y, code)).short for y in figures.years)
    drawn = draw_series(
        figures.years,
        (*against, Line(own, "own", name, notes)),
        words("Course: {name}").format(name=name),
        (indicator.decimals, indicator.unit),
        words,
        tuple(m.year for m in indicator.method_changes),
    )
    drawing = html.Div(className="drawing", **{"data-drawing": drawn.svg})
    return [html.Figure([drawing, html.Figcaption()], className="series", **{"data-series": drawn.data})]
