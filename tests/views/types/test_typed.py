from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from atlas.data.figures import N_VALUELESS
from atlas.errors import DataError
from atlas.model import Kind, Level, ValueState
from atlas.statistics.types import find_types
from atlas.views.map.legend_content import ClassKey
from atlas.views.map.reading_aid import reading_aid
from atlas.views.map.representation import HIDDEN, NO_DATA
from atlas.views.map.summary import alternative_text
from atlas.views.print.credits import credit_lines
from atlas.views.types.choose import default_items, offered, offered_levels, row_until
from atlas.views.types.curve import curve_svg
from atlas.views.types.described import kinds
from atlas.views.types.files import types_file, types_table
from atlas.views.types.marks import FAR
from atlas.views.types.query import TypesState, read_types_query
from atlas.views.types.recipe import firmness
from atlas.views.types.rows import untyped
from atlas.views.types.typed import Typed, typed
from atlas.words.words import words_of
from tests.small_atlas import CODES, DATE, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")
#: Four areas with much and little, four with little and much, two in the middle, one hidden, one without a value.
FIRST = (9, 9.5, 9.2, 9.1, 1, 1.2, 1.1, 0.9, 5, 5.2, ValueState.SECRET, 1)
SECOND = (10, 11, 10.5, 10, 80, 82, 81, 79, 45, 44, 3, ValueState.UNKNOWN)


@pytest.fixture(scope="module")
def few() -> Atlas:
    blocks = {
        ("one", Level.MUNICIPALITY): block({2019: tuple(range(12)), 2021: FIRST}, CODES),
        ("two", Level.MUNICIPALITY): block({2016: SECOND}, CODES),
        ("flat", Level.MUNICIPALITY): block({2021: (3,) * 12}, CODES),
        ("people", Level.MUNICIPALITY): block({2021: tuple(range(12))}, CODES),
    }
    people = indicator("people", kind=Kind.COUNT, unit="Personen", decimals=0)
    return small_atlas(blocks, indicator("one"), indicator("two"), indicator("flat"), people)


def asked(*items: str, k: int = 3, year: int = 0) -> TypesState:
    return TypesState(
        items=items or ("one", "two"),
        k=k,
        method="kmeans",
        level=Level.MUNICIPALITY,
        year=year,
        territory=DATE,
        usual_territory=DATE,
    )


@pytest.fixture
def made(few: Atlas) -> Typed:
    return typed(few, asked(), words)


def test_the_map_shows_the_types_that_the_statistics_find(made: Typed) -> None:
    found = find_types(made.figures, 3)
    of = dict(zip(found.codes, found.of.tolist(), strict=True))
    classes = dict(zip(CODES, made.scene.classes.tolist(), strict=True))
    assert {code: classes[code] for code in of} == of
    assert (classes[CODES[10]], classes[CODES[11]]) == (HIDDEN, NO_DATA)
    key = made.scene.legend().key
    assert isinstance(key, ClassKey)
    assert key.labels == ("Typ 1", "Typ 2", "Typ 3")
    assert key.counts == (4, 2, 4)
    assert len(set(key.colours)) == 3


def test_each_type_is_told_by_what_lies_far_from_the_middle(made: Typed) -> None:
    high, middle, low = kinds(made)
    assert high.count == 4
    assert {m.short for m in high.marks} == {"one hoch", "two niedrig"}
    assert "9,2" in next(m.sentence for m in high.marks if m.short == "one hoch")
    assert middle.marks == ()
    assert middle.short == "überall nahe der Mitte"
    assert {m.short for m in low.marks} == {"one niedrig", "two hoch"}
    assert all(abs(score) >= FAR for score in made.found.centres[0])


def test_sentences_and_map_name_years_method_number_and_what_is_missing(made: Typed) -> None:
    text = " ".join(made.recipe)
    assert "one 2021; two 2016" in text
    assert "k-Means, der beste von 30 Anläufen, Startwert 1" in text
    assert "Die Zahl der Typen, 3, ist von Hand gewählt" in text
    assert "2 von 12 Gemeinden fehlt ein Wert" in text
    foot = " ".join(credit_lines(made.scene, dt.date(2026, 1, 1)))
    assert text in foot
    assert "Ein Typ beschreibt Gebiete, nicht die Menschen darin" in foot
    assert "© Amt <2021>" in foot
    assert "Typ 1: " in " ".join(made.scene.legend().remarks)
    assert "10 von 12 Gemeinden in 3 Gruppen" in alternative_text(made.scene)
    assert "Dorf 1 gehört zu „Typ 1“" in reading_aid(made.scene)


@pytest.mark.parametrize(
    ("silhouette", "told"),
    [
        (0.71, "klar"),
        (0.69, "Übergänge"),
        (0.49, "ineinander über"),
        (0.26, "ineinander über"),
        (0.24, "kaum"),
        (-0.1, "kaum"),
    ],
)
def test_how_far_types_stand_apart_goes_by_their_silhouette(made: Typed, silhouette: float, told: str) -> None:
    found = replace(made.found, curve={made.found.k: silhouette})
    assert told in firmness(found, words)


