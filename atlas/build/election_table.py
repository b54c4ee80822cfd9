"""The table of state elections: people allowed to vote and voters of every level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.carry import TABLE, carry_counts, fill, mark_estimated, refuse_missing
from atlas.build.postal_votes import share_postal_votes
from atlas.model import CODE_LENGTH, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atlas.build.carry import Territory

COUNTS = ("eligible", "voters")
OK = str(ValueState.OK)
#: How the code of a joint postal row ends that was counted for several districts.
NO_DISTRICT = "000"


def election_table(
    elections: Iterable[pd.DataFrame],
    territories: Iterable[Territory],
    changed_sides: Callable[[int, Territory], set[str]],
) -> pd.DataFrame:
    """Carry elections to territories.

    Municipalities: elections with polling cards whose codes the territory knows; where postal votes were counted
    together, the voters are estimated (see `atlas.build.postal_votes`). Districts: the joint votes are counted where
    the publisher counts them; a figure is estimated where municipalities with joint postal votes changed the district
    in between, where joint votes were counted across districts, or where some code of the election is older than the
    crosswalk and belongs to a district whose municipalities have changed sides since; there are none where a district
    of the territory did not exist yet, and none of voters where votes were counted for two districts at once. The
    state is always exact.

    Parameters
    ----------
    elections : iterable of DataFrame
        As `atlas.sources.elections.read_election` gives them.
    territories : iterable of Territory
        Where to; an election younger than a territory is not carried to it.
    changed_sides : callable
        Year and territory -> districts whose area of that year cannot be put together exactly; asked for elections with
        codes that the crosswalk does not know.

    Returns
    -------
    DataFrame
        Columns of a table; measures ``eligible`` and ``voters``.
    """
    territories = tuple(territories)
    parts = []
    for election in elections:
        year = int(election["year"].iloc[0])
        votes = _votes(election)
        for territory in (t for t in territories if int(t.date[:4]) >= year):
            told = bool(votes["shared"].all())
            if told:
                refuse_missing(votes["code"], territory, f"election {year}")
            known = {territory.municipality(c) for c in votes["code"]} == set(territory.codes[Level.MUNICIPALITY])
            if known and told:
                parts.append(_municipalities(votes, territory))
            parts.append(_districts(election, votes, territory, set() if known else changed_sides(year, territory)))
            parts.append(_state(election, territory))
    return pd.concat(parts, ignore_index=True)


def _votes(election: pd.DataFrame) -> pd.DataFrame:
    """Voters by municipality and constituency, with their share of joint postal votes where cards are told."""
    if election["cards"].notna().all():
        return share_postal_votes(election).assign(shared=True)
    rows = election[election["kind"] == "municipality"]
    return rows.assign(state=str(ValueState.UNKNOWN), crossed=False, shared=False)[
        ["code", "year", "eligible", "voters", "state", "crossed", "shared"]
    ]


def _municipalities(votes: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    unknown = votes["state"] == str(ValueState.UNKNOWN)
    eligible = votes.assign(measure="eligible", value=votes["eligible"], state=OK)
    voters = votes.assign(measure="voters", value=votes["voters"].mask(unknown))
    figures = pd.concat([eligible, voters], ignore_index=True)[["measure", "code", "year", "value", "state"]]
    carried = carry_counts(figures, territory, f"election {votes['year'].iloc[0]}")
    return carried.assign(value=carried["value"].round())


def _districts(election: pd.DataFrame, votes: pd.DataFrame, territory: Territory, changed: set[str]) -> pd.DataFrame:
    year = int(votes["year"].iloc[0])
    own = votes["code"].str[: CODE_LENGTH[Level.DISTRICT]]
    target = votes["code"].map({c: territory.district(c) for c in votes["code"].unique()})
    home = own.map({d: territory.district(d) for d in own.unique()})
    moved = (target != home) & (votes["state"] != OK)
    shaky = changed | set(target[moved]) | set(home[moved]) | set(target[votes["crossed"]])
    # counted for two districts at once: nobody can tell which voter belongs to which
    nowhere = election["code"].str.endswith(NO_DISTRICT) & (election["kind"] == "joint_postal")
    touched = election[election["constituency"].isin(election.loc[nowhere, "constituency"])]
    touched = touched[touched["kind"] == "municipality"]
    torn = {territory.district(c) for c in touched["code"].unique()}
    counts = votes.assign(code=target)[["code", *COUNTS]]
    if not votes["shared"].all():
        joint = election[(election["kind"] == "joint_postal") & ~nowhere]
        districts = joint["code"].map({d: territory.district(d) for d in joint["code"].unique()})
        counts = pd.concat([counts, joint.assign(code=districts)[["code", *COUNTS]]])
    sums = counts.groupby("code", as_index=False)[list(COUNTS)].sum().assign(year=year)
    sums["voters"] = sums["voters"].round()
    if len(sums) < len(territory.codes[Level.DISTRICT]):  # one did not exist yet: what holds it is another area
        return pd.DataFrame(columns=TABLE)
    long = sums.melt(["code", "year"], list(COUNTS), "measure", "value").assign(state=OK)
    lost = (long["measure"] == "voters") & long["code"].isin(torn)
    long = long.assign(value=long["value"].mask(lost), state=long["state"].mask(lost, str(ValueState.UNKNOWN)))
    voters = mark_estimated(long[long["measure"] == "voters"], {(year, d) for d in shaky})
    eligible = mark_estimated(long[long["measure"] == "eligible"], {(year, d) for d in changed})
    return fill(pd.concat([voters, eligible]), Level.DISTRICT, territory)


def _state(election: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    row = election[election["kind"] == "state"]
    long = row.melt(["code", "year"], list(COUNTS), "measure", "value").assign(state=OK)
    return fill(long, Level.STATE, territory)
