"""Figures at territory dates whose borders were brought in: carried from the date from which most is known, or home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.carry import TABLE, fill, read_territory
from atlas.build.joined import BLOCK
from atlas.build.share_out import estimates, own_shares, share_counts, share_scores
from atlas.data.crosswalks import POPULATION, crosswalk_path, read_crosswalk
from atlas.data.followers import hide_followers
from atlas.data.measures import FOLDER as MEASURES
from atlas.data.measures import MeasureKind, read_measures
from atlas.data.scope import read_scope
from atlas.data.secrecy import parents_of
from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, TOP_LEVELS, Level, ValueState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping
    from pathlib import Path

STEP = ["ags_before", "ags_after", "share"]
MUNICIPAL = str(Level.MUNICIPALITY)
#: Column of the list of areas in which a municipality names the larger area.
COLUMN = {str(Level.ASSOCIATION): "association", str(Level.DISTRICT): "parent"}


def with_further_dates(frame: pd.DataFrame, geodata: Path, table: str, *, in_blocks: bool = False) -> pd.DataFrame:
    """Carry the figures of a table to each territory date that was brought in, and those published there home.

    Parameters
    ----------
    frame : DataFrame
        Columns of a table, in which all is hidden that must be; rows at these dates are as they were published.
    geodata : Path
        Data folder; ``areas/`` holds lists of areas and crosswalks, ``measures/`` what may be added up.
    table : str
        Its name.
    in_blocks : bool
        Whether the caller hides in blocks what tells a hidden count; else it is hidden here by sums.

    Returns
    -------
    DataFrame
        With the rows of all dates.

    Raises
    ------
    DataError
        A crosswalk does not know a code of the table, or figures of one year stand at two dates as published.
    """
    scope = read_scope(geodata)
    if not scope.imported:
        return frame
    declared = read_measures(geodata / MEASURES)
    sums = {measure.name: one.kind for measure, one in declared.items() if measure.table == table and one.sums}
    there = frame[frame["territory"].isin([str(date) for date in scope.imported])]
    made, today = frame.drop(index=there.index), max(scope.built)
    _refuse_twice(there, made[made["territory"] == str(today)], table)

    def carried(rows: pd.DataFrame, date: dt.date, sources: Collection[dt.date]) -> pd.DataFrame:
        part = _carried(rows, date, sources, geodata / "areas", sums, table)
        if in_blocks or part.empty:
            return part
        return hide_followers(part, parents_of(pd.read_csv(geodata / "areas" / f"{date}.csv", dtype=str)))

    home = [carried(there, today, [date]) for date in scope.imported if str(date) in set(there["territory"])]
    made = pd.concat([made[TABLE], *home], ignore_index=True) if home else made
    parts = [carried(made, date, scope.built) for date in scope.imported]
    own = pd.MultiIndex.from_frame(there[BLOCK].drop_duplicates())
    parts = [part[~pd.MultiIndex.from_frame(part[BLOCK]).isin(own)] for part in parts]
    return pd.concat([made[TABLE], there[TABLE], *parts], ignore_index=True)


def _refuse_twice(there: pd.DataFrame, here: pd.DataFrame, table: str) -> None:
    """Refuse figures that are published in the codes of two dates: nobody knows which of them are to be shown."""
    both = pd.concat([there, here])[BLOCK].drop_duplicates()
    key = ["measure", "level", "year"]
    both = both[both.duplicated(key, keep=False) & both["territory"].isin(there["territory"])]
    for row in both.head(1).to_dict("records"):
        where = f"{table}, {row['measure']}, {row['level']}, {row['year']}"
        found, wanted = f"figures in the codes of {row['territory']} and of another date", "those of one date"
        raise DataError(expected(where, found, wanted, "remove one of the files"))


def _carried(
    made: pd.DataFrame,
    date: dt.date,
    sources: Collection[dt.date],
    areas: Path,
    sums: Mapping[str, MeasureKind],
    table: str,
) -> pd.DataFrame:
    target = read_territory(areas, str(date))
    found: dict[tuple[str, str, int], tuple[int, pd.DataFrame]] = {}
    # the nearest date first: another one is better only if it tells more
    for source in sorted(sources, key=lambda day: abs(day - date)):
        path = crosswalk_path(areas, source, date)
        by_people = read_crosswalk(path)
        steps, by_area = by_people[STEP], _by_area(by_people, areas, source, date)[STEP]
        rows_there = made[made["territory"] == str(source)]
        for (measure, level), rows in rows_there.groupby(["measure", "level"], observed=True):
            own = by_area if sums.get(str(measure)) is MeasureKind.AREA else steps
            walk = _of_level(own, Level(str(level)), rows["code"])
            lost = sorted(set(rows["code"]) - set(walk["ags_before"]))
            if lost:
                where, do = f"{path.name}, {table}", "bring the borders in again"
                raise DataError(expected(where, f"no row of {lost[0]}", "each area", do))
            if measure not in sums:
                carried = share_scores(rows, walk)
            else:
                if level in COLUMN and (walk["share"] < 1).any():
                    smaller = rows_there[(rows_there["measure"] == measure) & (rows_there["level"] == MUNICIPAL)]
                    walk = own_shares(rows, walk, smaller, _inside(own, COLUMN[str(level)], areas, source, date))
                carried = share_counts(rows, walk)
            for year, block in fill(carried, Level(str(level)), target).groupby("year"):
                key = (str(measure), str(level), int(str(year)))
                worse = estimates(block)
                nothing = (block["state"] == str(ValueState.UNKNOWN)).all()
                if not nothing and (key not in found or worse < found[key][0]):
                    found[key] = (worse, block)
    if not found:
        return made[:0][TABLE]
    return pd.concat([block for _, block in found.values()], ignore_index=True)


def _by_area(crosswalk: pd.DataFrame, areas: Path, source: dt.date, date: dt.date) -> pd.DataFrame:
    """Divide the ground of an area by ground, also where its people are divided by people."""
    sizes = [
        pd.read_csv(areas / f"{day}.csv", dtype={"code": str}).set_index("code")["area_km2"] for day in (source, date)
    ]
    municipal = crosswalk["ags_before"].str.len() == CODE_LENGTH[Level.MUNICIPALITY]
    size = crosswalk["ags_after"].map(sizes[1])  # such an area is divided into whole ones
    share = size / size.groupby(crosswalk["ags_before"]).transform("sum")
    found = crosswalk.assign(share=crosswalk["share"].mask(municipal & (crosswalk["basis"] == POPULATION), share))
    for column in COLUMN.values():
        walk = _inside(found[STEP], column, areas, source, date)
        ground = walk["share"] * walk["ags_before"].map(sizes[0])
        parts = ground.groupby([walk["before"], walk["after"]]).sum()
        above = parts / parts.groupby(level=0).transform("sum")
        pairs = pd.MultiIndex.from_frame(found[["ags_before", "ags_after"]])
        known = pd.Series(above.reindex(pairs).to_numpy(), found.index)
        found["share"] = known.where(known.notna(), found["share"])
    return found


def _inside(steps: pd.DataFrame, column: str, areas: Path, source: dt.date, date: dt.date) -> pd.DataFrame:
    """Give the steps of municipalities with the larger areas that these lie in."""
    walk = _of_level(steps, Level.MUNICIPALITY, steps["ags_before"])
    for side, day in (("before", source), ("after", date)):
        listed = pd.read_csv(areas / f"{day}.csv", dtype=str).set_index("code")[column]
        walk = walk.assign(**{side: walk[f"ags_{side}"].map(listed)})
    return walk


def _of_level(steps: pd.DataFrame, level: Level, codes: pd.Series[str]) -> pd.DataFrame:
    if level in TOP_LEVELS:
        same = codes.unique()
        return pd.DataFrame({"ags_before": same, "ags_after": same, "share": 1.0})
    return steps[steps["ags_before"].str.len() == CODE_LENGTH[level]]
