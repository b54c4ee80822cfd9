"""Workbooks of several providers that make one table: each brings its own areas, and who is missing is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.data.deliveries import Delivery, missing_areas
from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from atlas.build.carry import Territory

#: One figure of a table.
KEY = ["measure", "level", "territory", "year", "code"]
UNKNOWN, LATER = str(ValueState.UNKNOWN), str(ValueState.LATER)


def delivered(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep what a provider filled in: an empty cell is an area of somebody else, or still to come."""
    return figures[figures["state"] != UNKNOWN]


def merged(names: Sequence[str], frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the figures of several providers together.

    Parameters
    ----------
    names : sequence of str
        Their files, for the message.
    frames : sequence of DataFrame
        ``measure, level, code, year, value, state`` of each.

    Returns
    -------
    DataFrame
        What was filled in, each figure once.

    Raises
    ------
    DataError
        Two providers give the same figure of an area: nobody but they can say which one is right.
    """
    whole = pd.concat(
        [delivered(f).assign(file=name) for name, f in zip(names, frames, strict=True)], ignore_index=True
    )
    key = [column for column in KEY if column in whole.columns]
    for row in whole[whole.duplicated(key)].head(1).to_dict("records"):
        same = whole[(whole[key] == pd.Series({column: row[column] for column in key})).all(axis=1)]
        found = f"{row['measure']}, {row['code']}, {row['year']}, which {same['file'].iloc[0]} holds too"
        raise DataError(
            expected(row["file"], found, "each area in one delivery", "ask both, and empty one of the cells")
        )
    return whole.drop(columns="file")


def laid_over(before: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Lay what was delivered over what is there: other areas keep theirs, and what nobody brought is still to come.

    Parameters
    ----------
    before, new : DataFrame
        Columns of a table; `new` has every area, unknown where it was not delivered.

    Returns
    -------
    DataFrame
        Each figure once.
    """
    known, gaps = delivered(new), new[new["state"] == UNKNOWN].assign(state=LATER)
    parts = [part for part in (known, before, gaps) if len(part)]
    return pd.concat(parts, ignore_index=True).drop_duplicates(KEY, ignore_index=True)


def note(file: str, by: str, figures: pd.DataFrame) -> Delivery:
    """Note who delivered which areas of which years."""
    own = delivered(figures)
    areas = {int(str(y)): tuple(sorted(set(rows["code"]))) for y, rows in own.groupby("year")}
    return Delivery(by=by or file, file=file, areas=areas)


def with_notes(before: Sequence[Delivery], new: Sequence[Delivery]) -> list[Delivery]:
    """Add deliveries to those that are noted; an area that is delivered anew is no longer that of the older one."""
    taken = {(year, code) for one in new for year, codes in one.areas.items() for code in codes}
    left = []
    for one in before:
        areas = {year: tuple(c for c in codes if (year, c) not in taken) for year, codes in one.areas.items()}
        if areas := {year: codes for year, codes in areas.items() if codes}:
            left.append(Delivery(by=one.by, file=one.file, areas=areas))
    return [*left, *new]


def as_entries(deliveries: Sequence[Delivery]) -> list[dict[str, Any]]:
    """Write deliveries for the list of sources."""
    return [
        {"by": one.by, "file": one.file, "areas": {year: list(codes) for year, codes in one.areas.items()}}
        for one in deliveries
    ]


def told(
    table: str, new: Sequence[Delivery], every: Sequence[Delivery], today: Territory, names: Mapping[str, str]
) -> Iterator[str]:
    """Tell who delivered, and which areas of the newest year nobody has delivered yet."""
    for one in new:
        spans = "; ".join(f"{len(codes)} areas of {year}" for year, codes in sorted(one.areas.items()))
        yield f"{table}: {one.by} delivered {spans or 'nothing'}"
    codes = next((c for d in every for c in d.areas.values()), ())
    level = next((level for level, length in CODE_LENGTH.items() if codes and len(codes[0]) == length), None)
    if level is not None:
        year, missing = missing_areas(every, today.codes[level])
        listed = ", ".join(f"{code} {names.get(code, '')}".strip() for code in missing)
        yield f"{table}: of {year} " + (f"nobody has delivered {listed}" if missing else "all areas are delivered")