def test_the_curve_rises_with_the_silhouette_and_marks_the_number_that_is_shown(atlas: Atlas) -> None:
    query = "items=share_65plus,unemployed_per_100&level=municipality&k=7"
    shown = typed(atlas, read_types_query(query, atlas, words).state, words)
    curve = shown.found.curve
    assert shown.found.best != 7
    svg = curve_svg(shown)
    (points,) = re.findall(r'polyline points="([^"]+)"', svg)
    heights = dict(zip(sorted(curve), (-float(point.split(",")[1]) for point in points.split()), strict=True))
    assert sorted(curve, key=lambda k: heights[k]) == sorted(curve, key=lambda k: curve[k])
    assert re.findall(r'class="(\w+)" cx', svg) == ["chosen" if k == 7 else "other" for k in sorted(curve)]
    assert f">{words.number(curve[7], 2)}</text>" in svg


def test_areas_without_a_type_are_named_by_the_reason(made: Typed) -> None:
    assert [(part.reason, [a.code for a in part.areas]) for part in untyped(made)] == [
        (words.state(ValueState.SECRET).short, [CODES[10]]),
        (words.state(ValueState.UNKNOWN).short, [CODES[11]]),
    ]


def test_figures_are_those_of_the_newest_year_up_to_the_one_asked_for(few: Atlas) -> None:
    assert typed(few, asked(), words).years == (2021, 2016)
    earlier = typed(few, asked(year=2020), words)
    assert earlier.years == (2019, 2016)
    assert row_until(few, few.indicator("one"), Level.MUNICIPALITY, DATE, 2018) == -1


def test_a_constant_indicator_is_named_in_the_recipe(few: Atlas) -> None:
    found = typed(few, asked("one", "flat", "two"), words)
    assert found.found.columns == ("one", "two")
    assert "Überall gleich" in " ".join(found.recipe)
    with pytest.raises(DataError, match="In allen Gebieten gleich"):
        typed(few, asked("one", "flat"), words)


def test_counts_make_no_types(few: Atlas) -> None:
    assert [i.id for i in offered(few, Level.MUNICIPALITY, DATE)] == ["one", "two", "flat"]


def test_csv_holds_types_values_states_and_the_recipe(made: Typed, few: Atlas) -> None:
    file = types_file("csv", made, few, "https://example.org/types?items=one,two")
    frame = pd.read_csv(io.BytesIO(file.body), dtype={"code": str})
    assert frame["code"].tolist() == list(CODES)
    assert frame["type"].fillna(0).astype(int).tolist() == [1] * 4 + [3] * 4 + [2] * 2 + [0] * 2
    assert frame["state"].fillna("").tolist() == [""] * 10 + ["secret", "unknown"]
    assert np.isnan(frame["one"][10])
    assert frame["recipe"][0] == " ".join(made.recipe)
    assert frame["years"][0] == "one 2021, two 2016"
    assert frame["address"][0].startswith("https://example.org/types")
    assert frame["source"][0] == "© Amt <2021>"


def test_the_next_type_of_an_area_is_another_one_counted_from_one(made: Typed) -> None:
    frame = types_table(made).set_index("code").loc[list(made.found.codes)]
    assert frame["type"].tolist() == [kind + 1 for kind in made.found.of]
    assert frame["next_type"].tolist() == [kind + 1 for kind in made.found.nearest]
    assert (frame["type"] != frame["next_type"]).all()
    assert set(frame["next_type"]) <= {1, 2, 3}


def test_chosen_for_a_reader_is_of_each_field_the_newest_that_nearly_all_areas_have(atlas: Atlas) -> None:
    level, territory = Level.DISTRICT, atlas.scope.territory
    newest = {}
    for one in offered(atlas, level, territory):
        figures = atlas.figures(one, level, territory)
        if np.isfinite(figures.values[-1]).mean() >= 0.95:
            newest.setdefault(one.field, []).append(figures.years[-1])
    chosen = [atlas.indicator(key) for key in default_items(atlas, level, territory)]
    assert len({one.field for one in chosen}) == len(chosen) > 2
    for one in chosen:
        assert atlas.figures(one, level, territory).years[-1] == max(newest[one.field])
    assert any(min(newest[one.field]) < max(newest[one.field]) for one in chosen)


def test_the_workbook_has_a_sheet_of_areas_of_types_and_of_notes(made: Typed, few: Atlas) -> None:
    book = load_workbook(io.BytesIO(types_file("xlsx", made, few, "https://example.org/").body))
    values, types, notes = book.worksheets
    assert values.max_row == 13
    assert [row[2].value for row in types.iter_rows(min_row=2)] == [4, 2, 4]
    assert types.cell(2, 5).value == pytest.approx(9.2)
    told = {row[0].value: row[1].value for row in notes.iter_rows()}
    assert told["recipe"] == " ".join(made.recipe)
    assert "kein Urteil" in told["caveats"]
    assert told["indicators.2.year"] == "2016"


def test_no_hidden_value_takes_part(atlas: Atlas) -> None:
    """Areas whose value is hidden or missing have neither a type nor a number anywhere."""
    for level in offered_levels(atlas, atlas.scope.territory):
        items = default_items(atlas, level, atlas.scope.territory)
        assert len(items) >= 2
        state = TypesState(
            items=items,
            k=0,
            method="ward",
            level=level,
            year=0,
            territory=atlas.scope.territory,
            usual_territory=atlas.scope.territory,
        )
        found = typed(atlas, state, words)
        lacking = (found.states < N_VALUELESS).any(axis=1)
        assert set(found.found.dropped) == set(found.figures.index[lacking])
        assert (found.scene.classes[lacking] < 0).all()
