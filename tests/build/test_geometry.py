from __future__ import annotations

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely

from atlas.build import geometry
from atlas.build.geometry import checked, dissolve, ground, simplify, to_degrees
from atlas.build.measured import measure, neighbours
from atlas.errors import DataError

METRES = "EPSG:25832"

SIDE = 10_000.0
WEST, SOUTH = 600_000.0, 5_600_000.0


def wavy(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Draw a crooked border that is the same, vertex by vertex, from both of its sides."""
    forward = start < end
    a, b = (np.array(p) for p in ((start, end) if forward else (end, start)))
    t = np.linspace(0, 1, 41)
    normal = np.array([b[1] - a[1], a[0] - b[0]]) / SIDE
    bend = 300 * np.sin(t * np.pi * 6) * np.sin(t * np.pi) + 40 * np.sin(t * np.pi * 40)
    points = a + t[:, None] * (b - a) + bend[:, None] * normal
    points[0], points[-1] = a, b
    return [tuple(p) for p in (points if forward else points[::-1])]


def cell(column: int, row: int) -> shapely.Polygon:
    x, y = WEST + column * SIDE, SOUTH + row * SIDE
    corners = [(x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE), (x, y)]
    return shapely.Polygon([point for a, b in pairwise(corners) for point in wavy(a, b)[:-1]])


def dumbbell() -> tuple[shapely.Polygon, shapely.Polygon]:
    """Draw two squares with a neck between them, 20 m wide, and what lies around them."""
    x, y = WEST, SOUTH
    points = [(0, 0), (3000, 0), (3000, 1490), (5000, 1490), (5000, 0), (8000, 0), (8000, 3000), (5000, 3000)]
    points += [(5000, 1510), (3000, 1510), (3000, 3000), (0, 3000)]
    neck = shapely.Polygon([(x + a, y + b) for a, b in points])
    return neck, shapely.box(x - 1000, y - 1000, x + 9000, y + 4000).difference(neck)


@pytest.fixture
def grid() -> gpd.GeoDataFrame:
    """Two rows of three areas, named a to f from the southwest."""
    shapes = [cell(column, row) for row in range(2) for column in range(3)]
    return gpd.GeoDataFrame({"code": list("abcdef")}, geometry=shapes, crs=METRES)


def edges(areas: gpd.GeoDataFrame) -> set[frozenset[tuple[float, ...]]]:
    rings = shapely.get_rings(shapely.get_parts(areas.geometry.to_numpy()))
    return {frozenset(pair) for ring in rings for pair in pairwise(map(tuple, shapely.get_coordinates(ring)))}


def test_neighbours_share_a_line_and_not_only_a_corner(grid: gpd.GeoDataFrame) -> None:
    found = neighbours(grid)
    assert found["a"] == ("b", "d")
    assert found["b"] == ("a", "c", "e")
    assert "f" not in found["b"]


def test_an_area_of_several_parts_and_one_in_its_hole_are_neighbours() -> None:
    hole = shapely.box(WEST + 10, SOUTH + 10, WEST + 20, SOUTH + 20)
    around = shapely.box(WEST, SOUTH, WEST + 100, SOUTH + 100).difference(hole)
    apart = shapely.box(WEST + 500, SOUTH, WEST + 600, SOUTH + 100)
    beside = shapely.box(WEST + 600, SOUTH, WEST + 700, SOUTH + 100)
    shapes = [shapely.MultiPolygon([around, apart]), hole, beside]
    areas = gpd.GeoDataFrame({"code": ["a", "b", "c"]}, geometry=shapes, crs=METRES)
    assert neighbours(areas) == {"a": ("b", "c"), "b": ("a",), "c": ("a",)}


def test_only_what_lies_around_a_broken_area_is_noded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A neck closes at three decimals, 100 m; areas far away are left alone, and all still fit together."""
    noded: list[int] = []
    inner = geometry._noded_again

    def counted(rounded: np.ndarray, *rest: object) -> np.ndarray:
        noded.append(len(rounded))
        return inner(rounded, *rest)

    monkeypatch.setattr(geometry, "_noded_again", counted)
    neck, rest = dumbbell()
    far = [shapely.box(WEST + x, SOUTH, WEST + x + 5000, SOUTH + 5000) for x in range(20_000, 60_000, 5000)]
    areas = gpd.GeoDataFrame({"code": list("abcdefghij")}, geometry=[neck, rest, *far], crs=METRES)
    found, repaired = to_degrees(areas, 3)
    assert repaired > 0
    assert noded == [2]
    assert shapely.coverage_is_valid(found.geometry.to_numpy())
    assert not shapely.is_empty(found.geometry.to_numpy()).any()


def test_simplified_and_rounded_neighbours_keep_one_border(grid: gpd.GeoDataFrame) -> None:
    simple, repaired = to_degrees(simplify(grid, 250), 4)
    before, after = (shapely.get_num_coordinates(x.geometry.to_numpy()).sum() for x in (grid, simple))
    assert after < before / 2
    assert repaired == 0
    assert shapely.coverage_is_valid(simple.geometry.to_numpy())
    points = shapely.get_coordinates(simple.geometry.to_numpy())
    assert np.array_equal(points, points.round(4))
    a, b = (edges(simple[simple["code"] == code]) for code in "ab")
    assert len(a & b) > 1


def test_larger_areas_reuse_the_borders_of_smaller_ones(grid: gpd.GeoDataFrame) -> None:
    simple, _ = to_degrees(simplify(grid, 250), 4)
    larger = dissolve(simple, dict(zip("abcdef", "xxyxxy", strict=True)))
    assert list(larger["code"]) == ["x", "y"]
    assert edges(larger) < edges(simple)
    assert shapely.area(larger.geometry.to_numpy()).sum() == pytest.approx(
        shapely.area(simple.geometry.to_numpy()).sum()
    )


def test_a_code_that_belongs_to_nothing_is_named(grid: gpd.GeoDataFrame) -> None:
    with pytest.raises(DataError, match="f without a larger area"):
        dissolve(grid, dict.fromkeys("abcde", "x"))


def test_polygons_that_rounding_breaks_are_repaired() -> None:
    """A neck 20 m wide closes at three decimals (100 m), and the polygon would touch itself."""
    left, rest = dumbbell()
    areas = gpd.GeoDataFrame({"code": ["a", "b"]}, geometry=[left, rest], crs=METRES)
    found, repaired = to_degrees(areas, 3)
    assert repaired > 0
    assert shapely.is_valid(found.geometry.to_numpy()).all()
    assert shapely.coverage_is_valid(found.geometry.to_numpy())
    size = shapely.area(found.to_crs(METRES).geometry.to_numpy())
    assert size == pytest.approx(shapely.area(areas.geometry.to_numpy()), rel=0.1)


def test_an_area_that_vanishes_is_told() -> None:
    speck = shapely.box(WEST, SOUTH, WEST + 5, SOUTH + 5)
    areas = gpd.GeoDataFrame({"code": ["speck"]}, geometry=[speck], crs=METRES)
    with pytest.raises(DataError, match="speck"):
        to_degrees(areas, 2)


@pytest.mark.parametrize(
    ("codes", "shapes", "said"),
    [
        (["a", "a"], [cell(0, 0), cell(1, 0)], "two areas of one code"),
        (["a", "b"], [cell(0, 0), shapely.Polygon()], r"empty areas \(b\)"),
        (["a", "b"], [cell(0, 0), shapely.box(WEST + SIDE, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE)], "do not meet"),
    ],
)
def test_what_is_no_coverage_is_refused(codes: list[str], shapes: list[shapely.Polygon], said: str) -> None:
    with pytest.raises(DataError, match=said):
        checked(gpd.GeoDataFrame({"code": codes}, geometry=shapes, crs=METRES), "here")


def test_areas_are_measured_before_they_are_simplified(grid: gpd.GeoDataFrame) -> None:
    found = measure(grid).set_index("code")
    assert found["area_km2"].sum() == pytest.approx(shapely.union_all(grid.geometry).area / 1e6, abs=0.01)
    points = gpd.GeoSeries(gpd.points_from_xy(found["lon"], found["lat"]), crs="EPSG:4326").to_crs(METRES)
    assert grid.geometry.contains(points).all()
    assert found.loc["a", "neighbours"] == "b d"


def test_the_point_of_a_ring_lies_on_the_ring() -> None:
    around = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    hole = shapely.box(WEST + 1000, SOUTH + 1000, WEST + SIDE - 1000, SOUTH + SIDE - 1000)
    areas = gpd.GeoDataFrame({"code": ["ring"]}, geometry=[around - hole], crs=METRES)
    found = measure(areas)
    point = gpd.GeoSeries(gpd.points_from_xy(found["lon"], found["lat"]), crs="EPSG:4326").to_crs(METRES)
    assert areas.geometry.contains(point).all()


def test_the_ground_reaches_below_the_state_and_ends_at_the_frame() -> None:
    shapes = [cell(1, 0), shapely.union_all([cell(0, 0)]), cell(2, 0), cell(40, 0)]
    states = gpd.GeoDataFrame(
        {"code": ["16", "06", "14", "11"], "name": ["Thüringen", "Hessen", "Sachsen", "Berlin"]},
        geometry=shapes,
        crs=METRES,
    )
    found = ground(states, ["16"], around_m=5000, tolerance_m=100, decimals=3)
    assert list(found["code"]) == ["06", "14"]
    assert shapely.is_valid(found.geometry.to_numpy()).all()
    metres = found.to_crs(METRES)
    assert metres.geometry.intersects(cell(1, 0).buffer(-1000)).all()
    west, _south, east, _north = metres.total_bounds
    assert west == pytest.approx(WEST + SIDE - 5000, abs=300)
    assert east == pytest.approx(WEST + 2 * SIDE + 5000, abs=300)
