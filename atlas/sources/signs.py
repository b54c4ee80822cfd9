"""The signs of German official tables: what stands in a cell becomes a number and a state."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal, NoReturn

import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import ValueState

if TYPE_CHECKING:
    from collections.abc import Hashable

Decimal = Literal[",", "."]

#: Signs that stand alone in a cell.
SIGNS = {
    "": ValueState.UNKNOWN,
    "-": ValueState.ZERO,
    "–": ValueState.ZERO,  # noqa: RUF001  workbooks hold the dash too
    ".": ValueState.UNKNOWN,
    "...": ValueState.LATER,
    "…": ValueState.LATER,
    "/": ValueState.UNRELIABLE,
    "x": ValueState.NOT_MEANINGFUL,
}
SUFFIXES = {"r": ValueState.REVISED, "p": ValueState.PROVISIONAL}
NUMBERS = {
    ",": re.compile(r"[+-]?([0-9]{1,3}([. \u00a0\u202f][0-9]{3})+|[0-9]+)(,[0-9]+)?"),
    ".": re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([eE][+-]?[0-9]+)?"),
}
#: Numbers whose decimal sign is beyond doubt: not three digits behind it, or thousands grouped before it.
DECIMALS = {
    ",": r"[+-]?(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,},[0-9]{3}|0,[0-9]{3}|[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]+)",
    ".": r"[+-]?(?:[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,}\.[0-9]{3}|0\.[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)",
}
#: Numbers in which a sign groups thousands beyond doubt.
GROUPED = {
    ",": r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)",
    ".": r"[+-]?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|\.[0-9]{3},[0-9]+)",
}
THOUSANDS = {",": re.compile(r"[. \u00a0\u202f]"), ".": re.compile(",")}


def read_cell(text: str, decimal: Decimal = ".") -> tuple[float, ValueState]:
    """Read one cell.

    Parameters
    ----------
    text : str
        What stands in the cell; nothing at all is a figure that is not known.
    decimal : "," or "."
        Decimal sign; the other one groups thousands.

    Returns
    -------
    float, ValueState
        NaN where there is no number. ``-`` and a zero are zero, ``( )`` limited, ``r`` revised, ``p`` provisional.

    Raises
    ------
    ValueError
        It is neither a number nor a sign.
    """
    text = text.strip()
    sign = SIGNS.get(text.lower())
    if sign is not None:
        return (0.0 if sign is ValueState.ZERO else math.nan), sign
    state = ValueState.OK
    if text.startswith("(") and text.endswith(")"):
        text, state = text[1:-1].strip(), ValueState.LIMITED
    elif text[-1] in SUFFIXES:
        text, state = text[:-1].strip(), SUFFIXES[text[-1]]
    if not NUMBERS[decimal].fullmatch(text):
        raise ValueError(text)
    value = float(THOUSANDS[decimal].sub("", text).replace(decimal, "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value, ValueState.ZERO if value == 0 and state is ValueState.OK else state


def _decimal_of(texts: pd.Series[str], rows: pd.Series[str], where: str, decimal: Decimal) -> Decimal:
    """Find out the decimal sign of a column from cells that can be read in one way only."""
    shown = {sign: texts[texts.str.fullmatch(pattern)] for sign, pattern in DECIMALS.items()}
    numbers = texts.str.contains(r"[0-9]", regex=True).sum()
    other: Decimal = "." if decimal == "," else ","
    if shown[other].size and not shown[decimal].size and shown[other].size * 2 >= numbers:
        decimal, other = other, decimal
    doubtful = texts[texts.str.fullmatch(rf"[+-]?[0-9]{{1,3}}\{other}[0-9]{{3}}")]
    if doubtful.size and not texts.str.fullmatch(GROUPED[other]).any():
        _refuse_cell(
            doubtful, rows, where, f"numbers with {decimal!r} before decimals and nothing that groups thousands"
        )
    lonely = texts[texts.str.fullmatch(rf"[+-]?[0-9]{{1,3}}\{decimal}[0-9]{{3}}")]
    # a column of whole numbers in which some have three digits behind a sign: thousands or decimals, nobody knows
    if lonely.size and not shown[decimal].size and lonely.size * 2 < numbers:
        _refuse_cell(lonely, rows, where, "whole numbers like the others, or decimals that all cells have")
    return decimal


def _refuse_cell(cells: pd.Series[str], rows: pd.Series[str], where: str, wanted: str) -> NoReturn:
    place = f"{where}, row {rows[cells.index[0]]}"
    raise DataError(expected(place, repr(cells.iloc[0]), wanted, "write the number in one way in the whole column"))


def read_cells(cells: pd.Series[str], rows: pd.Series[str], where: str, decimal: Decimal = ".") -> pd.DataFrame:
    """Read many cells.

    Parameters
    ----------
    cells : Series of str
        Texts, NaN where a cell is empty.
    rows : Series of str
        Same index: what to call the row in a message (its key).
    where : str
        File and field, for the message.
    decimal : "," or "."
        Decimal sign, where the column itself does not show another one.

    Returns
    -------
    DataFrame
        Columns ``value`` (float) and ``state`` (str), same index.

    Raises
    ------
    DataError
        A cell holds neither a number nor a sign, or a number that can be read in two ways: it is never guessed for a
        single cell what separates decimals and what groups thousands.
    """
    texts = cells.fillna("").astype(str).str.strip()
    decimal = _decimal_of(texts, rows, where, decimal)
    read: dict[Hashable, tuple[float, str]] = {}
    for text in texts.unique():
        try:
            value, state = read_cell(text, decimal)
        except ValueError:
            row = rows[texts == text].iloc[0]
            raise DataError(
                expected(f"{where}, row {row}", repr(text), "a number or a sign such as '-' or '.'", "mend the cell")
            ) from None
        read[text] = (value, str(state))
    return pd.DataFrame(
        {
            "value": texts.map({k: v for k, (v, _) in read.items()}).astype("float64"),
            "state": texts.map({k: s for k, (_, s) in read.items()}),
        },
        index=cells.index,
    )
