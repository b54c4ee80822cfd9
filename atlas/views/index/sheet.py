"""What the planning sheet of an index says: recipe, groups, ranking, weights from the data, published scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.index.beside import beside
from atlas.views.index.readout import without_index
from atlas.views.index.rows import ranking
from atlas.views.index.told import caveats, firm_text
from atlas.views.index.weights import weights_from_data
from atlas.views.print.planning import Plan, Table, cut_names, cut_rows, named_by_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.views.index.recipe import Recipe
    from atlas.views.index.shown import Grid, Shown
    from atlas.words.words import Words


def index_plan(atlas: Atlas, recipe: Recipe, shown: Shown, index: Index, words: Words) -> Plan:
    """Tell an index for its planning sheet.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    recipe : Recipe
        What was asked for; its selected areas stand in the table of the ranking wherever they are.
    shown, index
        The same worked out.
    words : Words
        Language of the texts.
    """
    return Plan(
        about=index.text,
        notes=shown.recipe,
        tables=tuple(_tables(atlas, recipe, shown, index, words)),
        silent=words("What an index does not say"),
        caveats=caveats(words),
    )


def _tables(atlas: Atlas, recipe: Recipe, shown: Shown, index: Index, words: Words) -> Iterator[Table]:
    if shown.grid:
        yield _grid(shown.grid)
    if shown.corner:
        rows, more = cut_rows(tuple((area.label, one, other) for area, one, other in shown.corner.rows), words)
        yield Table(
            title=words("In the upper third of both ({n})").format(n=len(shown.corner.rows)),
            texts=more,
            heads=(words("Area"), *shown.corner.heads),
            rows=rows,
            wide=(0, 45, 45),
            numbers=(1, 2),
        )
    yield _ranking(atlas, recipe, index, words)
    if lacking := without_index(atlas, index, words):
        yield Table(title=words("Without an index"), named=tuple(named_by_reason(*part, words) for part in lacking))
    if found := weights_from_data(index, recipe, words):
        yield Table(
            title=words("Weights from the data"),
            texts=(" ".join([found.text, *found.remarks]),),
            heads=(words("Indicator"), words("Weight")),
            rows=tuple(found.weights),
            wide=(0, 30),
            numbers=(1,),
        )
    if scores := beside(atlas, index, words):
        told = tuple(f"{one.title}, {one.year}. {one.sentence}" for one in scores)
        yield Table(title=words("Beside published scores"), texts=told)


def _grid(grid: Grid) -> Table:
    def written(names: tuple[str, ...]) -> str:
        return f"{len(names)}: {cut_names(names)}" if names else "\N{EN DASH}"

    rows = tuple((name, *(written(names) for _, names in cells)) for name, cells in grid.rows)
    return Table(title=grid.title, heads=("", *grid.columns), rows=rows, wide=(34, *[0] * len(grid.columns)))


def _ranking(atlas: Atlas, recipe: Recipe, index: Index, words: Words) -> Table:
    ranked = ranking(atlas, index, recipe.regions, words)
    without = len(index.codes) - len(ranked.first) - len(ranked.others)
    texts = [words("Rank 1 has the highest index, be that favourable or not."), firm_text(words)]
    if without:
        text = words("Without an index: {n} of {all} {areas}.")
        areas = words.levels_after_number(recipe.level)
        texts.append(text.format(n=without, all=len(index.codes), areas=areas))
    inside = any(r.district for r in ranked.first)
    heads = (words("Area"), words("Rank"), words("Range of the rank"), words("Index"), *[words("District")] * inside)
    rows = tuple(
        (r.area.label, str(r.rank), f"{r.best}\N{EN DASH}{r.worst}", r.score, *[r.district] * inside)
        for r in ranked.first
    )
    return Table(
        title=words("Ranking: the first {n}").format(n=len(rows)),
        texts=(" ".join(texts),),
        heads=heads,
        rows=rows,
        wide=(0, 14, 32, 20, *[52] * inside),
        numbers=(1, 2, 3),
    )
