"""Keys of areas (AGS, heads of ARS): fixed-width text, read and checked in this one place, never repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

LEVEL_OF_LENGTH = {length: level for level, length in CODE_LENGTH.items()}


def check_keys(keys: pd.Series[str], level: Level, where: str) -> None:
    """Refuse keys that are not the digits of their level.

    Parameters
    ----------
    keys : Series of str
        Keys as they stand in the file.
    level : Level
        It decides how many digits a key has.
    where : str
        File and field, for the message.

    Raises
    ------
    DataError
        A key is missing, of another length (a lost leading zero) or not made of digits.
    """
    length = CODE_LENGTH[level]
    good = keys.str.fullmatch(rf"[0-9]{{{length}}}").fillna(value=False).astype(bool)
    if good.all():
        return
    bad = keys[~good].iloc[0]
    short = isinstance(bad, str) and bad.isdigit() and len(bad) == length - 1
    do = "keep keys as text: a leading zero was lost" if short else "mend the key or use the publisher's own file"
    raise DataError(expected(where, repr(bad) if isinstance(bad, str) else "an empty cell", f"{length} digits", do))


def level_of(keys: pd.Series[str], where: str) -> Level:
    """Tell the level of keys from the length of the longest one, and check them all.

    Parameters
    ----------
    keys : Series of str
        Keys of one level, leading zeros kept.
    where : str
        File and column, for the message.

    Returns
    -------
    Level
        That of every key.

    Raises
    ------
    DataError
        There are no keys, or they do not belong to one level.
    """
    if keys.empty:
        raise DataError(expected(where, "no row", "at least one area", "use the publisher's own file"))
    longest = int(keys.astype(str).str.len().max())
    level = LEVEL_OF_LENGTH.get(longest)
    if level is None:
        lengths = ", ".join(str(x) for x in sorted(LEVEL_OF_LENGTH))
        found = f"{keys.iloc[0]!r} ({longest} characters)"
        raise DataError(expected(where, found, f"keys of {lengths} digits", "use the publisher's own file"))
    check_keys(keys, level, where)
    return level


def refuse_duplicates(frame: pd.DataFrame, key: list[str], where: str) -> None:
    """Refuse a table in which a key stands twice.

    Parameters
    ----------
    frame : DataFrame
        The table.
    key : list of str
        Columns that name a row together.
    where : str
        File, for the message.

    Raises
    ------
    DataError
        Names the first such key.
    """
    twice = frame.duplicated(key)
    if twice.any():
        row = ", ".join(str(frame.loc[twice, k].iloc[0]) for k in key)
        raise DataError(expected(where, f"{row} twice", "each key once", "remove the double row"))


def of_states(frame: pd.DataFrame, states: Sequence[str], where: str, column: str = "code") -> pd.DataFrame:
    """Keep the rows of states.

    Parameters
    ----------
    frame : DataFrame
        Areas of the whole country.
    states : sequence of str
        Keys of the states whose areas are wanted.
    where : str
        File, for the message.
    column : str
        Holds the keys.

    Returns
    -------
    DataFrame
        With a new index.

    Raises
    ------
    DataError
        There are none.
    """
    kept = frame[frame[column].str.startswith(tuple(states))].reset_index(drop=True)
    if kept.empty:
        raise DataError(
            expected(f"{where}, {column}", "no area", f"keys beginning with {', '.join(states)}", "use another file")
        )
    return kept
