"""The planning sheet of an index as PDF: map, recipe, ranking, caveats and sources on pages of A4 (PDF/UA-1, Typst)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.views.index.beside import beside
from atlas.views.index.rows import ranking
from atlas.views.index.told import caveats, firm_text
from atlas.views.index.weights import weights_from_data
from atlas.views.map.described import described
from atlas.views.print.compose import print_map
from atlas.views.print.furniture import qr_code
from atlas.views.print.pages import tagged_pages
from atlas.views.print.sheets import SHEETS
from atlas.views.print.typeset import FAMILY

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.views.index.recipe import Recipe
    from atlas.views.index.shown import Shown
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

TEMPLATE = Path(__file__).with_name("sheet.typ")
#: Side of the QR code in millimetres.
QR = 22.0
#: The sheet of the map that is set into the first page.
MAP = "preview"
#: Longer lists of names are cut in a cell of the grid; the page holds all.
MOST_NAMES = 240


def planning_sheet(atlas: Atlas, recipe: Recipe, shown: Shown, address: str, made_on: dt.date, words: Words) -> bytes:
    """Write the planning sheet of a recipe.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    recipe : Recipe
        What was asked for; its selected areas stand in the table of the ranking wherever they are.
    shown : Shown
        The same worked out, with an index.
    address : str
        Absolute address of the page of this very recipe.
    made_on : date
        The day that stands on the sheet; the same day gives the same bytes.
    words : Words
        Language of the texts.
    """
    assert shown.index is not None  # noqa: S101  the caller has told why there is none
    assert shown.scene is not None  # noqa: S101
    said = _said(atlas, recipe, shown, shown.index, shown.scene, words) | {
        "map": print_map(shown.scene, SHEETS[MAP], address, made_on, outlines=True),
        "qr": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {QR} {QR}">{qr_code(address, 0, 0, QR)}</svg>',
        "qr_text": words("QR code of the same view"),
        "address": address,
        "date": words.day(made_on),
    }
    return tagged_pages(TEMPLATE, said, made_on)


def _said(atlas: Atlas, recipe: Recipe, shown: Shown, index: Index, scene: Scene, words: Words) -> dict[str, Any]:
    title = words.own(atlas.scope.title)
    release = words("Release {release} of {day}").format(release=atlas.release, day=words.day(atlas.released))
    return {
        "kind": words("Planning sheet"),
        "title": scene.line,
        "author": title,
        "language": words.language,
        "font": FAMILY,
        "release": atlas.release,
        "foot": f"{title}. {release}",
        "recipe": index.text,
        "notes": [*scene.recipe, *([shown.grid.text] if shown.grid else [])],
        "map_text": described(scene),
        "tables": _tables(atlas, recipe, shown, index, words),
        "caveats": caveats(words),
        "sources": [
            {"attribution": s.attribution, "licence": s.licence, "licence_url": s.licence_url} for s in scene.sources
        ],
        "words": {
            "recipe": words("Recipe"),
            "online": words("The same view online"),
            "caveats": words("What an index does not say"),
            "sources": words("Sources"),
        },
    }


def _tables(atlas: Atlas, recipe: Recipe, shown: Shown, index: Index, words: Words) -> list[dict[str, Any]]:
    tables = []
    if shown.grid:
        rows = [[name, *(", ".join(names) or "\N{EN DASH}" for _, names in cells)] for name, cells in shown.grid.rows]
        short = [[row[0], *(_cut(cell) for cell in row[1:])] for row in rows]
        tables.append(_table(shown.grid.title, [], ["", *shown.grid.columns], short, [34, 0, 0, 0], ()))
    if shown.corner:
        heading = words("In the upper third of both ({n})").format(n=len(shown.corner.rows))
        corner = [[area.label, one, other] for area, one, other in shown.corner.rows]
        tables.append(_table(heading, [], [words("Area"), *shown.corner.heads], corner, [0, 45, 45], (1, 2)))
    ranked = ranking(atlas, index, recipe.regions, words)
    without = len(index.codes) - len(ranked.first) - len(ranked.others)
    texts = [words("Rank 1 has the highest index, be that favourable or not."), firm_text(words)]
    if without:
        text = words("Without an index: {n} of {all} {areas}.")
        areas = words.levels_after_number(recipe.level)
        texts.append(text.format(n=without, all=len(index.codes), areas=areas))
    inside = any(r.district for r in ranked.first)
    heads = [words("Area"), words("Rank"), words("Range of the rank"), words("Index"), *[words("District")] * inside]
    rows = [
        [r.area.label, str(r.rank), f"{r.best}\N{EN DASH}{r.worst}", r.score, *[r.district] * inside]
        for r in ranked.first
    ]
    first, wide = words("Ranking: the first {n}").format(n=len(rows)), [0, 14, 32, 20, *[52] * inside]
    tables.append(_table(first, [" ".join(texts)], heads, rows, wide, (1, 2, 3)))
    found = weights_from_data(index, recipe, words)
    if found:
        weights = [[name, share] for name, share in found.weights]
        said = [" ".join([found.text, *found.remarks])]
        heads = [words("Indicator"), words("Weight")]
        tables.append(_table(words("Weights from the data"), said, heads, weights, [0, 30], (1,)))
    scores = [f"{one.title}, {one.year}. {one.sentence}" for one in beside(atlas, index, words)]
    if scores:
        tables.append(_table(words("Beside published scores"), scores, [], [], [], ()))
    return tables


def _cut(text: str) -> str:
    return text if len(text) <= MOST_NAMES else text[:MOST_NAMES].rpartition(", ")[0] + " \N{HORIZONTAL ELLIPSIS}"


def _table(
    title: str,
    texts: list[str],
    heads: list[str],
    rows: list[list[str]],
    wide: list[int],
    numbers: tuple[int, ...],
) -> dict[str, Any]:
    """Describe a table for the template: widths in millimetres, 0 for what is left; columns of numbers."""
    return {"title": title, "texts": texts, "heads": heads, "rows": rows, "wide": wide, "numbers": list(numbers)}
