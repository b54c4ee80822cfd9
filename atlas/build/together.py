"""Measures that tell each other: where one of them is a small count in an area, all of them are hidden there."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.followers import hide_others
from atlas.data.secrecy import hide_small
from atlas.model import CODE_LENGTH, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True)
class Hiding:
    """Smallest count that may be shown, by measure, and the patterns of measures that are hidden together."""

    minimum: Mapping[str, int] = field(default_factory=dict)
    together: Sequence[Sequence[str]] = ()


#: Of a single hidden area the figures would follow from the total.
FEWEST = 2


def hide(table: pd.DataFrame, hiding: Hiding, parents: Mapping[str, str]) -> pd.DataFrame:
    """Hide small counts and all that tells them, until nothing more has to be hidden.

    Parameters
    ----------
    table : DataFrame
        Columns of a table.
    hiding : Hiding
        What is hidden.
    parents : mapping of str to str
        District of each municipality.

    Returns
    -------
    DataFrame
        A copy; hidden cells have state ``secret`` and no value.
    """
    found = hide_others(hide_small(table, hiding.minimum), parents, hiding.minimum, table["value"])
    while hiding.together:
        secret = found["state"] == str(ValueState.SECRET)
        hidden = hide_together(table, secret, hiding.together, max(hiding.minimum.values()))
        if (hidden == secret).all():
            break
        cells = {"state": found["state"].mask(hidden, str(ValueState.SECRET)), "value": found["value"].mask(hidden)}
        found = hide_others(found.assign(**cells), parents, hiding.minimum, table["value"])
    return found


def blocks_of(measures: Sequence[str], patterns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Say to which block each measure belongs: the first one with a pattern that fits.

    Parameters
    ----------
    measures : sequence of str
        Their names.
    patterns : sequence of sequence of str
        The patterns of each block.

    Returns
    -------
    dict of str to int
        Number of the block by measure; measures that no pattern fits are left out.
    """
    found = {}
    for measure in measures:
        fitting = (i for i, own in enumerate(patterns) if any(fnmatch(measure, one) for one in own))
        if (block := next(fitting, None)) is not None:
            found[measure] = block
    return found


def hide_together(
    table: pd.DataFrame, secret: pd.Series[bool], patterns: Sequence[Sequence[str]], minimum: int
) -> pd.Series[bool]:
    """Find what is hidden in the municipalities in which a measure of a block is a count below the minimum: all of it.

    Age groups add up to the inhabitants of their municipality, and men and women to the group: a single hidden cell
    would follow. It would also follow from the total of the district, so further municipalities are hidden, picked by
    a number that their key gives, until of every measure two or more are hidden that hold the minimum together. Those
    that an earlier block hides come first: men and women of a group would tell the group.

    Parameters
    ----------
    table : DataFrame
        Columns of a table; nothing is hidden yet.
    secret : Series of bool
        Same index: what is hidden already.
    patterns : sequence of sequence of str
        Patterns of the names of the measures of each block; a measure belongs to the first that fits.
    minimum : int
        Smallest count that may be shown.

    Returns
    -------
    Series of bool
        Same index: what has to be hidden, `secret` among it.
    """
    rows = table[table["level"] == str(Level.MUNICIPALITY)]
    blocks = rows["measure"].map(blocks_of(list(rows["measure"].unique()), patterns))
    hidden: set[tuple[object, ...]] = set()
    earlier: dict[tuple[object, object], set[str]] = {}
    for (block, territory, year), own in rows.groupby([blocks, "territory", "year"], observed=True):
        wide = own.pivot_table(index="code", columns="measure", values="value", observed=True)
        chosen = ((wide > 0) & (wide < minimum)).any(axis=1) | wide.index.isin(own.loc[secret[own.index], "code"])
        before = earlier.setdefault((territory, year), set())
        named = set(_with_others(wide, chosen, before, minimum))
        hidden |= {(block, territory, year, code) for code in named}
        before |= named
    keys = zip(blocks, rows["territory"], rows["year"], rows["code"], strict=True)
    return secret | pd.Series([key in hidden for key in keys], rows.index).reindex(table.index, fill_value=False)


def _with_others(wide: pd.DataFrame, chosen: pd.Series[bool], first: set[str], minimum: int) -> Iterator[str]:
    """Name the municipalities of one block and year that are hidden: those chosen, and as many others as it takes."""
    for _, own in wide.groupby(wide.index.str[: CODE_LENGTH[Level.DISTRICT]]):
        named = [str(code) for code in own.index[chosen[own.index]]]
        others = sorted((str(c) for c in own.index if c not in named), key=lambda c: (c not in first, _number(c)))
        while named and others and (len(named) < FEWEST or (own.loc[named].sum() < minimum).any()):
            named.append(others.pop(0))
        yield from named


def _number(code: str) -> str:
    return sha256(code.encode()).hexdigest()
