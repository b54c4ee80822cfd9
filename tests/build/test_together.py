"""Where one measure of a block is a small count, the whole block is hidden, and so much that it does not follow."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.build.together import blocks_of, hide_together

PATTERNS = [["people"], ["men_*"], ["*"]]
#: One district of municipalities with a small count in the first, and one without any.
COUNTS = {
    "16061001": (40, 2, 38),
    "16061002": (50, 20, 30),
    "16061003": (60, 30, 30),
    "16061004": (65, 35, 30),
    "16062001": (70, 30, 40),
    "16062002": (80, 3, 77),
}


def table(counts: dict[str, tuple[int, ...]]) -> pd.DataFrame:
    measures = ("people", "young", "old")
    rows = [(m, c, v) for c, values in counts.items() for m, v in zip(measures, values, strict=True)]
    frame = pd.DataFrame(rows, columns=["measure", "code", "value"]).astype({"value": float})
    return frame.assign(level="municipality", territory="2021-12-31", year=2015, state="ok")


def hidden(frame: pd.DataFrame, secret: pd.Series[bool] | None = None) -> dict[str, set[str]]:
    none = pd.Series(data=False, index=frame.index)
    found = frame[hide_together(frame, none if secret is None else secret, PATTERNS, 3)]
    return {str(code): set(rows["measure"]) for code, rows in found.groupby("code")}


def test_a_measure_belongs_to_the_first_block_that_fits() -> None:
    assert blocks_of(["people", "men_old", "old"], PATTERNS) == {"people": 0, "men_old": 1, "old": 2}


def test_the_block_is_hidden_with_two_further_municipalities_of_its_district_alone() -> None:
    found = hidden(table(COUNTS))
    assert found.pop("16061001") == {"young", "old"}
    assert len(found) == 2
    assert all(code.startswith("16061") and measures == {"young", "old"} for code, measures in found.items())


def test_it_goes_on_until_every_measure_holds_the_minimum_together() -> None:
    nobody_old = {"16061001": (2, 2, 0), "16061002": (50, 50, 0), "16061003": (60, 60, 0), "16061004": (60, 30, 30)}
    found = hidden(table(nobody_old))
    assert {"16061001", "16061004"} <= found.keys()


def test_what_another_rule_hid_takes_its_block_along() -> None:
    frame = table(COUNTS)
    secret = (frame["code"] == "16062001") & (frame["measure"] == "old")
    assert hidden(frame, secret)["16062001"] == {"young", "old"}


@pytest.mark.parametrize("level", ["district", "state"])
def test_only_municipalities_are_hidden_so(level: str) -> None:
    assert hidden(table(COUNTS).assign(level=level)) == {}
