"""Make a table as its declaration says: read, carried to the territory of today, mended where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.carry import TABLE, add_counts, carry_counts, carry_scores, fill, mark_estimated
from atlas.build.declarations import Carry
from atlas.build.deliveries import laid_over
from atlas.build.editions import changed_sides, changed_since, population
from atlas.build.election_table import election_table
from atlas.build.existence import say_absent, with_city_states, without_absent
from atlas.build.joined import as_published, joined_at, knows
from atlas.build.publisher_files import is_of
from atlas.data.figures import OK, PRECEDENCE, RANK, ZERO
from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level, ValueState
from atlas.sources.layout import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.build.carry import Territory
    from atlas.build.declarations import Change, Declaration, Part
    from atlas.build.publisher_files import Context

SHOWN = [str(ValueState.OK), str(ValueState.ZERO)]


def make(one: Declaration, context: Context) -> pd.DataFrame:
    """Make the rows of a table.

    Parameters
    ----------
    one : Declaration
        The file of the table.
    context : Context
        Where the publishers' files lie, and the territories.

    Returns
    -------
    DataFrame
        Columns of a table, in no order.

    Raises
    ------
    MissingDataError, DataError
        A file is missing, or not as declared.
    """
    parts = []
    for part in one.each:
        if not is_of(part, context.states):
            continue
        if part.form is Form.GEMEINDEVERZEICHNIS:
            editions = context.figures(one.table, part)
            parts.append(population(editions, context.territories, part.named, context.further.values()))
        elif part.form is Form.ELECTION:
            parts.append(_elections(one, part, context))
        else:
            frames = context.figures(one.table, part)
            parts += [carried(one, part, frame, context) for frame in frames]
            if part.by_providers:
                parts[-1] = laid_over(parts[-1].iloc[:0], parts[-1])
    if not parts:
        found = ", ".join(sorted({state for part in one.each for state in part.only_states}))
        do = "remove the declaration, or add a part for the files of the others"
        raise DataError(expected(f"{one.table}, only_states", found, ", ".join(context.states), do))
    figures = pd.concat(parts, ignore_index=True)
    for measure, limit in one.at_most.items():
        figures = at_most(figures, measure, limit)
    figures = pd.concat([figures, *(made_of(figures, name, parts) for name, parts in one.made_of.items())])
    return figures if one.change is None else pd.concat([figures, _change(figures, one.change)])


def carried(one: Declaration, part: Part, figures: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Carry the figures of one file to the territory of today, mended as its declaration says, with sums of states.

    Those in the codes of a territory date that was brought in stand there: they are carried when all is hidden.
    """
    states = [_states(figures, context.today)] if part.states_added_up else []
    if {Level.STATE, Level.DISTRICT} <= set(part.levels):
        figures = with_city_states(figures, context.today)
    figures, absent = without_absent(figures, context)
    figures = figures[~figures["measure"].isin(part.leave_out) & ~figures["code"].isin(part.other_area)]
    gap = figures["measure"].isin(part.zero_is_unknown) & (figures["value"] == 0)
    figures = figures.assign(
        value=figures["value"].mask(gap), state=figures["state"].mask(gap, str(ValueState.UNKNOWN))
    )
    figures = figures[~(figures["code"].isin(part.gone) & figures["value"].isna())]
    shaky = figures["code"].isin(part.estimated) & figures["state"].isin(SHOWN)
    figures = figures.assign(state=figures["state"].mask(shaky, str(ValueState.ESTIMATED)))
    levels = [
        _of_level(one, part, rows, Level(str(level)), context, there)
        for there, own in joined_at(part, figures, context)
        for level, rows in own.groupby("level", sort=False)
    ]
    return pd.concat([say_absent(pd.concat(levels, ignore_index=True), absent), *states], ignore_index=True)


def _of_level(
    one: Declaration, part: Part, figures: pd.DataFrame, level: Level, context: Context, there: Territory | None
) -> pd.DataFrame:
    today, where = context.today, f"{one.table}, {part.files}"
    if part.unknown_areas == "left_out":
        own = there or today
        figures = figures[figures["code"].isin([c for c in figures["code"].unique() if knows(own, c, level)])]
    if there is not None:
        return as_published(figures, level, there, where)
    if part.carry is Carry.UNCHANGED:
        return _unchanged(figures, part, level, today, where)
    if part.carry is Carry.SCORES:
        return carry_scores(figures, level, today)
    if part.carry is Carry.DISTRICTS:
        return _districts(figures, str(one.areas_of), context)
    counts = carry_counts(figures, today, where, level)
    if one.areas_of is None or level is not Level.DISTRICT:
        return counts
    years = [int(y) for y in counts["year"].unique()]
    return mark_estimated(counts, changed_since(one.areas_of, years, context))


def _districts(figures: pd.DataFrame, table: str, context: Context) -> pd.DataFrame:
    """Add municipalities of any year up to the districts of today, estimated where some have changed sides since.

    Years in which a district did not exist yet are left out: what holds it is another area.
    """
    today = context.today
    sums = add_counts(figures, figures["code"].map({c: today.district(c) for c in figures["code"].unique()}))
    sums = sums[sums.groupby("year")["code"].transform("nunique") == len(today.codes[Level.DISTRICT])]
    years = {int(y) for y in sums["year"]}
    changed = {(y, code) for y in years for code in changed_sides(table, y, today, context)}
    return fill(mark_estimated(sums, changed), Level.DISTRICT, today)


