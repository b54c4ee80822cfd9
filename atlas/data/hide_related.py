"""Hide counts of a table from which, with those that another table shows, its small counts would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.followers import hide_others, is_proven
from atlas.data.related import as_sum, differences, parts_of
from atlas.data.secrecy import hide_small, with_hidden
from atlas.model import Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from atlas.data.related import Parts

SECRET = str(ValueState.SECRET)
PLACE = ["territory", "year"]


def hide_related(
    frames: Mapping[str, pd.DataFrame], minimum: Mapping[str, Mapping[str, int]], parents: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Hide the counts of other tables that tell a hidden one of a table whose measures add up to each other.

    People from 15 to 64 less those from 20 to 64 are those from 15 to 19. Such a difference is a count with the same
    minimum: where it is small, and in the partners of such an area, the count of the other table is hidden, by the
    rule of blocks (`hide_others`). Which counts are such sums is seen by their numbers, so nobody has to declare it.
    Applied twice it changes nothing.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        All tables by id, each hidden by its own rule: columns ``measure, level, territory, code, year, value, state``.
    minimum : mapping of str to mapping of str to int
        For each table with such a limit the smallest count that may be shown, by measure.
    parents : mapping of str to str
        District of each municipality.

    Returns
    -------
    dict of str to DataFrame
        The tables in which more is hidden now.
    """
    changed: dict[str, pd.DataFrame] = {}
    for table in (t for t in frames if minimum.get(t) and not is_proven(minimum[t])):
        for place, parts in hidden_parts(frames[table]):
            whole = parts.own.dropna()
            for other, measure, rows in counts_at({**frames, **changed}, place, besides=table):
                counts = rows.set_index(rows["code"].astype(str))
                both = whole.join(counts["value"].rename("other")).dropna()
                holds = as_sum(both[list(parts.narrow)].to_numpy(), both["other"].to_numpy())
                if holds is None:
                    continue
                limit = max(minimum[table].values())
                codes = _told(parts, counts, holds, name_of(table, other, measure), limit, parents)
                more = rows.index[rows["code"].isin(list(codes)) & rows["value"].notna()]
                if len(more):
                    frame = changed.get(other, frames[other])
                    changed[other] = with_hidden(frame, frame.index.isin(more))
    return changed


def name_of(table: str, other: str, measure: str) -> str:
    """Name the differences between a count of another table and those of a table; partners are drawn by it.

    Parameters
    ----------
    table : str
        Id of the table with a minimum.
    other, measure : str
        The other count.

    Returns
    -------
    str
        The same for whoever hides and whoever attacks.
    """
    return f"{other}.{measure} less {table}"


def as_table(one: pd.DataFrame, secret: set[str]) -> pd.DataFrame:
    """Complete a difference to the columns of a table.

    Parameters
    ----------
    one : DataFrame
        As `differences` gives it.
    secret : set of str
        Municipalities in which the other count is hidden.

    Returns
    -------
    DataFrame
        Columns ``measure, level, territory, code, year, value, state``.
    """
    open_ = (one["measure"] == "open") | (one["level"] != Level.MUNICIPALITY)
    state = pd.Series("ok", one.index).mask(one["value"] == 0, "zero").mask(one["value"].isna(), "unknown")
    return one.assign(territory="", year=0, state=state.mask(one["code"].isin(secret) & ~open_, SECRET))


def _told(
    parts: Parts, counts: pd.DataFrame, holds: NDArray[np.float64], name: str, minimum: int, parents: Mapping[str, str]
) -> set[str]:
    """Name the municipalities in which the other count is hidden; what one difference hides, the others must know."""
    secret = set(counts.index[counts["state"].astype(str) == SECRET])
    values, limits = counts["value"], {name: minimum}
    while True:
        hidden = set(secret)
        for one in differences(parts, values, holds, name, parents):
            made = as_table(one, hidden)
            if not made["value"].between(1, minimum - 1)[made["measure"] == name].any():
                continue
            # what is hidden already is known only when tables are made
            truth = None if (made["state"] == SECRET).to_numpy()[made["value"].isna()].any() else made["value"]
            small = hide_small(with_hidden(made, (made["state"] == SECRET).to_numpy()), limits)
            found = hide_others(small, parents, limits, truth)
            cells = found[(found["state"] == SECRET) & (found["level"] == Level.MUNICIPALITY)]
            hidden |= set(cells["code"])
        if hidden == secret:
            return hidden
        secret = hidden


def hidden_parts(frame: pd.DataFrame) -> Iterator[tuple[tuple[str, int], Parts]]:
    """Give the territory dates and years in which a table hides something, and what it shows there.

    Parameters
    ----------
    frame : DataFrame
        A hidden table.

    Yields
    ------
    tuple
        Territory date and year, and the counts as `parts_of` gives them.
    """
    cells = frame[frame["state"] == SECRET][PLACE].drop_duplicates()
    for territory, year in zip(cells["territory"].astype(str), cells["year"].astype(int), strict=True):
        rows = frame[(frame["territory"] == territory) & (frame["year"] == year)]
        if (parts := parts_of(rows)) is not None:
            yield (territory, year), parts


def counts_at(
    frames: Mapping[str, pd.DataFrame], place: tuple[str, int], besides: str
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Give the whole numbers that other tables hold of municipalities at a territory date and in a year.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        All tables by id.
    place : tuple of str and int
        Territory date and year.
    besides : str
        The table that is left out.

    Yields
    ------
    tuple
        Table, measure, and its rows.
    """
    for other, frame in frames.items():
        if other == besides:
            continue
        here = (frame["year"] == place[1]) & (frame["level"] == Level.MUNICIPALITY)
        rows = frame[here & (frame["territory"] == place[0])]
        for measure, own in rows.groupby("measure", observed=True):
            values = own["value"].dropna()
            if len(values) and (values >= 0).all() and (values % 1 == 0).all():
                yield other, str(measure), own
