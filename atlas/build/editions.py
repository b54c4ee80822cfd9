"""Editions of the Gemeindeverzeichnis: population of every level, and areas by which other figures are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.carry import AREA_TOLERANCE, add_counts, carry_counts, carry_to_districts, fill, refuse_missing
from atlas.build.joined import knows
from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from atlas.build.carry import Territory
    from atlas.build.publisher_files import Context


def editions_of(table: str, context: Context) -> list[pd.DataFrame]:
    """Read the editions that make a table, oldest first."""
    return [frame for part in context.declared[table].each for frame in context.figures(table, part)]


def editions_of_today(table: str, context: Context) -> list[pd.DataFrame]:
    """Give the editions whose districts are told where they belong today: younger ones may have others."""
    length = CODE_LENGTH[Level.DISTRICT]
    return [
        edition
        for edition in editions_of(table, context)
        if all(knows(context.today, code, Level.DISTRICT) for code in edition["code"].str[:length].unique())
    ]


def population(
    editions: Sequence[pd.DataFrame],
    territories: Sequence[Territory],
    measures: Mapping[str, str],
    further: Iterable[Territory] = (),
) -> pd.DataFrame:
    """Carry editions to territories: municipalities, and their sums for districts and the state.

    An edition that is too young for all of them stands at the one of the further territories whose municipalities it
    has, whole: it is carried from there.

    Parameters
    ----------
    editions : sequence of DataFrame
        As `atlas.sources.gemeindeverzeichnis.read_gemeindeverzeichnis` gives them, oldest first.
    territories : sequence of Territory
        Where to; an edition younger than a territory is carried to it only if it has the same municipalities.
    measures : mapping of str to str
        What the figures under each heading are called.
    further : iterable of Territory
        Those that were brought in.

    Returns
    -------
    DataFrame
        Columns of a table.
    """
    parts: list[pd.DataFrame] = []
    for territory in territories:
        own = [e for e in editions if _takes(territory, e)]
        for edition in own:
            refuse_missing(edition["code"], territory, f"Gemeindeverzeichnis {year_of(edition)}")
        parts.extend(carry_counts(e, territory, f"Gemeindeverzeichnis {year_of(e)}") for e in own if fits(e, territory))
        everything = pd.concat(own, ignore_index=True)
        area = measures["Fläche"]
        parts.append(carry_to_districts(everything, territory, district_areas(own, territory, area), area))
        parts.append(_state(everything, territory))
    for edition in (e for e in editions if not any(_takes(territory, e) for territory in territories)):
        fitting = [territory for territory in further if fits(edition, territory)]
        if fitting:
            home = min(fitting, key=lambda territory: abs(int(territory.date[:4]) - year_of(edition)))
            where = f"Gemeindeverzeichnis {year_of(edition)}"
            parts += [carry_counts(edition, home, where), _state(edition, home)]
            districts = add_counts(edition, edition["code"].map(home.district))
            parts.append(fill(districts, Level.DISTRICT, home))
    return pd.concat(parts, ignore_index=True)


def _takes(territory: Territory, edition: pd.DataFrame) -> bool:
    return year_of(edition) <= int(territory.date[:4]) or fits(edition, territory)


def district_areas(editions: Sequence[pd.DataFrame], territory: Territory, measure: str) -> pd.Series[float]:
    """Area of the territory's districts in km2, from the latest edition that fits it.

    Raises
    ------
    DataError
        No edition does.
    """
    latest = next((e for e in reversed(editions) if fits(e, territory)), None)
    if latest is None:
        where, found = f"territory {territory.date}", "no edition of the Gemeindeverzeichnis with its codes"
        raise DataError(expected(where, found, "one", "add it"))
    area = latest[latest["measure"] == measure]
    return area["value"].groupby(area["code"].map(territory.district)).sum()


def area_of(table: str, context: Context) -> str:
    """Name the measure of a table that holds the area of municipalities in km2."""
    return context.declared[table].each[0].named["Fläche"]


def changed_since(table: str, years: Iterable[int], context: Context) -> set[tuple[int, str]]:
    """Name for each of some years the districts of today whose area was another one then.

    By the edition of that year, or the last one before it: rather too many than too few. Where there is none, any
    district may have changed.
    """
    editions, area = editions_of_today(table, context), area_of(table, context)
    now, length = district_areas(editions, context.today, area), CODE_LENGTH[Level.DISTRICT]
    changed: set[tuple[int, str]] = set()
    for year in years:
        known = [e for e in editions if year_of(e) <= year]
        if not known:
            changed |= {(year, code) for code in context.today.codes[Level.DISTRICT]}
            continue
        rows = known[-1][known[-1]["measure"] == area]
        own = rows["value"].groupby(rows["code"].str[:length]).sum()
        then = own.groupby([context.today.district(code) for code in own.index]).sum()
        differs = (then / now - 1).abs() > AREA_TOLERANCE
        changed |= {(year, code) for code in differs[differs].index}
    return changed


def changed_sides(table: str, year: int, territory: Territory, context: Context) -> set[str]:
    """Name the districts of a territory that cannot be put together exactly from the municipalities of a year.

    Parameters
    ----------
    table : str
        That of the Gemeindeverzeichnis.
    year : int
        One without an edition lies between two: who differs in one of them may have changed sides since.
    territory : Territory
        Where to.
    context : Context
        Knows the editions.

    Raises
    ------
    DataError
        There is no edition on one side of the year.
    """
    editions, area = editions_of_today(table, context), area_of(table, context)
    by_year = {year_of(edition): edition for edition in editions}
    near = {max((y for y in by_year if y <= year), default=None), min((y for y in by_year if y >= year), default=None)}
    if None in near:
        where, wanted = f"municipalities of {year}", f"a Gemeindeverzeichnis of {year}, or of years around it"
        raise DataError(expected(where, "some unknown to the crosswalk", wanted, "add it"))
    areas = district_areas(editions, territory, area)
    found = pd.concat(carry_to_districts(by_year[y], territory, areas, area) for y in near if y is not None)
    return set(found.loc[found["state"] == str(ValueState.ESTIMATED), "code"])


def year_of(edition: pd.DataFrame) -> int:
    """Year at whose end an edition was made."""
    return int(edition["year"].iloc[0])


def fits(edition: pd.DataFrame, territory: Territory) -> bool:
    """Whether the municipalities of an edition are, carried over, exactly those of the territory."""
    return {territory.municipality(c) for c in edition["code"]} == set(territory.codes[Level.MUNICIPALITY])


def _state(figures: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    states = figures.assign(code=figures["code"].str[: CODE_LENGTH[Level.STATE]])
    sums = states.groupby(["measure", "year", "code"], as_index=False)["value"].sum()
    return fill(sums.assign(state=str(ValueState.OK)), Level.STATE, territory)
