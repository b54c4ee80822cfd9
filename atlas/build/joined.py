"""Figures in the codes of a territory date that was brought in: they stand there as published, and are carried on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.build.carry import fill
from atlas.data.joined import Joined
from atlas.errors import DataError, expected
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from atlas.build.carry import Territory
    from atlas.build.declarations import Part
    from atlas.build.publisher_files import Context
    from atlas.data.scope import Scope

BLOCK = ["measure", "level", "territory", "year"]


def joined_at(part: Part, figures: pd.DataFrame, context: Context) -> Iterator[tuple[Territory | None, pd.DataFrame]]:
    """Tell in the codes of which territory date figures come.

    Parameters
    ----------
    part : Part
        May declare the date.
    figures : DataFrame
        ``level, code, year, value`` and more: all that a file holds.
    context : Context
        Knows the territory of today and those that were brought in.

    Yields
    ------
    tuple of (Territory or None, DataFrame)
        The date that was brought in, with its rows; None for rows in codes that the territory of today knows. A file
        is of one date if one has all of its codes; else it is looked at year by year.
    """
    declared = context.further.get(str(part.territory))
    if declared is not None or not context.further:
        yield declared, figures
        return
    whole = _home(figures, context)
    if whole is not None:
        yield whole, figures
        return
    homes = {year: _home(rows, context) for year, rows in figures.groupby("year", sort=True)}
    dates = {year: "" if home is None else home.date for year, home in homes.items()}
    for date in dict.fromkeys(dates.values()):
        yield context.further.get(date), figures[figures["year"].map(dates) == date]


def _home(figures: pd.DataFrame, context: Context) -> Territory | None:
    """Find the date that was brought in and has all codes with figures; None where today knows them or no date does."""
    known = figures.dropna(subset="value")
    codes = {Level(str(level)): set(rows["code"]) for level, rows in known.groupby("level")}
    if all(knows(context.today, code, level) for level, own in codes.items() for code in own):
        return None
    fitting = [t for t in context.further.values() if all(own <= set(t.codes[level]) for level, own in codes.items())]
    if not fitting:
        return None
    newest = dt.date(int(known["year"].max()), 12, 31)
    return min(fitting, key=lambda territory: abs(dt.date.fromisoformat(territory.date) - newest))


def knows(territory: Territory, code: str, level: Level) -> bool:
    """Whether it is told where an area belongs."""
    try:
        return territory.target(code, level) in territory.codes[level]
    except DataError:
        return False


def as_published(figures: pd.DataFrame, level: Level, territory: Territory, where: str) -> pd.DataFrame:
    """Let figures stand at a date that was brought in: they are carried from there when all that is hidden is hidden.

    Raises
    ------
    DataError
        A figure is of an area that this date does not have.
    """
    strange = figures[~figures["code"].isin(territory.codes[level])]
    lost = strange.dropna(subset="value")
    if not lost.empty:
        wanted, do = f"a {level} of {territory.date}", "use an edition of that territory, or mend the declared date"
        raise DataError(expected(f"{where}, code", repr(lost["code"].iloc[0]), wanted, do))
    return fill(figures.drop(index=strange.index), level, territory)


def noted(frame: pd.DataFrame, scope: Scope) -> list[Joined]:
    """Note which figures of a table stand at dates that were brought in as they were published."""
    rows = frame[frame["territory"].isin([str(date) for date in scope.imported])]
    blocks = rows.groupby(["territory", "level", "measure"], sort=True, observed=True)["year"]
    return [
        Joined(str(territory), str(level), str(measure), tuple(sorted({int(y) for y in years})))
        for (territory, level, measure), years in blocks
    ]


def as_entries(joined: Iterable[Joined]) -> list[dict[str, Any]]:
    """Write what was noted for the list of sources."""
    return [
        {"territory": one.territory, "level": one.level, "measure": one.measure, "years": list(one.years)}
        for one in joined
    ]


def without_carried(frame: pd.DataFrame, joined: Sequence[Joined], scope: Scope) -> pd.DataFrame:
    """Take off what is only carried: rows at dates that were brought in, and those of today that come from there.

    Parameters
    ----------
    frame : DataFrame
        Columns of a table as it was written.
    joined : sequence of Joined
        What was noted when it was.
    scope : Scope
        The territory dates.

    Returns
    -------
    DataFrame
        What was published, to be carried anew.
    """
    if not scope.imported:
        return frame
    today = str(max(scope.built))
    blocks = {(one.measure, one.level, one.territory, year) for one in joined for year in one.years}
    home = {(measure, level, today, year) for measure, level, _territory, year in blocks}
    index = pd.MultiIndex.from_frame(frame[BLOCK])
    there = frame["territory"].isin([str(date) for date in scope.imported])
    kept = (index.isin(list(blocks)) & there) | (~index.isin(list(home)) & ~there)
    return frame[kept]


def without_replaced(frame: pd.DataFrame, new: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Take off the figures that new ones stand for, also where these come in the codes of another date."""
    moving = [str(max(scope.built)), *map(str, scope.imported)]
    here = new[BLOCK].drop_duplicates()
    moved = here[here["territory"].isin(moving)]
    blocks = [here, *(moved.assign(territory=date) for date in moving)]
    index = pd.MultiIndex.from_frame(pd.concat(blocks))
    return frame[~pd.MultiIndex.from_frame(frame[BLOCK]).isin(index)]
