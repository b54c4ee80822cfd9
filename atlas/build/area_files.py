"""Write geometry: GeoJSON packed under a name that holds its digest, and what no longer belongs to it removed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import brotli

from atlas.data.manifest import MANIFEST

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

#: Beyond this many bytes the best packing takes minutes and gains little.
LARGE, BEST, QUICK = 5_000_000, 11, 6


def write(stem: str, areas: gpd.GeoDataFrame, out: Path, files: dict[str, bytes]) -> dict[str, Any]:
    """Pack areas into `files`, under a name that begins with `stem`; give what the manifest says of them."""
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
    return bytes(brotli.compress(content, quality=QUICK if len(content) > LARGE else BEST))


def replace(out: Path, files: dict[str, bytes], kept: frozenset[str] = frozenset()) -> list[str]:
    """Write what differs, the manifest last, then remove geometry that is neither among it nor kept."""
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
        if path.relative_to(out).as_posix() not in files.keys() | kept:
            path.unlink()
            said.append(f"{path.relative_to(out).as_posix()}: removed.")
    return said
