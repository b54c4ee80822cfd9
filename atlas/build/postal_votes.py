"""Give postal votes that several municipalities counted together back to them.

In the country several municipalities may have one board for postal votes. Its votes are in no municipality's row, so
turnout would come out up to twenty points too low there. From 2014 on the offices tell how many polling cards (the
right to vote by post) each municipality issued; nearly all of them come back (about 96 %). The joint votes of a
district within a constituency are therefore shared among its municipalities by the cards whose votes are not in their
own row, and such figures are ``estimated``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.model import CODE_LENGTH, Level, ValueState

if TYPE_CHECKING:
    import pandas as pd

#: A municipality counts its own postal votes if this share of its cards is in its row ...
OWN_COUNT = 0.86
#: ... or if what is missing is within chance: so many standard deviations of the return rate.
DEVIATIONS = 4.0
#: Joint votes per open card; outside of it the cards do not explain the votes and nothing is shared.
PLAUSIBLE = (0.8, 1.05)


def share_postal_votes(election: pd.DataFrame) -> pd.DataFrame:
    """Estimate the voters of each municipality.

    Parameters
    ----------
    election : DataFrame
        Rows of `atlas.sources.elections.read_election` of one election with polling cards.

    Returns
    -------
    DataFrame
        One row a municipality and constituency: ``code``, ``year``, ``eligible``, ``voters`` (float; together with the
        joint votes nothing is lost or added), ``state`` (ok: its own count; estimated: with a share of joint votes;
        unknown: its row contradicts itself or the cards do not explain the joint votes), ``crossed`` (joint votes were
        counted in another district of the constituency).
    """
    state = election[election["kind"] == "state"].iloc[0]
    returned = state["voters_with_card"] / state["cards"]
    rows = election[election["kind"] == "municipality"].reset_index(drop=True)
    open_cards = _open_cards(rows, returned)
    joint = election[election["kind"] == "joint_postal"]
    rows["district"] = rows["code"].str[: CODE_LENGTH[Level.DISTRICT]]
    pool = rows["constituency"] + "-" + rows["district"]
    joint_pool = joint["constituency"] + "-" + joint["code"]
    lonely = set(pool[open_cards > 0]) ^ set(joint_pool)
    merged = {p.split("-")[0] for p in lonely}
    pool = pool.where(~rows["constituency"].isin(merged), rows["constituency"])
    joint_pool = joint_pool.where(~joint["constituency"].isin(merged), joint["constituency"])
    votes = pool.map(joint["voters"].groupby(joint_pool).sum()).fillna(0.0)
    cards = open_cards.groupby(pool).transform("sum")
    rate = (votes / cards.where(cards > 0)).fillna(0.0)
    crosses = (open_cards > 0) & rows["constituency"].isin(merged)
    unexplained = (open_cards > 0) & ~rate.between(*PLAUSIBLE)
    contradicts = rows["voters_with_card"] > rows["cards"]
    found = np.select(
        [unexplained | contradicts, open_cards > 0],
        [str(ValueState.UNKNOWN), str(ValueState.ESTIMATED)],
        str(ValueState.OK),
    )
    rows["voters"] = rows["voters"] + open_cards * rate
    rows["state"] = found
    rows["crossed"] = crosses
    return rows[["code", "year", "eligible", "voters", "state", "crossed"]]


def _open_cards(rows: pd.DataFrame, returned: float) -> pd.Series[float]:
    """Cards whose votes are not in the municipality's own row."""
    own = rows["voters_with_card"] >= OWN_COUNT * rows["cards"]
    missing = returned * rows["cards"] - rows["voters_with_card"]
    chance = missing <= DEVIATIONS * np.sqrt(rows["cards"] * returned * (1 - returned))
    return (rows["cards"] - rows["voters_with_card"] / returned).mask(own | chance, 0.0).clip(lower=0.0)
