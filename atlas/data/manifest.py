"""The manifest of the shipped geometry: what each file is, where it comes from, and whether it is still that."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import brotli
from pydantic import AfterValidator, AliasPath, Field, TypeAdapter

from atlas.errors import DataError, MissingDataError, expected
from atlas.model import LEVELS, Level
from atlas.validation import Text, Whole, checked, refuse, told_as

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"
DETAILS = ("coarse", "fine")
REBUILD = "run `make data`"


class Packed(Protocol):
    """What holds a packed GeoJSON: a file, or outlines that were made of one."""

    def read_bytes(self) -> bytes:
        """Give its bytes."""

    def __hash__(self) -> int:
        """Let it be the key of what was read from it."""


def _within(file: str) -> str:
    if file.startswith("/") or ".." in file.split("/"):
        refuse("a file within the folder")
    return file


Day = Annotated[dt.date, told_as("a date such as 2021-12-31")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedFile:
    """A GeoJSON file as shipped: `file` is relative to the folder, `sha256` is that of the unpacked JSON."""

    file: Annotated[Text, AfterValidator(_within)]
    tolerance_m: Annotated[float, Field(strict=True), told_as("a number")]
    decimals: Whole
    count: Whole
    bytes_packed: Whole
    sha256: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer(ShippedFile):
    """The areas of a level and territory date, ``coarse`` or ``fine``."""

    territory: Day
    level: Level
    detail: Literal["coarse", "fine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the geometry is, where it comes from, and what may be done with it."""

    package: Annotated[Text, Field(validation_alias=AliasPath("package", "name"))]
    version: Annotated[Text, Field(validation_alias=AliasPath("package", "version"))]
    integrity: Annotated[Text, Field(validation_alias=AliasPath("package", "integrity"))]
    publisher: Text
    title: Text
    licence: Text
    licence_url: Text
    attribution: Text
    territories: tuple[Day, ...]
    layers: tuple[Layer, ...]
    background: ShippedFile

    def layer(self, territory: dt.date, level: Level, detail: str) -> Layer:
        """Find the areas of a level.

        Parameters
        ----------
        territory : date
            Territory date.
        level : Level
            Which areas.
        detail : {"coarse", "fine"}
            How much the borders are simplified.

        Returns
        -------
        Layer
            Its file and what is in it.

        Raises
        ------
        LookupError
            They are not shipped.
        """
        for layer in self.layers:
            if (layer.territory, layer.level, layer.detail) == (territory, level, detail):
                return layer
        raise LookupError


SCHEMA = TypeAdapter(Manifest)


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
    manifest = checked(SCHEMA, content, str(path), REBUILD)
    levels = {*LEVELS, *(layer.level for layer in manifest.layers)}
    wanted = {(t, x, d) for t in manifest.territories for x in levels for d in DETAILS}
    absent = wanted - {(x.territory, x.level, x.detail) for x in manifest.layers}
    if absent or not manifest.territories:
        what = "no " + " ".join(map(str, min(absent))) if absent else "no territory"
        raise DataError(expected(f"{path}, layers", what, "each level of each territory, coarse and fine", REBUILD))
    for shipped in (*manifest.layers, manifest.background):
        _check_size(folder, shipped)
    return manifest


def _check_size(folder: Path, shipped: ShippedFile) -> None:
    path = folder / shipped.file
    try:
        size = path.stat().st_size
    except OSError as error:
        raise MissingDataError(expected(str(path), "no such file", f"one that {MANIFEST} names", REBUILD)) from error
    if size != shipped.bytes_packed:
        raise DataError(expected(str(path), f"{size} bytes", f"{shipped.bytes_packed} (truncated or changed)", REBUILD))


def verify(folder: Path, manifest: Manifest) -> list[str]:
    """Compare the content of all geometry files with the manifest; a sentence for each that differs.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.
    manifest : Manifest
        What the files have to be.

    Returns
    -------
    list of str
        Empty when all is well.
    """
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


def unpacked(path: Packed) -> bytes:
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


def read_bytes(path: Packed) -> bytes:
    """Read a file.

    Raises
    ------
    MissingDataError
        It is not there.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingDataError(
            expected(str(path), "no such file", "a file of the shipped geometry", REBUILD)
        ) from error
