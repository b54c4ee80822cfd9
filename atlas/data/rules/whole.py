"""Rules over all areas of a level: every code there and known, and parts that add up to what is published."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.rules.broken import KEY, Broken, Severity, named
from atlas.model import Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Which levels add up to which.
STEPS = (
    (Level.MUNICIPALITY, Level.DISTRICT),
    (Level.DISTRICT, Level.STATE),
    (Level.MUNICIPALITY, Level.STATE),
)


def complete_rule(rows: pd.DataFrame, codes: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Broken]:
    """Check that every area of a level has a row, and a figure unless something says why there is none.

    Parameters
    ----------
    rows : DataFrame
        The measure's rows.
    codes : mapping of tuple of str to sequence of str
        All codes by level and territory date.

    Yields
    ------
    Broken
        Areas without a row, and those of which nothing is known.
    """
    lost = []
    for (measure, level, territory), block in rows.groupby(["measure", "level", "territory"], observed=True):
        all_codes = codes.get((str(level), str(territory)), ())
        sizes = block.groupby("year").size()
        for year in sizes.index[sizes < len(all_codes)]:
            absent = sorted(set(all_codes) - set(block.loc[block["year"] == year, "code"]))
            lost += [(str(measure), str(level), str(territory), code, int(year)) for code in absent]
    unknown = rows[rows["state"] == str(ValueState.UNKNOWN)]
    gone = pd.concat([pd.DataFrame(lost, columns=KEY), unknown[KEY]]) if lost else unknown[KEY]
    if not gone.empty:
        yield Broken("complete", Severity.ERROR, "", named(gone.assign(value=math.nan)))


def sum_rule(
    rows: pd.DataFrame, above: Mapping[tuple[str, str], Mapping[Level, str]], tolerance: float
) -> Iterator[Broken]:
    """Compare published figures with the sums of their parts.

    Sums with a part of which nothing is known are left out; hidden parts are few, and smaller than any tolerance.

    Parameters
    ----------
    rows : DataFrame
        The measure's rows.
    above : mapping of tuple of str to mapping of Level to str
        By territory date and code: the area of each level that holds it.
    tolerance : float
        Share of the published figure by which the sum may differ.

    Yields
    ------
    Broken
        Published figures that differ by more.
    """
    for _below, _level, both in sums_beside(rows, above):
        known = both[~both["unknown"]]
        wrong = known[(known["total"] - known["value"]).abs() > tolerance * known["value"].abs() + 0.5]
        if not wrong.empty:
            yield Broken("sums", Severity.ERROR, f"± {tolerance:.1%}", named(wrong, wrong["total"]))


def sums_beside(
    rows: pd.DataFrame, above: Mapping[tuple[str, str], Mapping[Level, str]]
) -> Iterator[tuple[Level, Level, pd.DataFrame]]:
    """Put the sums of their parts beside published figures.

    Parameters
    ----------
    rows : DataFrame
        Rows of measures that add up.
    above : mapping of tuple of str to mapping of Level to str
        By territory date and code: the area of each level that holds it.

    Yields
    ------
    Level, Level, DataFrame
        Levels of the parts and of the published figures, and the rows of those with the sum as ``total``; ``unknown``
        where it lacks a part.
    """
    for (below, level), (_, block) in (
        (step, group) for group in rows.groupby(["measure", "territory"], observed=True) for step in STEPS
    ):
        parts, published = block[block["level"] == str(below)], block[block["level"] == str(level)]
        if parts.empty or published.empty:
            continue
        territory = str(parts["territory"].iloc[0])
        holder = parts["code"].map({c: above[territory, c][level] for c in parts["code"].unique()}).astype(object)
        unknown = parts["state"].isin([str(ValueState.UNKNOWN), str(ValueState.UNRELIABLE)])
        plain = pd.DataFrame({"code": holder, "year": parts["year"], "total": parts["value"], "unknown": unknown * 1})
        sums = plain.groupby(["code", "year"]).sum().reset_index()
        sums["unknown"] = sums["unknown"] > 0
        yield below, level, published.astype({"code": object}).merge(sums, on=["code", "year"])
