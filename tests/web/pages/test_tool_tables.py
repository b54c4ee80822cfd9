"""Tables, whiskers and bars of the pages of the tools are those of what was worked out, cell by cell."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.statistics.neighbourhood import Pattern
from atlas.views.index.built import build
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.rows import ranking
from atlas.views.index.sheet import index_plan
from atlas.views.index.shown import looked_up
from atlas.views.map.neighbour_marks import pattern_names
from atlas.views.patterns.patterned import all_rows, area_texts, patterned, rows
from atlas.views.patterns.sheet import patterns_plan
from atlas.views.print.planning import cut_names, cut_rows
from atlas.views.query.view_query import read_query
from atlas.views.types.described import kinds
from atlas.views.types.query import read_types_query
from atlas.views.types.rows import untyped
from atlas.views.types.typed import Typed, typed
from atlas.words.words import words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas
    from atlas.views.index.built import Index

words = words_of("de")
INDEX = "items=unemployed_per_100:2:up,lone_parents:1:down&level=municipality&year=2022"
TYPES = "items=unemployed_per_100,share_65plus,reach_doctor&level=municipality&k=4"
PATTERNS = "indicator=deprivation_index&level=municipality&year=2019"


def table(page: str, begin: str) -> list[list[str]]:
    """Read the rows of the first table behind a text."""
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", page[page.index(begin) :], re.DOTALL)[:1]
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    return [[text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in found]


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def index(atlas: Atlas) -> Index:
    found = build(atlas, read_recipe(INDEX, atlas, words).recipe, words).index
    assert found is not None
    return found


def test_the_ranking_shows_rank_range_and_score_of_each_area_in_both_tables(client: FlaskClient, atlas: Atlas) -> None:
    made, page = index(atlas), client.get(f"/index?{INDEX}").text
    shown = [row[2:5] for begin in ('class="table-box ranked"', 'class="rest"') for row in table(page, begin)]
    order = np.argsort(made.rank, kind="stable")[: int(np.isfinite(made.rank).sum())]
    firm = made.firm
    assert [(rank, ends) for rank, ends, _ in shown] == [
        (f"{made.rank[at]:.0f}", f"{firm.best[at]:.0f}\N{EN DASH}{firm.worst[at]:.0f}") for at in order
    ]
    scores = pd.Series([score for _, _, score in shown]).str.replace("\N{MINUS SIGN}", "-").str.replace(",", ".")
    np.testing.assert_allclose(scores.astype(float), made.made.scores[order], atol=0.00501)
    assert (firm.worst[order] > firm.best[order]).any()


def test_whiskers_reach_from_the_best_rank_to_the_worst_and_bars_from_zero_to_either_side(atlas: Atlas) -> None:
    made = index(atlas)
    last = made.codes[made.order[-1]]
    ranked = ranking(atlas, made, (last,), words)
    assert [len(ranked.first), ranked.first[-1].area.code] == [21, last]
    room = len(made.order) - 1
    for row in ranked.first:
        assert [row.low, row.at, row.high] == pytest.approx(
            [100 * (rank - 1) / room for rank in (row.best, row.rank, row.worst)], abs=0.006
        )
        at = made.codes.index(row.area.code)
        for part, added in zip(row.parts, made.made.contributions[at], strict=True):
            ends = (part.start, part.start + part.width)
            assert (min(ends) >= ranked.zero - 0.02) if added > 0 else (max(ends) <= ranked.zero + 0.02)
            assert part.text.split(": ")[1][0] in ("+" if added > 0 else "\N{MINUS SIGN}0")
        ends = [(p.start, p.start + p.width) for p in row.parts]
        assert all(a[1] <= b[0] + 0.02 or b[1] <= a[0] + 0.02 for a, b in [ends])


def test_the_csv_of_an_index_holds_the_range_of_each_rank_and_what_each_indicator_adds(
    client: FlaskClient, atlas: Atlas
) -> None:
    made = index(atlas)
    frame = pd.read_csv(io.BytesIO(client.get(f"/export/index.csv?{INDEX}").data), dtype={"code": str})
    for column, expected in (("rank", made.rank), ("best_rank", made.firm.best), ("worst_rank", made.firm.worst)):
        np.testing.assert_array_equal(frame[column], expected)
    for at, key in enumerate(("unemployed_per_100", "lone_parents")):
        np.testing.assert_allclose(frame[f"adds_{key}"], made.made.contributions[:, at])
        np.testing.assert_array_equal(frame[f"value_{key}"], made.columns[at].values)


def found_types(atlas: Atlas) -> Typed:
    return typed(atlas, read_types_query(TYPES, atlas, words).state, words)


def test_cards_of_types_name_the_typical_and_those_between_two_with_the_other_type(
    client: FlaskClient, atlas: Atlas
) -> None:
    shown, page = found_types(atlas), client.get(f"/types?{TYPES}").text
    found = shown.found
    cards = re.findall(r'<article class="kind".*?</article>', page, re.DOTALL)
    assert len(cards) == 4
    between = 0
    for number, (card, kind) in enumerate(zip(cards, kinds(shown), strict=True)):
        own = np.flatnonzero(found.of == number)
        apart = np.linalg.norm(found.scores[own] - found.scores[own].mean(axis=0), axis=1)
        nearest = own[np.argsort(apart, kind="stable")][:5]
        assert [area.code for area in kind.typical] == [found.codes[i] for i in nearest]
        assert f"Typisch: {', '.join(area.label for area in kind.typical)}" in text(card)
        border = own[found.silhouettes[own] <= 0.05]
        assert len(kind.between) == min(5, len(border))
        assert kind.more == max(0, len(border) - 5)
        between += len(border)
        for area, other in kind.between:
            i = found.codes.index(area.code)
            distances = np.linalg.norm(found.scores - found.scores[i], axis=1)
            means = [distances[found.of == k].mean() if k != number else np.inf for k in range(4)]
            assert other == f"Typ {int(np.argmin(means)) + 1}"
            assert f"{area.label} ({other})" in text(card)
    assert between > 20


def test_marks_of_a_type_say_high_and_low_as_its_means_stand_to_all(atlas: Atlas) -> None:
    shown = found_types(atlas)
    known = shown.figures.loc[list(shown.found.codes)]
    z = (known - known.mean()) / known.std(ddof=0)
    for number, kind in enumerate(kinds(shown)):
        own = shown.found.of == number
        far = z[own].mean()
        far = far[far.abs() >= 0.5].sort_values(key=lambda s: -s.abs())
        told = []
        for key, apart in far.items():
            one = atlas.indicator(str(key))
            mean, every = (
                words.with_unit(float(x.mean()), one.decimals, one.unit) for x in (known[own][key], known[key])
            )
            side = "über" if apart > 0 else "unter"
            told.append(f"{one.title}: {mean}, {'weit ' if abs(apart) >= 1 else ''}{side} dem Mittel aller ({every})")
        assert [mark.sentence for mark in kind.marks] == told
        ways = [
            f"{atlas.indicator(str(key)).short_title} {'hoch' if apart > 0 else 'niedrig'}"
            for key, apart in far.items()
        ]
        assert [mark.short for mark in kind.marks] == ways


def test_areas_without_a_type_are_named_once_by_the_reason(client: FlaskClient, atlas: Atlas) -> None:
    shown, page = found_types(atlas), client.get(f"/types?{TYPES}").text
    secret, *others = untyped(shown)
    states = pd.DataFrame(shown.states, index=shown.figures.index)
    assert {area.code for area in secret.areas} == set(states.index[(states == states.to_numpy().min()).any(axis=1)])
    named = [area.code for part in (secret, *others) for area in part.areas]
    assert len(named) == len(set(named)) == len(shown.found.dropped)
    counts = [int(n) for n in re.findall(r'<span>(\d+)<span class="visually-hidden">', page)]
    assert len(counts) == 4 + 1 + len(others)
    assert sum(counts) == len(shown.figures)
    assert f"Ohne Typ: {len(secret.areas)} Gebiete, geheim gehalten" in text(page)


def test_the_table_of_patterns_is_ordered_by_pattern_and_then_by_value(client: FlaskClient, atlas: Atlas) -> None:
    shown = patterned(atlas, read_query(PATTERNS, atlas, words).state, words)
    values = dict(zip(shown.scene.figures.codes, shown.scene.figures.values[-1].tolist(), strict=True))
    listed = [(row.pattern, -values[row.area.code]) for row in rows(shown)]
    assert listed == sorted(listed)
    every = [values[row.area.code] for row in all_rows(shown)]
    assert every == sorted(every, reverse=True)
    page = client.get(f"/patterns?{PATTERNS}").text
    told = [[row.area.label, row.name, row.value, row.beside, row.p] for row in rows(shown)]
    mean = np.mean([values[code] for code in shown.found.codes])
    assert table(page, "of-areas") == told
    beside = dict(zip(shown.found.codes, shown.found.beside.tolist(), strict=True))
    for row in rows(shown):
        assert row.value == words.number(values[row.area.code], 2)
        assert row.beside == words.number(beside[row.area.code], 2)
        high, among = values[row.area.code] > mean, beside[row.area.code] > mean
        assert row.name == f"{'hoch' if high else 'niedrig'} unter {'hohen' if among else 'niedrigen'}"


def test_the_sheet_of_patterns_lists_both_ends_and_those_without_a_neighbour(atlas: Atlas) -> None:
    shown = patterned(atlas, read_query(PATTERNS, atlas, words).state, words)
    ends = patterns_plan(shown).tables[2]
    labels = [row.area.label for row in all_rows(shown)]
    assert [row[0] for row in ends.rows] == [*labels[:10], *labels[-10:]]
    alone = shown.found.codes[:2]
    tables = patterns_plan(replace(shown, found=replace(shown.found, islands=alone))).tables
    (islands,) = (one for one in tables if one.title.endswith("weil kein Nachbar einen Wert hat"))
    assert islands.texts == ("; ".join(shown.scene.areas[code].label for code in alone),)
    nobody = replace(shown.found, islands=("16051000",), codes=(), of=(), beside=np.array([]))
    assert area_texts(replace(shown, found=nobody))["16051000"] == "Erfurt: kein Nachbar mit Wert"


def test_the_sheet_of_an_index_has_ranks_with_their_range_and_says_how_many_have_none(atlas: Atlas) -> None:
    made, recipe = index(atlas), read_recipe(INDEX, atlas, words).recipe
    shown = looked_up(atlas, recipe, words)
    assert shown.index is not None
    assert shown.scene is not None
    plan = index_plan(atlas, recipe, shown, shown.index, words)
    (ranks,) = (one for one in plan.tables if one.title.startswith("Rangliste"))
    assert [row[1:3] for row in ranks.rows] == [
        (f"{made.rank[at]:.0f}", f"{made.firm.best[at]:.0f}\N{EN DASH}{made.firm.worst[at]:.0f}")
        for at in made.order[: len(ranks.rows)]
    ]
    without = len(made.codes) - len(made.order)
    assert without > 50
    assert f"Ohne Index: {without} von {len(made.codes)} Gemeinden." in ranks.texts[0]


def test_long_lists_of_a_sheet_are_cut_and_say_so() -> None:
    assert cut_names(["Gera", "Suhl"]) == "Gera; Suhl"
    shortened = cut_names(["Mühlhausen"] * 40)
    assert shortened.endswith("Mühlhausen \N{HORIZONTAL ELLIPSIS}")
    assert 200 < len(shortened) < 250
    rows_ = tuple((str(n),) for n in range(203))
    assert cut_rows(rows_[:200], words) == (rows_[:200], ())
    assert cut_rows(rows_, words) == (rows_[:200], ("3 weitere Zeilen stehen in den Dateien.",))


def test_patterns_are_called_as_they_are() -> None:
    english = pattern_names(words_of("en"))
    for pattern in set(Pattern) - {Pattern.NONE}:
        assert english[pattern].upper().replace(" ", "_") == pattern.name
