"""Rules over all areas of a level: every code there and known, and parts that add up to what is published."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.rules.broken import KEY, Broken, Severity
from atlas.data.rules.grids import sums_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atlas.data.rules.grids import Grid
    from atlas.model import Level


def complete_rule(grids: list[Grid], codes: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Broken]:
    """Check that every area of a level has a row, and a figure unless something says why there is none.

    Parameters
    ----------
    grids : list of Grid
        Those of the measure.
    codes : mapping of tuple of str to sequence of str
        All codes by level and territory date.

    Yields
    ------
    Broken
        Areas without a row, and those of which nothing is known.
    """
    lost, unknown = [], []
    for grid in grids:
        all_codes = codes.get((grid.level, grid.territory), ())
        for at in np.flatnonzero(grid.there.sum(axis=1) < len(all_codes)):
            absent = sorted(set(all_codes) - set(grid.codes[grid.there[at]]))
            lost += [(grid.measure, grid.level, grid.territory, code, int(grid.years[at])) for code in absent]
        if grid.unknown.any():
            unknown.append(grid.named(grid.unknown)[KEY])
    gone = [pd.DataFrame(lost, columns=KEY)] if lost else []
    if gone or unknown:
        yield Broken(
            "complete", Severity.ERROR, "", pd.concat([*gone, *unknown]).assign(value=math.nan, other=math.nan)
        )


def sum_rule(
    grids: list[Grid], above: Mapping[tuple[str, str], Mapping[Level, str]], tolerance: float
) -> Iterator[Broken]:
    """Compare published figures with the sums of their parts.

    Sums with a part of which nothing is known are left out; hidden parts add what they had at least in other years.

    Parameters
    ----------
    grids : list of Grid
        Those of the measure.
    above : mapping of tuple of str to mapping of Level to str
        By territory date and code: the area of each level that holds it.
    tolerance : float
        Share of the published figure by which the sum may differ.

    Yields
    ------
    Broken
        Published figures that differ by more.
    """
    for sums in sums_beside(grids, above):
        values = sums.published.values
        short = values - sums.totals
        off = np.maximum(-short, short - sums.hidden)
        wrong = sums.compared & (off > tolerance * np.abs(values) + 0.5)
        if wrong.any():
            yield Broken("sums", Severity.ERROR, f"± {tolerance:.1%}", sums.published.named(wrong, sums.totals))
