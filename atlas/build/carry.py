"""Carry figures of older territories to a territory of today: counts add up, scores only where nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.crosswalks import municipalities_of, read_crosswalk
from atlas.data.figures import N_VALUELESS, OK, PRECEDENCE, RANK, UNKNOWN, ZERO
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import CODE_LENGTH, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: Share of the area by which a district of an older year may differ before its figure is called estimated: the
#: cadastre was surveyed anew in between, which alone moves a district by up to 0.5 %.
AREA_TOLERANCE = 0.005
TABLE = ["measure", "level", "territory", "code", "year", "value", "state"]


@dataclass(frozen=True)
class Territory:
    """Codes of a territory date, and how codes of an older date get there.

    Attributes
    ----------
    date : str
        Territory date.
    codes : dict of Level to tuple of str
        All codes of each level, ascending.
    crosswalk : dict of str to str
        Older municipality to the one that it belongs to on `date`; empty where `date` is the oldest.
    """

    date: str
    codes: Mapping[Level, tuple[str, ...]]
    crosswalk: Mapping[str, str]

    def municipality(self, code: str) -> str:
        """Municipality that an older one belongs to; itself where the crosswalk does not know it."""
        return self.crosswalk.get(code, code)

    def district(self, code: str) -> str:
        """District that holds an older municipality or district.

        A municipality that the crosswalk does not know stays in the district of its own key. A district that is no
        more goes where its only municipality went.

        Raises
        ------
        DataError
            Neither tells where it belongs.
        """
        known = set(self.codes[Level.DISTRICT])
        head = self.municipality(code)[: CODE_LENGTH[Level.DISTRICT]]
        if head in known:
            return head
        found = {new[: CODE_LENGTH[Level.DISTRICT]] for old, new in self.crosswalk.items() if old.startswith(head)}
        if len(found) != 1:
            raise DataError(
                expected(
                    f"territory {self.date}, {code}", "no district", "one that holds it", "add it to the crosswalk"
                )
            )
        return found.pop()

    def target(self, code: str, level: Level) -> str:
        """Area that an older one of a level went into; of other levels than these two nothing is known of that."""
        if level is Level.MUNICIPALITY:
            return self.municipality(code)
        return self.district(code) if level is Level.DISTRICT else code


def read_territory(folder: Path, date: str, crosswalk: Path | None = None) -> Territory:
    """Read the codes of a territory date from ``<folder>/<date>.csv`` and its crosswalk.

    Raises
    ------
    MissingDataError, DataError
        A file is missing or lacks a column, or the crosswalk divides a municipality or leads to one that is none.
    """
    areas = _read(folder / f"{date}.csv", ["code", "level"])
    codes = {level: tuple(sorted(areas.loc[areas["level"] == str(level), "code"])) for level in Level}
    steps: dict[str, str] = {}
    if crosswalk is not None:
        rows = municipalities_of(read_crosswalk(crosswalk))
        for code, share in rows.loc[rows["share"] < 1, ["ags_before", "share"]].to_numpy()[:1]:
            found = f"{code} with a share of {share:g}"
            do = "bring the borders of that date in with 'import': it divides counts by shares"
            raise DataError(expected(f"{crosswalk.name}, share", found, "each municipality whole in one (1)", do))
        steps = dict(zip(rows["ags_before"], rows["ags_after"], strict=True))
        known = set(codes[Level.MUNICIPALITY])
        wrong = [f"{a} to {b}" for a, b in steps.items() if b not in known or (a in known and a != b)]
        if wrong or set(steps.values()) - known:
            raise DataError(expected(crosswalk.name, wrong[0], f"an area of {date}", "use the crosswalk to that date"))
    return Territory(date, codes, steps)


def _read(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    if not path.is_file():
        raise MissingDataError(expected(str(path), "no such file", "the areas of a territory", "build the areas first"))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in columns:
        if column not in frame.columns:
            raise DataError(
                expected(f"{path.name}, columns", ", ".join(frame.columns), column, "build the areas first")
            )
    return frame


def add_counts(figures: pd.DataFrame, targets: pd.Series[str]) -> pd.DataFrame:
    """Add counts up by target.

    Parameters
    ----------
    figures : DataFrame
        ``measure, code, year, value, state``.
    targets : Series of str
        Same index: the area each row goes to.

    Returns
    -------
    DataFrame
        ``measure, code, year, value, state``; a sum with a part without value has none and takes that part's state.
    """
    rank = figures["state"].map({str(s): i for s, i in RANK.items()})
    parts = figures.assign(code=targets, rank=rank)
    found = parts.groupby(["measure", "year", "code"], as_index=False).agg(value=("value", "sum"), rank=("rank", "min"))
    plain = found["rank"] >= OK
    found["rank"] = found["rank"].mask(plain, np.where(found["value"] == 0, ZERO, OK))
    found["value"] = found["value"].mask(found["rank"] < N_VALUELESS)
    found["state"] = found["rank"].map({i: str(s) for i, s in enumerate(PRECEDENCE)})
    return found[["measure", "code", "year", "value", "state"]]


def carry_counts(
    figures: pd.DataFrame, territory: Territory, where: str, level: Level = Level.MUNICIPALITY
) -> pd.DataFrame:
    """Carry counts of a level to a territory, every code of it present.

    Raises
    ------
    DataError
        A code belongs to no area of the territory: its people would be lost.
    """
    targets = figures["code"].map({c: territory.target(c, level) for c in figures["code"].unique()})
    codes = territory.codes[level]
    lost = figures.loc[~targets.isin(codes), "code"]
    if not lost.empty:
        wanted = f"a {level} that the crosswalk to {territory.date} knows"
        raise DataError(expected(f"{where}, code", repr(lost.iloc[0]), wanted, "check the year"))
    return fill(add_counts(figures, targets), level, territory)


def refuse_missing(codes: pd.Series[str], territory: Territory, where: str) -> None:
    """Refuse municipalities that are all known to a territory, but not all of it: some have been lost.

    Raises
    ------
    DataError
        Counts and names those that are missing.
    """
    own = set(codes.unique())
    found = {territory.municipality(c) for c in own}
    known = set(territory.codes[Level.MUNICIPALITY])
    lost = sorted(known - found)
    # an older municipality that is missing hides behind the others that went into the same one of today
    in_parts = found - (known & own)
    lost += sorted(older for older, new in territory.crosswalk.items() if new in in_parts and older not in own)
    if found <= known and lost:
        more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""  # noqa: PLR2004  enough to recognise them
        told = f"no row of {len(lost)} municipalities: {', '.join(lost[:5])}{more}"
        raise DataError(expected(f"{where}, codes", told, f"all of {territory.date}", "use a whole file"))


def carry_scores(figures: pd.DataFrame, level: Level, territory: Territory) -> pd.DataFrame:
    """Carry figures that cannot be added up (scores, medians) to a territory.

    An area keeps its figure only if it is all of one older area: where several older ones went into it, their scores
    tell nothing about the whole and it is unknown.
    """
    targets = {c: territory.target(c, level) for c in figures["code"].unique()}
    sources = pd.Series(targets).value_counts()
    alone = {old: new for old, new in targets.items() if sources[new] == 1 and new in territory.codes[level]}
    kept = figures[figures["code"].isin(alone)]
    return fill(kept.assign(code=kept["code"].map(alone)), level, territory)


def carry_to_districts(
    figures: pd.DataFrame, territory: Territory, reference: pd.Series[float], measure: str = "area_km2"
) -> pd.DataFrame:
    """Add municipalities of any year up to the districts of a territory.

    Municipalities that the crosswalk knows go to their district of today, others to that of their own key. Where the
    area that comes together differs from the district's by more than `AREA_TOLERANCE`, some municipality has changed
    sides in between and all figures of that district and year are marked ``estimated``.

    Parameters
    ----------
    figures : DataFrame
        ``measure, code, year, value, state`` with the area in km2 among them.
    territory : Territory
        Where to.
    reference : Series of float
        Area of each district of the territory in km2, by code, from the same publisher.
    measure : str
        What the area is called in `figures`.

    Returns
    -------
    DataFrame
        Table rows of the level district. Years in which a district would be empty are left out.
    """
    targets = figures["code"].map({c: territory.district(c) for c in figures["code"].unique()})
    sums = add_counts(figures, targets)
    area = sums[sums["measure"] == measure]
    differs = area[(area["value"] / area["code"].map(reference) - 1).abs() > AREA_TOLERANCE]
    sums = mark_estimated(sums, set(zip(differs["year"].astype(int), differs["code"], strict=True)))
    full = sums.groupby("year")["code"].transform("nunique") == len(territory.codes[Level.DISTRICT])
    return fill(sums[full], Level.DISTRICT, territory)


def mark_estimated(figures: pd.DataFrame, which: set[tuple[int, str]]) -> pd.DataFrame:
    """Mark figures of these years and codes as estimated, where there is a figure."""
    named = [(int(y), c) in which for y, c in zip(figures["year"], figures["code"], strict=True)]
    has_figure = figures["state"].isin([str(ValueState.OK), str(ValueState.ZERO)])
    chosen = pd.Series(named, figures.index, dtype=bool) & has_figure
    return figures.assign(state=figures["state"].mask(chosen, str(ValueState.ESTIMATED)))


def fill(figures: pd.DataFrame, level: Level, territory: Territory) -> pd.DataFrame:
    """Give every code of a level a row in each measure and year: what is not there is unknown, never zero.

    Returns
    -------
    DataFrame
        Columns of a table (`TABLE`).
    """
    blocks = figures[["measure", "year"]].drop_duplicates()
    codes = pd.DataFrame({"code": territory.codes[level]})
    found = blocks.merge(codes, how="cross").merge(
        figures[["measure", "year", "code", "value", "state"]], on=["measure", "year", "code"], how="left"
    )
    found["state"] = found["state"].fillna(str(PRECEDENCE[UNKNOWN]))
    return found.assign(level=str(level), territory=territory.date)[TABLE]
