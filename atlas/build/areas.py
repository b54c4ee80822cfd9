"""Write the shipped geometry: both territory dates, every level, coarse and fine, and say what changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import brotli
import pandas as pd
import shapely

from atlas.build.geometry import METRES, checked, dissolve, ground, measure, simplify, to_degrees
from atlas.build.hierarchy import hierarchy, inside
from atlas.data.geometry_files import (
    AREA_COLUMNS,
    CROSSWALK,
    MEMBERSHIPS,
    SEAT_COLUMNS,
    SEATS,
    read_crosswalk,
    read_memberships_file,
)
from atlas.data.manifest import MANIFEST
from atlas.errors import DataError, expected
from atlas.model import STATE_CODE, Level
from atlas.sources.boundaries import (
    INTEGRITY,
    PACKAGE,
    VERSION,
    read_associations,
    read_districts,
    read_municipalities,
    read_states,
)
from atlas.sources.memberships import read_memberships

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

BEFORE, AFTER = "2016-01-01", "2021-12-31"
#: detail: tolerance in metres, decimals of a degree (4 are about 10 m, 5 about 1 m).
DETAILS = {"coarse": (250, 4), "fine": (60, 5)}
GROUND_AROUND_M, GROUND_TOLERANCE_M, GROUND_DECIMALS = 60_000, 500, 3
INDEPENDENT = "kreisfreie Stadt"
#: Towns of 40,000 and more inhabitants (31.12.2021) that are not independent cities: Gotha, Nordhausen.
LARGE_TOWNS = frozenset({"16067029", "16062041"})
ORIGIN = {
    "package": {"name": PACKAGE, "version": VERSION, "integrity": INTEGRITY},
    "publisher": "Bundesamt für Kartographie und Geodäsie (BKG)",
    "title": "Verwaltungsgebiete 1:250 000 (VG250), Gebietsstand 01.01.2016",
    "licence": "GeoNutzV",
    "licence_url": "https://sg.geodatenzentrum.de/web_public/gdz/lizenz/geonutzv.pdf",
    "attribution": "© GeoBasis-DE / BKG 2016 (Daten verändert)",
}


def build_areas(package: Path, out: Path, gv_workbook: Path | None) -> list[str]:
    """Write geometry, lists of areas, seats and manifest.

    Parameters
    ----------
    package : Path
        Folder of the unpacked npm package.
    out : Path
        ``geodata/areas`` or a folder of the same form; it holds the crosswalk already.
    gv_workbook : Path or None
        Gemeindeverzeichnis of 2021-12-31, from which the list of associations is written; None takes the list in `out`.

    Returns
    -------
    list of str
        What changed, a sentence each.

    Raises
    ------
    MissingDataError, DataError
        A source is missing or not as expected; nothing is written then.
    """
    crosswalk = read_crosswalk(out)
    members = read_memberships(gv_workbook) if gv_workbook else read_memberships_file(out)
    before = read_municipalities(package).to_crs(METRES)
    checked(before, f"{package}, municipalities")
    _same(f"{out / CROSSWALK}, ags_2016", crosswalk["ags_2016"], before["code"])
    _same(f"{out / MEMBERSHIPS}, ags", members["ags"], crosswalk["ags_2021"])
    districts, states = read_districts(package), read_states(package)
    above = pd.concat([districts, states.loc[states["code"] == STATE_CODE, ["code", "name", "designation"]]])
    independent = before["code"].str[:5].map(districts.set_index("code")["designation"]) == INDEPENDENT
    before.loc[independent, "designation"] = INDEPENDENT
    old_groups = read_associations(package)
    lone = old_groups["code"].isin(before.loc[independent, "association"])
    old_groups.loc[lone, "designation"] = INDEPENDENT

    after = dissolve(before, dict(zip(crosswalk["ags_2016"], crosswalk["ags_2021"], strict=True)))
    names = crosswalk.drop_duplicates("ags_2021").set_index("ags_2021")["name_2021"]
    listed = members.assign(code=members["ags"], name=members["ags"].map(names))
    new_groups = pd.DataFrame(
        {
            k: members[f"association{end}"]
            for k, end in (("code", ""), ("name", "_name"), ("designation", "_designation"))
        }
    ).drop_duplicates("code")

    files: dict[str, bytes] = {MEMBERSHIPS: _csv(members)}
    layers: list[dict[str, Any]] = []
    notes: list[str] = []
    measured: dict[str, pd.DataFrame] = {}
    lists = {
        BEFORE: (before, hierarchy(before, old_groups, above)),
        AFTER: (checked(after, f"municipalities of {AFTER}"), hierarchy(listed, new_groups, above)),
    }
    for territory, (areas, table) in lists.items():
        measured[territory] = _measured(areas, table)
        files[f"{territory}.csv"] = _csv(measured[territory][AREA_COLUMNS])
        for detail in DETAILS:
            layers += _write_layers(territory, detail, areas, table, out, files, notes)
    around = ground(states.to_crs(METRES), GROUND_AROUND_M, GROUND_TOLERANCE_M, GROUND_DECIMALS)
    background = _write("background", around, out, files)
    background |= {"tolerance_m": GROUND_TOLERANCE_M, "decimals": GROUND_DECIMALS}
    files[SEATS] = _csv(_seats(districts, crosswalk, measured[AFTER]))
    manifest = ORIGIN | {"territories": [AFTER, BEFORE], "layers": layers, "background": background}
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    changed = _replace(out, files)
    return [*changed, *notes] if changed else ["areas: nothing changed."]


def _same(where: str, found: pd.Series[str], wanted: pd.Series[str]) -> None:
    odd = sorted(set(found) ^ set(wanted))
    if odd:
        what = f"{len(odd)} codes that stand on one side only ({', '.join(odd[:5])})"
        raise DataError(expected(where, what, f"the same {wanted.nunique()} codes", "use the files of these dates"))


def _levels(areas: gpd.GeoDataFrame, table: pd.DataFrame) -> dict[Level, gpd.GeoDataFrame]:
    """Build the areas of every level of municipalities."""
    larger = {level: dissolve(areas, into) for level, into in inside(table).items()}
    return {**larger, Level.MUNICIPALITY: areas}


def _measured(areas: gpd.GeoDataFrame, table: pd.DataFrame) -> pd.DataFrame:
    figures = pd.concat([measure(x) for x in _levels(areas, table).values()])
    return table.merge(figures, on="code", how="left", validate="one_to_one")


def _write_layers(
    territory: str,
    detail: str,
    areas: gpd.GeoDataFrame,
    table: pd.DataFrame,
    out: Path,
    files: dict[str, bytes],
    notes: list[str],
) -> list[dict[str, Any]]:
    """Simplify municipalities once and build the larger areas of them, so that borders coincide across levels."""
    tolerance, decimals = DETAILS[detail]
    simple = checked(simplify(areas, tolerance), f"{territory}, {tolerance} m")
    change = shapely.area(simple.geometry.to_numpy()).sum() / shapely.area(areas.geometry.to_numpy()).sum() - 1
    rounded, repaired = to_degrees(simple, decimals)
    notes.append(
        f"{territory}, {detail}: simplified at {tolerance} m, the area of all together changed by {change:+.4%},"
        f" {repaired} areas were repaired after rounding to {decimals} decimals."
    )
    names = table.set_index("code")["name"]
    layers = []
    for level, shapes in _levels(rounded, table).items():
        named = shapes.assign(name=shapes["code"].map(names))
        entry = {
            "territory": territory,
            "level": str(level),
            "detail": detail,
            "tolerance_m": tolerance,
            "decimals": decimals,
        }
        layers.append(entry | _write(f"{territory}/{level}.{detail}", named, out, files))
    return layers


def _write(stem: str, areas: gpd.GeoDataFrame, out: Path, files: dict[str, bytes]) -> dict[str, Any]:
    features = [
        {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": shape.__geo_interface__}
        for code, name, shape in zip(areas["code"], areas["name"], areas.geometry, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    digest = hashlib.sha256(content).hexdigest()
    file = f"{stem}.{digest[:12]}.json.br"
    files[file] = _packed(content, out / file)
    return {"file": file, "count": len(features), "bytes_packed": len(files[file]), "sha256": digest}


def _packed(content: bytes, before: Path) -> bytes:
    """Pack; what is there and has this content stays as it is, since other versions pack a little differently."""
    try:
        kept = before.read_bytes()
        if brotli.decompress(kept) == content:
            return kept
    except (OSError, brotli.error):
        pass
    return bytes(brotli.compress(content, quality=11))


def _seats(districts: pd.DataFrame, crosswalk: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """List the seats of all districts; independent cities (Eisenach was one) and large towns come first."""
    codes = districts["seat"].map(crosswalk.set_index("ags_2016")["ags_2021"])
    first = (districts["designation"] == INDEPENDENT) | codes.isin(LARGE_TOWNS)
    ranked = pd.DataFrame({"code": codes, "rank": first.map({True: 1, False: 2})})
    return ranked.merge(areas, on="code", validate="one_to_one").sort_values(["rank", "code"])[SEAT_COLUMNS]


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _replace(out: Path, files: dict[str, bytes]) -> list[str]:
    """Write what differs, the manifest last, then remove geometry that no longer belongs to it."""
    said = []
    for name, content in sorted(files.items(), key=lambda item: item[0] == MANIFEST):
        path = out / name
        there = path.is_file()
        if there and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        said.append(f"{name}: {'changed' if there else 'new'}, {len(content) / 1000:.0f} kB.")
    for path in sorted(out.rglob("*.json.*")):
        if path.relative_to(out).as_posix() not in files:
            path.unlink()
            said.append(f"{path.relative_to(out).as_posix()}: removed.")
    return said
