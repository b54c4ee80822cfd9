"""Carry figures over a weighted crosswalk: counts are divided and none is lost, scores stay where nothing changed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.build.carry import add_counts
from atlas.data.figures import RANK
from atlas.model import VALUELESS, ValueState

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Sums of figures with decimals differ by their rounding.
EXACT = 1e-6
FIGURES = ["measure", "code", "year", "value", "state"]
VALUED = frozenset(str(s) for s in ValueState if s not in VALUELESS)
#: States that say more against a figure than that it is estimated.
WEAKER = frozenset(str(s) for s in ValueState if RANK[s] < RANK[ValueState.ESTIMATED])


def divided(value: float, shares: Sequence[float]) -> list[float]:
    """Divide a count by shares so that the parts add up to it exactly.

    Parameters
    ----------
    value : float
        A count, or a sum with decimals.
    shares : sequence of float
        What each part gets, of their sum.

    Returns
    -------
    list of float
        Parts in the unit of the last digit of `value`; what rounding leaves over goes to the largest remainders.
    """
    whole = Decimal(repr(float(value)))
    unit = Decimal(1).scaleb(min(0, int(whole.normalize().as_tuple().exponent)))
    count = int(abs(whole) / unit)
    weights = [Decimal(repr(float(share))) for share in shares]
    exact = [count * weight / sum(weights) for weight in weights]
    parts = [int(x) for x in exact]
    order = sorted(range(len(parts)), key=lambda k: (parts[k] - exact[k], k))
    for k in order[: count - sum(parts)]:
        parts[k] += 1
    sign = -1 if value < 0 else 1
    return [float(sign * part * unit) for part in parts]


def share_counts(figures: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """Carry counts.

    Parameters
    ----------
    figures : DataFrame
        ``measure, code, year, value, state``.
    steps : DataFrame
        ``ags_before``, ``ags_after``, ``share``: every code of `figures` stands in it. With ``year`` the shares are
        those of each year; ``part`` gives parts that are known and not estimated, of whatever sign.

    Returns
    -------
    DataFrame
        Of the same columns: sums by the new codes. What holds a part of a divided area is ``estimated``; what holds a
        part of an area without value has none, and is as secret as that.
    """
    plain = figures[FIGURES].astype({"value": float}).reset_index(drop=True).reset_index()
    steps = steps if "part" in steps else steps.assign(part=np.nan)
    keys = [("code", "ags_before"), *([("year", "year")] if "year" in steps else [])]
    parts = plain.merge(steps, left_on=[k for k, _ in keys], right_on=[k for _, k in keys])
    parts = parts.sort_values(["index", "ags_after"], ignore_index=True)
    parts["value"] = parts["value"].mask(parts["part"].notna(), parts["part"])
    several = parts["index"].duplicated(keep=False) & parts["state"].isin(VALUED) & parts["part"].isna()
    for _, rows in parts[several].groupby("index"):
        parts.loc[rows.index, "value"] = divided(float(rows["value"].iloc[0]), rows["share"].tolist())
    guessed = (parts["share"] < 1) & parts["part"].isna() & ~parts["state"].isin(WEAKER)
    parts["state"] = parts["state"].mask(guessed, str(ValueState.ESTIMATED))
    return add_counts(parts[FIGURES], parts["ags_after"])


def own_shares(
    figures: pd.DataFrame, steps: pd.DataFrame, smaller: pd.DataFrame, of_smaller: pd.DataFrame
) -> pd.DataFrame:
    """Divide larger areas by the very figure of the municipalities in them, year by year, where all of these are known.

    Parameters
    ----------
    figures : DataFrame
        Counts of one measure by larger areas.
    steps : DataFrame
        Shares of the larger areas, which stand where the municipalities tell nothing.
    smaller : DataFrame
        The same measure by municipality.
    of_smaller : DataFrame
        Steps of the municipalities with the larger area of each ``before`` and ``after``.

    Returns
    -------
    DataFrame
        As `share_counts` takes it, with ``year`` and ``part``.
    """
    years = pd.DataFrame({"year": figures["year"].unique()})
    every = years.merge(steps[["ags_before", "ags_after", "share"]], how="cross").assign(part=np.nan)
    split = steps.loc[steps["share"] < 1, "ags_before"].unique()
    parts = smaller.merge(of_smaller[of_smaller["before"].isin(split)], left_on="code", right_on="ags_before")
    if parts.empty:
        return every
    parts["known"] = parts["state"].isin(VALUED)
    parts["weight"] = parts["value"] * parts["share"]
    whole = parts.groupby(["year", "before"]).agg(
        known=("known", "all"), total=("weight", "sum"), least=("weight", "min"), sure=("share", "min")
    )
    whole = whole[whole["known"]].reset_index()
    own = parts.groupby(["year", "before", "after"], as_index=False)["weight"].sum().merge(whole, on=["year", "before"])
    published = figures[["year", "code", "value"]].rename(columns={"code": "before", "value": "published"})
    own = own.merge(published, on=["year", "before"])
    exact = (own["sure"] == 1) & ((own["total"] - own["published"]).abs() < EXACT)
    # a sum of rises and falls, or of nothing, cannot be divided by shares: its parts are known or are not
    shared = (own["total"] > 0) & (own["least"] >= 0) & (own["weight"] > 0)
    share = (own["weight"] / own["total"]).where(shared, 0.0)
    own = own.assign(share=share, part=own["weight"].where(exact))[exact | shared]
    own = own.rename(columns={"before": "ags_before", "after": "ags_after"})[list(every.columns)]
    taken = pd.MultiIndex.from_frame(own[["year", "ags_before"]])
    rest = every[~pd.MultiIndex.from_frame(every[["year", "ags_before"]]).isin(taken)]
    found: pd.DataFrame = pd.concat([rest, own], ignore_index=True)
    return found


def share_scores(figures: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """Carry what cannot be added up: an area keeps its figure only if it is all of one area and nothing else."""
    alone = ~steps["ags_before"].duplicated(keep=False) & ~steps["ags_after"].duplicated(keep=False)
    kept = figures[FIGURES].merge(steps[alone], left_on="code", right_on="ags_before")
    return kept.assign(code=kept["ags_after"])[FIGURES]


def estimates(figures: pd.DataFrame) -> int:
    """Count the figures that are worse than those of an area that went over whole: estimated, or none at all."""
    return int((~figures["state"].isin(VALUED - {str(ValueState.ESTIMATED)})).to_numpy(dtype=np.int64).sum())
