"""How each shipped table is made from the publishers' files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.carry import carry_counts, carry_scores, carry_to_districts, fill, refuse_missing
from atlas.build.election_table import election_table
from atlas.errors import DataError, expected
from atlas.model import STATE_CODE, Level, ValueState
from atlas.sources.census import read_census
from atlas.sources.district_table import read_district_table
from atlas.sources.elections import read_election
from atlas.sources.gisd import read_gisd
from atlas.sources.inkar import read_inkar

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.build.carry import Territory
    from atlas.build.publisher_files import Context

WORKING_AGE = "Erwerbsfähige Bevölkerung (15 bis unter 65 Jahre)"
#: INKAR's workbooks: the indicator that each holds, and what it is called in the tables.
WORKBOOKS = {
    "inkar/A_Arbeitslosigkeit.xls": ("Arbeitslose", "unemployed"),
    "inkar/A_ArbeitslosigkeitKreis.xls": ("Arbeitslose", "unemployed"),
    "inkar/A_ErwerbsfaehigeBevoelkerung.xls": (WORKING_AGE, "population_15_64"),
    "inkar/A_ErwerbsfaehigeBevoelkerungKreis.xls": (WORKING_AGE, "population_15_64"),
    "inkar/A_BeschaeftigtenquoteKreis.xls": ("Beschäftigtenquote", "employment_rate"),
    "inkar/A_Bruttoverdienst.xls": ("Bruttoverdienst", "gross_pay"),
    "inkar/E_Haushaltseinkommen.xls": ("Haushaltseinkommen", "household_income"),
    "inkar/E_Schuldnerquote.xls": ("Schuldnerquote", "over_indebted"),
    "inkar/E_Einkommensteuer.xls": ("Einkommensteuer", "income_tax_per_head"),
}
#: Left out of the district table: what its codebook says does not fit the values, and nothing else tells what they are
#: (households below 60 % of the median would be 30 to 40 %; "all physicians" are three times as many).
DOUBTFUL = ("share_low_income_hh", "physician_density")
#: A zero here is a gap of the publisher: no district is without tax revenue for one year (1997), and the district
#: without beds from 2005 on has a hospital.
NO_TRUE_ZERO = ("tax_revenue_per_capita", "hospital_beds_per_capita")
ELECTION_YEARS = (2009, 2014, 2019)
CHANGE_YEARS = 4
#: Before, population was carried forward from another census: a difference across would not be a change.
FIRST_CENSUS_YEAR = 2011


def inkar_labour(context: Context) -> pd.DataFrame:
    """Unemployed (yearly average) and inhabitants aged 15 to 64 as counts."""
    parts = []
    for stem in ("A_Arbeitslosigkeit", "A_ErwerbsfaehigeBevoelkerung"):
        name = f"inkar/{stem}.xls"
        counts = _inkar(context, name)
        parts.append(carry_counts(counts, context.today, name))
        parts.append(_unchanged(_inkar(context, f"inkar/{stem}Kreis.xls"), context.today))
    return _plausible(pd.concat(parts, ignore_index=True))


def _plausible(figures: pd.DataFrame) -> pd.DataFrame:
    """Mark counts of unemployed above the number of people who could be as not reliable: one cell of 2007 is."""
    key = ["level", "territory", "code", "year"]
    people = figures[figures["measure"] == "population_15_64"].set_index(key)["value"]
    limit = pd.Series(people.reindex(pd.MultiIndex.from_frame(figures[key])).to_numpy(), figures.index)
    wrong = (figures["measure"] == "unemployed") & (figures["value"] > limit)
    return figures.assign(
        value=figures["value"].mask(wrong), state=figures["state"].mask(wrong, str(ValueState.UNRELIABLE))
    )


def inkar_workbooks(context: Context) -> pd.DataFrame:
    """District figures that INKAR publishes as such."""
    stems = ("A_BeschaeftigtenquoteKreis", "A_Bruttoverdienst", "E_Haushaltseinkommen", "E_Schuldnerquote")
    return pd.concat(_unchanged(_inkar(context, f"inkar/{s}.xls"), context.today) for s in stems)


def inkar_income_tax(context: Context) -> pd.DataFrame:
    """Municipalities' share of the income tax per inhabitant, by association."""
    return _unchanged(_inkar(context, "inkar/E_Einkommensteuer.xls"), context.today)


def inkar_districts(context: Context) -> pd.DataFrame:
    """District figures of the flat table, without the doubtful ones."""
    figures = context.read(read_district_table, "inkar/kreise_inkar_1995_2022.csv")
    figures = figures[~figures["measure"].isin(DOUBTFUL)]
    gap = figures["measure"].isin(NO_TRUE_ZERO) & (figures["value"] == 0)
    figures = figures.assign(
        value=figures["value"].mask(gap), state=figures["state"].mask(gap, str(ValueState.UNKNOWN))
    )
    return _unchanged(figures, context.today)


def gisd(context: Context) -> pd.DataFrame:
    """Deprivation scores; they cannot be added up, so an area that changed since has none."""
    parts = []
    for name, level in (
        ("Gemeinde_1998_2019", Level.MUNICIPALITY),
        ("Gemeindeverband_1998_2021", Level.ASSOCIATION),
        ("Kreis_1998_2019", Level.DISTRICT),
    ):
        figures = context.read(read_gisd, f"gisd/GISD_Thueringen_{name}.csv")
        _refuse_level(figures, level, name)
        parts.append(carry_scores(figures.assign(measure="deprivation_score"), level, context.today))
    return pd.concat(parts)


