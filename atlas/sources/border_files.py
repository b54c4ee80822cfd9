"""Open files of boundaries: shapefiles in a zip, GeoPackages, GeoJSON, each layer as it is."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, GeometryError

from atlas.errors import DataError, MissingDataError, expected
from atlas.sources.guard import MOST_BYTES, MOST_UNPACKED, ZIP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORMS = (".shp", ".gpkg", ".geojson", ".json")
SQLITE, SHAPEFILE = b"SQLite format 3\x00", b"\x00\x00\x27\x0a"
HEAD = 4096
GEOJSON = re.compile(rb'^\s*(?:\xef\xbb\xbf)?\s*\{.*"(?:FeatureCollection|features|coordinates)"', re.DOTALL)
POLYGONS = frozenset({"Polygon", "MultiPolygon"})
#: A publisher's note of the day beside the borders, and days in names.
NOTE = re.compile(r"aktualit|stand", re.IGNORECASE)
GERMAN = re.compile(r"(?<![0-9])([0-3][0-9])[.\-_]([01][0-9])[.\-_]((?:19|20)[0-9]{2})(?![0-9])")
ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[.\-_]?([01][0-9])[.\-_]?([0-3][0-9])(?![0-9])")
AGAIN = "download the file again"
WANTED = "polygons of municipalities"


@dataclass(frozen=True, slots=True)
class BorderLayer:
    """A layer of polygons; ``areas`` has all of its columns, and no reference system where the file names none."""

    where: str
    areas: gpd.GeoDataFrame


@dataclass(frozen=True, slots=True)
class BorderFiles:
    """What some files hold; ``date`` is the day of which they say that they are, where they say it."""

    layers: tuple[BorderLayer, ...]
    date: dt.date | None


def is_borders(path: Path) -> bool:
    """Tell by its content whether a file is one of boundaries.

    Parameters
    ----------
    path : Path
        Any file.

    Returns
    -------
    bool
        Whether it is a GeoPackage, a shapefile, GeoJSON or a zip that holds one of them; also where it is damaged
        behind its beginning.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(ZIP):
        try:
            with zipfile.ZipFile(path) as parts:
                return any(Path(name).suffix.lower() in FORMS for name in parts.namelist())
        except zipfile.BadZipFile:
            # a workbook is a zip too: only the name is left to tell them apart
            return path.suffix.lower() == ".zip"
    return head.startswith((SQLITE, SHAPEFILE)) or GEOJSON.match(head) is not None


def read_border_files(paths: Sequence[Path]) -> BorderFiles:
    """Read every layer of polygons.

    Parameters
    ----------
    paths : sequence of Path
        Files for which `is_borders` holds.

    Returns
    -------
    BorderFiles
        The layers in the order of the files.

    Raises
    ------
    MissingDataError, DataError
        A file is missing, too large, damaged, or holds no polygon; two files name different days.
    """
    layers: list[BorderLayer] = []
    days: set[dt.date] = set()
    for path in paths:
        if not path.is_file():
            raise MissingDataError(expected(str(path), "no such file", WANTED, "name one that is there"))
        if not 0 < path.stat().st_size <= MOST_BYTES:
            found = f"{path.stat().st_size / 1e6:,.0f} MB"
            raise DataError(expected(path.name, found, f"borders, at most {MOST_BYTES / 1e6:,.0f} MB", AGAIN))
        with _unpacked(path) as files:
            found_here = [layer for file in files for layer in _layers(file, path.name)]
            days |= set(_days(path, files))
        if not found_here:
            raise DataError(expected(path.name, "no layer", WANTED, "use the publisher's own file"))
        layers += found_here
    if len(days) > 1:
        found = " and ".join(map(str, sorted(days)))
        raise DataError(expected(", ".join(p.name for p in paths), found, "one day", "name it with --territory"))
    polygons = tuple(layer for layer in layers if _has_polygons(layer))
    if not polygons:
        kinds = sorted({k for layer in layers for k in layer.areas.geom_type.dropna().unique()})
        found = ", ".join(kinds) or "layers without a geometry"
        raise DataError(expected(layers[0].where, found, WANTED, "use the layer of areas"))
    return BorderFiles(polygons, next(iter(days), None))


@contextmanager
def _unpacked(path: Path) -> Iterator[list[Path]]:
    """Give the files of boundaries that a file is or holds, notes of their day among them."""
    with path.open("rb") as file:
        packed = file.read(len(ZIP)) == ZIP
    if not packed:
        yield [path, *(file for file in path.parent.glob("*.txt") if _is_note(file))]
        return
    with tempfile.TemporaryDirectory() as place:
        try:
            with zipfile.ZipFile(path) as parts:
                unpacked = sum(part.file_size for part in parts.infolist())
                if unpacked > MOST_UNPACKED:
                    found = f"a zip that unpacks to {unpacked / 1e6:,.0f} MB"
                    wanted = f"at most {MOST_UNPACKED / 1e6:,.0f} MB"
                    raise DataError(expected(path.name, found, wanted, "pack the layer of municipalities alone"))
                parts.extractall(place)  # names that lead out of the folder are made harmless by the library
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise DataError(expected(path.name, f"a broken zip ({error})", "a whole one", AGAIN)) from error
        except OSError as error:
            raise DataError(expected(path.name, f"a zip that cannot be unpacked ({error})", "one", AGAIN)) from error
        yield sorted(p for p in Path(place).rglob("*") if p.is_file())


def _layers(file: Path, name: str) -> Iterator[BorderLayer]:
    if file.suffix.lower() not in FORMS:
        return
    where = name if file.name == name else f"{name}, {file.name}"
    if file.suffix.lower() == ".shp":
        lost = [
            s
            for s in (".shx", ".dbf")
            if not any(p.exists() for p in (file.with_suffix(s.upper()), file.with_suffix(s)))
        ]
        if lost:
            found = f"no {file.with_suffix(lost[0]).name}"
            raise DataError(expected(where, found, "a shapefile with all its parts (.shp, .shx, .dbf)", AGAIN))
    try:
        listed = pyogrio.list_layers(file)
        for layer, _kind in listed:
            areas = gpd.read_file(file, layer=layer)
            if isinstance(areas, gpd.GeoDataFrame):
                yield BorderLayer(where if len(listed) == 1 else f"{where}, {layer}", areas)
    except (
        DataSourceError,
        DataLayerError,
        GeometryError,
        ValueError,
        KeyError,
        sqlite3.Error,
        shapely.errors.ShapelyError,
    ) as error:
        said = " ".join(str(error).replace(str(file), file.name).split())
        raise DataError(expected(where, f"a file that cannot be read ({said})", WANTED, AGAIN)) from error


def _has_polygons(layer: BorderLayer) -> bool:
    kinds = set(layer.areas.geom_type.dropna())
    return bool(kinds) and kinds <= POLYGONS


def _days(path: Path, files: Sequence[Path]) -> Iterator[dt.date]:
    """Find the day: in a note beside the borders, else in the names of files."""
    noted = [file.read_text(encoding="utf-8", errors="replace")[:HEAD] for file in files if _is_note(file)]
    texts = noted if any(_day(text) for text in noted) else [path.name, *(file.stem for file in files)]
    yield from filter(None, map(_day, texts))


def _is_note(file: Path) -> bool:
    return file.suffix.lower() == ".txt" and NOTE.search(file.name) is not None


def _day(text: str) -> dt.date | None:
    if found := GERMAN.search(text):
        day, month, year = found.groups()
    elif found := ISO.search(text):
        year, month, day = found.groups()
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
