from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import formulas
import numpy as np
import openpyxl
import pandas as pd
import pytest

from atlas.data.comparable import method_changes
from atlas.data.figures import PRECEDENCE
from atlas.model import Level, ValueState
from atlas.statistics.composite import Standard
from atlas.views.index.beside import beside
from atlas.views.index.built import Index, build, index_scene
from atlas.views.index.columns import columns
from atlas.views.index.cross import COLOURS, cross, cross_scene
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.rows import ranking
from atlas.views.index.shown import looked_up
from atlas.views.index.weights import weights_from_data
from atlas.views.index.workbook import FIRST, index_workbook
from atlas.views.print.compose import print_map
from atlas.views.print.sheets import SHEETS
from atlas.words.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.views.index.recipe import Recipe

words = words_of("de")
DISTRICTS = "?items=unemployment_rate:2:up,over_indebted:1:up,household_income:1:down&level=district&year=2023"


def recipe(atlas: Atlas, query: str) -> Recipe:
    asked = read_recipe(query, atlas, words)
    assert asked.notices == ()
    return asked.recipe


def built(atlas: Atlas, query: str) -> Index:
    found = build(atlas, recipe(atlas, query), words)
    assert found.index is not None, found.why_none
    return found.index


def test_an_index_is_the_weighted_mean_of_z_values_as_pandas_works_them_out(atlas: Atlas) -> None:
    index = built(atlas, DISTRICTS)
    columns = {}
    for key in ("unemployment_rate", "over_indebted", "household_income"):
        figures = atlas.figures(atlas.indicator(key), Level.DISTRICT, atlas.scope.territory)
        year = max(y for y in figures.years if y <= 2023)
        columns[key] = figures.values[figures.years.index(year)]
    z = pd.DataFrame(columns, index=index.codes).apply(lambda c: (c - c.mean()) / c.std())
    expected = (2 * z["unemployment_rate"] + z["over_indebted"] - z["household_income"]) / 4
    np.testing.assert_allclose(index.made.scores, expected)
    assert index.codes[index.order[0]] == expected.idxmax()
    assert index.rank[index.order[0]] == 1
    assert "Arbeitslosenquote 2023, 50 %, hebt" in index.text
    assert "Haushaltseinkommen 2023, 25 %, senkt" in index.text


def test_each_indicator_is_of_its_newest_year_up_to_the_one_asked_for(atlas: Atlas) -> None:
    years = {c.item.key: c.year for c in built(atlas, DISTRICTS.replace("2023", "2012")).columns}
    assert set(years.values()) <= set(range(2008, 2013))
    figures = atlas.figures(atlas.indicator("over_indebted"), Level.DISTRICT, atlas.scope.territory)
    assert years["over_indebted"] == max(y for y in figures.years if y <= 2012)


def test_hidden_values_make_no_index_and_keep_their_reason(atlas: Atlas) -> None:
    index = built(atlas, "?items=unemployed_per_100,lone_parents&level=municipality&year=2022")
    own = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, atlas.scope.territory)
    secret = own.states[-1] == PRECEDENCE.index(ValueState.SECRET)
    assert secret.sum() > 50
    assert np.isnan(index.made.scores[secret]).all()
    scene = index_scene(atlas, index.recipe, index, words)
    legend = scene.legend()
    assert legend.hidden[1] == secret.sum()
    counted = sum(legend.key.counts) + legend.no_data[1] + legend.hidden[1]  # type: ignore[union-attr]
    assert counted == len(index.codes)
    stand_in = built(atlas, "?items=unemployed_per_100,lone_parents&level=municipality&year=2022&missing=rest")
    assert np.isnan(stand_in.made.scores[secret]).all(), "half of the weight is missing"


def test_a_score_of_an_estimated_figure_is_estimated_itself(atlas: Atlas) -> None:
    index = built(atlas, "?items=turnout_state_election,gross_pay&level=district&year=2019")
    own = atlas.figures(atlas.indicator("turnout_state_election"), Level.DISTRICT, atlas.scope.territory)
    estimated = own.states[own.years.index(2019)] == PRECEDENCE.index(ValueState.ESTIMATED)
    assert 0 < estimated.sum() < len(estimated)
    assert [PRECEDENCE[s] for s in index.states] == [
        ValueState.ESTIMATED if one else ValueState.OK for one in estimated
    ]


