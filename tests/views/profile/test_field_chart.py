"""The chart of a field shows the indicator with most years, beside its district and the state."""

from __future__ import annotations

from atlas.data.same_place import known_as
from atlas.model import Kind, Level
from atlas.views.profile.field_chart import FieldChart, field_chart
from tests.shared import english, shipped_atlas
from tests.small_atlas import CODES, DATE, YEARS, block, indicator, small_atlas

FLAT = (5.0,) * 12


def chart_of(code: str, *keys: str) -> FieldChart:
    atlas = shipped_atlas()
    territory = atlas.territories[0]
    area = atlas.areas[territory][code]
    pairs = [(i, known_as(atlas, area, i, territory)) for i in map(atlas.indicator, keys)]
    made = field_chart(atlas, pairs, territory, english)
    assert made is not None
    return made


def test_a_municipality_stands_beside_its_district_and_the_state() -> None:
    made = chart_of("16072018", "unemployed", "unemployed_per_100")
    assert made.indicator.id == "unemployed_per_100"
    assert made.key == (("own", "Sonneberg, Stadt"), ("district", "Sonneberg, Landkreis"), ("against", "Thüringen"))
    assert made.rows[-1][0] == "2021"
    assert all(len(row) == 4 for row in made.rows)
    assert made.figure.count("<polyline") >= 3
    assert "Sonneberg, Landkreis" in made.figure


def test_a_town_that_is_its_district_stands_beside_the_state_only() -> None:
    for code in ("16051", "16051000"):
        assert [name for name, _text in chart_of(code, "unemployed_per_100").key] == ["own", "against"]


def test_the_table_holds_the_very_values_of_the_lines() -> None:
    atlas = shipped_atlas()
    figures = atlas.figures(atlas.indicator("gross_pay"), Level.DISTRICT, atlas.territories[0])
    made = chart_of("16072", "gross_pay")
    values = [figures.value(year, "16072") for year in figures.years]
    assert [row[1] for row in made.rows] == ["no value" if v is None else english.number(v, 0) for v in values]


def test_counts_and_too_few_years_have_no_chart() -> None:
    rows = dict.fromkeys(YEARS, FLAT)
    count, short = indicator("count", kind=Kind.COUNT), indicator("short")
    blocks = {("count", Level.MUNICIPALITY): block(rows, CODES)}
    blocks[("short", Level.MUNICIPALITY)] = block({2019: FLAT, 2021: FLAT}, CODES)
    atlas = small_atlas(blocks, count, short)
    area = atlas.areas[DATE][CODES[0]]
    assert field_chart(atlas, [(count, area), (short, area)], DATE, english) is None
