"""An index as a file: its map (``/export/index.svg``, ``.pdf``, ``.png``), its figures, and its planning sheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
from flask import Blueprint, Response, request

from atlas.views.downloads.captions import harmless
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.sheet import planning_sheet
from atlas.views.index.shown import looked_up
from atlas.views.index.workbook import index_workbook
from atlas.views.query.without import without
from atlas.web.pages.index_page import pinned
from atlas.web.pages.print_files import OWN_KEYS, TYPES, made, read_own
from atlas.web.server.problems import Problem
from atlas.web.server.requests import file_response, refuse_repeated, refuse_unkept

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.views.index.recipe import Recipe
    from atlas.views.index.shown import Shown
    from atlas.views.map.scene import Scene
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site
    from atlas.words.words import Words

TABLES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def index_files_blueprint(site: Site, heavy: Heavy) -> Blueprint:
    """Serve the files of an index; a recipe that is not wholly understood is refused."""
    files = Blueprint("index_files", __name__)

    @files.get("/export/index.<any(svg, pdf, png, csv, xlsx):suffix>")
    def index_file(suffix: str) -> Response:
        recipe = _recipe(site)
        atlas, words = site.atlas, site.words
        index, scene = _whole(looked_up(atlas, recipe, words), words)
        address = pinned(site, recipe)
        name = f"index_{recipe.level}_{index.year}.{suffix}"
        with heavy.turn():
            if suffix == "xlsx":
                body = index_workbook(atlas, index, scene, address, words)
            elif suffix == "csv":
                body = _csv(atlas, index, scene, address)
            else:
                given = {key: value for key, value in request.args.items() if key in OWN_KEYS}
                body = made(scene, read_own(given, suffix, words), suffix, address, dt.datetime.now(dt.UTC).date())
        return file_response(body, (TYPES | TABLES)[suffix], name, attachment=suffix in TABLES)

    @files.get("/export/index.sheet.pdf")
    def sheet() -> Response:
        recipe, atlas, words = _recipe(site), site.atlas, site.words
        shown = looked_up(atlas, recipe, words)
        index, _scene = _whole(shown, words)
        with heavy.turn():
            body = planning_sheet(atlas, recipe, shown, pinned(site, recipe), dt.datetime.now(dt.UTC).date(), words)
        return file_response(body, TYPES["pdf"], f"index_{recipe.level}_{index.year}_sheet.pdf", attachment=False)

    return files


def _recipe(site: Site) -> Recipe:
    refuse_repeated()
    refuse_unkept(site)
    asked = read_recipe(without(request.query_string.decode(errors="replace"), OWN_KEYS), site.atlas, site.words)
    if asked.notices:
        hint = site.words("Open the same query as a page to see what is there.")
        raise Problem(400, "unknown_recipe", " ".join(asked.notices), hint)
    return asked.recipe


def _whole(shown: Shown, words: Words) -> tuple[Index, Scene]:
    if shown.index is None or shown.scene is None:
        raise Problem(400, "no_index", shown.why_none, words("Open the same query as a page to see what is there."))
    return shown.index, shown.scene


def _csv(atlas: Atlas, index: Index, scene: Scene, address: str) -> bytes:
    """Write a row an area; recipe, sources and address of the page stand in each, for a CSV has one table."""
    areas = atlas.areas[index.recipe.territory]
    frame = pd.DataFrame(
        {
            "code": index.codes,
            "name": [harmless(areas[code].label) for code in index.codes],
            "index": index.made.scores,
            "rank": pd.array(index.rank).astype("Int64"),
            "best_rank": pd.array(index.firm.best).astype("Int64"),
            "worst_rank": pd.array(index.firm.worst).astype("Int64"),
        }
        | {f"value_{c.item.key}": c.values for c in index.columns}
        | {f"adds_{c.item.key}": index.made.contributions[:, at] for at, c in enumerate(index.columns)}
    )
    said = {"recipe": index.text, "sources": "; ".join(s.attribution for s in scene.sources), "address": address}
    return frame.assign(**said).to_csv(index=False, lineterminator="\n").encode()