def test_the_order_in_which_indicators_were_chosen_moves_no_range(atlas: Atlas) -> None:
    chosen = ["cars:1:up", "gross_pay:2:down", "unemployment_rate:1:up"]
    one, other = (
        build(atlas, read_recipe(f"items={','.join(items)}&level=district", atlas, words).recipe, words).index
        for items in (chosen, chosen[::-1])
    )
    assert one is not None
    assert other is not None
    assert (one.firm.worst > one.firm.best).any()
    for key in ("best", "worst"):
        assert getattr(one.firm, key).tolist() == getattr(other.firm, key).tolist()


def test_small_areas_are_left_out_of_scale_and_ranking_where_the_recipe_says_so(atlas: Atlas) -> None:
    query = "?items=unemployed_per_100,lone_parents&level=municipality&year=2022&least=5000"
    index = built(atlas, query)
    people = atlas.figures(atlas.indicator("population"), Level.MUNICIPALITY, atlas.scope.territory).values[-1]
    known = ~np.isnan(index.made.scores)
    assert (people[known] >= 5000).all()
    assert 40 < known.sum() < built(atlas, query.replace("least=5000", "least=0")).rank.size
    column = index.columns[0].values
    z = (column - np.nanmean(column)) / np.nanstd(column, ddof=1)
    np.testing.assert_allclose(index.scaled[:, 0], z)
    assert "mindestens 5000 Einwohnern" in index.text
    at = int(np.where(known, people, np.inf).argmin())
    (first, *_), _ = columns(atlas, replace(index.recipe, least=int(people[at])), words)
    assert not np.isnan(first.values[at]), "who has just as many is compared"
    assert PRECEDENCE[first.states[int(np.nanargmin(people))]] is ValueState.NOT_MEANINGFUL


def test_map_and_print_show_the_index_with_its_recipe_and_all_sources(atlas: Atlas) -> None:
    index = built(atlas, DISTRICTS)
    scene = index_scene(atlas, replace(index.recipe, regions=("16051",)), index, words)
    svg = print_map(scene, SHEETS["a4-landscape"], "https://atlas.example/index", atlas.released)
    assert scene.line == "Index aus 3 Indikatoren, Kreise, 2023"
    assert "hebt" in svg
    assert scene.recipe == (index.text,)
    sources = {atlas.tables[m.table].source for c in index.columns for m in atlas.indicator(c.item.key).measures}
    assert set(scene.sources) == sources


def test_the_recipe_says_what_becomes_of_gaps_and_from_when_on_figures_are_counted_differently(atlas: Atlas) -> None:
    assert built(atlas, DISTRICTS).text.endswith("Ein Gebiet, dem ein Wert fehlt, hat keinen Index.")
    assert built(atlas, DISTRICTS + "&missing=rest").text.endswith("wenn sie zwei Drittel des Gewichts haben.")
    made = built(atlas, "?items=over_indebted,share_65plus&level=district&change_from=2005")
    changes = (m for c in made.columns for m in method_changes(atlas.indicator(c.item.key), c.since, c.year))
    years = sorted({change.year for change in changes})
    assert len(years) > 1
    assert f"Ab {', '.join(map(str, years))} anders gezählt" in made.text
    assert "anders gezählt" not in built(atlas, DISTRICTS).text


def test_a_change_index_is_made_of_differences_and_names_breaks(atlas: Atlas) -> None:
    index = built(atlas, DISTRICTS + "&change_from=2015")
    first = index.columns[0]
    figures = atlas.figures(atlas.indicator("unemployment_rate"), Level.DISTRICT, atlas.scope.territory)
    then, now = (figures.values[figures.years.index(y)] for y in (first.since, first.year))
    np.testing.assert_allclose(first.values, now - then)
    assert "Veränderungen von" in index.text
    assert f"{first.since}\N{EN DASH}{first.year}" in index.text


def test_the_cross_puts_each_district_where_both_indices_say(atlas: Atlas) -> None:
    asked = recipe(atlas, DISTRICTS + "&change_from=2015&show=cross")
    made, _ = cross(atlas, asked, words)
    assert made is not None
    now, change = (pd.Series(index.made.scores) for index in (made.now, made.change))
    now, change = (now - now.mean()) / now.std(), (change - change.mean()) / change.std()
    assert made.state_step.tolist() == pd.cut(now, [-9, -1, 1, 1.5, 9], labels=False, right=False).tolist()
    assert made.change_step.tolist() == pd.cut(change, [-9, -1, 1, 9], labels=False, right=False).tolist()
    scene = cross_scene(atlas, asked, made, words)
    assert sum(scene.legend().key.counts) == 22  # type: ignore[union-attr]
    np.testing.assert_array_equal(scene.classes, made.state_step * 3 + made.change_step)
    assert scene.legend().key.labels[0] == "niedriger Index, stärker gesunken als anderswo"  # type: ignore[union-attr]
    assert scene.legend().key.labels[11] == "sehr hoher Index, stärker gestiegen als anderswo"  # type: ignore[union-attr]


