"""One district: what is counted, coloured, ranked and written is of its areas; classes stay those of the state."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.model import Level
from atlas.views.compare.comparison import ranking
from atlas.views.downloads.areas import areas_of
from atlas.views.downloads.tables import selected, table_file
from atlas.views.map.browser_records import Details, Files
from atlas.views.map.browser_view import browser_view
from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey
from atlas.views.map.representation import OUTSIDE
from atlas.views.map.scene import scene
from atlas.views.map.summary import alternative_text
from atlas.views.query.view_query import read_query, write_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene

words = words_of("de")
FILES = Files(
    areas=Details(coarse="", fine=""), borders=None, figures="", figures_second="", regions="", names="", points=""
)
RENT = "indicator=rent_per_m2_census&level=municipality"


def looked_up(atlas: Atlas, query: str) -> Scene:
    asked = read_query(query, atlas, words)
    assert asked.notices == ()
    return scene(atlas, asked.state, words)


def test_a_focus_survives_the_way_through_the_address(atlas: Atlas) -> None:
    state = read_query(f"{RENT}&focus=16072", atlas, words).state
    assert state.focus == "16072"
    assert read_query(write_query(state), atlas, words).state == state


@pytest.mark.parametrize(
    ("query", "named"),
    [("focus=16099", "16099"), ("focus=16072018", "16072018"), ("focus=16", "16"), ("focus=Sonneberg", "Sonneberg")],
)
def test_what_is_no_district_is_named_and_the_whole_state_is_shown(atlas: Atlas, query: str, named: str) -> None:
    asked = read_query(query, atlas, words)
    assert asked.state.focus == ""
    assert len(asked.notices) == 1
    assert named in asked.notices[0]


def test_the_state_as_one_area_has_no_section(atlas: Atlas) -> None:
    asked = read_query("level=state&focus=16072", atlas, words)
    assert (asked.state.level, asked.state.focus) == (Level.STATE, "")
    assert "Sonneberg" in asked.notices[0]


@pytest.mark.parametrize(
    ("query", "n"),
    [
        (f"{RENT}&focus=16072", 8),
        ("level=association&focus=16072", 7),
        ("level=district&focus=16072", 1),
        (f"{RENT}&focus=16051", 1),
        ("indicator=unemployed_per_100,deprivation_index&level=municipality&focus=16072", 8),
        ("indicator=unemployed&level=municipality&focus=16072", 8),
    ],
)
def test_only_areas_of_the_district_are_counted_and_coloured(atlas: Atlas, query: str, n: int) -> None:
    shown = looked_up(atlas, query)
    whole = looked_up(atlas, query.partition("&focus")[0])
    inside = [c for c in shown.figures.codes if "16072" in {c[:5], atlas.areas[shown.state.territory][c].parent}]
    if "16072" in query:
        assert list(shown.codes_inside) == inside
    assert len(shown.codes_inside) == n
    legend = shown.legend()
    without = legend.no_data[1] + legend.hidden[1]
    match legend.key:
        case ClassKey() as key:
            assert sum(key.counts) + without == n
            assert sum(bar for bar, _k in key.bars) + without == n
        case GridKey() as grid:
            assert sum(grid.counts) + without == n
        case CircleKey():
            assert set(shown.circles) <= set(shown.codes_inside)
            assert shown.circles.keys() < whole.circles.keys()
    classes = dict(zip(shown.figures.codes, shown.classes.tolist(), strict=True))
    before = dict(zip(whole.figures.codes, whole.classes.tolist(), strict=True))
    assert all(classes[c] == (before[c] if c in shown.codes_inside else OUTSIDE) for c in classes)
    assert shown.breaks is whole.breaks
    scaled = isinstance(legend.key, CircleKey)
    assert ("größten Wert in diesem Ausschnitt" if scaled else "wie in Thüringen insgesamt") in legend.scope
    assert whole.legend().scope == ""


def test_circles_of_a_district_are_scaled_to_its_largest_value(atlas: Atlas) -> None:
    query = "indicator=population&level=municipality&year=2021"
    whole, shown = looked_up(atlas, query), looked_up(atlas, f"{query}&focus=16072")
    row, keys = shown.figures.values[:, shown.inside], [scene.legend().key for scene in (whole, shown)]
    state, district = (view.circle for view in (browser_view(whole, FILES, {}), browser_view(shown, FILES, {})))
    assert state
    assert district
    assert district.value == np.nanmax(row) < state.value / 5
    assert max(shown.circles.values()) == pytest.approx(np.sqrt(np.nanmax(row[shown.row]) / district.value))
    assert max(shown.circles.values()) > 0.9 > 2 * max(whole.circles[code] for code in shown.circles)
    # the legend has circles of this size: a quarter of the value has half of the radius
    for key, largest in zip(keys, (state.value, district.value), strict=True):
        assert isinstance(key, CircleKey)
        for share, label in key.samples:
            value = int(label.replace("\u202f", ""))
            assert share == pytest.approx(np.sqrt(value / largest))
            assert value <= largest


def test_the_map_fits_the_district_unless_a_section_is_asked_for(atlas: Atlas) -> None:
    area = atlas.areas[read_query(RENT, atlas, words).state.territory]["16072"]
    west, south, east, north = looked_up(atlas, f"{RENT}&focus=16072").bounds
    assert west < area.lon < east
    assert south < area.lat < north
    assert east - west < 0.6
    assert looked_up(atlas, RENT).bounds == atlas.bounds
    assert looked_up(atlas, f"{RENT}&focus=16072&bbox=10,50,11,51").bounds == (10, 50, 11, 51)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (f"{RENT}&focus=16072", "Gemeinden im Landkreis Sonneberg, "),
        ("level=association&focus=16070", "Gemeindeverbände im Ilm-Kreis, "),
        ("level=district&focus=16070", ", Ilm-Kreis, "),
        (f"{RENT}&focus=16055", "Gemeinden in der Stadt Weimar, "),
    ],
)
def test_titles_name_the_district(atlas: Atlas, query: str, said: str) -> None:
    shown = looked_up(atlas, query)
    assert said in shown.line
    assert said in alternative_text(shown)


def test_ranks_are_told_within_the_district_and_of_a_single_area_in_the_state(atlas: Atlas) -> None:
    shown = looked_up(atlas, f"{RENT}&focus=16072")
    ranked, apart = ranking(shown)
    assert {r.area.code for r in ranked} | {area.code for area, _state in apart} == set(shown.codes_inside)
    assert min(r.rank for r in ranked) == 1
    assert browser_view(shown, FILES, {}).areas == "Gemeinden im Landkreis Sonneberg"
    alone = looked_up(atlas, f"{RENT}&focus=16051")
    assert len(ranking(alone)[0]) > 500
    assert browser_view(alone, FILES, {}).areas == "Gemeinden"


def test_the_browser_gets_the_codes_of_the_district(atlas: Atlas) -> None:
    shown = looked_up(atlas, f"{RENT}&focus=16072")
    sent = browser_view(shown, FILES, {})
    assert sent.focus is not None
    assert sent.focus.inside == shown.codes_inside
    assert sent.bounds[0][1] == shown.bounds[0]
    assert browser_view(looked_up(atlas, RENT), FILES, {}).focus is None


def test_files_hold_the_district_and_their_names_say_so(atlas: Atlas) -> None:
    shown = looked_up(atlas, f"{RENT}&focus=16072")
    file = table_file("csv", selected(shown), words)
    rows = pd.read_csv(io.BytesIO(file.body), dtype={"code": str})
    assert set(rows["code"]) == set(shown.codes_inside)
    assert file.filename == "rent_per_m2_census_16072_municipality_2021-12-31.csv"
    assert areas_of(shown, "coarse").codes == shown.codes_inside
    one = looked_up(atlas, f"{RENT}&focus=16072&regions={shown.codes_inside[0]}")
    assert selected(one).regions == shown.codes_inside[:1]


def test_the_summary_is_of_the_district_with_the_state_beside_it(atlas: Atlas) -> None:
    shown = looked_up(atlas, "indicator=unemployed_per_100&level=municipality&focus=16072")
    values = shown.figures.values[shown.row][shown.inside]
    text = alternative_text(shown)
    assert f"{np.count_nonzero(~np.isnan(values))} von 8 Gemeinden im Landkreis Sonneberg mit Wert" in text
    assert words.number(float(np.nanmin(values)), 1) in text
    assert "Thüringen: " in text
