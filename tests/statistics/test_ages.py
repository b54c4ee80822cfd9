from __future__ import annotations

import math

import numpy as np
import pytest

from atlas.statistics.ages import dependency_ratios, per_year_of_age


def test_ratios_are_those_of_a_hand_calculation() -> None:
    """Thuringia, end of 2024: 358,247 under 20, 1,153,026 from 20 to 64, 589,004 from 65."""
    assert dependency_ratios(358_247, 1_153_026, 589_004) == pytest.approx((31.07016, 51.08332, 82.15348), abs=1e-5)
    assert dependency_ratios(1, 4, 3) == (25.0, 75.0, 100.0)


@pytest.mark.parametrize("working", [0.0, math.nan])
def test_without_anybody_of_working_age_there_is_no_ratio(working: float) -> None:
    assert np.isnan(dependency_ratios(1.0, working, 2.0)).all()


def test_bars_as_thick_as_a_group_has_years_have_the_area_of_its_share() -> None:
    lengths = per_year_of_age([30, 10, 60], [3, 2, 20], 100)
    assert lengths.tolist() == [10, 5, 3]
    assert (lengths * [3, 2, 20]).sum() == 100
    assert np.isnan(per_year_of_age([1, math.nan], [1, 1], 2)).tolist() == [False, True]
    assert np.isnan(per_year_of_age([1], [1], 0)).all()
