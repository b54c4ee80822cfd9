from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_samples, silhouette_score
from sklearn.preprocessing import StandardScaler

from atlas.errors import DataError
from atlas.statistics.types import BORDER, METHODS, NUMBERS, SEED, STARTS, Method, find_types

#: Three groups of three areas, far apart: high and high, low and high, low and low.
THREE = pd.DataFrame(
    {"a": [9.0, 9.2, 8.9, 1.0, 1.1, 0.8, 1.2, 0.9, 1.0], "b": [50, 51, 49, 52, 50, 51, 10, 11, 9.5]},
    index=[f"0{i}" for i in range(9)],
)


def areas(n: int, columns: int, seed: int) -> pd.DataFrame:
    """Make areas around four centres."""
    random = np.random.default_rng(seed)
    centres = random.normal(scale=3, size=(4, columns))
    values = centres[random.integers(0, 4, n)] + random.normal(size=(n, columns))
    scale = 10.0 ** random.integers(-2, 4, columns)
    return pd.DataFrame(values * scale, columns=[f"i{c}" for c in range(columns)], index=[f"{a:05}" for a in range(n)])


@pytest.mark.parametrize("method", METHODS)
def test_three_clear_groups_are_found_and_ordered_by_the_first_indicator(method: Method) -> None:
    found = find_types(THREE, method=method)
    assert (found.k, found.best) == (3, 3)
    assert found.of[:3].tolist() == [0, 0, 0]
    assert len(set(found.of[3:6].tolist())) == len(set(found.of[6:].tolist())) == 1
    means = [THREE["a"][found.of == kind].mean() for kind in range(3)]
    assert means == sorted(means, reverse=True)
    assert not any(found.between(kind).size for kind in range(3))
    # the mean of its scores is nearest to the first of the high ones
    assert found.codes[found.members(0)[0]] == "00"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("k", [2, 4, 7])
def test_types_are_those_of_scikit_learn(method: Method, k: int) -> None:
    table = areas(120, 5, seed=k)
    found = find_types(table, k, method)
    scores = StandardScaler().fit_transform(table)
    model = KMeans(k, n_init=STARTS, random_state=SEED) if method == "kmeans" else AgglomerativeClustering(k)
    labels = model.fit_predict(scores)
    assert np.allclose(found.scores, scores)
    assert adjusted_rand_score(found.of, labels) == 1
    assert np.allclose(found.silhouettes, silhouette_samples(scores, labels))
    assert found.curve[k] == pytest.approx(silhouette_score(scores, labels))
    assert sorted(found.curve) == list(NUMBERS)
    for kind in range(k):
        assert np.allclose(found.centres[kind], scores[found.of == kind].mean(axis=0))


def test_the_number_of_types_is_that_with_the_highest_silhouette() -> None:
    found = find_types(areas(200, 6, seed=5))
    assert found.k == max(found.curve, key=lambda k: found.curve[k])
    assert find_types(areas(200, 6, seed=5), k=9).best == found.k


def test_the_same_figures_give_the_same_types() -> None:
    one, other = (find_types(areas(150, 4, seed=1), 5) for _ in range(2))
    assert one.of.tolist() == other.of.tolist()


@settings(max_examples=10)  # each tries all numbers of types
@given(st.lists(st.floats(0.01, 1000), min_size=2, max_size=2), st.floats(-1e4, 1e4))
def test_units_do_not_matter(factors: list[float], shift: float) -> None:
    other = find_types(THREE * factors + shift, 3)
    assert other.of.tolist() == [0, 0, 0, 2, 2, 2, 1, 1, 1]


def test_an_area_without_a_value_has_no_type_and_is_named() -> None:
    table = THREE.copy()
    table.loc["04", "b"] = np.nan
    found = find_types(table, 3)
    assert found.dropped == ("04",)
    assert "04" not in found.codes
    assert len(found.of) == 8


def test_an_indicator_that_is_the_same_everywhere_is_named_and_left_out() -> None:
    found = find_types(THREE.assign(c=7.0), 3)
    assert found.constant == ("c",)
    assert found.columns == ("a", "b")
    assert found.of.tolist() == find_types(THREE, 3).of.tolist()


def test_border_cases_lie_between_two_types_and_name_the_other_one() -> None:
    table = pd.DataFrame({"a": [0, 0.1, 0.2, 5.0, 10, 9.9, 9.8], "b": [0, 0.2, 0.1, 5.1, 10, 9.8, 9.9]})
    found = find_types(table, 2)
    kind = int(found.of[3])
    assert found.between(kind).tolist() == [3]
    assert found.silhouettes[3] <= BORDER
    assert found.nearest[3] == 1 - kind


@pytest.mark.parametrize(
    ("table", "k", "named"),
    [
        (THREE[["a"]], 0, "1 indicators, expected at least 2"),
        (THREE[[]], 0, "0 indicators, expected at least 2"),
        (THREE.assign(b=1.0), 2, "1 indicators that differ from area to area"),
        (THREE.iloc[:4], 4, "4 different areas with all values, expected at least 5"),
        (THREE * np.nan, 0, "0 different areas"),
        (pd.concat([THREE.iloc[:2]] * 5, ignore_index=True), 2, "2 different areas"),
    ],
)
def test_what_makes_no_types_is_refused_in_a_sentence(table: pd.DataFrame, k: int, named: str) -> None:
    with pytest.raises(DataError, match=named):
        find_types(table, k)


def test_fewer_areas_than_ten_types_try_fewer_numbers() -> None:
    assert sorted(find_types(THREE.iloc[:5]).curve) == [2, 3, 4]


def test_k_means_finds_what_many_more_starts_find() -> None:
    drawn = np.random.default_rng(2).normal(size=(22, 3))
    figures = pd.DataFrame(drawn, index=[f"{i:02}" for i in range(22)], columns=list("abc"))
    scores = ((figures - figures.mean()) / figures.std(ddof=0)).to_numpy()
    best = KMeans(3, n_init=300, random_state=9).fit(scores)
    assert adjusted_rand_score(best.labels_, find_types(figures, 3).of) == 1
