"""The manifest of the shipped geometry: what each file is, where it comes from, and whether it is still that."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import brotli

from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Level

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

MANIFEST = "manifest.json"
DETAILS = ("coarse", "fine")
REBUILD = "run `make data`"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedFile:
    """A GeoJSON file as shipped: `file` is relative to the folder, `sha256` is that of the unpacked JSON."""

    file: str
    tolerance_m: float
    decimals: int
    count: int
    bytes_packed: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer(ShippedFile):
    """The areas of a level and territory date, ``coarse`` or ``fine``."""

    territory: dt.date
    level: Level
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the geometry is, where it comes from, and what may be done with it."""

    package: str
    version: str
    integrity: str
    publisher: str
    title: str
    licence: str
    licence_url: str
    attribution: str
    territories: tuple[dt.date, ...]
    layers: tuple[Layer, ...]
    background: ShippedFile


def read_manifest(folder: Path) -> Manifest:
    """Read and check the manifest.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.

    Raises
    ------
    MissingDataError, DataError
        The manifest or a file it names is missing or of another length, or a field is not what it has to be.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(read_bytes(path))
    except ValueError as error:
        raise DataError(expected(str(path), f"no JSON ({error})", "the manifest of the geometry", REBUILD)) from error
    package = _field(content, "package", dict, path)
    territories = tuple(_date(text, path) for text in _field(content, "territories", list, path))
    manifest = Manifest(
        package=_field(package, "name", str, path),
        version=_field(package, "version", str, path),
        integrity=_field(package, "integrity", str, path),
        **{k: _field(content, k, str, path) for k in ("publisher", "title", "licence", "licence_url", "attribution")},
        territories=territories,
        layers=tuple(_layer(entry, path) for entry in _field(content, "layers", list, path)),
        background=ShippedFile(**_file(_field(content, "background", dict, path), path)),
    )
    wanted = {(t, x, d) for t in territories for x in Level for d in DETAILS}
    absent = wanted - {(x.territory, x.level, x.detail) for x in manifest.layers}
    if absent or not territories:
        what = "no " + " ".join(map(str, min(absent))) if absent else "no territory"
        raise DataError(expected(f"{path}, layers", what, "each level of each territory, coarse and fine", REBUILD))
    for shipped in (*manifest.layers, manifest.background):
        _check_size(folder, shipped)
    return manifest


def _layer(entry: object, path: Path) -> Layer:
    level, detail = (_field(entry, k, str, path) for k in ("level", "detail"))
    if level not in set(Level) or detail not in DETAILS:
        what, wanted = f"{level} {detail}", f"one of {', '.join(Level)}; {' or '.join(DETAILS)}"
        raise DataError(expected(f"{path}, layers", what, wanted, REBUILD))
    territory = _date(_field(entry, "territory", str, path), path)
    return Layer(**_file(entry, path), territory=territory, level=Level(level), detail=detail)


def _file(entry: object, path: Path) -> dict[str, Any]:
    file = _field(entry, "file", str, path)
    if file.startswith("/") or ".." in file.split("/"):
        raise DataError(expected(f"{path}, file", file, "a file within the folder", REBUILD))
    numbers = {k: _field(entry, k, int, path) for k in ("decimals", "count", "bytes_packed")}
    tolerance = float(_field(entry, "tolerance_m", (int, float), path))
    return {"file": file, "tolerance_m": tolerance, "sha256": _field(entry, "sha256", str, path), **numbers}


def _check_size(folder: Path, shipped: ShippedFile) -> None:
    path = folder / shipped.file
    try:
        size = path.stat().st_size
    except OSError as error:
        raise MissingDataError(expected(str(path), "no such file", f"one that {MANIFEST} names", REBUILD)) from error
    if size != shipped.bytes_packed:
        raise DataError(expected(str(path), f"{size} bytes", f"{shipped.bytes_packed} (truncated or changed)", REBUILD))


def verify(folder: Path, manifest: Manifest) -> list[str]:
    """Compare the content of all geometry files with the manifest; a sentence for each that differs."""
    faults = []
    for shipped in (*manifest.layers, manifest.background):
        try:
            found = hashlib.sha256(unpacked(folder / shipped.file)).hexdigest()
        except (DataError, MissingDataError) as error:
            faults.append(str(error))
            continue
        if found != shipped.sha256:
            faults.append(expected(f"{folder / shipped.file}, sha256", found, shipped.sha256, REBUILD))
    return faults


def unpacked(path: Path) -> bytes:
    """Unpack a geometry file.

    Raises
    ------
    MissingDataError, DataError
        It is missing, or truncated.
    """
    try:
        return bytes(brotli.decompress(read_bytes(path)))
    except brotli.error as error:
        raise DataError(expected(str(path), f"no whole brotli file ({error})", "a brotli file", REBUILD)) from error


def read_bytes(path: Path) -> bytes:
    """Read a file, or say in one sentence that it is missing."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingDataError(
            expected(str(path), "no such file", "a file of the shipped geometry", REBUILD)
        ) from error


def _field(entry: object, key: str, kind: type[T] | tuple[type[T], ...], path: Path) -> T:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool) or value == "":
        found = f"{value!r}" if isinstance(entry, dict) and key in entry else "nothing"
        names = " or ".join(k.__name__ for k in (kind if isinstance(kind, tuple) else (kind,)))
        raise DataError(expected(f"{path}, {key}", found, f"a value of kind {names}", REBUILD))
    return value


def _date(text: object, path: Path) -> dt.date:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError as error:
        raise DataError(expected(f"{path}, territory", repr(text), "a date such as 2021-12-31", REBUILD)) from error
