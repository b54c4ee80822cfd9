from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import DataError
from atlas.model import VALUELESS, ValueState
from atlas.sources.signs import SIGNS, read_cell, read_cells

S = ValueState


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", S.UNKNOWN),
        (".", S.UNKNOWN),
        ("...", S.LATER),
        ("…", S.LATER),
        ("/", S.UNRELIABLE),
        ("x", S.NOT_MEANINGFUL),
        ("X", S.NOT_MEANINGFUL),
    ],
)
def test_a_sign_without_a_number_has_no_value(text: str, state: ValueState) -> None:
    value, found = read_cell(text)
    assert math.isnan(value)
    assert found is state


@pytest.mark.parametrize("text", ["-", "–", "0", "0.0", "-0"])  # noqa: RUF001  workbooks hold the dash too
def test_nothing_and_zero_are_zero(text: str) -> None:
    assert read_cell(text) == (0, S.ZERO)


@pytest.mark.parametrize(
    ("text", "decimal", "wanted"),
    [
        ("1234", ",", (1234, S.OK)),
        ("1.234", ",", (1234, S.OK)),
        ("1.234", ".", (1.234, S.OK)),
        ("1,234", ".", (1234, S.OK)),
        ("1 234,5", ",", (1234.5, S.OK)),
        ("-12,5", ",", (-12.5, S.OK)),
        ("( 12,5 )", ",", (12.5, S.LIMITED)),
        ("12,5r", ",", (12.5, S.REVISED)),
        ("12.5 p", ".", (12.5, S.PROVISIONAL)),
        ("1e-05", ".", (1e-5, S.OK)),
    ],
)
def test_numbers_are_read_in_both_notations(text: str, decimal: str, wanted: tuple[float, ValueState]) -> None:
    assert read_cell(text, decimal) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["n.a.", "12,34.5", "1.23,4", "()", "1e999", "NaN", "inf", "12 Personen", "²"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text.strip('()'))}$"):
        read_cell(text, ",")


@given(st.decimals(-1_000_000, 1_000_000, places=3), st.booleans())
def test_a_german_number_comes_back_as_it_was_written(number: object, grouped: bool) -> None:  # noqa: FBT001
    text = f"{number:,.3f}" if grouped else f"{number:.3f}"
    german = text.translate(str.maketrans(",.", ".,"))
    value, state = read_cell(german, ",")
    assert value == float(text.replace(",", ""))
    assert state is (S.ZERO if value == 0 else S.OK)


@given(st.text(max_size=12), st.sampled_from([",", "."]))
def test_a_cell_has_a_number_exactly_where_its_state_says_so(text: str, decimal: str) -> None:
    try:
        value, state = read_cell(text, decimal)  # type: ignore[arg-type]
    except ValueError:
        assert text.strip().lower() not in SIGNS
        return
    assert math.isnan(value) == (state in VALUELESS)


def test_an_empty_cell_is_unknown_and_a_bad_one_is_named_with_its_row() -> None:
    rows = pd.Series(["16051000", "16052000"])
    good = read_cells(pd.Series(["3", None]), rows, "a.csv, rent")
    assert good["state"].tolist() == ["ok", "unknown"]
    with pytest.raises(DataError, match=r"a\.csv, rent, row 16052000: found 'many'"):
        read_cells(pd.Series(["3", "many"]), rows, "a.csv, rent")


def read(*texts: str, decimal: str = ".") -> list[float]:
    rows = pd.Series([f"1605100{i}" for i in range(len(texts))])
    return read_cells(pd.Series(texts), rows, "a.csv, rent", decimal)["value"].tolist()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texts", "row"),
    [
        (("2.64", "2,134", "2.1"), "16051001: found '2,134'"),  # 2.134 persons or 2134 of them
        (("2", "2,134", "3"), "16051001: found '2,134'"),
        (("120", "1.899", "80"), "16051001: found '1.899'"),  # 1899 dwellings or less than two
        (("2,134",), "16051000: found '2,134'"),
        (("12,5", "6.25", "7,5"), "16051000: found '12,5'"),
    ],
)
def test_what_can_be_read_in_two_ways_is_never_guessed(texts: tuple[str, ...], row: str) -> None:
    with pytest.raises(DataError, match=f"a.csv, rent, row {re.escape(row)}"):
        read(*texts)


def test_the_decimal_sign_is_that_of_the_column() -> None:
    assert read("6,12", "4,9", "1.234,5", "5") == [6.12, 4.9, 1234.5, 5]
    assert read("6.12", "1,234.5", "1,234") == [6.12, 1234.5, 1234]
    assert read("1.234.567", "1.234", "12,5", decimal=",") == [1234567, 1234, 12.5]
    assert read("0.652", "0.555", "1.000") == [0.652, 0.555, 1.0]
