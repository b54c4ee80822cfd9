"""Propose how the areas of one territory date go over into those of another: by overlay, with shares."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from atlas.data.crosswalks import AREA, CROSSWALK_COLUMNS, DECIMALS, POPULATION, SHARES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import geopandas as gpd

    from atlas.model import Level

#: Two drawings of one border leave parts as wide as their lines deviate: up to two thirds of the usual line of the
#: coarser one. So narrow a part is a sliver, and so is one of this share of its area.
OF_A_LINE = 2 / 3
NARROWEST_M, WIDEST_M, SLIVER_SHARE = 50.0, 1000.0, 0.01
#: Names that are told one by one; the file holds all.
TOLD = 40


def sliver_width(*coverages: gpd.GeoDataFrame) -> float:
    """Tell how wide a part of an overlay has to be to be more than the difference of two drawings, in metres."""
    found = []
    for areas in coverages:
        points, ring = shapely.get_coordinates(shapely.boundary(areas.geometry.to_numpy()), return_index=True)
        lengths = np.hypot(*np.diff(points, axis=0).T)[np.diff(ring) == 0]
        found.append(float(np.median(lengths)) * OF_A_LINE)
    return round(min(max(NARROWEST_M, *found), WIDEST_M))


def overlay(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, sliver_m: float) -> tuple[pd.DataFrame, int]:
    """Find which municipality shares ground with which of another date.

    Parameters
    ----------
    before, after : GeoDataFrame
        ``code`` and geometry in metres; coverages of the same ground.
    sliver_m : float
        Parts narrower than this are slivers.

    Returns
    -------
    DataFrame
        ``before``, ``after``, ``size`` (square metres). Each area of both sides stands in one row at least.
    int
        How many slivers were dropped.
    """
    first, second = before.geometry.to_numpy(), after.geometry.to_numpy()
    i, j = shapely.STRtree(second).query(first, predicate="intersects")
    shared = shapely.intersection(first[i], second[j])
    size = shapely.area(shared)
    pairs = pd.DataFrame({"i": i, "j": j, "size": size})
    wide = ~shapely.is_empty(shapely.buffer(shared, -sliver_m / 2)) & (size > SLIVER_SHARE * shapely.area(first)[i])
    pairs["kept"] = wide
    pairs = pairs[pairs["size"] > 0]
    for side in ("i", "j"):
        # the largest part of an area is never a sliver, where it has no other
        lone = ~pairs.groupby(side)["kept"].transform("any")
        pairs.loc[pairs[lone].groupby(side)["size"].idxmax(), "kept"] = True
    kept = pairs[pairs["kept"]]
    codes = [areas["code"].to_numpy() for areas in (before, after)]
    found = pd.DataFrame({"before": codes[0][kept["i"]], "after": codes[1][kept["j"]], "size": kept["size"].to_numpy()})
    return found.sort_values(["before", "after"], ignore_index=True), len(pairs) - len(kept)


def shares(pairs: pd.DataFrame, people: Mapping[str, float]) -> pd.DataFrame:
    """Turn pairs into shares of the older area.

    Parameters
    ----------
    pairs : DataFrame
        As `overlay` gives them.
    people : mapping of str to float
        Population of areas of the date that the shares lead to, as far as it is known.

    Returns
    -------
    DataFrame
        ``before``, ``after``, ``share``, ``basis``. A municipality of which all parts are whole municipalities of known
        population is divided by that, any other by area.
    """
    whole = pairs.groupby("after")["before"].transform("nunique") == 1
    known = whole & pairs["after"].map(people).gt(0)
    by_people = known.groupby(pairs["before"]).transform("all")
    weight = pairs["size"].where(~by_people, pairs["after"].map(people)).astype(float)
    share = weight / weight.groupby(pairs["before"]).transform("sum")
    frame = pd.DataFrame({"before": pairs["before"], "after": pairs["after"], "share": share})
    return _rounded(frame.assign(basis=np.where(by_people, POPULATION, AREA)))


def shares_above(
    steps: pd.DataFrame, inside: tuple[Mapping[str, str], Mapping[str, str]], weight: Mapping[str, float], basis: str
) -> pd.DataFrame:
    """Add shares of municipalities up to those of larger areas.

    Parameters
    ----------
    steps : DataFrame
        As `shares` gives them.
    inside : tuple of two mappings of str to str
        The larger area of each municipality, before and after.
    weight : mapping of str to float
        How much each municipality of before counts.
    basis : str
        What the weight is.

    Returns
    -------
    DataFrame
        As `steps`, of the larger areas.
    """
    parts = pd.DataFrame(
        {
            "before": steps["before"].map(inside[0]),
            "after": steps["after"].map(inside[1]),
            "share": steps["share"] * steps["before"].map(weight).astype(float),
        }
    )
    sums = parts.groupby(["before", "after"], as_index=False)["share"].sum()
    sums["share"] /= sums.groupby("before")["share"].transform("sum")
    return _rounded(sums.assign(basis=basis))


def _rounded(steps: pd.DataFrame) -> pd.DataFrame:
    """Round shares so that those of an area still add up to one: the largest takes what is left over."""
    share = steps["share"].round(DECIMALS)
    rest = 1 - share.groupby(steps["before"]).transform("sum")
    largest = share.groupby(steps["before"]).idxmax()
    share.loc[largest] = (share[largest] + rest[largest]).round(DECIMALS)
    return steps.assign(share=share)[share > 0].reset_index(drop=True)


def as_crosswalk(
    levels: Mapping[Level, pd.DataFrame], names: tuple[Mapping[str, str], Mapping[str, str]]
) -> pd.DataFrame:
    """Put the shares of all levels into the form of a file."""
    steps = pd.concat(levels.values(), ignore_index=True)
    named = {"ags_before": steps["before"], "name_before": steps["before"].map(names[0])}
    named |= {"ags_after": steps["after"], "name_after": steps["after"].map(names[1])}
    return pd.DataFrame(named | {k: steps[k] for k in SHARES})[[*CROSSWALK_COLUMNS, *SHARES]]


def in_words(crosswalk: pd.DataFrame, title: str, what: str) -> Iterator[str]:
    """Tell who merges into whom, who is split with which shares, and who only changes code or name.

    Parameters
    ----------
    crosswalk : DataFrame
        Rows of one level.
    title : str
        From which date to which.
    what : str
        What the areas are called.

    Yields
    ------
    str
        A sentence each.
    """
    n_before, n_after = crosswalk["ags_before"].nunique(), crosswalk["ags_after"].nunique()
    split = crosswalk[crosswalk["ags_before"].duplicated(keep=False)]
    merged = crosswalk[crosswalk["ags_after"].duplicated(keep=False)]
    single = crosswalk.drop(split.index.union(merged.index))
    other = single[single["ags_before"] != single["ags_after"]]
    renamed = single[(single["ags_before"] == single["ags_after"]) & (single["name_before"] != single["name_after"])]
    yield (
        f"{title}, {what}: {n_before} become {n_after}; {merged['ags_before'].nunique()} merge into"
        f" {merged['ags_after'].nunique()}, {split['ags_before'].nunique()} are split,"
        f" {len(other)} change their code, {len(renamed)} their name alone"
    )
    lines = [*_merges(merged), *_splits(split)]
    lines += [f"  {_called(r, 'before')} becomes {_called(r, 'after')}" for r in other.to_dict("records")]
    yield from lines[:TOLD]
    if len(lines) > TOLD:
        yield f"  and {len(lines) - TOLD} more"


def _merges(merged: pd.DataFrame) -> Iterator[str]:
    into: dict[str, list[dict[Hashable, str]]] = defaultdict(list)
    for row in merged.to_dict("records"):
        into[row["ags_after"]].append(row)
    for rows in into.values():
        parts = ", ".join(_called(r, "before") + _part(r) for r in rows)
        yield f"  {parts} merge into {_called(rows[0], 'after')}"


def _splits(split: pd.DataFrame) -> Iterator[str]:
    for _, rows in split.groupby("ags_before", sort=True):
        records = rows.sort_values("share", ascending=False).to_dict("records")
        parts = ", ".join(f"{r['share']:.1%} to {_called(r, 'after')}" for r in records)
        yield f"  {_called(records[0], 'before')} is split by {records[0]['basis']}: {parts}"


def _part(row: Mapping[Hashable, float | str]) -> str:
    return f" ({row['share']:.1%} of it)" if float(row["share"]) < 1 else ""


def _called(row: Mapping[Hashable, str], side: str) -> str:
    return f"{row[f'ags_{side}']} {row[f'name_{side}']}"
