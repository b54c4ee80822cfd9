from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import box

from atlas.data.join import join


def areas(*codes: str) -> gpd.GeoDataFrame:
    shapes = [box(i, 0, i + 1, 1) for i in range(len(codes))]
    return gpd.GeoDataFrame({"code": list(codes)}, geometry=shapes, crs="EPSG:4326")


def test_both_sides_of_a_join_are_reported() -> None:
    figures = pd.DataFrame({"code": ["a", "b", "b", "x"], "value": [1.0, 2.0, 3.0, 4.0]})
    joined, report = join(areas("a", "b", "c"), figures)
    assert (report.matched, report.only_in_table, report.only_in_geometry, report.duplicates) == (
        2,
        ("x",),
        ("c",),
        ("b",),
    )
    assert not report.complete
    assert joined["code"].tolist() == ["a", "b", "c"]
    assert joined["value"].tolist()[:2] == [1.0, 2.0]
    assert joined["value"].isna().tolist() == [False, False, True]
    assert str(report) == "2/3 matched; only in the table: x; only in the geometry: c; duplicates: b"


def test_a_complete_join_keeps_order_and_reference_system() -> None:
    joined, report = join(areas("b", "a"), pd.DataFrame({"code": ["a", "b"], "value": [1.0, 2.0]}))
    assert report.complete
    assert joined["value"].tolist() == [2.0, 1.0]
    assert joined.crs == "EPSG:4326"


def test_codes_are_compared_as_text() -> None:
    _joined, report = join(areas("01001"), pd.DataFrame({"code": [1001], "value": [1.0]}))
    assert report.only_in_table == ("1001",)
