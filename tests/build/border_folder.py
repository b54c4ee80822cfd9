"""A data folder of eight square municipalities in two districts, and files of borders as they come later."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
import yaml

from atlas.build.area_files import write
from atlas.build.hierarchy import hierarchy, inside
from atlas.build.layers import DETAILS, as_csv, measured, write_layers
from atlas.build.table_files import write_table
from atlas.data.geometry_files import AREA_COLUMNS
from atlas.data.scope import read_scope
from tests.build.publishers_files import GEODATA

if TYPE_CHECKING:
    from pathlib import Path

SIDE, CORNER = 8000.0, (600_000.0, 5_650_000.0)
NOW, LATER = dt.date(2021, 12, 31), dt.date(2024, 1, 1)
CRS = "EPSG:25832"
CODES = [f"1600{d}00{k}" for d in (1, 2) for k in (1, 2, 3, 4)]
PEOPLE = dict(zip(CODES, (100, 201, 300, 1001, 40, 50, 60, 7), strict=True))


def square(column: float, row: float, width: float = 1) -> shapely.Polygon:
    """Draw a municipality of the grid, or a part of one."""
    x, y = CORNER[0] + column * SIDE, CORNER[1] + row * SIDE
    return shapely.box(x, y, x + width * SIDE, y + SIDE)


def now() -> gpd.GeoDataFrame:
    """Draw the municipalities of today: a row of four a district."""
    rows = [
        {
            "code": code,
            "name": f"Ort {code[-4:]}",
            "designation": "Gemeinde",
            "association": f"{code[:5]}5001",
        }
        for code in CODES
    ]
    return gpd.GeoDataFrame(rows, geometry=[square(i % 4, i // 4) for i in range(8)], crs=CRS)


def later(**more: Any) -> gpd.GeoDataFrame:
    """Draw the municipalities of later: two have merged, one is divided between two districts, one has a new code."""
    parts = {
        "16001010": ("Neustadt", shapely.union_all([square(0, 0), square(1, 0)])),
        "16001003": ("Ort 1003", square(2, 0)),
        "16001004": ("Ort 1004", square(3, 0, 0.4)),
        "16002001": ("Ort 2001", square(0, 1)),
        "16002002": ("Ort 2002", square(1, 1)),
        "16002003": ("Ort 2003", square(2, 1)),
        "16002009": ("Ort 2004", shapely.union_all([square(3, 1), square(3.4, 0, 0.6)])),
    }
    rows = {"AGS": list(parts), "GEN": [name for name, _ in parts.values()], "EWZ": range(7)}
    return gpd.GeoDataFrame(rows | more, geometry=[shape for _, shape in parts.values()], crs=CRS)


def folder_of_squares(folder: Path) -> Path:
    """Write a data folder of one territory date, with areas, population and what must be known of both."""
    areas = folder / "areas"
    areas.mkdir(parents=True)
    content = yaml.safe_load((GEODATA / "atlas.yaml").read_text(encoding="utf-8"))
    content |= {"territories": [NOW], "crs": CRS}
    content["borders"]["territory"] = NOW
    (folder / "atlas.yaml").write_text(f"# A comment.\n{yaml.safe_dump(content, allow_unicode=True)}", encoding="utf-8")
    for name in ("sources", "measures"):
        (folder / name).mkdir()
        for file in ("population.yaml", "inkar_labour.yaml", "publishers.yaml"):
            if (GEODATA / name / file).is_file():
                shutil.copy(GEODATA / name / file, folder / name)
    _write_areas(folder)
    _write_tables(folder)
    return folder


def _write_areas(folder: Path) -> None:
    scope, municipalities = read_scope(folder), now()
    named = {"16001": "Kreis A", "16002": "Kreis B", "16": "Land"}
    above = pd.DataFrame({"code": list(named), "name": list(named.values()), "designation": "Landkreis"})
    codes = municipalities["association"].unique()
    groups = pd.DataFrame({"code": codes, "name": codes, "designation": "Verwaltungsgemeinschaft"})
    table = hierarchy(municipalities, groups, above, scope)
    within = inside(table, scope)
    files: dict[str, bytes] = {f"{NOW}.csv": as_csv(measured(municipalities, table, within)[AREA_COLUMNS])}
    layers: list[dict[str, Any]] = []
    for detail in DETAILS:
        layers += write_layers(str(NOW), detail, municipalities, table, within, folder / "areas", files)[0]
    around = write("background", municipalities[:0].to_crs(4326), folder / "areas", files)
    manifest: dict[str, Any] = {"package": {"name": "p", "version": "1", "integrity": "x"}, "territories": [str(NOW)]}
    manifest |= dict.fromkeys(("publisher", "title", "licence", "licence_url", "attribution"), "x")
    manifest |= {"layers": layers, "background": around | {"tolerance_m": 500, "decimals": 3}}
    files["manifest.json"] = json.dumps(manifest).encode()
    for name, content in files.items():
        (folder / "areas" / name).parent.mkdir(exist_ok=True)
        (folder / "areas" / name).write_bytes(content)


def _write_tables(folder: Path) -> None:
    people = [("population", "municipality", code, float(n), "ok") for code, n in PEOPLE.items()]
    people += [
        ("population", "district", d, float(sum(n for c, n in PEOPLE.items() if c.startswith(d))), "ok")
        for d in ("16001", "16002")
    ]
    secret = float("nan")
    jobless = [
        ("unemployed", "municipality", c, secret if c == "16001004" else 7.0, "secret" if c == "16001004" else "ok")
        for c in CODES
    ]
    listed: dict[str, Any] = {"sources": {}, "tables": {}}
    publishers = yaml.safe_load((folder / "sources" / "publishers.yaml").read_text(encoding="utf-8"))
    for table, rows, source in (("population", people, "destatis_gv"), ("inkar_labour", jobless, "bbsr_inkar")):
        frame = pd.DataFrame(rows, columns=["measure", "level", "code", "value", "state"]).assign(
            territory=str(NOW), year=2021
        )
        frame = frame[["measure", "level", "territory", "code", "year", "value", "state"]]
        (folder / "tables").mkdir(exist_ok=True)
        write_table(frame.astype({"year": "int16"}), folder / "tables" / f"{table}.parquet")
        listed["sources"][source] = publishers[source]
        listed["tables"][table] = {"source": source, "title": table, "date": "2021", "files": {}, "sha256": "0" * 64}
    (folder / "sources.yaml").write_text(yaml.safe_dump(listed, allow_unicode=True, sort_keys=False), encoding="utf-8")


def zipped(areas: gpd.GeoDataFrame, path: Path, *, without: str = "", beside: dict[str, str] | None = None) -> Path:
    """Pack a shapefile, perhaps without one of its parts and with texts beside it."""
    place = path.with_suffix("")
    place.mkdir()
    areas.to_file(place / "gemeinden.shp")
    with zipfile.ZipFile(path, "w") as parts:
        for file in sorted(place.iterdir()):
            if file.suffix != without:
                parts.write(file, f"borders/{file.name}")
        for name, text in (beside or {}).items():
            parts.writestr(name, text)
    return path