def population(context: Context) -> pd.DataFrame:
    """Give population by sex, area, and the change over four years."""
    parts: list[pd.DataFrame] = []
    for territory in (context.today, context.older):
        editions = [e for e in context.editions() if _year(e) <= int(territory.date[:4]) or _fits(e, territory)]
        for edition in editions:
            refuse_missing(edition["code"], territory, f"Gemeindeverzeichnis {_year(edition)}")
        parts.extend(
            carry_counts(e, territory, f"Gemeindeverzeichnis {_year(e)}") for e in editions if _fits(e, territory)
        )
        everything = pd.concat(editions, ignore_index=True)
        parts.append(carry_to_districts(everything, territory, _district_areas(editions, territory)))
        parts.append(_state(everything, territory))
    figures = pd.concat(parts, ignore_index=True)
    return pd.concat([figures, _change(figures)])


def state_elections(context: Context) -> pd.DataFrame:
    """Who was allowed to vote and who did; see `atlas.build.election_table`."""

    def changed_sides(year: int, territory: Territory) -> set[str]:
        editions = context.editions()
        same = [e for e in editions if _year(e) == year]
        if not same:
            where = f"election {year}, codes"
            raise DataError(
                expected(where, "some unknown to the crosswalk", f"a Gemeindeverzeichnis of {year}", "add it")
            )
        districts = carry_to_districts(same[0], territory, _district_areas(editions, territory))
        return set(districts.loc[districts["state"] == str(ValueState.ESTIMATED), "code"])

    elections = []
    for year in ELECTION_YEARS:
        name = f"landtagswahl/Thueringen_{year}_Landtag.xlsx"
        elections.append(context.read(read_election, name))
        if (found := _year(elections[-1])) != year:
            raise DataError(expected(f"{name}, title", str(found), str(year), "put each election under its own year"))
    return election_table(elections, (context.today, context.older), changed_sides)


def census_2022(context: Context) -> pd.DataFrame:
    """Figures of the census of 2022 by municipality."""
    figures = context.read(read_census, "zensus2022/zensus2022_gemeinden.csv")
    return carry_scores(figures, Level.MUNICIPALITY, context.today)


RECIPES: dict[str, Callable[[Context], pd.DataFrame]] = {
    "inkar_labour": inkar_labour,
    "inkar_workbooks": inkar_workbooks,
    "inkar_income_tax": inkar_income_tax,
    "inkar_districts": inkar_districts,
    "gisd": gisd,
    "population": population,
    "state_elections": state_elections,
    "census_2022": census_2022,
}


def _inkar(context: Context, name: str) -> pd.DataFrame:
    figures = context.read(read_inkar, name)
    title = figures["measure"].iloc[0]
    wanted, measure = WORKBOOKS[name]
    if title != wanted:
        do = "put the workbook of that indicator under this name"
        raise DataError(expected(f"{name}, row 1", repr(title), repr(wanted), do))
    return figures.assign(measure=measure)


def _unchanged(figures: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    """Take figures that are published for exactly the areas of the territory.

    Raises
    ------
    DataError
        A code is none of them.
    """
    level = Level(figures["level"].iloc[0])
    strange = sorted(set(figures["code"]) - set(territory.codes[level]))
    if strange:
        name = figures["measure"].iloc[0]
        raise DataError(
            expected(f"{name}, code", strange[0], f"a {level} of {territory.date}", "use an edition of that territory")
        )
    return fill(figures, level, territory)


def _refuse_level(figures: pd.DataFrame, level: Level, name: str) -> None:
    if figures["level"].iloc[0] != level:
        raise DataError(
            expected(name, f"scores by {figures['level'].iloc[0]}", f"by {level}", "use the file of that name")
        )


def _year(edition: pd.DataFrame) -> int:
    return int(edition["year"].iloc[0])


def _fits(edition: pd.DataFrame, territory: Territory) -> bool:
    """Whether the municipalities of an edition are, carried over, exactly those of the territory."""
    return {territory.municipality(c) for c in edition["code"]} == set(territory.codes[Level.MUNICIPALITY])


def _district_areas(editions: list[pd.DataFrame], territory: Territory) -> pd.Series[float]:
    """Area of the territory's districts in km2, from the latest edition that fits it.

    Raises
    ------
    DataError
        No edition does.
    """
    latest = next((e for e in reversed(editions) if _fits(e, territory)), None)
    if latest is None:
        raise DataError(
            expected(
                f"territory {territory.date}", "no edition of the Gemeindeverzeichnis with its codes", "one", "add it"
            )
        )
    area = latest[latest["measure"] == "area_km2"]
    return area["value"].groupby(area["code"].map(territory.district)).sum()


def _state(figures: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    sums = figures.groupby(["measure", "year"], as_index=False)["value"].sum()
    return fill(sums.assign(code=STATE_CODE, state=str(ValueState.OK)), Level.STATE, territory)


def _change(figures: pd.DataFrame) -> pd.DataFrame:
    """Give the population four years before and the change since then, where both are known."""
    people = figures[(figures["measure"] == "population") & (figures["year"] >= FIRST_CENSUS_YEAR)]
    before = people.assign(year=people["year"] + CHANGE_YEARS)
    both = people.merge(before, on=["level", "territory", "code", "year"], suffixes=("", "_before"))
    difference = both["value"] - both["value_before"]
    changed = both.assign(measure="population_change", value=difference)
    changed["state"] = changed["state"].mask(difference == 0, str(ValueState.ZERO))
    previous = both.assign(measure="population_previous", value=both["value_before"], state=both["state_before"])
    estimated = str(ValueState.ESTIMATED)
    changed["state"] = changed["state"].mask(both["state_before"] == estimated, estimated)
    return pd.concat([changed, previous])[figures.columns]
