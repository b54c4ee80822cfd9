"""One edition, one election or one table by district is taken over by the municipalities of all years that are kept."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.build.import_plan import differences_of, plan, write_plan
from atlas.build.kept_editions import read_editions, with_new
from atlas.build.publisher_files import read_part
from atlas.build.recognise import recognise
from atlas.build.tables import context_of
from atlas.errors import DataError
from tests.build.publishers_files import DECLARED, GEODATA, gv_head, plain, shipped, write_book

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.build.import_plan import Planned

EDITIONS = {int(e["year"].iloc[0]): e for e in read_editions(GEODATA, "population")}


def edition(folder: Path, year: int, *, like: int = 2021, without: str = "", more: int = 0) -> Path:
    """Write an edition with the municipalities and figures of another year, with more women or without a place."""
    wide = EDITIONS[like].pivot_table(index="code", columns="measure", values="value", sort=False)
    rows = gv_head(year)
    for code, row in wide.drop(index=without or []).iterrows():
        key = [code[:2], code[2], code[3:5], "0000", code[5:]]
        figures = [row["area_km2"], row["population"] + more, row["men"], row["women"] + more]
        rows.append(["60", "61", *key, code, *map(plain, figures)])
    path = folder / "anything.xlsx"
    write_book(path, rows, "Inhalt", "Gemeindedaten")
    return path


def planned(path: Path, folder: Path = GEODATA) -> Planned:
    found = recognise(path, DECLARED, ("16",))
    assert found is not None
    (one,) = plan([found], folder, DECLARED)
    return one


@pytest.mark.parametrize("year", [1997, 2021])
def test_an_edition_that_is_there_already_changes_nothing(tmp_path: Path, year: int) -> None:
    assert list(differences_of(planned(edition(tmp_path, year, like=year)), {})) == ["population: nothing differs"]


def test_the_edition_of_another_year_gives_figures_of_every_level_and_is_kept(tmp_path: Path) -> None:
    one = planned(edition(tmp_path, 2025, more=10))
    new = one.after.query("year == 2025 and measure == 'population'").set_index("code")["value"]
    before = one.before.query("year == 2021 and measure == 'population' and territory == '2021-12-31'")
    before = before.set_index("code")["value"]
    assert new["16"] == before["16"] + 10 * 631
    assert new["16051"] == before["16051"] + 10
    assert len(new) == 631 + 22 + 1
    # four years on, the change is there too
    change = one.after.query("year == 2025 and measure == 'population_change'").set_index("code")["value"]
    assert change["16051000"] == 10
    made = tmp_path / "geodata"
    for name in ("tables", "sources", "areas", "editions"):
        shutil.copytree(GEODATA / name, made / name)
    for name in ("sources.yaml", "atlas.yaml"):
        shutil.copy(GEODATA / name, made)
    write_plan([one], made)
    kept = read_editions(made, "population")
    assert [int(e["year"].iloc[0]) for e in kept] == [*EDITIONS, 2025]
    assert pd.read_parquet(made / "tables" / "population.parquet")["year"].max() == 2025


def test_an_edition_with_other_municipalities_asks_for_their_boundaries(tmp_path: Path) -> None:
    told = (
        r"Gemeindeverzeichnis 2024: found 630 municipalities, expected the 631 of 2021-12-31; import the boundaries of"
    )
    with pytest.raises(DataError, match=told):
        planned(edition(tmp_path, 2024, without="16077052"))


def test_a_folder_without_editions_says_what_is_missing(tmp_path: Path) -> None:
    made = tmp_path / "geodata"
    shutil.copytree(GEODATA, made, ignore=shutil.ignore_patterns("editions", "releases"))
    with pytest.raises(DataError, match=r"anything\.xlsx: found a file that is carried by the editions of population"):
        planned(edition(tmp_path, 2021), made)


def test_broken_editions_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "population.parquet").write_bytes(b"no parquet")
    with pytest.raises(DataError, match="a file that cannot be read, expected the kept editions"):
        read_editions(tmp_path, "population")


def test_figures_by_district_are_judged_by_the_kept_areas(tmp_path: Path) -> None:
    own = shipped("births_deaths").query("measure == 'births' and level == 'district' and year == 2000")
    lines = ["GENESIS-Tabelle: 12612-01-01-4", "Lebendgeborene;;", "Kreise", "Statistik", "Anzahl"]
    lines += [";;;Insgesamt;männlich;weiblich"]
    lines += [f"2000;{row.code};Name;{row.value:.0f};1;1" for row in own.itertuples()]
    path = tmp_path / "12612.csv"
    path.write_text("\n".join([*lines, "__________", "Stand: 1.1.2026", ""]), encoding="utf-8")
    after = planned(path).after.query("measure == 'births' and year == 2000 and level == 'district'")
    after = after.set_index("code")["state"]
    assert after.to_dict() == own.set_index("code")["state"].to_dict()
    assert "estimated" in set(after)


def test_a_new_edition_takes_the_place_of_that_of_its_year() -> None:
    context, _ = context_of(GEODATA, GEODATA, DECLARED)
    other = EDITIONS[2017].assign(value=1.0)
    found = with_new(list(EDITIONS.values()), [other], context.territories)
    assert [int(e["year"].iloc[0]) for e in found] == list(EDITIONS)
    assert float(found[-2]["value"].max()) == 1.0


@pytest.mark.real
@pytest.mark.parametrize(("day", "year"), [("31121998", 1997), ("31122021", 2021)])
def test_the_kept_editions_are_those_of_the_publisher(sources_folder: Path, day: str, year: int) -> None:
    part = DECLARED["population"].each[0]
    frame = read_part(sources_folder / "gemeindeverzeichnis" / f"{day}_Auszug_GV.xlsx", part, ("16",))
    pd.testing.assert_frame_equal(EDITIONS[year], frame.reset_index(drop=True), check_dtype=False)


@pytest.mark.real
def test_a_real_election_that_is_there_already_changes_nothing(sources_folder: Path) -> None:
    (path,) = (sources_folder / "landtagswahl").glob("*_2019_*.xlsx")
    assert list(differences_of(planned(path), {})) == ["state_elections: nothing differs"]
