"""Counts that are carried over shares are conserved, estimates are called so, and what is hidden stays hidden."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.build.share_out import divided, own_shares, share_counts, share_scores

SHARES = st.lists(st.floats(0.001, 1), min_size=1, max_size=6).map(lambda ws: [w / sum(ws) for w in ws])
STATES = ("ok", "secret", "unknown", "provisional")


@given(st.integers(-(10**9), 10**9), SHARES)
def test_whole_numbers_stay_whole_and_add_up(value: int, shares: list[float]) -> None:
    parts = divided(value, shares)
    assert sum(parts) == value
    assert all(part.is_integer() for part in parts)
    assert all(abs(part - value * share) <= 1 + 1e-6 * abs(value) for part, share in zip(parts, shares, strict=True))


@given(st.integers(-(10**8), 10**8), st.integers(1, 3), SHARES)
def test_sums_with_decimals_add_up_to_the_last_digit(units: int, digits: int, shares: list[float]) -> None:
    value = float(Decimal(units).scaleb(-digits))
    assert sum(Decimal(repr(part)) for part in divided(value, shares)) == Decimal(repr(value))


@st.composite
def carried(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, steps = [], []
    for code in draw(st.lists(st.integers(1, 9), min_size=1, max_size=6, unique=True)):
        state = draw(st.sampled_from(STATES))
        value = float(draw(st.integers(1, 10**6))) if state in {"ok", "provisional"} else math.nan
        rows.append({"measure": "m", "code": f"a{code}", "year": 2020, "value": value, "state": state})
        heirs = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True))
        weights = [draw(st.floats(0.01, 1)) for _ in heirs]
        for heir, weight in zip(heirs, weights, strict=True):
            share = 1.0 if len(heirs) == 1 else weight / sum(weights)
            steps.append({"ags_before": f"a{code}", "ags_after": f"b{heir}", "share": share})
    return pd.DataFrame(rows), pd.DataFrame(steps)


@settings(max_examples=20)  # each carries tables, which pandas takes long for
@given(carried())
def test_nothing_is_lost_and_every_sum_says_what_it_is(given_: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    figures, steps = given_
    found = share_counts(figures, steps).set_index("code")
    state = figures.set_index("code")["state"]
    hidden = {"secret", "unknown"}
    if not set(state) & hidden:
        assert found["value"].sum() == figures["value"].sum()
    for code, row in found.iterrows():
        parts = steps[steps["ags_after"] == code]
        states = set(state[parts["ags_before"]])
        if states & hidden:
            assert row["state"] == ("secret" if "secret" in states else "unknown")
            assert math.isnan(row["value"])
        elif (parts["share"] < 1).any():
            assert row["state"] == "estimated"
        else:
            assert row["state"] in {"ok", "provisional"}
            assert row["value"] == figures.set_index("code")["value"][parts["ags_before"]].sum()


def test_a_score_stays_only_where_an_area_is_the_same() -> None:
    steps = pd.DataFrame(
        [("a1", "b1", 1.0), ("a2", "b2", 1.0), ("a3", "b2", 1.0), ("a4", "b3", 0.5), ("a4", "b4", 0.5)],
        columns=["ags_before", "ags_after", "share"],
    )
    figures = pd.DataFrame(
        {"measure": "m", "code": ["a1", "a2", "a3", "a4"], "year": 2020, "value": 1.5, "state": "ok"}
    )
    assert share_scores(figures, steps)["code"].tolist() == ["b1"]


def rows(values: dict[str, float]) -> pd.DataFrame:
    frame = pd.DataFrame({"measure": "m", "code": list(values), "year": 2020, "value": list(values.values())})
    return frame.assign(state=["secret" if math.isnan(v) else "ok" for v in frame["value"]])


STEPS = pd.DataFrame({"ags_before": ["D", "D"], "ags_after": ["E", "F"], "share": [0.5, 0.5]})
SMALLER = pd.DataFrame(
    {"ags_before": ["m", "n"], "ags_after": ["m", "n"], "share": 1.0, "before": "D", "after": ["E", "F"]}
)


def test_a_district_is_divided_as_its_municipalities_are() -> None:
    exact = share_counts(rows({"D": 40}), own_shares(rows({"D": 40}), STEPS, rows({"m": 30, "n": 10}), SMALLER))
    assert exact.set_index("code")[["value", "state"]].to_dict("index") == {
        "E": {"value": 30, "state": "ok"},
        "F": {"value": 10, "state": "ok"},
    }
    near = share_counts(rows({"D": 41}), own_shares(rows({"D": 41}), STEPS, rows({"m": 30, "n": 10}), SMALLER))
    assert (near["value"].sum(), set(near["state"])) == (41, {"estimated"})


def test_rises_and_falls_are_divided_where_the_municipalities_tell_them() -> None:
    for values in ({"m": -30, "n": 10}, {"m": 5, "n": -5}, {"m": 0, "n": 20}):
        whole = rows({"D": sum(values.values())})
        found = share_counts(whole, own_shares(whole, STEPS, rows(values), SMALLER)).set_index("code")
        assert found["value"].tolist() == list(values.values())
        assert "estimated" not in set(found["state"])


def test_a_hidden_municipality_tells_nothing_about_the_parts_of_its_district() -> None:
    hidden = own_shares(rows({"D": 40}), STEPS, rows({"m": 38, "n": math.nan}), SMALLER)
    assert share_counts(rows({"D": 40}), hidden)["value"].tolist() == [20, 20]
