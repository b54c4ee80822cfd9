from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.cli import main
from atlas.data.attack import Outcome
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", copy)
    monkeypatch.setenv("ATLAS_DATA", str(copy))
    return copy


def rewrite(path: Path, change: pd.DataFrame) -> None:
    change.to_parquet(path, index=False)


def test_the_shipped_tables_match_their_areas(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert "631/631 matched" in told
    assert "22/22 matched" in told
    assert "largest difference 438" in told
    assert "BAD" not in told


def test_an_area_without_a_row_fails_the_check_and_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "tables" / "gisd.parquet"
    table = pd.read_parquet(path)
    rewrite(path, table[~((table["code"].astype(str) == "16055") & (table["year"] == 2010))])
    assert main(["check"]) == 1
    assert "only in the geometry: 16055" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "named"), [("1605500", "8 digits as text"), ("16055999", "a municipality of 2021-12-31")]
)
def test_a_malformed_or_unknown_code_ends_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], code: str, named: str
) -> None:
    path = folder / "tables" / "census_2022.parquet"
    table = pd.read_parquet(path)
    table["code"] = table["code"].astype(str).replace("16055000", code)
    rewrite(path, table)
    assert main(["check"]) == 1
    error = capsys.readouterr().err
    assert "census_2022.parquet, code" in error
    assert code in error
    assert named in error


def test_a_number_beside_a_state_without_value_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "tables" / "census_2022.parquet"
    table = pd.read_parquet(path)
    table["state"] = "secret"
    rewrite(path, table)
    assert main(["check"]) == 1
    assert "a number exactly where the state says that there is one" in capsys.readouterr().err


def test_small_counts_put_into_a_table_by_hand_are_hidden_at_load(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "tables" / "inkar_labour.parquet"
    table = pd.read_parquet(path)
    row = (table["measure"] == "unemployed") & (table["code"].astype(str) == "16055000") & (table["year"] == 2021)
    table["state"] = table["state"].astype(str)
    table.loc[row, "value"] = 2.0
    table.loc[row, "state"] = "ok"
    rewrite(path, table)
    assert main(["build", "--stamp"]) == 0
    capsys.readouterr()
    assert main(["export", "unemployed_per_100", "--level", "municipality"]) == 0
    rows = {r["code"]: r for r in csv.DictReader(io.StringIO(capsys.readouterr().out)) if r["year"] == "2021"}
    assert (rows["16055000"]["value"], rows["16055000"]["numerator"], rows["16055000"]["state"]) == ("", "", "secret")


def test_export_writes_counts_behind_a_rate(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "turnout_state_election", "--level", "state"]) == 0
    (last,) = [r for r in csv.DictReader(io.StringIO(capsys.readouterr().out)) if r["year"] == "2019"]
    assert (last["code"], float(last["denominator"])) == ("16", 1729242)
    assert float(last["value"]) == pytest.approx(64.9, abs=0.05)  # as the returning officer published it


def test_an_unknown_indicator_ends_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "nothing"]) == 1
    assert "found 'nothing', expected an id of the catalogue" in capsys.readouterr().err


@pytest.mark.parametrize(("told", "code", "said"), [(0, 0, "No hidden count"), (2, 1, "Hidden counts can be told")])
def test_an_attack_that_tells_a_hidden_count_fails(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], told: int, code: int, said: str
) -> None:
    """What the attack finds in the shipped tables is tested with the rule (``tests/data/test_secrecy.py``)."""
    found = Outcome("a table", groups=4, hidden=9, contradicted=0, known=0, few=0, below=0, told=told)
    monkeypatch.setattr("atlas.data.load.load", lambda _folder, **_how: atlas)
    monkeypatch.setattr("atlas.data.attacked.attack_atlas", lambda *_what, **_how: [found])
    assert main(["check", "--attack"]) == code
    out = capsys.readouterr().out
    assert said in out
    assert "Not in blocks" not in out
    assert out.splitlines()[1].split() == ["a", "table", "4", "9", "0", "0", "0", "0", str(told)]


def test_an_unknown_territory_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "population", "--territory", "yesterday"]) == 2
    assert "2021-12-31" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["fly"], ["export"], ["check", "--what"]])
def test_wrong_use_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["import", "check", "measures", "build", "export", "serve", "releases", "diff", "undo", "rollback"]
)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert "usage" in capsys.readouterr().out


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    """Write the index of districts for 2020: that of the year before."""
    table = pd.read_parquet(ROOT / "geodata" / "tables" / "gisd.parquet")
    own = table[(table["level"] == "district") & (table["year"] == 2019)].dropna(subset="value")
    path = tmp_path / "new.csv"
    lines = [f"{value},{code},2020" for value, code in zip(own["value"], own["code"], strict=True)]
    path.write_text("\n".join(["gisd_score,kreis_id,year", *lines, ""]), encoding="utf-8")
    return path


def years(folder: Path) -> set[int]:
    table = pd.read_parquet(folder / "tables" / "gisd.parquet")
    return set(table.loc[table["level"] == "district", "year"])


