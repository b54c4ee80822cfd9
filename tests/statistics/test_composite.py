from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from atlas.errors import DataError
from atlas.statistics.composite import Standard, composite, stability, standardised
from atlas.statistics.principal import principal
from atlas.statistics.ranking import ranks

VALUES = np.array([[1.0, 10.0], [2.0, 30.0], [3.0, 20.0], [4.0, 60.0], [10.0, 50.0]])
BOTH = (True, True)


def test_scales_equal_those_of_scikit_learn_and_scipy() -> None:
    z = StandardScaler().fit_transform(VALUES) * np.sqrt(4 / 5)  # that of n instead of n - 1
    np.testing.assert_allclose(standardised(VALUES, Standard.Z, BOTH), z)
    np.testing.assert_allclose(standardised(VALUES, Standard.MINMAX, BOTH), 100 * MinMaxScaler().fit_transform(VALUES))
    np.testing.assert_allclose(standardised(VALUES, Standard.RANK, BOTH), stats.rankdata(VALUES, axis=0))
    at = [[stats.percentileofscore(column, v, "mean") for v in column] for column in VALUES.T]
    np.testing.assert_allclose(standardised(VALUES, Standard.PERCENTILE, BOTH), np.transpose(at))


@pytest.mark.parametrize("standard", list(Standard))
def test_an_indicator_that_lowers_the_index_is_turned_on_its_own_scale(standard: Standard) -> None:
    up, down = (standardised(VALUES, standard, (x, x))[:, 0] for x in (True, False))
    assert ranks(up).tolist() == ranks(-down).tolist()
    assert (up.min(), up.max()) == pytest.approx(
        (-down.max(), -down.min()) if standard is Standard.Z else (down.min(), down.max())
    )


def test_contributions_add_up_to_the_score_and_only_shares_of_weights_count() -> None:
    scaled = standardised(VALUES, Standard.Z, BOTH)
    made = composite(scaled, (3, 1))
    np.testing.assert_allclose(made.scores, 0.75 * scaled[:, 0] + 0.25 * scaled[:, 1])
    np.testing.assert_allclose(made.contributions.sum(axis=1), made.scores)
    np.testing.assert_allclose(composite(scaled, (6, 2)).scores, made.scores)


def test_what_is_missing_is_never_the_best_value() -> None:
    gaps = np.column_stack([VALUES, [np.nan, 5, 4, 3, 2], [1, 2, 3, 4, np.nan]])
    scaled = standardised(gaps, Standard.MINMAX, (True, True, False, False))
    strict = composite(scaled, (1, 1, 1, 1))
    assert np.isnan(strict.scores).tolist() == [True, False, False, False, True]
    assert np.isnan(strict.contributions[0]).all()
    kind = composite(scaled, (1, 1, 1, 1), others_stand_in=True)
    assert kind.scores[0] == pytest.approx(np.nanmean(scaled[0]))
    assert kind.contributions[0, 2] == 0
    half = composite(scaled, (1, 1, 2, 2), others_stand_in=True)
    assert half.scores[0] == pytest.approx((scaled[0, 0] + scaled[0, 1] + 2 * scaled[0, 3]) / 4)
    least = composite(scaled, (1, 0, 2, 1), others_stand_in=True)
    assert np.isnan(least.scores[0]), "half of the weight is not enough"


@pytest.mark.parametrize("weights", [(0, 0), (1, 0), (-1, 2), (np.nan, 1), (np.inf, 1)])
def test_weights_that_make_no_index_are_named(weights: tuple[float, float]) -> None:
    with pytest.raises(DataError, match="weights of the index"):
        composite(standardised(VALUES, Standard.Z, BOTH), weights)


def test_an_indicator_that_is_the_same_everywhere_is_refused() -> None:
    with pytest.raises(DataError, match="index, indicator 2: found the same value everywhere"):
        standardised(np.column_stack([VALUES[:, 0], np.ones(5)]), Standard.Z, BOTH)
    with pytest.raises(DataError, match="2 areas with a value"):
        standardised(np.array([[1.0, 1], [2, 2], [np.nan, 3]]), Standard.Z, BOTH)


def test_a_rank_that_nothing_moves_is_firm_and_the_same_recipe_gives_the_same_ranges() -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(size=(40, 4))
    values[7] = 9
    found = stability(values, (True,) * 4, (1, 1, 2, 1))
    again = stability(values, (True,) * 4, (1, 1, 2, 1))
    assert (found.best[7], found.worst[7]) == (1, 1)
    np.testing.assert_array_equal(found.best, again.best)
    assert (found.best <= found.median).all()
    assert (found.median <= found.worst).all()
    assert (found.worst - found.best).max() > 3
    values[3, 0] = np.nan
    gone = stability(values, (True,) * 4, (1, 1, 2, 1))
    assert np.isnan(gone.best[3])
    assert np.nanmax(gone.worst) <= 39


def test_ranges_are_those_of_indices_built_anew_with_each_draw_of_a_scale_and_weights() -> None:
    rng = np.random.default_rng(5)
    values, rises, weights = rng.lognormal(sigma=2, size=(30, 3)), (True, False, True), (3.0, 2.0, 1.0)
    values[4, 2] = np.nan
    found = stability(values, rises, weights, others_stand_in=True, draws=200, seed=7)
    drawing = np.random.default_rng(7)
    scales = [list(Standard)[at] for at in drawing.integers(0, 4, 200)]
    drawn = np.array(weights) / 6 * drawing.uniform(0.5, 1.5, (200, 3))
    indices = [
        np.ma.average(np.ma.masked_invalid(standardised(values, scale, rises)), axis=1, weights=own)
        for scale, own in zip(scales, drawn, strict=True)
    ]
    placed = pd.DataFrame(indices).round(9).rank(axis=1, ascending=False, method="min")
    for ends, share in ((found.best, 0.05), (found.median, 0.5), (found.worst, 0.95)):
        np.testing.assert_array_equal(ends, placed.quantile(share, interpolation="nearest"))


@settings(max_examples=40, deadline=None)
@given(
    hnp.arrays(np.float64, (8, 3), elements=st.floats(-1e6, 1e6, width=32), unique=True),
    st.sampled_from(list(Standard)),
    st.permutations(range(8)),
)
def test_the_order_of_areas_does_not_matter(values: np.ndarray, standard: Standard, order: list[int]) -> None:
    def scores(given: np.ndarray) -> np.ndarray:
        return composite(standardised(given, standard, (True, False, True)), (1, 2, 3)).scores

    np.testing.assert_allclose(scores(values)[order], scores(values[order]), rtol=1e-7, atol=1e-7)


def test_weights_from_the_data_equal_the_eigenvector_of_the_correlations() -> None:
    rng = np.random.default_rng(3)
    common = rng.normal(size=(60, 1))
    values = np.hstack([common + 0.3 * rng.normal(size=(60, 1)), common + rng.normal(size=(60, 1)), -common])
    scaled = standardised(values, Standard.Z, (True, True, True))
    size, vectors = np.linalg.eigh(np.corrcoef(values.T))
    found = principal(scaled)
    np.testing.assert_allclose(found.weights, vectors[:, -1] ** 2, rtol=1e-6)
    assert found.explained == pytest.approx(size[-1] / 3)
    assert found.against.tolist() == [False, False, True]
    with pytest.raises(DataError, match="weights from the data"):
        principal(scaled[:4])
