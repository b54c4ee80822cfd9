"""The signs of German official tables: what stands in a cell becomes a number and a state."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal

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
        Decimal sign.

    Returns
    -------
    DataFrame
        Columns ``value`` (float) and ``state`` (str), same index.

    Raises
    ------
    DataError
        A cell holds neither a number nor a sign.
    """
    texts = cells.fillna("").astype(str)
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
