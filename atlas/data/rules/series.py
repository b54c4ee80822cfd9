"""Rules over the years of an area: a jump against the year before, and one in the area's own series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.measures import MeasureKind
from atlas.data.rules.broken import Broken, Severity, number

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Of fewer changes a median absolute deviation says nothing about the area itself.
FEWEST = 5
#: Makes a median absolute deviation the standard deviation of a normal distribution.
NORMAL = 1.4826
#: Below this count a doubling is chance.
SMALL = 30


def year_rule(rows: pd.DataFrame, factor: float) -> Iterator[Broken]:
    """Compare each figure with that of the year before it.

    Parameters
    ----------
    rows : DataFrame
        The measure's rows.
    factor : float
        From which on a rise or fall is a jump.

    Yields
    ------
    Broken
        The figures behind a jump.
    """
    for values, group in _tables(rows):
        before = values.shift()
        ratio = values / before
        jump = ((ratio > factor) | (ratio < 1 / factor)) & (np.maximum(values, before) >= SMALL)
        if jump.to_numpy().any():
            yield Broken("year_before", Severity.WARNING, f"< {number(factor)}", _named(jump, values, before, group))


def series_rule(rows: pd.DataFrame, k: float, kind: MeasureKind) -> Iterator[Broken]:
    """Look for changes that the area's own series, and those of all others, do not explain.

    Changes are taken from year to year: of counts by the square root, of which chance moves large and small ones
    alike, of money and areas by the logarithm, of all else as they are. What all areas share is taken off by their
    median. What is left is measured by the area's own median absolute deviation, but never by less than that of all.

    Parameters
    ----------
    rows : DataFrame
        The measure's rows.
    k : float
        How many median absolute deviations are a jump.
    kind : MeasureKind
        What sort of number it is.

    Yields
    ------
    Broken
        The figures behind a jump.
    """
    for values, group in _tables(rows):
        change = _even(values, kind).diff()
        if change.shape[1] > 1:
            change = change.sub(change.median(axis=1), axis=0)
        size = change.abs()
        own = size.median().where(size.count() >= FEWEST, 0.0)
        everywhere = float(np.nanmedian(size.to_numpy())) if size.notna().to_numpy().any() else 0.0
        jump = size > k * NORMAL * np.maximum(own, everywhere)
        if everywhere > 0 and jump.to_numpy().any():
            yield Broken(
                "own_series", Severity.WARNING, f"≤ {number(k)} MAD", _named(jump, values, values.shift(), group)
            )


def _even(values: pd.DataFrame, kind: MeasureKind) -> pd.DataFrame:
    if kind is MeasureKind.COUNT:
        return 2 * values.clip(lower=0) ** 0.5
    return values.where(values > 0).apply(np.log) if kind in {MeasureKind.MONEY, MeasureKind.AREA} else values


def _tables(rows: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, dict[str, str]]]:
    for (measure, level, territory), block in rows.groupby(["measure", "level", "territory"], observed=True):
        values = block.pivot_table(index="year", columns="code", values="value", observed=True).sort_index()
        if len(values) > 1:
            yield values, {"measure": str(measure), "level": str(level), "territory": str(territory)}


def _named(which: pd.DataFrame, values: pd.DataFrame, before: pd.DataFrame, group: dict[str, str]) -> pd.DataFrame:
    at = np.argwhere(which.to_numpy())
    years, codes = values.index.to_numpy()[at[:, 0]], values.columns.to_numpy()[at[:, 1]]
    now, then = values.to_numpy()[at[:, 0], at[:, 1]], before.to_numpy()[at[:, 0], at[:, 1]]
    return pd.DataFrame({**group, "code": codes.astype(str), "year": years, "value": now, "other": then})