def _states(figures: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    """Add up a state from all areas of a file, as the publisher has them: which changed sides does not matter to it."""
    return fill(add_counts(figures, figures["code"].str[: CODE_LENGTH[Level.STATE]]), Level.STATE, territory)


def _unchanged(figures: pd.DataFrame, part: Part, level: Level, territory: Territory, where: str) -> pd.DataFrame:
    """Take figures that are published for exactly the areas of the territory."""
    do = "use an edition of that territory"
    if str(part.territory) != territory.date:
        raise DataError(expected(f"{where}, territory", str(part.territory), territory.date, do))
    strange = sorted(set(figures["code"]) - set(territory.codes[level]))
    if strange:
        raise DataError(expected(f"{where}, code", strange[0], f"a {level} of {territory.date}", do))
    return fill(figures, level, territory)


def _elections(one: Declaration, part: Part, context: Context) -> pd.DataFrame:
    table = str(one.areas_of)
    elections = context.figures(one.table, part)

    def sides(year: int, territory: Territory) -> set[str]:
        return changed_sides(table, year, territory, context)

    return pd.concat([election_table([e], _territories_of(e, context), sides) for e in elections], ignore_index=True)


def _territories_of(election: pd.DataFrame, context: Context) -> Sequence[Territory]:
    """Find the territories to which an election is carried: one too young for all stands at one that was brought in.

    Raises
    ------
    DataError
        None of them has its municipalities.
    """
    year = int(election["year"].iloc[0])
    if any(int(territory.date[:4]) >= year for territory in context.territories):
        return context.territories
    codes = set(election.loc[election["kind"] == "municipality", "code"])
    later = [t for t in context.further.values() if int(t.date[:4]) >= year]
    fitting = [t for t in later if codes == set(t.codes[Level.MUNICIPALITY])]
    if not fitting:
        dates = ", ".join([t.date for t in context.territories] + list(context.further))
        do = f"import the boundaries of {year} first, so that there is a territory its municipalities belong to"
        raise DataError(expected(f"election {year}", f"no territory of its year among {dates}", "one", do))
    return [min(fitting, key=lambda territory: territory.date)]


def at_most(figures: pd.DataFrame, measure: str, limit: str) -> pd.DataFrame:
    """Mark counts above the count of those who could be as not reliable."""
    key = ["level", "territory", "code", "year"]
    most = figures[figures["measure"] == limit].set_index(key)["value"]
    limits = pd.Series(most.reindex(pd.MultiIndex.from_frame(figures[key])).to_numpy(), figures.index)
    wrong = (figures["measure"] == measure) & (figures["value"] > limits)
    return figures.assign(
        value=figures["value"].mask(wrong), state=figures["state"].mask(wrong, str(ValueState.UNRELIABLE))
    )


def made_of(figures: pd.DataFrame, name: str, parts: Sequence[str]) -> pd.DataFrame:
    """Add measures up to a new one; one behind a minus is taken off. A sum without one of them has the state of that.

    Parameters
    ----------
    figures : DataFrame
        Columns of a table.
    name : str
        The new measure.
    parts : sequence of str
        Its measures.

    Returns
    -------
    DataFrame
        Rows of the new measure, where there is a row of each part.
    """
    key = ["level", "territory", "code", "year"]
    own = figures[figures["measure"].isin([part.removeprefix("-") for part in parts])]
    minus = own["measure"].isin([part.removeprefix("-") for part in parts if part.startswith("-")])
    rank = own["state"].map({str(s): i for s, i in RANK.items()})
    signed = own.assign(value=own["value"].where(~minus, -own["value"]), rank=rank)
    found = signed.groupby(key, as_index=False).agg(
        value=("value", lambda values: values.sum(skipna=False)), rank=("rank", "min"), n=("rank", "size")
    )
    found = found[found["n"] == len(parts)]
    plain = found["rank"] >= OK
    ranks = found["rank"].mask(plain, (found["value"] == 0).map({True: ZERO, False: OK}))
    states = ranks.map({i: str(s) for i, s in enumerate(PRECEDENCE)})
    return found.assign(measure=name, state=states)[TABLE]


def _change(figures: pd.DataFrame, change: Change) -> pd.DataFrame:
    """Give a count some years before and the change since then, where both are known."""
    counts = figures[(figures["measure"] == change.measure) & (figures["year"] >= change.since)]
    before = counts.assign(year=counts["year"] + change.years)
    both = counts.merge(before, on=["level", "territory", "code", "year"], suffixes=("", "_before"))
    difference = both["value"] - both["value_before"]
    changed = both.assign(measure=f"{change.measure}_change", value=difference)
    changed["state"] = changed["state"].mask(difference == 0, str(ValueState.ZERO))
    previous = both.assign(measure=f"{change.measure}_previous", value=both["value_before"], state=both["state_before"])
    estimated = str(ValueState.ESTIMATED)
    changed["state"] = changed["state"].mask(both["state_before"] == estimated, estimated)
    return pd.concat([changed, previous])[figures.columns]
