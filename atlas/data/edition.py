"""What all figures and maps of a data folder have in common: borders, extent, release."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.manifest import unpacked

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from atlas.data.manifest import Manifest
    from atlas.data.scope import Scope
    from atlas.model import Level


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Edition:
    """The data folder as it is shown.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    scope : Scope
        What the atlas is of, and how it opens.
    manifest : Manifest
        The geometry files, whose they are and under which licence.
    bounds : tuple of float
        West, south, east, north of the state in degrees (WGS84).
    release : str
        Short digest of everything that the pages show; changes when any figure or text of the data does.
    released : date
        The day of that release.
    """

    folder: Path
    scope: Scope
    manifest: Manifest
    bounds: tuple[float, float, float, float]
    release: str
    released: dt.date

    def outline(self, territory: dt.date, level: Level, detail: str) -> str:
        """Name the file of the areas of a level.

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
        str
            The name of a packed GeoJSON file.
        """
        return self.manifest.layer(territory, level, detail).file

    def outlines(self, territory: dt.date, level: Level, detail: str) -> Path:
        """Find the file of the areas of a level.

        Parameters
        ----------
        territory, level, detail
            As `outline` takes them.

        Returns
        -------
        Path
            A packed GeoJSON file.
        """
        return self.folder / "areas" / self.outline(territory, level, detail)

    def extents(self, territory: dt.date, level: Level) -> dict[str, tuple[float, float, float, float]]:
        """Find how far the areas of a level reach.

        Parameters
        ----------
        territory, level
            As `outline` takes them.

        Returns
        -------
        dict of str to tuple of float
            West, south, east, north in degrees (WGS84) by code.
        """
        return _extents(self.outlines(territory, level, "coarse"))

    @property
    def background(self) -> Path:
        """The file of the neighbouring states."""
        return self.folder / "areas" / self.manifest.background.file


@lru_cache(maxsize=8)
def _extents(path: Path) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for feature in json.loads(unpacked(path))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        points = np.concatenate([np.array(ring) for polygon in polygons for ring in polygon])
        (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        found[feature["properties"]["code"]] = (west, south, east, north)
    return found
