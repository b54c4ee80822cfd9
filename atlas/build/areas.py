"""Write the shipped geometry: all territory dates, every level, coarse and fine, and say what changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.build.area_files import replace, write
from atlas.build.geometry import checked, dissolve, ground, mended
from atlas.build.hierarchy import hierarchy, inside, named_since
from atlas.build.layers import DETAILS, as_csv, imported_layers, measured, write_layers
from atlas.data.crosswalks import crosswalk_path, read_crosswalk
from atlas.data.geometry_files import (
    AREA_COLUMNS,
    MEMBERSHIPS,
    SEAT_COLUMNS,
    SEATS,
    read_memberships_file,
)
from atlas.data.manifest import MANIFEST
from atlas.errors import DataError, expected
from atlas.sources.boundaries import (
    INTEGRITY,
    PACKAGE,
    VERSION,
    read_associations,
    read_districts,
    read_municipalities,
    read_states,
)
from atlas.sources.memberships import INDEPENDENT, read_memberships

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from atlas.data.scope import Scope

GROUND_AROUND_M, GROUND_TOLERANCE_M, GROUND_DECIMALS = 60_000, 500, 3


def municipalities_of(package: Path, keys: Sequence[str], crs: str) -> tuple[gpd.GeoDataFrame, str]:
    """Read the municipalities of states in metres, their borders mended where they do not meet; say what was mended."""
    return mended(read_municipalities(package, keys).to_crs(crs), f"{package.name}, municipalities")


def build_areas(
    package: Path,
    out: Path,
    gv_workbook: Path | None,
    scope: Scope,
    read: tuple[gpd.GeoDataFrame, str] | None = None,
) -> list[str]:
    """Write geometry, lists of areas, seats and manifest.

    Parameters
    ----------
    package : Path
        Folder of the unpacked npm package.
    out : Path
        ``geodata/areas`` or a folder of the same form; it holds the crosswalk already.
    gv_workbook : Path or None
        Gemeindeverzeichnis of the newest territory date, from which the list of associations is written; None takes the
        list in `out`.
    scope : Scope
        What the atlas is of: the date of the package, that of the crosswalk's end, or both.
    read : tuple, optional
        What `municipalities_of` gave of the package, where it was read already.

    Returns
    -------
    list of str
        What changed, a sentence each.

    Raises
    ------
    MissingDataError, DataError
        A source is missing or not as expected; nothing is written then.
    """
    keys, older, newest = scope.keys, str(scope.borders.territory), str(max(scope.built))
    walk, listed_in = crosswalk_path(out, older, newest), out / MEMBERSHIPS.replace("*", newest)
    crosswalk = read_crosswalk(walk)
    members = read_memberships(gv_workbook, keys) if gv_workbook else read_memberships_file(listed_in)
    where = f"{package}, municipalities"
    before, said = read or municipalities_of(package, keys, scope.crs)
    checked(before, where)
    _same(f"{walk}, {older}", crosswalk["ags_before"], before["code"])
    _same(f"{listed_in}, ags", members["ags"], crosswalk["ags_after"])
    districts, states = read_districts(package, keys), read_states(package)
    above = pd.concat([districts, states.loc[states["code"].isin(keys), ["code", "name", "designation"]]])
    above_since = pd.concat([above, named_since(gv_workbook, out / f"{newest}.csv", above, keys)])
    of_district = before["code"].str[:5].map(districts.set_index("code")["designation"])
    independent = of_district.isin(INDEPENDENT)
    before.loc[independent, "designation"] = of_district
    old_groups = read_associations(package, keys)
    lone = dict(zip(before.loc[independent, "association"], of_district[independent], strict=True))
    pairs = zip(old_groups["code"], old_groups["designation"], strict=True)
    old_groups["designation"] = [lone.get(code, designation) for code, designation in pairs]

    after = dissolve(before, dict(zip(crosswalk["ags_before"], crosswalk["ags_after"], strict=True)))
    names = crosswalk.drop_duplicates("ags_after").set_index("ags_after")["name_after"]
    listed = members.assign(code=members["ags"], name=members["ags"].map(names))
    new_groups = pd.DataFrame(
        {
            k: members[f"association{end}"]
            for k, end in (("code", ""), ("name", "_name"), ("designation", "_designation"))
        }
    ).drop_duplicates("code")

    files: dict[str, bytes] = {listed_in.name: as_csv(members)}
    further = imported_layers(out, scope)
    layers: list[dict[str, Any]] = []
    notes = [said] if said else []
    lists_of: dict[str, pd.DataFrame] = {}
    lists = {
        older: (before, hierarchy(before, old_groups, above, scope)),
        newest: (checked(after, f"municipalities of {newest}"), hierarchy(listed, new_groups, above_since, scope)),
    }
    shown = [date for date in (newest, older) if date in map(str, scope.built)]
    for territory, (areas, table) in lists.items():
        if territory not in shown:
            continue
        within = inside(table, scope)
        lists_of[territory] = measured(areas, table, within)
        files[f"{territory}.csv"] = as_csv(lists_of[territory][AREA_COLUMNS])
        for detail in DETAILS:
            made, note = write_layers(territory, detail, areas, table, within, out, files)
            layers += made
            notes.append(note)
    around = ground(states.to_crs(scope.crs), keys, GROUND_AROUND_M, GROUND_TOLERANCE_M, GROUND_DECIMALS)
    background = write("background", around, out, files)
    background |= {"tolerance_m": GROUND_TOLERANCE_M, "decimals": GROUND_DECIMALS}
    files[SEATS] = as_csv(_seats(districts, crosswalk, lists_of[newest], scope))
    manifest: dict[str, Any] = {"package": {"name": PACKAGE, "version": VERSION, "integrity": INTEGRITY}}
    manifest |= scope.borders.model_dump(exclude={"territory"})
    dates = [*shown, *map(str, scope.imported)]
    manifest |= {"territories": dates, "layers": layers + further, "background": background}
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    changed = replace(out, files, frozenset(x["file"] for x in further))
    return [*changed, *notes] if changed else ["areas: nothing changed."]


def _same(where: str, found: pd.Series[str], wanted: pd.Series[str]) -> None:
    odd = sorted(set(found) ^ set(wanted))
    if odd:
        what = f"{len(odd)} codes that stand on one side only ({', '.join(odd[:5])})"
        raise DataError(expected(where, what, f"the same {wanted.nunique()} codes", "use the files of these dates"))


def _seats(districts: pd.DataFrame, crosswalk: pd.DataFrame, areas: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """List the seats of all districts; cities that are or were independent and large towns come first."""
    codes = districts["seat"].map(crosswalk.set_index("ags_before")["ags_after"])
    first = districts["designation"].isin(INDEPENDENT) | codes.isin(scope.towns)
    ranked = pd.DataFrame({"code": codes, "rank": first.map({True: 1, False: 2})}).dropna(subset="code")
    # a town may be the seat of the district around it and a district of its own
    ranked = ranked.sort_values("rank").drop_duplicates("code")
    return ranked.merge(areas, on="code", validate="one_to_one").sort_values(["rank", "code"])[SEAT_COLUMNS]
