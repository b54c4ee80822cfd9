"""Cross and pair beyond the page: legend of prints, files, what a pointer reads, and areas without an index."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest

from atlas.data.figures import PRECEDENCE
from atlas.model import ValueState
from atlas.views.index.grouped import group_columns
from atlas.views.index.pair import pair
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.readout import area_texts, without_index
from atlas.views.index.sheet import index_plan
from atlas.views.index.shown import looked_up
from atlas.views.index.weights import weights_from_data
from atlas.views.index.workbook import FIRST, index_workbook
from atlas.views.map.described import described
from atlas.views.map.legend_content import GridKey
from atlas.views.print.compose import print_map
from atlas.views.print.sheets import SHEETS
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.views.index.recipe import Recipe
    from atlas.views.index.shown import Shown
    from atlas.views.map.scene import Scene

words = words_of("de")
CROSS = "?items=unemployment_rate:2:up,over_indebted:1:up&level=district&year=2023&change_from=2015&show=cross"
PAIR = "?items=share_65plus:1:up,reach_doctor:1:up&level=municipality&show=pair&least=500"


def worked(atlas: Atlas, query: str) -> tuple[Recipe, Shown, Index, Scene]:
    recipe = read_recipe(query, atlas, words).recipe
    shown = looked_up(atlas, recipe, words)
    assert shown.index is not None
    assert shown.scene is not None
    return recipe, shown, shown.index, shown.scene


@pytest.mark.parametrize(("query", "across", "up"), [(CROSS, 3, 4), (PAIR, 3, 3)])
def test_the_printed_legend_of_groups_is_a_grid_that_counts_as_the_page_does(
    atlas: Atlas, query: str, across: int, up: int
) -> None:
    _, shown, _, scene = worked(atlas, query)
    key = scene.legend().key
    assert isinstance(key, GridKey)
    assert (len(key.across), len(key.up)) == (across, up)
    assert shown.grid is not None
    rows = [cells for _, cells in reversed(shown.grid.rows)]
    assert [len(names) for cells in rows for _, names in cells] == list(key.counts)
    assert [colour for cells in rows for colour, _ in cells] == list(key.colours)
    assert scene.unit == ""
    told = described(scene)
    assert all(f"{label}: {n}" in told for label, n in zip(key.labels, key.counts, strict=True))


@pytest.mark.parametrize("query", [CROSS, PAIR])
def test_files_hold_the_group_of_each_area_and_the_change_beside_the_index(atlas: Atlas, query: str) -> None:
    _, shown, index, scene = worked(atlas, query)
    columns = group_columns(shown)
    assert ("change_index" in columns) == ("cross" in query)
    key = scene.legend().key
    assert isinstance(key, GridKey)
    for at, k in enumerate(scene.classes.tolist()):
        place = (k % 3 + 1, k // 3 + 1, key.labels[k]) if k >= 0 else (None, None, None)
        assert (columns["step_right"][at], columns["step_up"][at], columns["group"][at]) == place
    book = openpyxl.load_workbook(io.BytesIO(index_workbook(atlas, shown, index, scene, "https://a.example", words)))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[FIRST]]
    assert heads[-1] == "Gruppe auf der Karte"
    assert [row[-1].value for row in sheet.iter_rows(min_row=FIRST + 1)] == columns["group"]
    said = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert said["recipe"] == " ".join(shown.recipe)
    assert shown.grid is not None
    assert shown.grid.text in said["recipe"]


def test_a_pointer_on_a_pair_reads_both_values_with_their_thirds_and_on_a_cross_both_steps(atlas: Atlas) -> None:
    recipe, shown, index, _ = worked(atlas, PAIR)
    texts = area_texts(atlas, recipe, shown, index, words)
    assert shown.corner is not None
    area, one, other = shown.corner.rows[0]
    both = f"65 Jahre und älter {one} (oberes Drittel); Weg zum Hausarzt {other} (oberes Drittel)"
    assert texts[area.code] == f"{area.label}: {both}"
    recipe, shown, index, scene = worked(atlas, CROSS)
    texts = area_texts(atlas, recipe, shown, index, words)
    key = scene.legend().key
    assert isinstance(key, GridKey)
    for code, k in zip(index.codes, scene.classes.tolist(), strict=True):
        assert texts[code].endswith(f"; {key.labels[k]}")


def test_areas_without_an_index_are_named_by_the_reason(atlas: Atlas) -> None:
    query = "?items=unemployed_per_100,lone_parents&level=municipality&least=500"
    recipe, shown, index, scene = worked(atlas, query)
    named = dict(without_index(atlas, index, words))
    assert set(named) >= {"geheim gehalten", "unter 500 Einwohnern"}
    assert sum(map(len, named.values())) == np.isnan(index.made.scores).sum()
    legend = scene.legend()
    assert legend.hidden == ("geheim gehalten", len(named["geheim gehalten"]))
    assert legend.no_data[0] == "unter 500 Einwohnern oder keine Daten"
    texts = area_texts(atlas, recipe, shown, index, words)
    for why, areas in named.items():
        assert all(texts[area.code] == f"{area.label}: kein Index ({why})" for area in areas)
    states = dict(zip(index.codes, index.states, strict=True))
    secret = [code for code in index.codes if PRECEDENCE[states[code]] is ValueState.SECRET]
    assert [area.code for area in named["geheim gehalten"]] == secret
    (table,) = (t for t in index_plan(atlas, recipe, shown, index, words).tables if t.title == "Ohne Index")
    assert f"geheim gehalten ({len(secret)}):" in [head for head, _ in table.named]


def test_without_a_least_number_of_inhabitants_the_legend_says_no_data(atlas: Atlas) -> None:
    _, _, _, scene = worked(atlas, "?items=unemployed_per_100,lone_parents&level=municipality&year=2022")
    assert scene.legend().no_data[0] == "keine Daten"


def test_where_many_areas_share_a_value_the_higher_of_two_groups_is_the_upper_third(atlas: Atlas) -> None:
    _, _, index, _ = worked(atlas, "?items=share_65plus,reach_doctor&level=municipality&show=pair")
    values = index.columns[1].values.copy()
    values[values < np.nanquantile(values, 0.7)] = 0.0
    values[values > 0] = 1.0
    two = (index.columns[0], replace(index.columns[1], values=values))
    made = pair(replace(index, columns=two))
    assert made is not None
    assert set(made.steps[1][~np.isnan(values) & (made.steps[1] >= 0)]) == {0, 2}
    assert (made.steps[1][(values == 1) & (made.steps[1] >= 0)] == 2).all()


def test_two_indicators_have_no_weights_from_the_data(atlas: Atlas) -> None:
    recipe, _, index, _ = worked(atlas, PAIR)
    assert weights_from_data(index, recipe, words) is None


def test_no_word_below_a_printed_grid_is_broken(atlas: Atlas) -> None:
    _, _, _, scene = worked(atlas, PAIR)
    svg = print_map(scene, SHEETS["a4-landscape"], "https://atlas.example", dt.date(2026, 1, 1))
    lines = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    assert {"unteres", "mittleres", "oberes"} <= set(lines)