def test_the_cross_is_the_darker_the_higher_its_index_green_where_it_fell_and_orange_where_it_rose() -> None:
    shades = np.array([[[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in row] for row in COLOURS])
    assert (np.diff(shades.sum(axis=2), axis=1) < 0).all()
    red, green, blue = shades.transpose(2, 0, 1)
    assert (green[0] > np.maximum(red[0], blue[0])).all()
    assert (np.abs(red[1] - blue[1]) < 32).all()
    assert ((red[2] > green[2]) & (green[2] > blue[2])).all()


def test_need_and_supply_are_thirds_of_either_and_the_corner_lists_both_values(atlas: Atlas) -> None:
    query = "?items=share_65plus:1:up,general_practitioners:1:down&level=district&year=2022&show=pair"
    shown = looked_up(atlas, recipe(atlas, query), words)
    assert shown.index is not None
    assert shown.scene is not None
    assert shown.grid is not None
    assert shown.corner is not None
    frame = pd.DataFrame({c.item.key: c.values.round(c.indicator.decimals) for c in shown.index.columns})
    old = pd.qcut(frame["share_65plus"], 3, labels=False)
    few = 2 - pd.qcut(frame["general_practitioners"], 3, labels=False)
    corner = {shown.index.codes[at] for at in np.flatnonzero((old == 2) & (few == 2))}
    assert {area.code for area, _, _ in shown.corner.rows} == corner
    assert shown.scene.classes.tolist() == (old + 3 * few).tolist()
    key = shown.scene.legend().key
    assert key.labels[8] == "65 Jahre und älter: oberes Drittel; Hausärzte (niedrige Werte zuoberst): oberes Drittel"  # type: ignore[union-attr]
    assert key.counts[8] == len(corner)  # type: ignore[union-attr]
    top = shown.grid.rows[0]
    assert top[0].endswith("oberes Drittel")
    assert [len(names) for _, names in top[1]] == list(key.counts[6:])  # type: ignore[union-attr]
    for area, one, _ in shown.corner.rows:
        at = shown.index.codes.index(area.code)
        assert one == words.with_unit(float(shown.index.columns[0].values[at]), 1, "%")


def test_three_indicators_are_not_set_against_each_other(atlas: Atlas) -> None:
    shown = looked_up(atlas, recipe(atlas, DISTRICTS + "&show=pair"), words)
    assert shown.index is None
    assert "genau zwei Indikatoren" in shown.why_none


def test_an_area_that_lacks_one_of_both_is_in_no_group_and_keeps_its_reason(atlas: Atlas) -> None:
    query = "?items=unemployed_per_100,reach_doctor&level=municipality&show=pair&missing=rest"
    shown = looked_up(atlas, recipe(atlas, query), words)
    assert shown.scene is not None
    own = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, atlas.scope.territory)
    secret = own.states[-1] == PRECEDENCE.index(ValueState.SECRET)
    assert shown.scene.legend().hidden[1] == secret.sum()
    assert (shown.scene.classes[secret] < 0).all()


def test_the_ranking_tells_what_each_indicator_adds(atlas: Atlas) -> None:
    index = built(atlas, DISTRICTS)
    rows = ranking(atlas, index, (index.codes[index.order[-1]],), words)
    assert (len(rows.first), len(rows.others)) == (21, 1)
    assert [r.rank for r in rows.first] == sorted(r.rank for r in rows.first)
    at = index.order[0]
    for part, added in zip(rows.first[0].parts, index.made.contributions[at], strict=True):
        assert part.text.endswith(words.number(float(added), 2))
        assert 0 <= part.start <= 100
        assert (part.start >= rows.zero - 0.01) == (added > 0)
    for row in rows.first:
        assert all(p.start >= -0.02 and p.start + p.width <= 100.02 for p in row.parts)
        assert row.best <= row.rank <= row.worst or row.rank in {row.best - 1, row.worst + 1}


