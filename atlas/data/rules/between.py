"""Rules between figures of one area and year: parts and wholes, ratios, and the area within its borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.rules.broken import Broken, Severity, ends, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atlas.data.rules.declared import Ratio

PLACE = ["level", "territory", "code"]


def part_rule(rows: pd.DataFrame, whole: pd.DataFrame, name: str) -> Iterator[Broken]:
    """Check that a part is not above its whole.

    Parameters
    ----------
    rows, whole : DataFrame
        Rows of the part and of the whole.
    name : str
        The whole, for the sentence.

    Yields
    ------
    Broken
        Figures above the whole of the same area and year.
    """
    both = _beside(rows, whole, 0)
    wrong = both[both["value"] > both["other"]]
    if not wrong.empty:
        yield Broken("part_of", Severity.ERROR, f"≤ {name}", named(wrong, wrong["other"]))


def ratio_rule(rows: pd.DataFrame, other: pd.DataFrame, ratio: Ratio) -> Iterator[Broken]:
    """Check a measure against another one of the same area.

    Parameters
    ----------
    rows, other : DataFrame
        Rows of the measure and of the other one.
    ratio : Ratio
        What was declared.

    Yields
    ------
    Broken
        Figures whose quotient lies outside.
    """
    low, high = ratio.within
    both = _beside(rows[rows["level"].isin([str(x) for x in ratio.levels])], other, ratio.years_apart)
    both = both[both["other"] > 0]
    quotient = both["value"] / both["other"]
    outside = (quotient < (-np.inf if low is None else low)) | (quotient > (np.inf if high is None else high))
    if outside.any():
        wrong = both[outside]
        yield Broken("ratio", Severity.ERROR, f"{ends(low, high)} x {ratio.to}", named(wrong, wrong["other"]))


def area_rule(rows: pd.DataFrame, borders: Mapping[tuple[str, str], float], tolerance: float) -> Iterator[Broken]:
    """Check an area (km2) against that within its borders.

    Parameters
    ----------
    rows : DataFrame
        The measure's rows.
    borders : mapping of tuple of str to float
        Area in km2 by territory date and code.
    tolerance : float
        Share by which the two may differ.

    Yields
    ------
    Broken
        Areas that do.
    """
    within = pd.Series(
        [borders.get((t, c), np.nan) for t, c in zip(rows["territory"], rows["code"], strict=True)], rows.index
    )
    wrong = (rows["value"] / within - 1).abs() > tolerance
    if wrong.any():
        yield Broken("area", Severity.ERROR, f"± {tolerance:.0%}", named(rows[wrong], within[wrong]))


def _beside(rows: pd.DataFrame, other: pd.DataFrame, years_apart: int) -> pd.DataFrame:
    """Put the other measure beside each figure: that of the nearest year, if it is near enough."""
    left = rows.dropna(subset="value").astype({"year": "int64"} | dict.fromkeys(PLACE, object)).sort_values("year")
    right = other.dropna(subset="value").astype({"year": "int64"}).sort_values("year")
    right = right[[*PLACE, "year", "value"]].rename(columns={"value": "other"}).astype(dict.fromkeys(PLACE, object))
    both = pd.merge_asof(left, right, on="year", by=PLACE, direction="nearest", tolerance=years_apart)
    return both.dropna(subset="other")
