"""The workbook of a view: German, with its legend, what it is compared with, and ready to print."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from atlas.model import Level, ValueState
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")
DISTRICT = "indicator=unemployed_per_100&level=municipality&year=2021&focus=16070"


@pytest.fixture(scope="module")
def book(client: FlaskClient) -> Any:
    return openpyxl.load_workbook(io.BytesIO(client.get(f"/export/data.xlsx?{DISTRICT}&scope=year").data))


def test_heads_and_states_are_german(book: Any) -> None:
    head, *rows = book["Werte"].iter_rows(values_only=True)
    assert head[:7] == ("Schlüssel", "Gebiet", "Jahr", "Wert", "Art des Werts", "Zähler", "Nenner")
    found = {row[4] for row in rows}
    assert found <= {words.state(s).short or words.state(s).meaning for s in ValueState}
    assert not found & set(ValueState)


def test_codes_are_cells_of_the_kind_text(book: Any) -> None:
    cells = [row[0] for row in book["Werte"].iter_rows(min_row=2)]
    assert {(c.data_type, c.number_format) for c in cells} == {("s", "@")}
    assert all(c.value.startswith("16070") for c in cells)


def test_the_workbook_says_what_it_is(book: Any) -> None:
    about = book.properties
    assert "Ilm-Kreis" in about.title
    assert "2021" in about.title
    assert about.creator == "Sozialstrukturatlas Thüringen"
    assert about.subject == "Sozialstruktur: Zahlen von Gebieten"


def test_every_sheet_is_ready_to_print(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.print_area, sheet.title
        assert sheet.print_title_rows == (None if sheet.title == "Metadaten" else "$1:$1")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_the_legend_has_the_classes_colours_and_counts_of_the_map(book: Any, atlas: Atlas) -> None:
    key = scene(atlas, read_query(DISTRICT, atlas, words).state, words).legend().key
    rows = [row for row in book["Legende"].iter_rows(min_row=2) if row[0].value]
    assert [(r[0].value, r[1].value, r[2].value, r[3].value) for r in rows] == [
        (i, *each) for i, each in enumerate(zip(key.labels, key.colours, key.counts, strict=True), start=1)
    ]
    assert [f"#{r[2].fill.fgColor.rgb[2:].lower()}" for r in rows] == list(key.colours)


def test_beside_the_municipalities_of_a_district_stand_district_and_state(book: Any, atlas: Atlas) -> None:
    rows = list(book["Zum Vergleich"].iter_rows(min_row=2, values_only=True))
    assert [(r[0], r[2]) for r in rows] == [("16070", 2021), ("16", 2021)]
    for row, level in zip(rows, (Level.DISTRICT, Level.STATE), strict=True):
        figures = atlas.figures(atlas.indicator("unemployed_per_100"), level, DEFAULT_TERRITORY)
        assert row[3] == pytest.approx(figures.value(2021, row[0]))


@pytest.mark.parametrize(
    "query", ["indicator=gross_pay&level=district&year=2020", DISTRICT.replace("&focus=16070", "")]
)
def test_without_a_district_there_is_no_sheet_to_compare_with(client: FlaskClient, query: str) -> None:
    found = openpyxl.load_workbook(io.BytesIO(client.get(f"/export/data.xlsx?{query}&scope=year").data))
    assert found.sheetnames == ["Werte", "Legende", "Metadaten"]


@pytest.mark.parametrize(
    ("query", "heads"),
    [
        (
            "indicator=unemployed_per_100,cars&level=district&year=2020",
            ("Wert: {unemployed_per_100}", "Wert: {cars} ({cars_unit})"),
        ),
        (
            "indicator=unemployed&level=district&year=2020&change_from=2016",
            ("Wert, früheres Jahr", "Differenz", "Veränderung in %"),
        ),
    ],
)
def test_views_of_more_than_one_figure_name_each(
    client: FlaskClient, atlas: Atlas, query: str, heads: tuple[str, ...]
) -> None:
    titles = {key: atlas.indicator(key).title for key in ("unemployed_per_100", "cars")}
    titles["cars_unit"] = atlas.indicator("cars").unit
    found = openpyxl.load_workbook(io.BytesIO(client.get(f"/export/data.xlsx?{query}&scope=year").data))
    head = next(found["Werte"].iter_rows(values_only=True))
    assert {h.format(**titles) for h in heads} <= set(head)


def test_the_open_interface_keeps_its_fixed_names(client: FlaskClient) -> None:
    answer = client.get("/api/v1/observations.xlsx?indicator=gross_pay&level=district")
    head = next(openpyxl.load_workbook(io.BytesIO(answer.data))["Werte"].iter_rows(values_only=True))
    assert head == ("code", "name", "year", "value", "state", "numerator", "denominator")