def test_weights_from_the_data_make_a_recipe_of_their_own(atlas: Atlas) -> None:
    index = built(atlas, DISTRICTS)
    found = weights_from_data(index, index.recipe, words)
    assert found is not None
    z = index.scaled[~np.isnan(index.scaled).any(axis=1)]
    largest = np.linalg.eigvalsh(np.corrcoef(z.T))[-1] / len(index.columns)
    assert f"{words.number(100 * largest, 0)} % der Unterschiede zwischen {len(z)} Gebieten" in found.text
    again = read_recipe(found.query, atlas, words)
    assert again.notices == ()
    assert [f"{i.weight:g}\N{NO-BREAK SPACE}%" for i in again.recipe.items] == [share for _, share in found.weights]


def test_a_published_score_stands_beside_an_index_but_not_beside_changes(atlas: Atlas) -> None:
    (one,) = beside(atlas, built(atlas, DISTRICTS), words)
    assert one.key == "deprivation_index"
    figures = atlas.figures(atlas.indicator("deprivation_index"), Level.DISTRICT, atlas.scope.territory)
    both = pd.DataFrame({"a": built(atlas, DISTRICTS).made.scores, "b": figures.values[figures.years.index(one.year)]})
    assert words.number(both.corr("spearman").iloc[0, 1], 2) in one.sentence
    assert beside(atlas, built(atlas, DISTRICTS + "&change_from=2015"), words) == ()
    (before,) = beside(atlas, built(atlas, DISTRICTS.replace("2023", "2012")), words)
    assert before.year == max(year for year in figures.years if year <= 2012) < one.year
    own = built(atlas, "?items=deprivation_index,unemployment_rate&level=district")
    assert "deprivation_index" not in {one.key for one in beside(atlas, own, words)}


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?items=cars:1:up&level=district", "mindestens zwei Indikatoren"),
        ("?items=,&level=district", "mindestens zwei Indikatoren"),
        ("?items=cars:0:up,gross_pay:0:up&level=district", "mindestens zwei Gewichte"),
    ],
)
def test_a_recipe_that_makes_no_index_is_told_in_a_sentence(atlas: Atlas, query: str, why: str) -> None:
    found = build(atlas, recipe(atlas, query), words)
    assert found.index is None
    assert why in found.why_none


@pytest.mark.parametrize("standard", list(Standard))
def test_the_workbook_works_the_index_out_anew(atlas: Atlas, standard: Standard, tmp_path: Path) -> None:
    index = built(atlas, f"{DISTRICTS}&standard={standard}")
    scene, worked = index_scene(atlas, index.recipe, index, words), looked_up(atlas, index.recipe, words)
    path = tmp_path / "index.xlsx"
    path.write_bytes(index_workbook(atlas, worked, index, scene, "https://atlas.example/index", words))
    shown = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    k = len(index.columns)
    score = 3 + 2 * k
    model = formulas.ExcelModel().loads(str(path)).finish()
    solved = {
        key.rpartition("!")[2]: cell.value[0, 0] for key, cell in model.calculate().items() if hasattr(cell, "value")
    }
    for at, expected in enumerate(index.made.scores):
        cell = shown.cell(FIRST + at + 1, score + 1)
        assert cell.value == pytest.approx(expected)
        assert solved[cell.coordinate] == pytest.approx(expected)
        rank = shown.cell(FIRST + at + 1, score + 2)
        assert solved[rank.coordinate] == rank.value == index.rank[at]
        ends = [shown.cell(FIRST + at + 1, score + column).value for column in (3, 4)]
        assert ends == [index.firm.best[at], index.firm.worst[at]]


def test_the_workbook_leaves_gaps_empty_and_tells_the_recipe(atlas: Atlas) -> None:
    index = built(atlas, "?items=unemployed_per_100,lone_parents&level=municipality&year=2022")
    scene, shown = index_scene(atlas, index.recipe, index, words), looked_up(atlas, index.recipe, words)
    book = openpyxl.load_workbook(io.BytesIO(index_workbook(atlas, shown, index, scene, "https://a.example", words)))
    sheet = book.worksheets[0]
    at = int(np.flatnonzero(np.isnan(index.columns[0].values))[0])
    assert sheet.cell(FIRST + at + 1, 4).value is None
    assert sheet.cell(FIRST + at + 1, 8).value.startswith("=IF(")
    said = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert said["recipe"] == index.text
    assert "sources.1.attribution" in said
