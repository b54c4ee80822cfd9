"""The page of neighbourhood patterns, written by the server without any script, and what its files hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from flask import Blueprint, render_template, request

from atlas.data.figures import in_years
from atlas.errors import DataError
from atlas.model import TOP_LEVELS, Kind
from atlas.statistics.neighbourhood import MIN_AREAS
from atlas.views.map.citation import cite
from atlas.views.patterns.files import patterns_file
from atlas.views.patterns.patterned import area_texts, patterned, plain, rows
from atlas.views.patterns.sheet import patterns_plan
from atlas.views.patterns.told import caveats
from atlas.views.profile.query import list_query
from atlas.views.query.remarks import remarks
from atlas.views.query.values import PATTERNS
from atlas.views.query.view_query import read_query, write_query
from atlas.web.pages.onward import TOOL_SCRIPTS, onward
from atlas.web.pages.tool_files import IN_COLOUR, Tool, Wanted, Worked
from atlas.web.pages_list import PATTERNS as PAGE
from atlas.web.server.page_frame import page_frame
from atlas.web.server.picture_map import picture_map

if TYPE_CHECKING:
    from atlas.views.patterns.patterned import Patterned
    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site


def patterns_blueprint(site: Site) -> Blueprint:
    """Serve ``patterns``."""
    patterns = Blueprint("patterns", __name__, template_folder="templates")

    @patterns.get("/patterns")
    def page() -> str:
        return render_template("patterns.html", **page_words(site, request.query_string.decode(errors="replace")))

    return patterns


def patterns_tool(site: Site) -> Tool:
    """Describe the files ``export/patterns.*``."""

    def read(query: str) -> Wanted:
        asked = read_query(query, site.atlas, site.words)
        state, atlas = plain(asked.state), site.atlas
        address = _address(site, state)

        def work() -> Worked:
            found = _patterned(site, state)
            tables = {x: partial(lambda x: patterns_file(x, found, atlas, address).body, x) for x in ("csv", "xlsx")}
            return Worked(found.scene, lambda: patterns_plan(found), tables)

        return Wanted(asked.notices, address, f"patterns_{state.indicator}_{state.level}_{state.year}", work)

    return Tool("patterns", "regions", ("csv", "xlsx"), IN_COLOUR, read)


def _query(state: ViewState) -> str:
    return write_query(replace(plain(state), benchmark=""))


def _address(site: Site, state: ViewState) -> str:
    """Address the view with its release, so that a reader sees these very patterns."""
    return site.urls.public().page(PAGE, _query(replace(state, release=site.atlas.release)))


def _patterned(site: Site, state: ViewState) -> Patterned:
    """Find the patterns, or say why there are none.

    Raises
    ------
    DataError
        In a sentence of the page's language.
    """
    try:
        return patterned(site.atlas, state, site.words)
    except DataError:
        raise DataError(_why_none(site, state)) from None


def page_words(site: Site, query: str) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, words, urls = site.atlas, site.words, site.urls
    asked = read_query(query, atlas, words)
    state, notices = plain(asked.state), list(asked.notices)
    found: Patterned | None = None
    try:
        found = _patterned(site, state)
    except DataError as error:
        notices.append(str(error))
    own = _query(state)
    around = page_frame(
        site,
        current=PAGE,
        query=own,
        territory=state.territory,
        styles=("text", "picture", "tools", "types"),
        scripts=TOOL_SCRIPTS,
    )
    shown = around | {
        "kind": "text-page types-page",
        "title": words(PAGE.title),
        "description": words("Where high values lie among high ones and low among low, and whether chance explains it"),
        "notices": remarks(query, tuple(notices), words),
        "form": _form(site, state),
        "found": found,
    }
    if found is None:
        return shown
    today, dated = dt.datetime.now(dt.UTC).date(), list_query(state.territory, site.usual, site.pinned, site.drawn)
    scene = found.scene
    cited = cite(atlas.edition, scene.line, scene.sources, state.territory, _address(site, state), today, words)
    return shown | {
        "og_image": urls.public().patterns_file("png", own, "sheet=preview"),
        "map": picture_map(scene, atlas.seats),
        "texts": area_texts(found),
        **onward(site, state.indicator, f"{own}&layers={PATTERNS}"),
        "rows": rows(found),
        "caveats": caveats(words),
        "citation": cited,
        "region_url": lambda code: urls.profile(code, dated),
        "files": [
            (
                words("Planning sheet (PDF)"),
                urls.patterns_file("sheet.pdf", own),
                words("map, patterns, recipe and sources"),
            ),
            ("Excel", urls.patterns_file("xlsx", own), words("areas, patterns and the recipe, a sheet each")),
            ("CSV", urls.patterns_file("csv", own), words("all areas with value, neighbours and pattern")),
            ("PDF", urls.patterns_file("pdf", own), words("the map on a sheet, to be printed")),
            ("SVG", urls.patterns_file("svg", own), words("the map as a drawing")),
            ("PNG", urls.patterns_file("png", own), words("the map as a picture")),
        ],
    }


def _why_none(site: Site, state: ViewState) -> str:
    """Say why a view has no patterns."""
    atlas, words, indicator = site.atlas, site.words, site.atlas.indicator(state.indicator)
    if indicator.kind is Kind.COUNT:
        return words("A count shows where many people live, not what is alike; choose an indicator that is no count.")
    values = in_years(atlas.figures(indicator, state.level, state.territory), (state.year,)).values[0]
    known = values[np.isfinite(values)]
    if len(known) >= MIN_AREAS and known.min() == known.max():
        text = words('"{indicator}" is the same in all areas, so no pattern can show; choose another indicator.')
        return text.format(indicator=indicator.short_title)
    text = words("{n} {areas} have a value, patterns need {least} with a neighbour that has one; choose other areas.")
    return text.format(n=len(known), areas=words.levels_after_number(state.level), least=MIN_AREAS)


def _form(site: Site, state: ViewState) -> dict[str, Any]:
    """Give the form what can be chosen: of the indicators those that are no counts."""
    atlas, words = site.atlas, site.words
    indicator = atlas.indicator(state.indicator)
    offered = [
        (field.title, [i for i in atlas.catalogue.of_field(field) if i.kind is not Kind.COUNT and i.has_figures])
        for field in atlas.catalogue.fields
    ]
    levels = [x for x in atlas.edition.levels if x not in TOP_LEVELS or x == state.level]
    if indicator.kind is Kind.COUNT:  # it stays chosen, beside the sentence that refuses it
        offered.insert(0, (words("A count"), [indicator]))
    return {
        "indicator": indicator.id,
        "offered": [(title, own) for title, own in offered if own],
        "level": str(state.level),
        "levels": [(str(x), words.levels(x)) for x in levels],
        "year": state.year,
        "years": atlas.figures(indicator, state.level, state.territory).years[::-1],
        "territory": "" if state.territory == state.usual_territory else state.territory.isoformat(),
        "release": state.release,
        "social_regions": state.social_regions,
    }
