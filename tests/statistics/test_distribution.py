from __future__ import annotations

import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from atlas.errors import DataError
from atlas.statistics.distribution import bands, box_stats, percentile

some = st.lists(st.integers(-50, 50).map(float), min_size=2, max_size=40)


@given(some)
def test_quartiles_are_those_of_the_standard_library(values: list[float]) -> None:
    row = bands([2020], [values]).loc[2020]
    assert row[["q1", "median", "q3"]].tolist() == pytest.approx(statistics.quantiles(values, n=4, method="inclusive"))
    assert (row["min"], row["max"]) == (min(values), max(values))


def test_bands_of_years_are_those_of_pandas() -> None:
    values = np.random.default_rng(6).normal(size=(5, 40))
    values[0, :10] = np.nan
    found = bands(range(2017, 2022), values)
    expected = pd.DataFrame(values.T).describe().T
    assert found.index.tolist() == [2017, 2018, 2019, 2020, 2021]
    assert found["n"].tolist() == [30, 40, 40, 40, 40]
    np.testing.assert_allclose(
        found[["min", "q1", "median", "q3", "max"]], expected[["min", "25%", "50%", "75%", "max"]]
    )


def test_a_year_without_values_has_no_band() -> None:
    found = bands([2020, 2021], [[np.nan, np.nan], [1.0, np.nan]])
    assert found["n"].tolist() == [0, 1]
    assert found.loc[2020, ["min", "median", "max"]].isna().all()
    assert found.loc[2021, "median"] == 1.0


@pytest.mark.parametrize("values", [[[1.0]], [1.0, 2.0], [[[1.0]], [[2.0]]]])
def test_rows_that_are_not_one_a_year_are_refused(values: list[object]) -> None:
    with pytest.raises(DataError, match="rows"):
        bands([2020, 2021], values)


def test_a_box_shows_values_far_out_apart() -> None:
    # quartiles 2.5 and 5.5 by hand: whiskers reach at most from -2 to 10
    box = box_stats([1, 2, 3, 4, 5, 6, 40, np.nan])
    assert (box.n, box.q1, box.median, box.q3) == (7, 2.5, 4, 5.5)
    assert (box.whisker_low, box.whisker_high, box.outliers) == (1, 6, (40,))
    assert (box.min, box.max) == (1, 40)


@given(some)
def test_a_box_shows_every_value_once(values: list[float]) -> None:
    box = box_stats(values)
    reach = 1.5 * stats.iqr(values)
    assert box.min <= box.whisker_low <= box.q1 <= box.median <= box.q3 <= box.whisker_high <= box.max
    assert list(box.outliers) == sorted(v for v in values if v < box.q1 - reach or v > box.q3 + reach)


def test_no_values_have_no_box() -> None:
    box = box_stats([np.nan])
    assert (box.n, box.outliers) == (0, ())
    assert np.isnan([box.min, box.q1, box.median, box.q3, box.max, box.whisker_low, box.whisker_high]).all()


@given(some, st.integers(-60, 60))
def test_the_position_is_the_percentile_rank_of_scipy(values: list[float], value: int) -> None:
    expected = stats.percentileofscore(values, value, kind="mean")
    assert percentile([*values, np.nan], value) == pytest.approx(expected)


def test_no_value_has_no_position() -> None:
    assert np.isnan(percentile([1, 2], np.nan))
    assert np.isnan(percentile([np.nan], 1))
