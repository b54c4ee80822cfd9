"""Age groups by sex: cells against the publishers' files read in another way, sums, and what is hidden."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.build.publishers_files import AREAS, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Cell = tuple[str, int, str, int]

DISTRICTS, MUNICIPALITIES = "more/regionalstatistik_kreise", "more/regionalstatistik_gemeinden_thueringen"
CELLS = 20
GROUPS = {
    "unter 3 Jahre": "under_3",
    "3 bis unter 6 Jahre": "from_3_to_5",
    "6 bis unter 10 Jahre": "from_6_to_9",
    "10 bis unter 15 Jahre": "from_10_to_14",
    "15 bis unter 18 Jahre": "from_15_to_17",
    "18 bis unter 20 Jahre": "from_18_to_19",
    **{f"{a} bis unter {a + 5} Jahre": f"from_{a}_to_{a + 4}" for a in range(20, 65, 5)},
    "65 bis unter 75 Jahre": "from_65_to_74",
    "75 Jahre und mehr": "from_75",
    "Insgesamt": "people",
}
SEXES = {"Insgesamt": "", "männlich": "men_", "weiblich": "women_"}
INDEX = ["level", "code", "year"]
#: District that is no more, and the one that it went into.
GONE, INTO = "16056", "16063"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return shipped("age_groups")


def rows(path: Path, encoding: str = "utf-8") -> Iterator[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.reader(file, delimiter=";")


def of_2023(folder: Path) -> Iterator[Cell]:
    for row in rows(folder / DISTRICTS / "12411-02-03-4_2023_2024_tidy.csv"):
        if row[1][:2] == "16" and row[6]:
            for sex, text in zip(SEXES.values(), row[6:9], strict=True):
                yield row[1], int(row[0]), sex + GROUPS[row[5]], int(text)


def of_2015(folder: Path) -> Iterator[Cell]:
    for row in rows(folder / DISTRICTS / "12411-02-03-4.csv"):
        if len(row) == 7 and row[1][:2] == "16":
            for sex, text in zip(SEXES.values(), row[4:7], strict=True):
                yield row[1], 2015, sex + GROUPS[row[3]], int(text)


def of_2016_to_2020(folder: Path) -> Iterator[Cell]:
    for row in rows(folder / DISTRICTS / "12411-0018_2015-2020.csv", "latin-1"):
        if len(row) == 37 and row[1][:2] == "16" and row[0][6:] > "2015":
            for i, text in enumerate(row[3:]):
                group, sex = list(GROUPS.values())[i % 17], "women_" if i >= 17 else "men_"
                yield row[1], int(row[0][6:]), sex + group, int(text)


def of_municipalities(folder: Path) -> Iterator[Cell]:
    for row in rows(folder / MUNICIPALITIES / "12411-02-03-5_TH.csv"):
        if len(row) == 56 and row[2] not in {"", "-"} and row[0] >= "16051" and row[0].isdigit():
            key = row[0] + "000" if row[0] < "16060" else row[0]
            for i, text in enumerate(row[2:] if len(key) == 8 else []):
                yield key, 2015, list(SEXES.values())[i // 18] + list(GROUPS.values())[i % 18], int(text)


FILES = (of_2023, of_2015, of_2016_to_2020, of_municipalities)


@pytest.fixture(scope="module")
def published(sources_folder: Path) -> dict[tuple[str, int, str], int]:
    walk = pd.read_csv(AREAS / "crosswalk_2016-01-01_2021-12-31.csv", dtype=str)
    into = {GONE: INTO} | dict(zip(walk["ags_2016"], walk["ags_2021"], strict=True))
    found: dict[tuple[str, int, str], int] = {}
    for key, year, measure, n in (c for part in FILES for c in part(sources_folder)):
        code = into.get(key, key)
        for known in {code, "16"} if len(code) == 5 and 2016 <= year <= 2020 else {code}:
            found[known, year, measure] = found.get((known, year, measure), 0) + n
    return found


@pytest.mark.real
@pytest.mark.parametrize("level", ["municipality", "district", "state"])
def test_twenty_cells_of_each_level_are_those_of_the_files(
    table: pd.DataFrame, published: dict[tuple[str, int, str], int], level: str
) -> None:
    own = [r for r in table[table["level"] == level].dropna().itertuples() if (r.code, r.year, r.measure) in published]
    for row in random.Random(1).sample(own, CELLS):  # noqa: S311  no secret
        assert row.value == published[row.code, row.year, row.measure], row


@pytest.mark.real
def test_no_cell_of_the_files_is_lost_and_their_totals_are_the_sums_of_their_groups(
    table: pd.DataFrame, published: dict[tuple[str, int, str], int]
) -> None:
    rows = zip(table["code"], table["year"], table["measure"], table["state"], table["value"], strict=True)
    known = {(code, int(year), measure): (state, value) for code, year, measure, state, value in rows}
    wrong = [k for k, n in published.items() if known[k][0] != "secret" and known[k][1] != n]
    assert not wrong
    assert all(n for k, n in published.items() if known[k][0] == "secret" and k[2] == "women_people")
    assert {k[0] for k in published if len(k[0]) == 8} == {k[0] for k in known if len(k[0]) == 8}


def test_groups_add_up_to_the_inhabitants_and_men_and_women_to_each_group(table: pd.DataFrame) -> None:
    wide = table.pivot_table(index=INDEX, columns="measure", values="value")
    fine = [m for m in GROUPS.values() if m != "people"]
    for total, parts in (
        ("people", fine),
        ("men_people", [f"men_{m}" for m in fine]),
        ("women_people", [f"women_{m}" for m in fine]),
        ("people", ["under_20", "from_20_to_64", "from_65"]),
        ("others", ["under_20", "from_65"]),
        *((m, [f"men_{m}", f"women_{m}"]) for m in GROUPS.values()),
    ):
        whole = wide.dropna(subset=[total, *parts])
        assert len(whole) > 2 * 11
        assert (whole[parts].sum(axis=1) == whole[total]).all(), total
    assert len(wide) == 631 + 22 * 8 + 8


def test_districts_add_up_to_the_state_in_every_year(table: pd.DataFrame) -> None:
    sums = table[table["level"] == "district"].groupby(["measure", "year"])["value"].sum()
    state = table[table["level"] == "state"].set_index(["measure", "year"])["value"]
    pd.testing.assert_series_equal(sums.sort_index(), state.sort_index())
    assert state.loc["people"].loc[[2015, 2023, 2024]].tolist() == [2_170_714, 2_114_870, 2_100_277]


def test_in_a_municipality_groups_are_shown_all_or_not_at_all_and_never_a_one_or_a_two(table: pd.DataFrame) -> None:
    own = table[table["level"] == "municipality"]
    assert not own["value"].isin([1, 2]).any()
    hidden = own.assign(hidden=own["state"] == "secret")
    hidden = hidden.pivot_table(index="code", columns="measure", values="hidden", aggfunc="first").astype(bool)
    sexes = hidden.filter(regex="^(men|women)_")
    ages = hidden.drop(columns=[*sexes, "people", "under_20", "from_20_to_64", "from_65", "others"])
    for block in (sexes, ages):
        assert (block.all(axis=1) == block.any(axis=1)).all()
    assert not hidden[["people", "under_20", "from_20_to_64", "from_65", "others"]].to_numpy().any()
    assert (ages.any(axis=1) <= sexes.any(axis=1)).all()
    assert sexes.any(axis=1).sum() < 300


def test_what_is_hidden_does_not_follow_from_the_total_of_the_district(table: pd.DataFrame) -> None:
    """Of districts whose area is the same since: published total less what is shown of their municipalities."""
    own = table[(table["year"] == 2015) & table["level"].isin(["municipality", "district"])]
    total = own[(own["level"] == "district") & (own["state"] == "ok")].set_index(["measure", "code"])["value"]
    parts = own[own["level"] == "municipality"].assign(district=lambda rows: rows["code"].str[:5])
    shown = parts.groupby(["measure", "district"])["value"].sum()
    hidden = parts[parts["state"] == "secret"].groupby(["measure", "district"]).size()
    keys = hidden.index.intersection(total.index)
    assert len(keys) > 500
    assert (hidden[keys] >= 2).all()
    assert ((total[keys] - shown[keys]) >= 3).all()
