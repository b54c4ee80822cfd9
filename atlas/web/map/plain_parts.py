"""What the plain HTML of the map has beside the page of the scripts: a form, sentences and links, a table."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from atlas.model import Level
from atlas.statistics.ranking import ranks
from atlas.views.map.summary import summary
from atlas.views.query.view_query import write_query
from atlas.web.map.dated import dated
from atlas.web.pages_list import MAP, PROFILES
from atlas.web.server.plain_html import FIRST
from atlas.words.folding import fold

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene
    from atlas.web.site import Site

NONE = "\N{EN DASH}"
#: Id of the form, by which buttons elsewhere belong to it.
FORM = f"{FIRST}form"
#: Up to so many areas the page holds the table; of more it would weigh as much as the picture.
MOST_ROWS = 120


def form(site: Site, scene: Scene) -> tuple[str, str]:
    """Give what stands before and after the controls, so that they are a form that asks for another view.

    Levels and indicators are buttons that send themselves; what is hidden stands for those that are not pressed.
    """
    words, state = scene.words, scene.state
    indicators = ",".join(filter(None, (state.indicator, state.second)))
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in (("indicator", indicators), ("level", str(state.level)), ("release", state.release))
        if value
    )
    options = "".join(
        f"<option{' selected' if year == state.year else ''}>{year}</option>" for year in reversed(scene.figures.years)
    )
    label, show = words("Year"), words("Show")
    # the pressed button of a form that is sent by Enter is its first one: without this it would be the first indicator
    first = f'<button class="visually-hidden" tabindex="-1">{show}</button>'
    end = (
        f'<noscript><div class="field"><label for="{FIRST}years">{label}</label>'
        f'<select id="{FIRST}years" name="year">{options}</select></div>'
        f'<button class="quiet">{show}</button></noscript></form>'
    )
    return f'<form class="plain-form" id="{FORM}" action="{site.urls.home}">{hidden}{first}', end


def said(site: Site, scene: Scene) -> str:
    """Say what the map shows, and name the pages that need no script."""
    words, urls, address = scene.words, site.urls, write_query(scene.state)
    territory = dated(scene.state)
    links = [
        *(
            (urls.profile(code, territory), words("Profile of {name}").format(name=scene.areas[code].name))
            for code in scene.state.regions
        ),
        (urls.page(PROFILES, territory), words("Profiles of all regions")),
        (urls.map(address), words(MAP.title)),
        (urls.table_file("csv", address), words("Table as CSV")),
        (urls.map_file("pdf", address), words("Picture for print")),
    ]
    items = "".join(f'<li><a href="{escape(href)}">{escape(text)}</a></li>' for href, text in links)
    return f"<noscript><p>{escape(summary(scene))}</p><ul>{items}</ul></noscript>"


def rows(site: Site, scene: Scene) -> str:
    """Write the rows of the table of the values; nothing where they are too many."""
    words, state, indicator = scene.words, scene.state, scene.indicator
    if len(scene.figures.codes) > MOST_ROWS:
        return ""
    values = scene.figures.values[scene.row]
    territory = dated(state)
    written = []
    for code, value, rank in zip(scene.figures.codes, values.tolist(), ranks(values).tolist(), strict=True):
        area, known = scene.areas[code], not math.isnan(value)
        said_ = words.state(scene.figures.state(state.year, code))
        above = scene.areas.get(area.parent)
        parent = area.designation if state.level is Level.DISTRICT else above.name if above else ""
        cells = (
            f'<th scope="row"><a href="{escape(site.urls.profile(code, territory))}">{escape(area.name)}</a></th>'
            f"<td>{escape(parent)}</td>"
            f'<td class="number">{words.number(value, indicator.decimals) if known else said_.sign}</td>'
            f'<td class="number">{words.number(rank, 0) if known else NONE}</td>'
            f"<td>{escape(said_.short if said_.sign != '-' else '')}</td>"
        )
        written.append((fold(area.name), f"<tr>{cells}</tr>"))
    return "".join(row for _name, row in sorted(written))


def files(site: Site, scene: Scene) -> str:
    """Link to the values as files, where they are too many for the page."""
    words, address = scene.words, write_query(scene.state)
    links = ", ".join(
        f'<a href="{escape(site.urls.table_file(suffix, address))}">{text}</a>'
        for suffix, text in (("csv", words("Table as CSV")), ("xlsx", words("Table for Excel")))
    )
    return f'<noscript><p id="{FIRST}table">{links}</p></noscript>'


def in_a_frame(site: Site, scene: Scene) -> str:
    """Say the same of a map in a frame, which has neither panel nor table."""
    address = escape(site.urls.table_file("csv", write_query(scene.state)))
    text = f'{escape(summary(scene))} <a href="{address}">{scene.words("Table as CSV")}</a>'
    return f'<noscript><span class="in-a-frame"> {text}</span></noscript>'
