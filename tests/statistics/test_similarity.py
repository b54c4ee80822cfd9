from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist

from atlas.errors import DataError, UnknownKeyError
from atlas.statistics.similarity import similar_regions


def table(n: int = 60, seed: int = 8) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        rng.normal(size=(n, 4)) * [1, 100, 0.01, 7] + [0, 5, 3, 900],
        index=[f"16{i:06d}" for i in range(n)],
        columns=["a", "b", "c", "d"],
    )


def test_the_nearest_are_those_of_scipys_standardised_distance() -> None:
    figures = table()
    v = figures.to_numpy()
    apart = cdist(v[[5]], v, "seuclidean", V=v.var(axis=0, ddof=1))[0]
    order = [i for i in np.argsort(apart) if i != 5][:10]
    found = similar_regions(figures, "16000005").neighbours
    assert [n.code for n in found] == [figures.index[i] for i in order]
    assert [n.distance for n in found] == pytest.approx(apart[order])


def test_the_unit_of_an_indicator_does_not_matter() -> None:
    figures = table()
    scaled = figures * [1000, 0.1, 5, 1]
    codes = [n.code for n in similar_regions(figures, "16000007").neighbours]
    assert codes == [n.code for n in similar_regions(scaled, "16000007").neighbours]


def test_the_reasons_add_up_to_the_distance_from_closest_to_farthest() -> None:
    for neighbour in similar_regions(table(), "16000009").neighbours:
        parts = neighbour.contributions
        assert sum(p.share for p in parts) == pytest.approx(1)
        assert np.sqrt(sum(p.difference**2 for p in parts)) == pytest.approx(neighbour.distance)
        assert [abs(p.difference) for p in parts] == sorted(abs(p.difference) for p in parts)


def test_the_reasons_say_in_what_regions_are_close_and_which_is_higher() -> None:
    # standard deviation (n - 1) of 0, 1, 2 is 1, of 0, 0, 30 it is 17.32
    figures = pd.DataFrame({"near": [0.0, 0.0, 30.0], "far": [0.0, 1.0, 2.0]}, index=["x", "y", "z"])
    first = similar_regions(figures, "x", 1).neighbours[0]
    assert first.code == "y"
    assert [(p.indicator, p.difference, p.share, p.close) for p in first.contributions] == [
        ("near", 0.0, 0.0, True),
        ("far", 1.0, 1.0, False),
    ]


def test_a_region_that_lacks_a_value_is_named_and_not_compared() -> None:
    figures = table()
    figures.loc["16000003", "b"] = np.nan
    figures.loc["16000001", "a"] = np.inf
    found = similar_regions(figures, "16000000", 100)
    assert found.dropped == ("16000001", "16000003")
    assert len(found.neighbours) == 57
    alone = similar_regions(figures.drop(["16000001", "16000003"]), "16000000", 100)
    assert found.neighbours == alone.neighbours


def test_an_indicator_that_is_the_same_everywhere_is_named_and_adds_nothing() -> None:
    figures = table().assign(flat=0.1)
    found = similar_regions(figures, "16000002")
    assert found.constant == ("flat",)
    assert [n.code for n in found.neighbours] == [n.code for n in similar_regions(table(), "16000002").neighbours]


def test_regions_that_are_the_same_are_at_no_distance_and_ordered_by_code() -> None:
    figures = pd.DataFrame({"a": [1.0] * 4}, index=["d", "b", "c", "a"])
    found = similar_regions(figures, "c").neighbours
    assert [(n.code, n.distance, n.contributions[0].share) for n in found] == [("a", 0, 0), ("b", 0, 0), ("d", 0, 0)]


def test_a_region_without_all_values_cannot_be_compared() -> None:
    figures = table()
    figures.loc["16000003", ["b", "d"]] = np.nan
    with pytest.raises(DataError, match="no value of 16000003 for b, d"):
        similar_regions(figures, "16000003")


def test_bad_questions_are_answered_by_a_sentence() -> None:
    with pytest.raises(UnknownKeyError, match="found 99"):
        similar_regions(table(), "99")
    with pytest.raises(DataError, match="at least one"):
        similar_regions(table(), "16000001", 0)
    with pytest.raises(DataError, match="at least 3"):
        similar_regions(table(2), "16000001")
    with pytest.raises(DataError, match="indicators"):
        similar_regions(table()[[]], "16000001")
