"""The rows of areas in a publisher's table: which keys are wanted, and how a publisher writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level
from atlas.sources.keys import check_keys, of_states
from atlas.sources.layout import KeyForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.sources.layout import Column, Layout

#: Digits of a whole ARS; its heads are the keys of associations, districts and states.
ARS = 12
DISTRICT, ASSOCIATION = CODE_LENGTH[Level.DISTRICT], CODE_LENGTH[Level.ASSOCIATION]
#: With what the key of a town ends that is a district too.
TOWN = "0" * (CODE_LENGTH[Level.MUNICIPALITY] - DISTRICT)


def codes_in(keys: pd.Series[str], layout: Layout, key: Column) -> pd.Series[str]:
    """Write keys as the atlas does: AGS, and of associations the head of the ARS.

    Parameters
    ----------
    keys : Series of str
        As they stand in the file.
    layout : Layout
        Its ``key_form`` says how a publisher writes them, its ``key_prefix`` what is left out before them.
    key : str or int
        The column, which says of which levels they may be.

    Returns
    -------
    Series of str
        With the same index.
    """
    keys = layout.key_prefix + keys.str.strip()
    if layout.key_form is KeyForm.ARS:
        return keys.mask(keys.str.len() == ARS, keys.str[:DISTRICT] + keys.str[ASSOCIATION:])
    if layout.key_form is KeyForm.NUMBER:
        level = layout.levels_of(key)[0]
        whole = keys.where(keys.str.fullmatch("[0-9]+").fillna(value=False).astype(bool))
        if level is not Level.DISTRICT:
            return whole.str.zfill(CODE_LENGTH[level]).fillna(keys)
        long = whole.str.zfill(CODE_LENGTH[Level.MUNICIPALITY])
        return whole.str.zfill(DISTRICT).mask(whole.str.len() > DISTRICT, long.str.removesuffix(TOWN)).fillna(keys)
    return keys


def wanted_rows(
    body: pd.DataFrame, keys: pd.Series[str], layout: Layout, key: Column, states: Sequence[str], where: str
) -> pd.DataFrame:
    """Keep the rows of the states' areas, their codes in the column ``code``.

    Where keys are ARS, a municipality that is alone in its association or district stands for that too, unless it has
    a row of its own.

    Parameters
    ----------
    body : DataFrame
        Cells below the headings.
    keys : Series of str
        Same index: the cells of the key column.
    layout : Layout
        What is wanted.
    key : str or int
        The key column.
    states : sequence of str
        Keys of the states whose areas are wanted.
    where : str
        File and field, for the message.

    Returns
    -------
    DataFrame
        With a new index.

    Raises
    ------
    DataError
        A key is of none of the levels and such rows are not ignored, or no area is of these states.
    """
    levels = layout.levels_of(key)
    own = body.assign(code=codes_in(keys, layout, key), ars=keys.str.strip())
    if layout.towns_as_districts:
        own = pd.concat([own, _towns(own)], ignore_index=True)
    fits = pd.Series(data=False, index=own.index)
    for level in levels:
        fits |= own["code"].str.fullmatch(rf"[0-9]{{{CODE_LENGTH[level]}}}").fillna(value=False).astype(bool)
    if layout.other_keys != "ignored" and not fits.all():
        if len(levels) == 1:
            check_keys(own["code"], levels[0], where)
        lengths = " or ".join(str(CODE_LENGTH[level]) for level in levels)
        bad = own.loc[~fits, "code"].iloc[0]
        found = repr(bad) if isinstance(bad, str) else "an empty cell"
        raise DataError(expected(where, found, f"{lengths} digits", "mend the key or use the publisher's own file"))
    rows = of_states(own[fits], states, where)
    copies = _alone(rows, levels) if layout.key_form is KeyForm.ARS else []
    return pd.concat([rows, *copies], ignore_index=True)


def _towns(rows: pd.DataFrame) -> pd.DataFrame:
    """Copy the rows of districts without municipalities, with the keys that they have as one: they are towns."""
    codes = set(rows["code"].dropna())
    held = {code[:DISTRICT] for code in codes if len(code) == DISTRICT + len(TOWN)}
    towns = {code for code in codes - held if len(code) == DISTRICT and code.isdigit()}
    return rows[rows["code"].isin(towns)].assign(code=rows["code"] + TOWN)


def _alone(rows: pd.DataFrame, levels: Sequence[Level]) -> list[pd.DataFrame]:
    """Copy the rows of municipalities that are all of an association or a district of which there is no row."""
    whole = rows[rows["ars"].str.len() == ARS]
    copies = []
    for level in (Level.ASSOCIATION, Level.DISTRICT):
        heads = whole["ars"].str[: CODE_LENGTH[level]]
        single = whole["ars"].groupby(heads).transform("nunique") == 1
        lonely = whole[single & ~heads.isin(rows["code"])]
        if level in levels:
            copies.append(lonely.assign(code=lonely["ars"].str[: CODE_LENGTH[level]]))
    return copies
