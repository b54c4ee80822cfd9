"""The page on which readers build an index: a form that works without scripts, map, ranking, recipe and files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request

from atlas.views.index.beside import beside
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.readout import area_texts, without_index
from atlas.views.index.recipe import LEAST, possible, ready_query, write_recipe, years_of
from atlas.views.index.rows import ranking
from atlas.views.index.shown import looked_up
from atlas.views.index.told import caveats, firm_text, scale_names
from atlas.views.index.weights import weights_from_data
from atlas.views.map.citation import cite
from atlas.views.profile.query import list_query
from atlas.views.query.place_values import MOST_REGIONS
from atlas.views.query.remarks import remarks
from atlas.web.pages.index_form import form_query
from atlas.web.pages.onward import TOOL_SCRIPTS, onward
from atlas.web.pages_list import INDEX
from atlas.web.server.page_frame import page_frame
from atlas.web.server.picture_map import picture_map
from atlas.web.urls import joined

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from atlas.views.index.built import Index
    from atlas.views.index.read_recipe import Asked
    from atlas.views.index.recipe import Recipe
    from atlas.views.index.shown import Shown
    from atlas.views.map.scene import Scene
    from atlas.web.site import Site


def index_blueprint(site: Site) -> Blueprint:
    """Serve the page; what its form sends is written as the address that holds the recipe."""
    pages = Blueprint("index", __name__, template_folder="templates")

    @pages.get("/index")
    def index() -> ResponseReturnValue:
        if any(key in request.args for key in ("item", "add", "sent")):
            return redirect(site.urls.page(INDEX, form_query(request.args)), 303)
        return render_template("index.html", **page_words(site, request.query_string.decode(errors="replace")))

    return pages


def pinned(site: Site, recipe: Recipe) -> str:
    """Address the page of a recipe with its release, so that a reader sees this very index."""
    return site.urls.public().page(INDEX, write_recipe(replace(recipe, release=site.atlas.release)))


def page_words(site: Site, given: str) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, words, urls = site.atlas, site.words, site.urls
    asked = read_recipe(given, atlas, words)
    recipe = asked.recipe
    query = write_recipe(recipe)
    found = looked_up(atlas, recipe, words)
    around = page_frame(
        site,
        current=INDEX,
        query=_on_map(site, recipe),
        territory=recipe.territory,
        styles=("text", "picture", "index", "tools"),
        scripts=TOOL_SCRIPTS,
    )
    shown = _shown(site, recipe, found, found.index, found.scene) if found.index and found.scene else {}
    return (
        around
        | {
            "kind": "text-page index-page",
            "title": words(INDEX.title),
            "description": words("An index of indicators and weights of your own, with map, ranking and recipe"),
            "canonical": urls.public().page(INDEX, query),
            "notices": remarks(given, (*asked.notices, *found.notices), words),
            "ready": [(r.title, r.about, urls.page(INDEX, ready_query(r))) for r in atlas.recipes],
            "why_none": found.why_none,
            "form": _form(site, asked),
        }
        | shown
    )


def _on_map(site: Site, recipe: Recipe) -> str:
    """Write the view of the map that other pages take along: the first indicator, level, year and territory date."""
    first = f"indicator={recipe.items[0].key}" if recipe.items else ""
    dated = list_query(recipe.territory, site.usual, site.pinned, site.drawn)
    return joined(first, f"level={recipe.level}", dated)


def _form(site: Site, asked: Asked) -> dict[str, Any]:
    atlas, words, recipe = site.atlas, site.words, asked.recipe
    known = {i.id: i for i in possible(atlas, recipe.level, recipe.territory)}
    items = (*recipe.items, *asked.left_out)
    chosen = {i.key for i in items}
    fields = [
        (f.title, [i for i in atlas.catalogue.of_field(f) if i.id in known and i.id not in chosen])
        for f in atlas.catalogue.fields
    ]
    years = years_of(atlas, recipe.items, recipe.level, recipe.territory)
    return {
        "items": [(item, atlas.indicator(item.key), item in asked.left_out) for item in items],
        "entered": asked.entered,
        "offered": [(title, indicators) for title, indicators in fields if indicators],
        "levels": [(str(x), words.levels(x)) for x in atlas.edition.levels if x != atlas.scope.top_level],
        "years": years[::-1],
        "before": [y for y in years if y < recipe.year],
        "scales": [(str(key), name) for key, name in scale_names(words).items()],
        "shows": [
            ("", words("one index")),
            ("cross", words("index and change together")),
            ("pair", words("two indicators against each other")),
        ],
        "least": [(n, words("all") if not n else words("from {n} on").format(n=words.number(n, 0))) for n in LEAST],
        "recipe": recipe,
        "territories": [(t.isoformat(), words.day(t)) for t in atlas.territories],
    }


def _shown(site: Site, recipe: Recipe, found: Shown, index: Index, scene: Scene) -> dict[str, Any]:
    atlas, words, urls = site.atlas, site.words, site.urls
    query = write_recipe(recipe)
    ranked = ranking(atlas, index, recipe.regions, words)
    today = dt.datetime.now(dt.UTC).date()
    rows = (*ranked.first, *ranked.others)
    dated = list_query(recipe.territory, site.usual, site.pinned, site.drawn)
    return {
        "line": scene.line,
        "map": picture_map(scene, atlas.seats),
        "notes": scene.recipe,
        **onward(site, recipe.items[0].key, _on_map(site, recipe)),
        "in_districts": any(row.district for row in rows),
        "firm_text": firm_text(words),
        "caveats": caveats(words),
        "ranking": ranked,
        "all": len(index.codes),
        "without": len(index.codes) - len(rows),
        "profile_url": lambda code: urls.profile(code, dated),
        "grid": found.grid,
        "corner": found.corner,
        "from_data": weights_from_data(index, recipe, words),
        "with_query": lambda other: urls.page(INDEX, other),
        "beside": beside(atlas, index, words),
        "areas": words.levels(recipe.level),
        "areas_counted": words.levels_after_number(recipe.level),
        "texts": area_texts(atlas, recipe, found, index, words),
        "lacking": without_index(atlas, index, words),
        "outline": _outline(site, recipe, found),
        "sources": scene.sources,
        "citation": cite(
            atlas.edition, scene.line, scene.sources, recipe.territory, pinned(site, recipe), today, words
        ),
        "files": [
            (name, hint, urls.index_file(suffix, query))
            for suffix, name, hint in (
                ("sheet.pdf", words("Planning sheet (PDF)"), words("map, recipe, ranking, caveats and sources")),
                ("xlsx", "Excel", words("with formulas that work the index out anew")),
                ("csv", "CSV", words("scores, ranks and contributions")),
                ("pdf", "PDF", words("the map with its recipe, tagged")),
                ("svg", "SVG", words("the map to go on drawing")),
                ("png", "PNG", words("the map as a picture")),
            )
        ],
    }


def _outline(site: Site, recipe: Recipe, found: Shown) -> tuple[str, str] | None:
    """Lead from the list of areas high in both to the map: the first of them are outlined there, or no longer."""
    rows, words = found.corner.rows if found.corner else (), site.words
    if not rows:
        return None
    codes = tuple(area.code for area, _one, _other in rows[:MOST_REGIONS])
    drawn = recipe.regions == codes
    url = f"{site.urls.page(INDEX, write_recipe(replace(recipe, regions=() if drawn else codes)))}#map"
    outline = words.counted("Outline it on the map", "Outline the first {n} on the map", len(codes))
    return (words("Take the outlines from the map") if drawn else outline), url
