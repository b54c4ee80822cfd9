"""Outlines of social regions: their municipalities without the borders between them, packed as the shipped ones are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import brotli

from atlas.data.manifest import unpacked
from atlas.data.regions.definition import region_code
from atlas.model import Level

if TYPE_CHECKING:
    from atlas.data.edition import Edition
    from atlas.data.regions.definition import SocialRegions


@dataclass(frozen=True, eq=False)
class Outlines:
    """A GeoJSON of regions that is read like a packed file.

    Attributes
    ----------
    social : SocialRegions
        The regions.
    edition : Edition
        What holds the outlines of the municipalities that they are made of.
    detail : {"coarse", "fine"}
        How much the borders are simplified.
    """

    social: SocialRegions
    edition: Edition
    detail: str

    def read_bytes(self) -> bytes:
        """Give the packed file: features with ``code`` and ``name``, WGS84 degrees."""
        return self._packed

    @cached_property
    def _packed(self) -> bytes:
        import shapely  # noqa: PLC0415  heavy, and only needed here

        shipped = self.edition.outlines(self.social.territory, Level.MUNICIPALITY, self.detail)
        features = json.loads(unpacked(shipped))["features"]
        shapes = {f["properties"]["code"]: shapely.geometry.shape(f["geometry"]) for f in features}
        regions = [
            {
                "type": "Feature",
                "properties": {"code": region_code(at), "name": region.name},
                # the shipped municipalities are one coverage: neighbours have the same corners
                "geometry": shapely.geometry.mapping(shapely.coverage_union_all([shapes[c] for c in region.codes])),
            }
            for at, region in enumerate(self.social.regions)
        ]
        text = json.dumps({"type": "FeatureCollection", "features": regions}, separators=(",", ":"))
        return bytes(brotli.compress(text.encode(), quality=4))
