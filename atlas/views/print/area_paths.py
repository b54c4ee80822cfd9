"""Areas as paths in a frame: on paper in the reference system of the atlas, on the screen in Web Mercator."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from pyproj import Transformer
from shapely import LineString, clip_by_rect, get_coordinates

from atlas.data.manifest import unpacked
from atlas.model import Level
from atlas.views.map.palettes import line_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from atlas.data.manifest import Packed
    from atlas.views.map.scene import Scene

    Rings = list[NDArray[np.float64]]
    Between = Callable[[str], str]

#: Millimetres of a step of the paths' whole numbers: about 500 dots an inch.
STEP = 0.05
#: How maps in a browser are projected.
WEB_MERCATOR = "EPSG:3857"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the map lies on the sheet.

    ``x``, ``y``, ``width`` and ``height`` in millimetres; ``west`` and ``north`` in metres of ``crs`` are at ``x`` and
    ``y``; ``scale`` is millimetres a metre; ``step`` is the unit of the paths' whole numbers. On the screen another
    unit takes the place of the millimetre.
    """

    x: float
    y: float
    width: float
    height: float
    west: float
    north: float
    scale: float
    crs: str
    step: float = STEP

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Put a point (WGS84 degrees) on the sheet."""
        east, north = project(self.crs).transform(lon, lat)
        return self.x + (east - self.west) * self.scale, self.y + (self.north - north) * self.scale


def fitted(scene: Scene, x: float, y: float, width: float, height: float) -> Frame:
    """Fit what the view shows (state, district or section) into a frame, in the middle and with a narrow edge."""
    scope = scene.edition.scope
    if scene.state.bbox:
        west, south, east, north = scene.state.bbox
        corners = np.array([(lon, lat) for lon in (west, east) for lat in (south, north)])
        points = np.column_stack(project(scope.crs).transform(corners[:, 0], corners[:, 1]))
    else:
        level, code = (Level.DISTRICT, scene.focus.code) if scene.focus else (scope.top_level, scope.top)
        outlines = _shapes(scene.edition.outlines(scene.state.territory, level, "coarse"), scope.crs)
        points = np.concatenate(outlines[code])
    return _around(points, scope.crs, (x, y, width, height))


def framed(path: Packed, code: str, crs: str, room: tuple[float, float, float, float]) -> Frame:
    """Fit one of the outlines of a file into a frame (x, y, width, height), as `fitted` does."""
    return _around(np.concatenate(_shapes(path, crs)[code]), crs, room)


def _around(points: NDArray[np.float64], crs: str, room: tuple[float, float, float, float]) -> Frame:
    x, y, width, height = room
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    scale = 0.98 * min(width / (east - west), height / (north - south))
    return Frame(
        x,
        y,
        width,
        height,
        float(west + east) / 2 - width / 2 / scale,
        float(north + south) / 2 + height / 2 / scale,
        float(scale),
        crs,
    )


def area_paths(scene: Scene, level: Level, detail: str, frame: Frame) -> dict[str, str]:
    """Draw the areas of a level: path data by code, in the frame's steps from its corner."""
    return outline_paths(scene.edition.outlines(scene.state.territory, level, detail), frame)


@lru_cache(maxsize=48)
def outline_paths(path: Packed, frame: Frame) -> dict[str, str]:
    """Draw the outlines of a file: path data by code, in the frame's steps from its corner."""
    return {
        code: "".join(_path(np.rint(steps).astype(np.int64), closed=True) for steps in _within(rings, frame))
        for code, rings in _shapes(path, frame.crs).items()
    }


def filled_areas(scene: Scene, paths: dict[str, str], fills: dict[int, str], between: Between = lambda _: "") -> str:
    """Group the areas by class, so that each colour is written once; fills are by class.

    Lines between areas of a class are in its hue, those of patterns in the shade that `between` gives for the pattern.
    """
    inside: dict[int, list[str]] = {}
    for code, kind in zip(scene.figures.codes, scene.classes.tolist(), strict=True):
        inside.setdefault(kind, []).append(f'<path data-code="{code}" d="{paths[code]}"/>')
    return "".join(
        f'<g class="areas" data-class="{kind}" fill="{fills[kind]}"{_line(fills[kind], between)}>'
        f"{''.join(inside[kind])}</g>"
        for kind in sorted(inside)
    )


def _line(fill: str, between: Between) -> str:
    shade = line_on(fill) if fill.startswith("#") else between(fill)
    return f' stroke="{shade}"' if shade else ""


def neighbours(scene: Scene, frame: Frame) -> str:
    """Draw the neighbouring states whole."""
    return "".join(outline_paths(scene.edition.background, frame).values())


def neighbour_lines(scene: Scene, frame: Frame) -> str:
    """Draw the borders of the neighbouring states as far as the frame reaches; a clip would be slow to paint."""
    return _lines(scene.edition.background, frame)


@lru_cache(maxsize=16)
def _lines(path: Packed, frame: Frame) -> str:
    rings = [ring for rings in _shapes(path, frame.crs).values() for ring in rings]
    lines = [LineString(_steps(ring, frame)) for ring in rings]
    edge = (0, 0, frame.width / frame.step, frame.height / frame.step)
    inside = (clip_by_rect(line, *edge) for line in lines)
    parts = [part for line in inside for part in getattr(line, "geoms", [line]) if not part.is_empty]
    return "".join(_path(np.rint(get_coordinates(part)).astype(np.int64), closed=False) for part in parts)


@lru_cache(maxsize=2)
def project(crs: str) -> Transformer:
    """Give what turns degrees (WGS84, longitude first) into metres."""
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


@lru_cache(maxsize=24)
def _shapes(path: Packed, crs: str) -> dict[str, Rings]:
    """Read the rings of all areas and project them at once, which is far quicker than one by one."""
    features = json.loads(unpacked(path))["features"]
    rings = [(f["properties"]["code"], np.array(ring)) for f in features for ring in _rings(f["geometry"])]
    if not rings:  # as around a whole country, beside which the package holds nothing
        return {}
    points = np.concatenate([ring for _, ring in rings])
    projected = np.column_stack(project(crs).transform(points[:, 0], points[:, 1]))
    ends = np.cumsum([len(ring) for _, ring in rings])[:-1]
    shapes: dict[str, Rings] = {}
    for (code, _ring), metres in zip(rings, np.split(projected, ends), strict=True):
        shapes.setdefault(code, []).append(metres)
    return shapes


def _rings(geometry: dict[str, Any]) -> list[Any]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def _steps(ring: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """Turn metres into steps of the paths, eastwards and downwards from the frame's corner."""
    steps: NDArray[np.float64] = (ring - [frame.west, frame.north]) * np.array([1, -1]) * frame.scale / frame.step
    return steps


def _within(rings: Rings, frame: Frame) -> Iterator[NDArray[np.float64]]:
    """Leave out what lies beside a section of the map; painting it would take most of the time."""
    edge = np.array([frame.width, frame.height]) / frame.step
    for ring in rings:
        steps = _steps(ring, frame)
        if (steps.max(axis=0) >= 0).all() and (steps.min(axis=0) <= edge).all():
            yield steps


def _path(points: NDArray[np.int64], *, closed: bool) -> str:
    """Write a line with relative steps, which are short numbers; too small rings vanish."""
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (3 if closed else 1):
        return ""
    moves = " ".join(map(str, (steps[:-1] if closed else steps).ravel().tolist()))
    return f"M{points[0, 0]} {points[0, 1]}l{moves}{'z' if closed else ''}".replace(" -", "-")
