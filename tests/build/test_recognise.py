"""A file is recognised by its content, told in words, and laid over what is there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from atlas.build.declarations import Declaration
from atlas.build.import_plan import differences_of, plan, understood_as, write_plan
from atlas.build.recognise import recognise
from atlas.data.tables import read_sources
from atlas.errors import DataError
from tests.build.publishers_files import DECLARED, GEODATA, WRITERS, context, shipped, write_book

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.build.recognise import Understood

STATES = ("16",)


def scores(folder: Path, year: int, *, by: float = 0.0, name: str = "anything.csv") -> Path:
    """Write scores of districts of a year: those of 2019, or moved by something."""
    own = shipped("gisd").query("level == 'district' and year == 2019").dropna(subset="value")
    lines = [f"{row.value + by},{row.code},Kreis,{year}" for row in own.itertuples()]
    path = folder / name
    path.write_text("\n".join(["gisd_score,kreis_id,kreis_name,year", *lines, ""]), encoding="cp1252")
    return path


def understood(path: Path) -> Understood:
    found = recognise(path, DECLARED, STATES)
    assert found is not None
    return found


@pytest.mark.parametrize("table", sorted(WRITERS))
def test_each_publishers_file_is_recognised_under_any_name(tmp_path: Path, table: str) -> None:
    WRITERS[table](tmp_path, lambda rows: rows)
    for number, path in enumerate(p for p in sorted(tmp_path.rglob("*")) if p.is_file()):
        renamed = path.rename(path.with_name(f"file {number}{path.suffix}"))
        assert understood(renamed).one.table == table


def test_what_was_understood_is_told(tmp_path: Path) -> None:
    told = "\n".join(understood_as(understood(scores(tmp_path, 2020)), context(tmp_path)))
    assert "anything.csv: Index der sozioökonomischen Deprivation (table gisd, form table)" in told
    assert "21 figures by district, 2020: deprivation_score" in told
    assert "ignored columns: kreis_name" in told
    assert "joined with 2021-12-31: 21/22 matched; only in the geometry: 16063" in told


def test_years_before_the_first_that_is_taken_are_left_out(tmp_path: Path) -> None:
    one = DECLARED["gisd"]
    late = {"gisd": one.model_copy(update={"parts": [p.model_copy(update={"since": 2021}) for p in one.each]})}
    path = scores(tmp_path, 2020)
    with path.open("a", encoding="cp1252") as file:
        file.write(path.read_text(encoding="cp1252").split("\n", 1)[1].replace(",2020", ",2021"))
    found = recognise(path, late, STATES)
    assert found is not None
    assert set(found.figures["year"]) == {2021}


def test_a_file_that_nothing_declares_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,n\n16051,1\n", encoding="utf-8")
    assert recognise(path, DECLARED, STATES) is None
    write_book(tmp_path / "a.xlsx", [["code", "n"], ["16051", 1]], "Tabelle1")
    assert recognise(tmp_path / "a.xlsx", DECLARED, STATES) is None


def test_a_file_of_the_right_form_with_a_mistake_tells_the_mistake(tmp_path: Path) -> None:
    path = scores(tmp_path, 2020)
    path.write_text(path.read_text(encoding="utf-8").replace("16051", "6051"), encoding="utf-8")
    with pytest.raises(DataError, match="kreis_id: found '6051', expected 5 digits"):
        recognise(path, DECLARED, STATES)


def test_a_file_of_two_tables_is_refused_unless_its_name_tells(tmp_path: Path) -> None:
    twin = DECLARED["gisd"].model_copy(update={"table": "twin"})
    with pytest.raises(DataError, match=r"a file of gisd \(gisd/GISD_\*_Kreis_\*\.csv\) and of twin"):
        recognise(scores(tmp_path, 2020), {"gisd": DECLARED["gisd"], "twin": twin}, STATES)
    parts = [part.model_copy(update={"files": f"other/{n}.csv"}) for n, part in enumerate(twin.parts)]
    apart = {"gisd": DECLARED["gisd"], "twin": twin.model_copy(update={"parts": tuple(parts)})}
    found = recognise(scores(tmp_path, 2020, name="GISD_Thueringen_Kreis_1998_2020.csv"), apart, STATES)
    assert found is not None
    assert found.one.table == "gisd"


def told_of(*paths: Path) -> list[str]:
    (planned,) = plan([understood(p) for p in paths], GEODATA, DECLARED)
    return list(differences_of(planned, {"16051": "Erfurt"}))


def test_the_same_figures_again_change_nothing(tmp_path: Path) -> None:
    assert told_of(scores(tmp_path, 2019)) == ["gisd: nothing differs"]


def test_a_new_year_and_a_revised_one_are_told_in_words(tmp_path: Path) -> None:
    assert told_of(scores(tmp_path, 2020)) == ["gisd, deprivation_score, district 2021-12-31: new 2020 (22 figures)"]
    words, *largest = told_of(scores(tmp_path, 2019, by=0.01))
    assert words == "gisd, deprivation_score, district 2021-12-31: changed 21 of 484 figures"
    assert len(largest) == 20
    before = shipped("gisd").query("level == 'district' and year == 2019 and code == '16051'")["value"].iloc[0]
    assert f"  deprivation_score, 16051 Erfurt, 2019: {before:.10g} -> {before + 0.01:.10g}" in largest


def test_two_files_with_the_same_figures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"b\.csv: found deprivation_score, district, 2020, which anything\.csv holds"):
        told_of(scores(tmp_path, 2020), scores(tmp_path, 2020, name="b.csv"))


def test_a_plan_is_written_with_its_source_and_digest(tmp_path: Path) -> None:
    made = tmp_path / "geodata"
    for name in ("tables", "sources", "areas"):
        shutil.copytree(GEODATA / name, made / name)
    for name in ("sources.yaml", "atlas.yaml"):
        shutil.copy(GEODATA / name, made)
    planned = plan([understood(scores(tmp_path, 2022))], GEODATA, DECLARED)
    assert write_plan(planned, made) == ["gisd: 22 rows new, 18996 rows"]
    assert pd.read_parquet(made / "tables" / "gisd.parquet").query("level == 'district'")["year"].max() == 2022
    assert read_sources(made / "sources.yaml")["gisd"].date == "1998 bis 2022"
    entry = yaml.safe_load((made / "sources.yaml").read_text(encoding="utf-8"))["tables"]["gisd"]
    assert "gisd/anything.csv" in entry["files"]


def test_a_small_count_is_hidden_in_what_is_laid_over_too(tmp_path: Path) -> None:
    one = Declaration.model_validate(
        {"table": "inkar_labour", "publisher": "bbsr_inkar", "title": "A", "date": "{years}", "files": "a.csv"}
        | {"key": {"code": "municipality"}, "year": 2030, "measures": {"n": "unemployed"}, "carry": "counts"}
        | {"minimum": {"unemployed": 3}}
    )
    codes = sorted(shipped("inkar_labour").query("level == 'municipality'")["code"].unique())
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["code,n", *(f"{c},{2 if c == codes[9] else 9}" for c in codes), ""]), encoding="utf-8")
    found = recognise(path, {"inkar_labour": one}, STATES)
    assert found is not None
    (planned,) = plan([found], GEODATA, {"inkar_labour": one})
    row = planned.after[(planned.after["code"] == codes[9]) & (planned.after["year"] == 2030)].iloc[0]
    assert (row["state"], pd.isna(row["value"])) == ("secret", True)
