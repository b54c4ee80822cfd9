"""The lists of ``areas/``: CSV files read as text and checked row by row."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.manifest import REBUILD, read_bytes
from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read_list(path: Path, columns: Sequence[str], key: str, *, renamed: bool = False) -> pd.DataFrame:
    """Read a list of ``areas/``: text, each key once.

    Parameters
    ----------
    path : Path
        A CSV file.
    columns : sequence of str
        Those wanted.
    key : str
        The column in which a value stands once; empty if there is none.
    renamed : bool
        Take the columns by their order and call them `columns`: in the file they bear dates.

    Returns
    -------
    DataFrame
        Text; what is missing is empty.

    Raises
    ------
    MissingDataError, DataError
        The file is missing, no table, without rows, or a key stands twice.
    """
    try:
        # index_col: pandas would shift the columns of a row with a field too many
        frame = pd.read_csv(
            io.BytesIO(read_bytes(path)), dtype="str", keep_default_na=False, encoding="utf-8", index_col=False
        )
    except ValueError as error:
        found = str(error).strip().splitlines()[-1]
        raise DataError(
            expected(str(path), f"no table ({found})", f"the columns {', '.join(columns)}", REBUILD)
        ) from error
    if renamed and len(frame.columns) == len(columns):
        frame = frame.set_axis(list(columns), axis=1)
    absent = [c for c in columns if c not in frame.columns]
    if absent or frame.empty:
        what = f"no column {absent[0]}" if absent else "no row"
        raise DataError(expected(str(path), what, f"the columns {', '.join(columns)}", REBUILD))
    frame = frame[list(columns)].fillna("")
    if key:
        refuse_row(path, frame, key, frame[key].duplicated(), "each code once")
    return frame


def as_numbers(frame: pd.DataFrame, ranges: dict[str, tuple[float, float]], path: Path) -> pd.DataFrame:
    """Turn columns into numbers.

    Parameters
    ----------
    frame : DataFrame
        Text.
    ranges : dict of str to tuple of float
        Between which numbers each column has to lie.
    path : Path
        The file, for the message.

    Returns
    -------
    DataFrame
        With these columns as numbers.

    Raises
    ------
    DataError
        A cell is none, or out of range.
    """
    numbers = {}
    for column, (low, high) in ranges.items():
        numbers[column] = pd.to_numeric(frame[column], errors="coerce").astype(np.float64)
        within = (numbers[column] > low) & (numbers[column] < high)
        refuse_row(path, frame, column, ~within, f"a number between {low:g} and {high:g}")
    return frame.assign(**numbers)


def is_code(codes: pd.Series[str], length: int) -> pd.Series[bool]:
    """Tell which codes are so many digits.

    Parameters
    ----------
    codes : Series of str
        Keys of areas.
    length : int
        How many digits.

    Returns
    -------
    Series of bool
        Of the same index.
    """
    return codes.str.fullmatch(rf"[0-9]{{{length}}}")


def refuse_row(path: Path, frame: pd.DataFrame, column: str, bad: pd.Series[bool], wanted: str) -> None:
    """Refuse a list of which rows are bad.

    Parameters
    ----------
    path : Path
        The file.
    frame : DataFrame
        Its rows.
    column : str
        What is bad in them.
    bad : Series of bool
        Which rows.
    wanted : str
        What was expected.

    Raises
    ------
    DataError
        Names the first bad row.
    """
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        where = f"{path}, line {row + 2}, {column}"
        raise DataError(expected(where, repr(frame[column].iloc[row]), wanted, REBUILD))