def test_an_import_is_only_told_until_someone_agrees(
    folder: Path, scores: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["import", str(scores), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "new.csv: Index der sozioökonomischen Deprivation (table gisd, form table)" in told
    assert "gisd, deprivation_score, district 2021-12-31: new 2020 (22 figures)" in told
    assert told.endswith("nothing was written: --dry-run\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert main(["import", str(scores)]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert 2020 not in years(folder)


def test_an_import_is_written_as_a_release(folder: Path, scores: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(scores), "--yes", "--note", "Neue Punktwerte", "--author", "Amt"]) == 0
    assert "gisd: 22 rows new" in capsys.readouterr().out
    assert 2020 in years(folder)
    assert main(["releases"]) == 0
    assert "Amt: Neue Punktwerte" in capsys.readouterr().out.splitlines()[0]
    assert main(["import", str(scores), "--yes"]) == 0
    assert "gisd: nothing differs" in capsys.readouterr().out


def test_figures_that_break_a_rule_are_not_imported(
    folder: Path, scores: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores.write_text(scores.read_text(encoding="utf-8").replace(",2020", ",2099"), encoding="utf-8")
    assert main(["import", str(scores), "--yes"]) == 1
    assert "2099" in capsys.readouterr().err
    assert 2099 not in years(folder)


def test_what_cannot_be_imported_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "none.csv")]) == 1
    assert "none.csv: found no such file" in capsys.readouterr().err
    path = tmp_path / "other.csv"
    path.write_text("code,n 2022\n16051,1\n16052,2\n", encoding="utf-8")
    assert main(["import", str(path)]) == 1
    told = capsys.readouterr()
    assert "other.csv: found a file that nothing in geodata/sources declares" in told.err
    assert "key: {code: district}" in told.out


def test_a_stamp_alone_is_written_after_an_edit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--stamp"]) == 0
    assert "unchanged" in capsys.readouterr().out
    path = folder / "indicators" / "work.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Arbeitslose", "Arbeitssuchende"), encoding="utf-8")
    assert main(["build", "--stamp"]) == 0
    assert "unchanged" not in capsys.readouterr().out
    assert main(["build", "--stamp"]) == 0
    assert "unchanged" in capsys.readouterr().out


def test_the_measures_are_listed_with_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "inkar_labour.population_15_64: count, Personen; adds up: sum; method changed 2011" in lines
    assert "state_elections.voters: count, Personen; adds up: sum; part of state_elections.eligible" in lines
    assert main(["measures", "Wohnungen"]) == 0
    assert "census_2022.dwellings" in capsys.readouterr().out
    assert main(["measures", "giraffes"]) == 1
    assert "'giraffes'" in capsys.readouterr().err


def test_findings_are_written_as_json_and_as_a_page(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "tables" / "census_2022.parquet"
    table = pd.read_parquet(path)
    row = (table["measure"] == "share_foreign") & (table["code"] == "16051000")
    rewrite(path, table.assign(value=table["value"].mask(row, -119.0)))
    page = tmp_path / "new" / "check.html"
    assert main(["check", "--json", "--html", str(page)]) == 1
    found = json.loads(capsys.readouterr().out)
    (error,) = [f for f in found["findings"] if f["severity"] == "error"]
    assert (error["rule"], error["figures"][0]["code"], error["figures"][0]["value"]) == ("range", "16051000", -119)
    # the table is not the one of which the list of sources knows the digest, nor the folder the noted release
    assert found["bad"] == 3
    assert [c["bad"] for c in found["checks"] if "digest" in c["text"]] == [True]
    text = page.read_text(encoding="utf-8")
    assert re.search(r"3 Fehler, \d+ Warnungen, \d+ angenommene Befunde", text)
    assert "Den Wert kann es nicht geben: Er liegt außerhalb von 0 … 100." in text
    assert "<td>16051000</td><td>Erfurt</td><td>2022</td>" in text
    assert "Angenommen von Sozialstrukturatlas" in text
    assert "<script" not in text


def test_a_file_changed_by_hand_is_not_served_until_its_digest_is_noted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, places = folder / "tables" / "gisd.parquet", folder / "places.csv"
    rewrite(table, pd.read_parquet(table))
    places.write_text(places.read_text(encoding="utf-8").replace("Gotha", "Gota"), encoding="utf-8")
    assert main(["export", "deprivation_index"]) == 1
    error = capsys.readouterr().err
    assert f"{table}: found the digest" in error
    assert f"{places}: found the digest" in error
    assert main(["check"]) == 1
    assert "BAD" in capsys.readouterr().out
    assert main(["build", "--stamp"]) == 0
    assert "gisd.parquet: changed by hand, its new digest is noted" in capsys.readouterr().out
    assert main(["export", "deprivation_index"]) == 0


def test_out_gets_its_folder_and_has_to_say_its_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "population", "--out", str(tmp_path / "newer" / "a.csv")]) == 0
    assert (tmp_path / "newer" / "a.csv").is_file()
    assert main(["export", "population", "--out", str(tmp_path / "a.xlsx")]) == 2
    assert "found 'a.xlsx', expected a name that ends with .csv" in capsys.readouterr().err
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["export", "population", "--out", str(tmp_path / "file" / "a.csv")]) == 1
    assert "a place that cannot be written" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_ends_a_command_without_a_traceback() -> None:
    command = [sys.executable, "-m", "atlas", "measures"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
