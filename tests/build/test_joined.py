"""Figures in the codes of a territory date that was brought in stand there as published and are carried home."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from atlas.build.border_plan import BorderOrder, plan_borders
from atlas.build.border_writing import write_borders
from atlas.build.declarations import read_declarations
from atlas.build.import_plan import plan, write_plan
from atlas.build.judge import faults
from atlas.build.kept_editions import write_editions
from atlas.build.recognise import recognise
from atlas.build.tables import build_tables
from atlas.cli import main
from atlas.data.crosswalks import crosswalk_path
from atlas.data.tables import read_sources
from atlas.errors import DataError
from atlas.sources.gemeindeverzeichnis import read_gemeindeverzeichnis
from tests.build.border_folder import CODES, LATER, NOW, folder_of_squares, later, zipped
from tests.build.publishers_files import declare, gv_head, write_book

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Counts by the municipalities of later: two of today have merged in 16001010, and 16002009 holds 0.6 of 16001004.
COUNTS = dict(zip(later()["AGS"], (301, 11, 400, 40, 50, 60, 608), strict=True))
FILE = "counts_2023.csv"


@pytest.fixture(scope="module")
def brought_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("joined")
    folder = folder_of_squares(place / "geodata")
    path = zipped(later(), place / "vg250_2024-01-01.zip")
    write_borders(plan_borders(BorderOrder(paths=[path], publisher="bkg_vg250"), folder), folder)
    return folder


@pytest.fixture
def folder(brought_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = shutil.copytree(brought_in, tmp_path / "geodata")
    for path in (copy / "measures").glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(content | {"accepted": []}, explicit_end=True), encoding="utf-8")
    walk = ["ags_a,name_a,ags_b,name_b", *(f"{code},A,{code},A" for code in CODES), ""]
    crosswalk_path(copy / "areas", NOW, NOW).write_text("\n".join(walk), encoding="utf-8")
    declare(copy, "inkar_labour")
    monkeypatch.setenv("ATLAS_DATA", str(copy))
    return copy


def counts(folder: Path, figures: Mapping[str, float], year: int = 2023, name: str = FILE) -> Path:
    path = folder.parent / name
    path.write_text("\n".join(["code,year,n", *(f"{c},{year},{n}" for c, n in figures.items()), ""]), encoding="utf-8")
    return path


def labour(folder: Path, year: int = 2023) -> dict[str, pd.DataFrame]:
    rows = pd.read_parquet(folder / "tables" / "inkar_labour.parquet")
    rows = rows[(rows["measure"] == "unemployed") & (rows["year"] == year) & (rows["level"] == "municipality")]
    return {str(date): own.set_index("code")[["value", "state"]] for date, own in rows.groupby("territory")}


def taken_over(folder: Path, *paths: Path) -> None:
    declared = read_declarations(folder / "sources")
    files = [recognise(path, declared, ("16",)) for path in paths]
    write_plan(plan([f for f in files if f is not None], folder, declared), folder)


def test_counts_stand_at_their_date_and_none_is_lost_on_the_way_home(folder: Path) -> None:
    taken_over(folder, counts(folder, COUNTS))
    found = labour(folder)
    there, here = found[str(LATER)], found[str(NOW)]
    assert there["value"].to_dict() == COUNTS
    assert set(there["state"]) == {"ok"}
    assert here["value"].sum() == sum(COUNTS.values())
    assert set(here.index) == set(CODES)
    # what merged is divided by people, and what holds such a part is estimated
    assert here.loc[["16001001", "16001002"], "value"].tolist() == [100, 201]
    assert here.loc["16001003"].tolist() == [11, "ok"]
    shaky = {"16001001", "16001002", "16001004", "16002004"}
    assert set(here.index[here["state"] == "estimated"]) == shaky
    noted = read_sources(folder / "sources.yaml")["inkar_labour"].joined
    assert [(one.territory, one.level, one.measure, one.years) for one in noted] == [
        (str(LATER), "municipality", "unemployed", (2023,))
    ]


def test_what_was_published_stays_when_other_years_or_the_borders_come_again(folder: Path, tmp_path: Path) -> None:
    taken_over(folder, counts(folder, COUNTS))
    before = labour(folder)
    taken_over(folder, counts(folder, dict.fromkeys(CODES, 9), 2022, "counts_2022.csv"))
    path = zipped(later(), tmp_path / "again_2024-01-01.zip")
    write_borders(plan_borders(BorderOrder(paths=[path], publisher="bkg_vg250"), folder), folder)
    after = labour(folder)
    assert all(before[date].equals(after[date]) for date in before)
    assert labour(folder, 2022)[str(NOW)]["value"].tolist() == [9] * len(CODES)
    assert labour(folder, 2022)[str(LATER)].loc["16001010", "value"] == 18


def test_figures_in_other_codes_that_come_later_take_their_place(folder: Path) -> None:
    taken_over(folder, counts(folder, COUNTS))
    taken_over(folder, counts(folder, dict.fromkeys(CODES, 9)))
    found = labour(folder)
    assert found[str(NOW)]["value"].tolist() == [9] * len(CODES)
    assert found[str(LATER)]["value"].sum() == 9 * len(CODES)
    assert read_sources(folder / "sources.yaml")["inkar_labour"].joined == ()
    taken_over(folder, counts(folder, COUNTS))
    assert labour(folder)[str(LATER)]["value"].to_dict() == COUNTS


def test_a_declared_date_counts_also_where_all_codes_are_those_of_today(folder: Path) -> None:
    own = {code: n for code, n in COUNTS.items() if code in CODES}
    taken_over(folder, counts(folder, own))
    assert labour(folder)[str(NOW)].loc["16001004"].tolist() == [400, "ok"]
    declare(folder, "inkar_labour", territory=LATER)
    taken_over(folder, counts(folder, own))
    found = labour(folder)
    assert found[str(LATER)].loc["16001004"].tolist() == [400, "ok"]
    assert found[str(LATER)].loc["16001010", "state"] == "unknown"
    assert found[str(NOW)].loc["16001004", "state"] == "unknown"  # part of it is in 16002009
    declare(folder, "inkar_labour", territory=LATER)
    with pytest.raises(DataError, match=r"code: found '16001001', expected a municipality of 2024-01-01"):
        taken_over(folder, counts(folder, dict.fromkeys(CODES, 9)))


def test_years_in_codes_of_their_own_are_joined_one_by_one(folder: Path) -> None:
    rows = [(c, 2021, 9) for c in CODES] + [(c, 2023, n) for c, n in COUNTS.items()]
    path = folder.parent / FILE
    path.write_text("\n".join(["code,year,n", *(f"{c},{y},{n}" for c, y, n in rows), ""]), encoding="utf-8")
    taken_over(folder, path)
    assert labour(folder, 2021)[str(NOW)]["value"].tolist() == [9] * len(CODES)
    assert labour(folder)[str(LATER)]["value"].to_dict() == COUNTS


def test_codes_that_no_date_has_are_refused(folder: Path) -> None:
    with pytest.raises(DataError, match=r"code: found '1600\d{4}', expected a municipality that the crosswalk"):
        taken_over(folder, counts(folder, COUNTS | {"16002077": 1}))


def test_hidden_counts_are_hidden_before_they_are_carried(folder: Path) -> None:
    declare(folder, "inkar_labour", minimum={"unemployed": 3})
    taken_over(folder, counts(folder, COUNTS | {"16002001": 2}))
    found = labour(folder)
    for date in (LATER, NOW):
        hidden = found[str(date)].loc[found[str(date)]["state"] == "secret"]
        assert "16002001" in hidden.index
        assert len(hidden) > 1
        assert hidden["value"].isna().all()


def test_a_rebuild_from_all_sources_says_the_same(folder: Path, tmp_path: Path) -> None:
    (folder / "sources" / "population.yaml").unlink()
    sources = tmp_path / "sources"
    sources.mkdir()
    counts(folder, COUNTS).rename(sources / FILE)
    build_tables(sources, folder)
    found = labour(folder)
    assert found[str(LATER)]["value"].to_dict() == COUNTS
    assert found[str(NOW)]["value"].sum() == sum(COUNTS.values())
    counts(folder, dict.fromkeys(CODES, 9), name="counts.csv").rename(sources / "counts.csv")
    with pytest.raises(DataError, match=r"counts_2023\.csv: found unemployed, municipality, 2023, which counts\.csv"):
        build_tables(sources, folder)


def test_the_import_says_in_whose_codes_a_file_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(counts(folder, COUNTS)), "--dry-run"])
    said = capsys.readouterr().out
    assert f"joined with {LATER}: 7/7 matched" in said
    assert f"2023: in the codes of {LATER}, carried to {NOW} by the crosswalk" in said


def test_an_edition_too_young_for_today_stands_at_the_date_that_has_its_municipalities(folder: Path) -> None:
    def edition(year: int, people: Mapping[str, int]) -> Path:
        rows = gv_head(year)
        for code, n in people.items():
            key = [code[:2], code[2], code[3:5], "0000", code[5:]]
            rows.append(["60", "61", *key, code, 64.0, 2 * n, n, n])
        path = folder.parent / f"3112{year}_Auszug_GV.xlsx"
        write_book(path, rows, "Inhalt", "Gemeindedaten")
        return path

    old = edition(2021, dict.fromkeys(CODES, 100))
    named = read_declarations(folder / "sources")["population"].each[0].named
    write_editions(folder, "population", [read_gemeindeverzeichnis(old, named, ("16",))])
    taken_over(folder, edition(2023, COUNTS))
    rows = pd.read_parquet(folder / "tables" / "population.parquet")
    rows = rows[(rows["measure"] == "population") & (rows["year"] == 2023)]
    for date in (LATER, NOW):
        own = rows[rows["territory"] == str(date)]
        sums = own.groupby("level")["value"].sum()
        assert sums.to_dict() == dict.fromkeys(("municipality", "district", "state"), 2 * sum(COUNTS.values()))
    there = rows[(rows["territory"] == str(LATER)) & (rows["level"] == "municipality")].set_index("code")["value"]
    assert there.to_dict() == {code: 2 * n for code, n in COUNTS.items()}


def test_what_is_only_carried_is_not_told_as_gone(folder: Path) -> None:
    taken_over(folder, counts(folder, COUNTS))
    assert [f for f in faults(folder, folder) if f.rule == "before"] == []


def test_what_other_tables_tell_is_hidden_at_every_date(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hide(made: Path) -> list[str]:
        path = made / "tables" / "inkar_labour.parquet"
        rows = pd.read_parquet(path)
        at = (rows["territory"] == str(NOW)) & (rows["year"] == 2022) & rows["code"].isin(["16001003", "16001004"])
        told = rows.assign(value=rows["value"].mask(at), state=rows["state"].mask(at, "secret"))
        told.to_parquet(path, index=False)
        return []

    monkeypatch.setattr("atlas.build.import_plan.hide_across", hide)
    taken_over(folder, counts(folder, dict.fromkeys(CODES, 9), 2022))
    there = labour(folder, 2022)[str(LATER)]
    assert set(there.index[there["state"] == "secret"]) >= {"16001003", "16001004", "16002009"}
