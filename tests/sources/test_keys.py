from __future__ import annotations

import pandas as pd
import pytest

from atlas.errors import DataError
from atlas.model import Level
from atlas.sources.keys import check_keys, level_of, of_states, refuse_duplicates


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("16", Level.STATE),
        ("16061", Level.DISTRICT),
        ("160615001", Level.ASSOCIATION),
        ("16061015", Level.MUNICIPALITY),
    ],
)
def test_the_length_tells_the_level(key: str, level: Level) -> None:
    assert level_of(pd.Series([key]), "a") is level


def test_a_lost_leading_zero_is_named_as_such() -> None:
    with pytest.raises(DataError, match="'1001000', expected 8 digits; keep keys as text: a leading zero was lost"):
        check_keys(pd.Series(["16061015", "1001000"]), Level.MUNICIPALITY, "a")


@pytest.mark.parametrize("key", ["16061O15", "", "160610150", None, "١٦٠٦١٠١٥"])
def test_other_broken_keys_are_refused(key: str | None) -> None:
    with pytest.raises(DataError, match="expected 8 digits"):
        check_keys(pd.Series(["16061015", key]), Level.MUNICIPALITY, "a")


def test_keys_of_no_level_are_refused() -> None:
    with pytest.raises(DataError, match="6 characters"):
        level_of(pd.Series(["160610"]), "a")
    with pytest.raises(DataError, match="no row"):
        level_of(pd.Series([], dtype=str), "a")


def test_a_key_that_stands_twice_is_named() -> None:
    frame = pd.DataFrame({"code": ["16061", "16061", "16061"], "year": [2019, 2020, 2020]})
    with pytest.raises(DataError, match="16061, 2020 twice"):
        refuse_duplicates(frame, ["code", "year"], "a")


def test_only_areas_of_the_state_are_kept() -> None:
    frame = pd.DataFrame({"code": ["01001", "16061"]})
    assert of_states(frame, ["16"], "a")["code"].tolist() == ["16061"]
    with pytest.raises(DataError, match="found no area, expected keys beginning with 16"):
        of_states(frame[:1], ["16"], "a")
