"""Measures that tell each other: where one of them is a small count in an area, all of them are hidden there."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.followers import hide_others
from atlas.data.grouping import groups
from atlas.data.secrecy import hide_small
from atlas.model import CODE_LENGTH, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Hiding:
    """Smallest count that may be shown, by measure, and the patterns of measures that are hidden together."""

    minimum: Mapping[str, int] = field(default_factory=dict)
    together: Sequence[Sequence[str]] = ()


#: Of a single hidden area the figures would follow from the total; of two, few would fit that and the rule as well.
FEWEST = 3
KEYS = ("measure", "territory", "year", "code")


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
    a number that their key gives, until of every measure three or more are hidden that hold the minimum together. Those
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
    block = blocks_of(list(table["measure"].unique()), patterns)
    known = (table["level"] == str(Level.MUNICIPALITY)) & table["measure"].isin(list(block))
    rows = np.flatnonzero(known)
    texts = {name: pd.factorize(table[name].astype(object).to_numpy()[rows], sort=True) for name in KEYS}
    number = {name: codes for name, (codes, _) in texts.items()}
    measures, codes = texts["measure"][1], texts["code"][1].astype(str)
    blocks = np.array([block[m] for m in measures], dtype=np.intp)[number["measure"]]
    values, hidden = table["value"].to_numpy(dtype="float64")[rows], secret.to_numpy().copy()
    secret_rows = hidden[rows]
    earlier: dict[tuple[int, int], set[str]] = {}
    for (_block, territory, year), at in groups([blocks, number["territory"], number["year"]]):
        places, place = np.unique(number["code"][at], return_inverse=True)
        columns, column = np.unique(number["measure"][at], return_inverse=True)
        wide = np.full((len(places), len(columns)), np.nan)
        wide[place, column] = values[at]
        chosen = np.asarray(((wide > 0) & (wide < minimum)).any(axis=1))
        chosen[place[secret_rows[at]]] = True
        # what nobody knows holds no minimum
        wide = wide[:, ~np.isnan(wide).all(axis=0)]
        there = ~np.asarray(np.isnan(wide).all(axis=1))
        before = earlier.setdefault((territory, year), set())
        named = _with_others(wide[there], codes[places[there]].tolist(), chosen[there], before, minimum)
        hidden[rows[at[np.isin(codes[places[place]], list(named))]]] = True
        before |= named
    return pd.Series(hidden, table.index)


def _with_others(
    wide: NDArray[np.float64], codes: Sequence[str], chosen: NDArray[np.bool_], first: set[str], minimum: int
) -> set[str]:
    """Name the municipalities of one block and year that are hidden: those chosen, and as many others as it takes."""
    found: set[str] = set()
    districts: dict[str, list[int]] = {}
    for at, code in enumerate(codes):
        districts.setdefault(code[: CODE_LENGTH[Level.DISTRICT]], []).append(at)
    for own in districts.values():
        named = [at for at in own if chosen[at]]
        others = sorted(
            (at for at in own if not chosen[at]), key=lambda at: (codes[at] not in first, _number(codes[at]))
        )
        while named and others and (len(named) < FEWEST or (np.nansum(wide[named], axis=0) < minimum).any()):
            named.append(others.pop(0))
        found |= {codes[at] for at in named}
    return found


@cache
def _number(code: str) -> str:
    return sha256(code.encode()).hexdigest()
