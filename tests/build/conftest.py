"""A small data folder of two municipalities, and a folder of sources with one file for it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.build.publishers_files import GEODATA, declare

if TYPE_CHECKING:
    from pathlib import Path

AREAS = {
    "2021-12-31": ["16,state,", "16061,district,16", "16061001,municipality,16061", "16061002,municipality,16061"],
    "2016-01-01": ["16,state,", "16061,district,16", "16061001,municipality,16061", "16061002,municipality,16061"],
}


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    folder = tmp_path / "geodata"
    (folder / "areas").mkdir(parents=True)
    shutil.copy(GEODATA / "atlas.yaml", folder)
    for date, rows in AREAS.items():
        (folder / "areas" / f"{date}.csv").write_text("\n".join(["code,level,parent", *rows]), encoding="utf-8")
    walk = "ags_2016,name_2016,ags_2021,name_2021\n16061001,A,16061001,A\n16061002,B,16061002,B\n"
    (folder / "areas" / "crosswalk_2016-01-01_2021-12-31.csv").write_text(walk, encoding="utf-8")
    return folder


@pytest.fixture
def sources(tmp_path: Path, geodata: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "counts.csv").write_text("code,year,n\n16061001,2020,2\n16061002,2020,40\n", encoding="utf-8")
    (geodata / "sources").mkdir()
    shutil.copy(GEODATA / "sources" / "publishers.yaml", geodata / "sources")
    declare(geodata, "inkar_labour", minimum={"unemployed": 3})
    return folder
