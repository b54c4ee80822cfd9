"""The file is the view: both indicators, both years, classes, selection and district stand in every format."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from atlas.model import Level, ValueState
from atlas.views.downloads.tables import COLUMNS
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene

words = words_of("de")
TWO = "indicator=unemployed_per_100,cars&level=district&year=2020"
CHANGE = "indicator=unemployed&level=district&year=2020&change_from=2016"
PLAIN = "indicator=unemployed_per_100&level=municipality&year=2021&classes=4&scheme=quantiles"
FORMATS = ("data.csv", "data.xlsx", "data.parquet", "areas.geojson", "areas.topojson", "areas.gpkg")


def opened(client: FlaskClient, file: str, query: str, folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Read a file of a view: its rows of the year, and what it says about the view (nothing in CSV)."""
    answer = client.get(f"/export/{file}?{query}")
    assert answer.status_code == 200, answer.text
    kind, body = file.partition(".")[2], answer.data
    said: dict[str, Any] = {}
    if kind == "csv":
        frame = pd.read_csv(io.BytesIO(body), dtype={"code": "str"})
    elif kind == "parquet":
        table = pq.read_table(io.BytesIO(body))
        frame, said = table.to_pandas(), json.loads(table.schema.metadata[b"atlas"])
    elif kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(body))
        _head, *rows = book["Werte"].iter_rows(values_only=True)
        # the heads are German: the columns stand in the order of Parquet
        names = opened(client, "data.parquet", query, folder)[0].columns
        frame = pd.DataFrame(rows, columns=list(names))
        said = {"flat": dict(book["Metadaten"].iter_rows(values_only=True))}
    elif kind == "gpkg":
        (folder / "areas.gpkg").write_bytes(body)
        frame = geopandas.read_file(folder / "areas.gpkg", layer="areas").drop(columns="geometry")
    else:
        said = json.loads(body)
        of = said["features"] if kind == "geojson" else said["objects"]["areas"]["geometries"]
        frame, said = pd.DataFrame([f["properties"] for f in of]), said["metadata"]
    year = next(int(p.removeprefix("year=")) for p in query.split("&") if p.startswith("year="))
    return frame[frame["year"] == year].sort_values("code", ignore_index=True), said


def shown(atlas: Atlas, query: str) -> Scene:
    asked = read_query(query, atlas, words)
    assert not asked.notices
    return scene(atlas, asked.state, words)


def alike(found: pd.Series[Any], wanted: Any) -> None:
    np.testing.assert_allclose(found.to_numpy(dtype=float, na_value=np.nan), wanted)


@pytest.mark.parametrize("file", FORMATS)
def test_a_view_of_two_indicators_gives_both_figures(
    client: FlaskClient, atlas: Atlas, file: str, tmp_path: Path
) -> None:
    frame, said = opened(client, file, TWO, tmp_path)
    for key, end in (("unemployed_per_100", ""), ("cars", "_2")):
        figures = atlas.figures(atlas.indicator(key), Level.DISTRICT, DEFAULT_TERRITORY)
        alike(frame[f"value{end}"], figures.values[figures.years.index(2020)])
    view = shown(atlas, TWO)
    wanted = [c + 1 if c >= 0 else np.nan for c in view.classes]
    alike(frame["class"], wanted)
    other = atlas.indicator("cars")
    if file.endswith("csv"):
        assert set(frame["unit_2"]) == {other.unit}
        assert set(frame["title_2"]) == {other.title}
    elif "view" in said:
        assert [(f["indicator"], f["unit"]) for f in said["view"]["figures"]][1] == ("cars", other.unit)
        assert {s["attribution"] for s in said["sources"]} == {s.attribution for s in view.sources}


@pytest.mark.parametrize("file", FORMATS)
def test_a_view_of_change_gives_both_years_and_the_difference(
    client: FlaskClient, atlas: Atlas, file: str, tmp_path: Path
) -> None:
    frame, said = opened(client, file, CHANGE, tmp_path)
    figures = atlas.figures(atlas.indicator("unemployed"), Level.DISTRICT, DEFAULT_TERRITORY)
    now, then = (figures.values[figures.years.index(y)] for y in (2020, 2016))
    alike(frame["value"], now)
    alike(frame["value_from"], then)
    alike(frame["difference"], now - then)
    alike(frame["change"], 100 * (now - then) / then)
    assert set(frame["year_from"]) == {2016}
    if "view" in said:
        assert (said["view"]["kind"], said["view"]["change_from"]) == ("change", 2016)


@pytest.mark.parametrize("file", FORMATS)
def test_classes_are_those_of_the_map_with_the_labels_of_its_legend(
    client: FlaskClient, atlas: Atlas, file: str, tmp_path: Path
) -> None:
    frame, said = opened(client, file, PLAIN, tmp_path)
    key = shown(atlas, PLAIN).legend().key
    counted = frame[frame["class"].notna()].groupby(["class", "class_label"]).size()
    assert [label for _number, label in counted.index] == list(key.labels)
    assert counted.tolist() == list(key.counts)
    if "view" in said:
        assert [r["colour"] for r in said["view"]["legend"]["classes"] if "class" in r] == list(key.colours)


def test_the_fixed_columns_stand_first_and_new_ones_last(client: FlaskClient) -> None:
    for query in (TWO, CHANGE, PLAIN):
        frame = pd.read_csv(io.BytesIO(client.get(f"/export/data.csv?{query}").data))
        assert tuple(frame.columns[:7]) == COLUMNS
        assert list(frame.columns[7:14]) == [
            *("state_meaning", "indicator", "unit", "territory", "source", "licence", "release"),
        ]


def test_selection_and_district_go_along(client: FlaskClient, tmp_path: Path) -> None:
    query = f"{PLAIN}&focus=16070&regions=16070029"
    frame, said = opened(client, "areas.geojson", query, tmp_path)
    assert frame["code"].str.startswith("16070").all()
    assert frame["code"][frame["selected"]].tolist() == ["16070029"]
    assert said["view"]["regions"] == "16070029"
    assert said["view"]["focus"] == {"code": "16070", "name": "Ilm-Kreis"}
    rows, _said = opened(client, "data.csv", query, tmp_path)
    assert set(rows["code"]) == {"16070029"}


def test_circles_have_no_classes_and_say_so(client: FlaskClient, tmp_path: Path) -> None:
    query = "indicator=unemployed&level=district&year=2020"
    frame, said = opened(client, "areas.geojson", query, tmp_path)
    assert frame["class"].isna().all()
    assert said["view"]["kind"] == "symbols"
    frame, _said = opened(client, "areas.gpkg", query, tmp_path)
    assert frame["class"].isna().all()


def test_what_a_view_cannot_hold_is_refused_with_the_reason(client: FlaskClient) -> None:
    answer = client.get("/export/data.csv?indicator=unemployed_per_100,unemployed&level=district")
    assert answer.status_code == 400
    assert "nicht mit einem anderen Indikator" in answer.json["error"]["message"]


def test_no_difference_is_told_where_either_year_is_hidden(client: FlaskClient) -> None:
    query = "indicator=unemployed&level=municipality&year=2020&change_from=2016"
    frame = pd.read_csv(io.BytesIO(client.get(f"/export/data.csv?{query}").data), dtype={"code": "str"})
    for hidden, told in (("state", "value"), ("state_from", "value_from")):
        rows = frame[frame[hidden] == "secret"]
        assert len(rows)
        assert rows[[told, "difference", "change"]].isna().all().all()
        assert set(rows["class_label"]) == {words.state(ValueState.SECRET).short}
