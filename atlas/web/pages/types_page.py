"""The page of types of areas, written by the server without any script, and what its files hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request

from atlas.errors import DataError
from atlas.statistics.types import METHODS, NUMBERS
from atlas.views.map.citation import cite
from atlas.views.profile.query import list_query
from atlas.views.query.remarks import remarks
from atlas.views.types.choose import choices, offered_levels, offered_years
from atlas.views.types.curve import curve_svg
from atlas.views.types.described import kinds
from atlas.views.types.files import types_file
from atlas.views.types.query import read_types_query, write_types_query
from atlas.views.types.recipe import caveats, firmness
from atlas.views.types.rows import area_rows, area_texts, curve_rows, untyped
from atlas.views.types.sheet import types_plan
from atlas.views.types.typed import typed
from atlas.web.pages.onward import TOOL_SCRIPTS, onward
from atlas.web.pages.tool_files import IN_COLOUR, Tool, Wanted, Worked
from atlas.web.pages_list import TYPES as PAGE
from atlas.web.server.page_frame import page_frame
from atlas.web.server.picture_map import picture_map
from atlas.web.urls import joined

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.types.query import TypesAsked, TypesState
    from atlas.views.types.typed import Typed
    from atlas.web.site import Site
    from atlas.words.words import Words


def types_blueprint(site: Site) -> Blueprint:
    """Serve ``types``."""
    types = Blueprint("types", __name__, template_folder="templates")

    @types.get("/types")
    def page() -> str:
        return render_template("types.html", **page_words(site, request.query_string.decode(errors="replace")))

    return types


def types_tool(site: Site) -> Tool:
    """Describe the files ``export/types.*``."""

    def read(query: str) -> Wanted:
        asked = read_types_query(query, site.atlas, site.words)
        state, atlas = asked.state, site.atlas
        address = _address(site, state)

        def work() -> Worked:
            found = typed(atlas, state, site.words)
            tables = {x: partial(lambda x: types_file(x, found, atlas, address).body, x) for x in ("csv", "xlsx")}
            return Worked(found.scene, lambda: types_plan(found), tables)

        return Wanted(asked.notices, address, f"types_{state.level}_{state.territory.isoformat()}", work)

    return Tool("types", "indicators", ("csv", "xlsx"), IN_COLOUR, read)


def _address(site: Site, state: TypesState) -> str:
    """Address the view with its release, so that a reader sees these very types."""
    pinned = replace(state, release=site.atlas.release)
    return site.urls.public().page(PAGE, write_types_query(pinned))


def page_words(site: Site, query: str) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, words, urls = site.atlas, site.words, site.urls
    asked = read_types_query(query, atlas, words)
    state, notices = asked.state, list(asked.notices)
    found: Typed | None = None
    try:
        found = typed(atlas, state, words)
    except DataError as error:
        notices.append(str(error))
    own = write_types_query(state)
    # other pages take the level and the first indicator along
    dated = list_query(state.territory, site.usual, site.pinned, site.drawn)
    carried = joined(f"indicator={state.items[0]}&level={state.level}", dated) if state.items else ""
    around = page_frame(
        site,
        current=PAGE,
        query=carried,
        territory=state.territory,
        styles=("text", "picture", "tools", "types"),
        scripts=TOOL_SCRIPTS,
    )
    shown = around | {
        "kind": "text-page types-page",
        "title": words(PAGE.title),
        "description": words("Which areas are alike in several indicators at once: types, described and drawn"),
        "notices": remarks(query, tuple(notices), words, ("items",)),
        "form": form_words(atlas, asked, words),
        "found": found,
    }
    if found is None:
        return shown
    described, picture = kinds(found), picture_map(found.scene, atlas.seats)
    named = ((f"{kind.name}: {kind.short}", kind.colour, kind.count) for kind in described)
    address = _address(site, state)
    cited = cite(
        atlas.edition,
        found.scene.line,
        found.scene.sources,
        state.territory,
        address,
        dt.datetime.now(dt.UTC).date(),
        words,
    )
    return shown | {
        "og_image": urls.public().types_file("png", own, "sheet=preview"),
        "map": replace(picture, rows=(*named, *picture.rows[found.found.k :])),
        "texts": area_texts(found),
        **onward(site, state.items[0], carried),
        "firmness": firmness(found.found, words),
        "caveats": caveats(words),
        "curve": curve_svg(found),
        "curve_rows": curve_rows(found),
        "kinds": described,
        "rows": area_rows(found),
        "untyped": untyped(found),
        "citation": cited,
        "region_url": lambda code: urls.profile(code, dated),
        "files": [
            (words("Planning sheet (PDF)"), urls.types_file("sheet.pdf", own), words("map, types, recipe and sources")),
            ("Excel", urls.types_file("xlsx", own), words("areas, types and the recipe, a sheet each")),
            ("CSV", urls.types_file("csv", own), words("a row for each area, the recipe in each row")),
            ("PDF", urls.types_file("pdf", own), words("the map on a sheet, to be printed")),
            ("SVG", urls.types_file("svg", own), words("the map as a drawing")),
            ("PNG", urls.types_file("png", own), words("the map as a picture")),
        ],
        "counted": lambda n: words.counted("one area", "{n} areas", n),
        "more": lambda n: words.counted("and one more", "and {n} more", n),
    }


def form_words(atlas: Atlas, asked: TypesAsked, words: Words) -> dict[str, Any]:
    """Give the form what can be chosen, and what is; what makes no types here stays chosen, as another level may."""
    state = asked.state
    level, territory = state.level, state.territory
    names = {"kmeans": words("k-means"), "ward": words("Ward, step by step")}
    return {
        "level": str(level),
        "levels": [(str(x), words.levels(x)) for x in offered_levels(atlas, territory)],
        "year": state.year,
        "years": offered_years(atlas, level, territory),
        "method": state.method,
        "methods": [(key, names[key]) for key in METHODS],
        "k": state.k,
        "numbers": NUMBERS,
        "territory": "" if territory == state.usual_territory else territory.isoformat(),
        "release": state.release,
        "social_regions": state.social_regions,
        "picked": state.items,
        "left_out": [atlas.indicator(key) for key in asked.left_out],
        "choices": choices(atlas, level, territory, state.year, words),
        "chosen": words.counted("One indicator is chosen", "{n} indicators are chosen", len(state.items)),
    }
