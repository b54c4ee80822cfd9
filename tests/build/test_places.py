from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from atlas.build.places import build_places
from atlas.data.places import COLUMNS, read_places
from atlas.data.scope import read_scope
from atlas.data.tables import read_sources
from atlas.errors import DataError, MissingDataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = ROOT / "geodata"
DATES = read_scope(SHIPPED).built


def test_without_the_publishers_files_it_is_said_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="Auszug_GV"):
        build_places(tmp_path, SHIPPED)


@pytest.mark.real
def test_the_shipped_list_is_that_of_the_real_files(sources_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / "areas", tmp_path / "areas")
    shutil.copytree(SHIPPED / "sources", tmp_path / "sources")
    for name in ("sources.yaml", "atlas.yaml"):
        shutil.copy(SHIPPED / name, tmp_path)
    said = build_places(sources_folder, tmp_path)
    assert said == "places.csv: written, 680 former names, the place of today is proved for 592"
    assert (tmp_path / "places.csv").read_bytes() == (SHIPPED / "places.csv").read_bytes()
    assert (tmp_path / "sources.yaml").read_bytes() == (SHIPPED / "sources.yaml").read_bytes()


def test_the_shipped_list_leads_to_areas_that_exist() -> None:
    codes = {date: set(pd.read_csv(SHIPPED / "areas" / f"{date}.csv", dtype=str)["code"]) for date in DATES}
    known = read_places(SHIPPED / "places.csv", DATES, {})
    assert sum(k.gone == 0 for k in known) == 631
    for name in known:
        for date, into in name.into.items():
            assert set(into) <= codes[date], name
        assert not name.gone or 1994 <= name.until < name.gone <= 2021


def test_the_list_of_sources_names_its_publisher(tmp_path: Path) -> None:
    listed = yaml.safe_load((SHIPPED / "sources.yaml").read_text(encoding="utf-8"))
    assert listed["sources"][listed["places"]["source"]]["publisher"] == "Statistisches Bundesamt (Destatis)"
    listed["places"]["source"] = "nobody"
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump(listed), encoding="utf-8")
    with pytest.raises(DataError, match=r"places\.source"):
        read_sources(tmp_path / "sources.yaml")


def test_a_list_of_another_form_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    assert read_places(path, (), {}) == ()
    path.write_text("code,name\n1,x\n", encoding="utf-8")
    with pytest.raises(DataError, match="columns"):
        read_places(path, DATES, {})
    path.write_text(
        ",".join([*COLUMNS, "into_2016", "into_2021"]) + "\n16061003,Dorf,37300,soon,later,,\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="years in until and gone"):
        read_places(path, DATES, {})


def test_former_names_are_followed_to_a_date_that_was_brought_in(tmp_path: Path) -> None:
    path, further = tmp_path / "places.csv", DATES[0].replace(year=2030)
    rows = f"{','.join([*COLUMNS, 'into_2016', 'into_2021'])}\n16061003,Dorf,37300,2013,2017,16061003,16061004\n"
    path.write_text(rows, encoding="utf-8")
    walks = {further: (DATES[0], {"16061004": ["16061007", "16061008"]})}
    (known,) = read_places(path, DATES, walks)
    assert known.into == {DATES[1]: ("16061003",), DATES[0]: ("16061004",), further: ("16061007", "16061008")}
