"""Every download, read back by another library: the same values and states, and what it says about itself."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from shapely.geometry import shape

from atlas.data.figures import RANK
from atlas.data.subject import subject
from atlas.model import Level, ValueState
from atlas.views.downloads.areas import AreaSelection, geometry_file
from atlas.views.downloads.captions import FORMULA_STARTS, harmless
from atlas.views.downloads.everything import everything
from atlas.views.downloads.tables import COLUMNS, csv_text, select, table_file
from atlas.views.downloads.workbook import new_workbook, write_sheet
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.views.downloads.tables import Selection

words = words_of("de")
LICENCE = "https://www.govdata.de/dl-de/by-2-0"


@pytest.fixture(scope="module")
def rate(atlas: Atlas) -> Indicator:
    return atlas.indicator("unemployed_per_100")


@pytest.fixture(scope="module")
def part(atlas: Atlas, rate: Indicator) -> Selection:
    return select(atlas, rate.id, Level.MUNICIPALITY, DEFAULT_TERRITORY)


def outlines(
    atlas: Atlas, level: Level, territory: dt.date = DEFAULT_TERRITORY, key: str = "", **more: Any
) -> AreaSelection:
    return AreaSelection(
        level=level,
        territory=territory,
        areas=atlas.areas[territory],
        codes=atlas.codes(level, territory),
        edition=atlas.edition,
        subject=subject(atlas, key, level, territory) if key else None,
        **more,
    )


def same(atlas: Atlas, rate: Indicator, frame: pd.DataFrame) -> None:
    """Hold a table against the figures, cell by cell."""
    figures = atlas.figures(rate, Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert len(frame) == figures.values.size
    table = frame.pivot_table(index="year", columns="code", values="value", dropna=False)
    np.testing.assert_allclose(table[list(figures.codes)].to_numpy(dtype=float), figures.values)
    states = frame.set_index(["year", "code"])["state"]
    for year in (figures.years[0], figures.years[-1]):
        assert [figures.state(year, c) for c in figures.codes] == states.loc[year].loc[list(figures.codes)].tolist()
    hidden = frame[frame["state"] == "secret"]
    assert len(hidden)
    assert hidden[["value", "numerator", "denominator"]].isna().all().all()


@pytest.mark.parametrize(("bom", "semicolon"), [(False, False), (True, True)])
def test_csv_holds_the_figures_and_explains_itself(
    atlas: Atlas, rate: Indicator, *, bom: bool, semicolon: bool, part: Selection
) -> None:
    body = table_file("csv", part, words, bom=bom, semicolon=semicolon).body
    assert body.startswith(b"\xef\xbb\xbf") is bom
    frame = pd.read_csv(
        io.BytesIO(body),
        sep=";" if semicolon else ",",
        decimal="," if semicolon else ".",
        dtype={"code": "str"},
        encoding="utf-8-sig",
    )
    assert tuple(frame.columns[:7]) == COLUMNS
    same(atlas, rate, frame)
    assert set(frame["unit"]) == {rate.unit}
    assert set(frame["territory"]) == {"2021-12-31"}
    assert set(frame["release"]) == {atlas.release}
    assert LICENCE in frame["licence"].iloc[0]
    assert "BBSR" in frame["source"].iloc[0]
    assert frame.set_index("state")["state_meaning"].to_dict()["secret"].startswith("geheim gehalten")


def test_the_workbook_holds_numbers_as_numbers_codes_as_texts_and_all_notes(
    atlas: Atlas, rate: Indicator, part: Selection
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_file("xlsx", part, words).body))
    values, notes = book["Werte"], book["Metadaten"]
    rows = list(values.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    frame = pd.DataFrame(rows[1:], columns=list(COLUMNS)).astype(
        {"value": float, "numerator": float, "denominator": float}
    )
    same(atlas, rate, frame)
    assert values.freeze_panes == "A2"
    assert values.auto_filter.ref == f"A1:G{len(rows)}"
    assert (values["A2"].data_type, values["D2"].data_type, values["D2"].number_format) == ("s", "n", "#,##0.0")
    said = dict(notes.iter_rows(values_only=True))
    assert said["title"] == rate.title
    assert said["sources.1.licence_url"] == LICENCE
    assert said["territory"] == "2021-12-31"
    assert {f"states.{s}.meaning" for s in ValueState} <= set(said)


def test_parquet_holds_the_figures_and_its_captions(atlas: Atlas, rate: Indicator, part: Selection) -> None:
    table = pq.read_table(io.BytesIO(table_file("parquet", part, words).body))
    same(atlas, rate, table.to_pandas())
    said = json.loads(table.schema.metadata[b"atlas"])
    assert said["unit"] == rate.unit
    assert said["sources"][0]["licence_url"] == LICENCE


def test_years_and_regions_are_chosen(atlas: Atlas, rate: Indicator) -> None:
    wanted = {"years": (2019, 2020), "regions": ("16055", "16051")}
    chosen = select(atlas, rate.id, Level.DISTRICT, DEFAULT_TERRITORY, **wanted)
    frame = pd.read_csv(io.BytesIO(table_file("csv", chosen, words).body), dtype={"code": "str"})
    assert sorted(zip(frame["year"], frame["code"], strict=True)) == [
        (2019, "16051"),
        (2019, "16055"),
        (2020, "16051"),
        (2020, "16055"),
    ]


def joined(atlas: Atlas, rate: Indicator, rows: list[dict[str, Any]]) -> None:
    """Hold the properties of areas against the figures of the year."""
    figures = atlas.figures(rate, Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert [r["code"] for r in rows] == list(figures.codes)
    for row in rows:
        assert row["state"] == figures.state(2021, row["code"])
        value = figures.value(2021, row["code"])
        missing = row["value"] is None or np.isnan(row["value"])
        assert missing if value is None else row["value"] == pytest.approx(value)


def test_geojson_joins_all_areas_with_their_figures(atlas: Atlas, rate: Indicator) -> None:
    file = geometry_file("geojson", outlines(atlas, Level.MUNICIPALITY, key=rate.id, year=2021), words)
    joined(atlas, rate, geopandas.read_file(io.BytesIO(file.body)).drop(columns="geometry").to_dict("records"))
    said = json.loads(file.body)["metadata"]
    assert said["year"] == 2021
    assert said["areas"]["attribution"] == atlas.manifest.attribution


def test_topojson_shares_its_borders_and_is_smaller(atlas: Atlas, rate: Indicator, tmp_path: Path) -> None:
    plain = geometry_file("geojson", outlines(atlas, Level.MUNICIPALITY, key=rate.id, year=2021), words)
    file = geometry_file("topojson", outlines(atlas, Level.MUNICIPALITY, key=rate.id, year=2021), words)
    content = json.loads(file.body)
    joined(atlas, rate, [g["properties"] for g in content["objects"]["areas"]["geometries"]])
    assert len(file.body) < 0.7 * len(plain.body)
    used = [abs(a) if a >= 0 else abs(~a) for g in content["objects"]["areas"]["geometries"] for a in arcs(g["arcs"])]
    assert len(used) > 1.5 * len(set(used))
    features = {f["properties"]["code"]: f for f in json.loads(plain.body)["features"]}
    (tmp_path / "areas.topojson").write_bytes(file.body)
    back = geopandas.read_file(tmp_path / "areas.topojson", layer="areas").set_index("code")
    for code in ("16051000", "16076041"):
        wanted = shape(features[code]["geometry"])
        assert back.geometry[code].symmetric_difference(wanted).area < 0.01 * wanted.area


def arcs(nested: Any) -> list[int]:
    return [nested] if isinstance(nested, int) else [a for inner in nested for a in arcs(inner)]


def test_the_geopackage_holds_areas_figures_and_a_table_of_captions(
    atlas: Atlas, rate: Indicator, tmp_path: Path
) -> None:
    path = tmp_path / "areas.gpkg"
    path.write_bytes(
        geometry_file("gpkg", outlines(atlas, Level.MUNICIPALITY, key=rate.id, year=2021, detail="fine"), words).body
    )
    frame = geopandas.read_file(path, layer="areas")
    assert frame.crs == "EPSG:4326"
    joined(atlas, rate, frame.drop(columns="geometry").to_dict("records"))
    said = dict(pyogrio.read_dataframe(path, layer="metadata", read_geometry=False).itertuples(index=False, name=None))
    assert said["indicator"] == rate.id
    assert said["sources.1.licence_url"] == LICENCE


@pytest.mark.parametrize("fmt", ["geojson", "topojson", "gpkg"])
def test_areas_come_without_figures_too(atlas: Atlas, fmt: str, tmp_path: Path) -> None:
    file = geometry_file(fmt, outlines(atlas, Level.DISTRICT, dt.date(2016, 1, 1)), words)
    assert file.filename == f"areas_district_2016-01-01.{fmt}"
    (tmp_path / file.filename).write_bytes(file.body)
    layer = {"layer": "areas"} if fmt != "geojson" else {}
    found = geopandas.read_file(tmp_path / file.filename, **layer)
    assert set(found["code"]) == set(atlas.codes(Level.DISTRICT, dt.date(2016, 1, 1)))


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "parquet", "geojson", "topojson", "gpkg"])
def test_the_same_release_is_the_same_bytes(atlas: Atlas, rate: Indicator, fmt: str, part: Selection) -> None:
    def made() -> bytes:
        if fmt in {"csv", "xlsx", "parquet"}:
            return table_file(fmt, part, words).body
        return geometry_file(fmt, outlines(atlas, Level.DISTRICT, key=rate.id, year=2021), words).body

    assert made() == made()


@pytest.fixture(scope="module")
def whole(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all")
    for fmt in ("zip", "xlsx", "parquet"):
        everything(fmt, atlas, folder / f"all.{fmt}", words)
    return folder


def test_everything_holds_every_figure_once_in_each_format(atlas: Atlas, whole: Path) -> None:
    expected = sum(
        atlas.figures(i, level, DEFAULT_TERRITORY).values.size
        for i in atlas.catalogue.indicators.values()
        for level in atlas.levels(i, DEFAULT_TERRITORY)
    )
    long = pd.read_parquet(whole / "all.parquet")
    assert len(long) == expected
    assert not long.duplicated(["indicator", "level", "code", "year"]).any()
    with zipfile.ZipFile(whole / "all.zip") as archive:
        tables = [n for n in archive.namelist() if n.endswith(".csv")]
        assert {n.removesuffix(".csv") + ".json" for n in tables} <= set(archive.namelist())
        rows = sum(archive.read(n).count(b"\r\n") - 1 for n in tables)
        assert LICENCE in archive.read("README.txt").decode()
    assert rows == expected
    book = CalamineWorkbook.from_path(whole / "all.xlsx")
    sheets = [s for s in book.sheet_names if s not in {"Übersicht", "Metadaten"}]
    first = book.get_sheet_by_name(sheets[0]).to_python()[0]
    assert first[:6] == ["Indikator", "Ebene", "Schlüssel", "Gebiet", "Jahr", "Wert"]
    assert sum(len(book.get_sheet_by_name(s).to_python(skip_empty_area=False)) - 1 for s in sheets) == expected


def test_no_hidden_value_is_in_any_file_of_everything(atlas: Atlas, whole: Path) -> None:
    long = pd.read_parquet(whole / "all.parquet")
    hidden = long[long["state"] == "secret"]
    counts = atlas.figures(atlas.indicator("unemployed"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert len(hidden) >= np.count_nonzero(counts.states == RANK[ValueState.SECRET]) > 0
    assert hidden[["value", "numerator", "denominator"]].isna().all().all()
    assert not long[(long["indicator"] == "unemployed") & long["value"].isin([1, 2])].size


@given(st.sampled_from(FORMULA_STARTS), st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_a_text_that_looks_like_a_formula_stays_a_text(start: str, rest: str) -> None:
    text = start + rest
    frame = pd.DataFrame({"code": ["16055"], "name": [text], "value": [-1.5]})
    row = next(iter(csv.DictReader(io.StringIO(csv_text(frame).decode(), newline=""))))
    assert row["name"] == "'" + text == harmless(text)
    assert row["value"] == "-1.5"


def test_a_workbook_takes_formulas_and_addresses_as_texts() -> None:
    target = io.BytesIO()
    book = new_workbook(target, dt.date(2026, 1, 31), "Atlas", "", words)
    texts = ("=1+1", "+49", "-x", "@SUM(A1)", "https://example.org", "{=A1}")
    write_sheet(book, "Blatt", ["a"], [(t,) for t in texts], {})
    book.close()
    cells = [row[0] for row in openpyxl.load_workbook(target)["Blatt"].iter_rows(min_row=2)]
    assert [c.value for c in cells] == list(texts)
    assert {c.data_type for c in cells} == {"s"}
