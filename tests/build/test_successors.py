from __future__ import annotations

import pandas as pd
import pytest

from atlas.build.successors import Successors, name_key, only_fit

Row = tuple[str, str, str, float]


def edition(*rows: Row, lon: float = float("nan")) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["code", "name", "postcode", "area_km2"]).assign(lon=lon, lat=lon)
    return frame.set_index("code", drop=False)


NO_POLLING = pd.DataFrame({"code": [], "name": []}, dtype=str)
END = edition(("16061001", "Groß", "37300", 30.0), ("16061002", "Klein", "37301", 10.0))


def find(
    *editions: pd.DataFrame, polling: pd.DataFrame = NO_POLLING, holder: str = "", end: pd.DataFrame = END
) -> dict[str, tuple[str, ...]]:
    return Successors([*editions, end], polling, lambda _lon, _lat: holder).find()


def test_a_place_went_to_the_municipality_that_grew_by_its_area() -> None:
    before = edition(
        ("16061001", "Groß", "37300", 25.0), ("16061002", "Klein", "37301", 10.0), ("16061003", "Dorf", "37300", 5.0)
    )
    assert find(before) == {"16061003": ("16061001",)}


def test_areas_that_fit_in_two_ways_prove_nothing() -> None:
    before = edition(
        ("16061001", "Groß", "37300", 25.0),
        ("16061002", "Klein", "37301", 5.0),
        ("16061003", "Dorf", "37300", 5.0),
        ("16061004", "Ort", "37300", 5.0),
    )
    assert "16061003" not in find(before)


def test_a_polling_district_with_its_name_proves_where_a_place_went() -> None:
    before = edition(
        ("16061001", "Groß", "37300", 25.0),
        ("16061002", "Klein", "37301", 5.0),
        ("16061003", "Dorf", "37300", 5.0),
        ("16061004", "Ort", "37300", 5.0),
    )
    polling = pd.DataFrame({"code": ["16061001", "16061002"], "name": ["Dorf 1", "Ort"]})
    assert find(before, polling=polling) == {"16061003": ("16061001",), "16061004": ("16061002",)}


def test_a_name_proves_nothing_where_the_parts_would_be_larger_than_the_whole() -> None:
    before = edition(
        ("16061001", "Groß", "37300", 30.0), ("16061002", "Klein", "37301", 5.0), ("16061003", "Dorf", "37301", 5.0)
    )
    polling = pd.DataFrame({"code": ["16061001"], "name": ["Dorf"]})
    assert find(before, polling=polling) == {"16061003": ("16061002",)}


def test_coordinates_lie_in_the_successor() -> None:
    before = edition(
        ("16061001", "Groß", "37300", 26.0),
        ("16061002", "Klein", "37301", 10.0),
        ("16061003", "Dorf", "37300", 4.0),
        lon=10.0,
    )
    assert find(before, holder="16061001") == {"16061003": ("16061001",)}


def test_a_municipality_that_was_split_has_two_heirs() -> None:
    before = edition(
        ("16061001", "Groß", "37300", 20.0),
        ("16061002", "Klein", "37301", 6.0),
        ("16061003", "Dorf", "37300", 14.0),
        lon=10.0,
    )
    assert find(before, holder="16061001") == {"16061003": ("16061001", "16061002")}


@pytest.mark.parametrize(
    ("parts", "wanted", "found"),
    [
        ({"a": 3.0, "b": 4.0, "c": 9.0}, 7.0, {"a", "b"}),
        ({"a": 3.0, "b": 4.0, "c": 7.0}, 7.0, set()),
        ({"a": 3.0}, 9.0, set()),
        ({}, 9.0, set()),
    ],
)
def test_only_one_set_of_parts_may_fit(parts: dict[str, float], wanted: float, found: set[str]) -> None:
    assert only_fit(parts, wanted, 0.1) == found


def test_a_name_is_compared_without_what_tells_namesakes_apart() -> None:
    assert name_key("Bernterode (bei Worbis)") == name_key("Bernterode") == "bernterode"
    assert name_key("Lausnitz b. Pößneck") == "lausnitz"
    assert name_key("Schönau v.d. Walde") == "schönau"
