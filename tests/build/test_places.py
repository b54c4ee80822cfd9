from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from atlas.build.places import build_places
from atlas.data.places import COLUMNS, read_places
from atlas.data.tables import read_sources
from atlas.errors import DataError, MissingDataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = ROOT / "geodata"


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
    codes = {
        y: set(pd.read_csv(SHIPPED / "areas" / f, dtype=str)["code"])
        for y, f in ((2016, "2016-01-01.csv"), (2021, "2021-12-31.csv"))
    }
    known = read_places(SHIPPED / "places.csv")
    assert sum(k.gone == 0 for k in known) == 631
    for name in known:
        for year, into in name.into.items():
            assert set(into) <= codes[year], name
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
    assert read_places(path) == ()
    path.write_text("code,name\n1,x\n", encoding="utf-8")
    with pytest.raises(DataError, match="columns"):
        read_places(path)
    path.write_text(
        ",".join([*COLUMNS, "into_2016", "into_2021"]) + "\n16061003,Dorf,37300,soon,later,,\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="years in until and gone"):
        read_places(path)
