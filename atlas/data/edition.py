"""What all figures and maps of a data folder have in common: borders, extent, release."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.manifest import unpacked
from atlas.model import Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.data.manifest import Layer, Manifest, Packed
    from atlas.data.scope import Scope


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
    own : dict of str to Packed
        Outlines of the social regions by detail, where it has some.
    """

    folder: Path
    scope: Scope
    manifest: Manifest
    bounds: tuple[float, float, float, float]
    release: str
    released: dt.date
    own: Mapping[str, Packed] = field(default_factory=dict)

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels on which it has areas, the largest first and regions that somebody drew last."""
        return (*self.scope.levels, Level.SOCIAL_REGION) if self.own else self.scope.levels

    def layer(self, territory: dt.date, level: Level, detail: str) -> Layer:
        """Find the shipped outlines of a level; those of social regions are made from the municipalities'.

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
            What the file is, and how its borders are simplified.
        """
        shipped = Level.MUNICIPALITY if level is Level.SOCIAL_REGION else level
        return self.manifest.layer(territory, shipped, detail)

    def outlines(self, territory: dt.date, level: Level, detail: str) -> Packed:
        """Find the outlines of the areas of a level.

        Parameters
        ----------
        territory, level, detail
            As `layer` takes them.

        Returns
        -------
        Packed
            A packed GeoJSON file.
        """
        if level is Level.SOCIAL_REGION:
            return self.own[detail]
        return self.folder / "areas" / self.layer(territory, level, detail).file

    def extents(self, territory: dt.date, level: Level) -> dict[str, tuple[float, float, float, float]]:
        """Find how far the areas of a level reach.

        Parameters
        ----------
        territory, level
            As `layer` takes them.

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
def _extents(path: Packed) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for feature in json.loads(unpacked(path))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        points = np.concatenate([np.array(ring) for polygon in polygons for ring in polygon])
        (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        found[feature["properties"]["code"]] = (west, south, east, north)
    return found
