"""The reports of a level as files: all of them, once, and again only what is not whole or of another release."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from atlas.cli import main
from atlas.views.profile import report_files
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

if TYPE_CHECKING:
    from pathlib import Path

WHERE = "https://atlas.example.org"


@pytest.fixture(autouse=True)
def _address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", WHERE)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let reports be short texts, made in this process; gives the codes that were made."""
    asked: list[str] = []

    def short(_atlas: object, area: object, *_more: object) -> bytes:
        asked.append(area.code)  # type: ignore[attr-defined]
        return f"report of {area.code}".encode()  # type: ignore[attr-defined]

    monkeypatch.setitem(report_files.REPORTS, "pdf", short)
    monkeypatch.setattr(report_files, "cores", lambda: 1)
    return asked


def export(folder: Path, level: str = "district", *more: str) -> int:
    return main(["export", "profiles", "--level", level, "--to", str(folder), *more])


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "profiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("level", "n"), [("state", 1), ("district", 22), ("association", 192), ("municipality", 631)])
def test_each_area_of_a_level_gets_its_file_and_its_row(tmp_path: Path, quick: list[str], level: str, n: int) -> None:
    assert export(tmp_path / "new" / "folder", level) == 0
    folder = tmp_path / "new" / "folder"
    rows = listed(folder)
    assert len(rows) == len(quick) == n
    assert {row["file"] for row in rows} == {path.name for path in folder.glob("*.pdf")}
    assert all(hashlib.sha256((folder / r["file"]).read_bytes()).hexdigest() == r["sha256"] for r in rows)
    assert {row["release"] for row in rows} == {shipped_atlas().release}


def test_a_second_start_makes_only_what_is_missing_damaged_or_not_listed(tmp_path: Path, quick: list[str]) -> None:
    export(tmp_path)
    quick.clear()
    assert export(tmp_path) == 0
    assert quick == []
    (tmp_path / "16051.pdf").unlink()
    (tmp_path / "16052.pdf").write_bytes((tmp_path / "16052.pdf").read_bytes()[:-1])
    rows = (tmp_path / "profiles.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith(("16053.pdf", "16054.pdf"))]
    torn = next(row for row in rows if row.startswith("16054.pdf"))[:30]
    (tmp_path / "profiles.csv").write_text("".join([*kept, torn]), encoding="utf-8")
    assert export(tmp_path) == 0
    assert quick == ["16051", "16052", "16053", "16054"]
    assert len(listed(tmp_path)) == 22


@pytest.mark.parametrize("column", ["release", "address", "territory"])
def test_what_is_of_another_release_territory_or_address_is_made_again(
    tmp_path: Path, quick: list[str], column: str
) -> None:
    export(tmp_path)
    quick.clear()
    rows = listed(tmp_path)
    rows[0][column] = "other"
    with (tmp_path / "profiles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    export(tmp_path)
    assert quick == [rows[0]["code"]]


def test_a_start_that_is_ended_leaves_whole_files_and_goes_on(
    tmp_path: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = report_files.REPORTS["pdf"]

    def ended(atlas: object, area: object, *more: object) -> bytes:
        if len(quick) == 5:
            raise KeyboardInterrupt
        return short(atlas, area, *more)  # type: ignore[arg-type]

    monkeypatch.setitem(report_files.REPORTS, "pdf", ended)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) == 5
    assert list(tmp_path.glob("*.part")) == []
    monkeypatch.setitem(report_files.REPORTS, "pdf", short)
    quick.clear()
    assert export(tmp_path) == 0
    assert len(quick) == 17


def test_pdf_and_word_files_lie_side_by_side(tmp_path: Path, quick: list[str]) -> None:
    export(tmp_path, "state")
    assert export(tmp_path, "state", "--format", "docx") == 0
    assert [row["file"] for row in listed(tmp_path)] == ["16.docx", "16.pdf"]
    assert quick == ["16"]


def test_several_processes_write_reports_in_their_order(tmp_path: Path) -> None:
    atlas = shipped_atlas()
    order = report_files.Order(
        atlas.folder, DEFAULT_TERRITORY, "pdf", f"{WHERE}/profile/{{code}}", "de", dt.date(2026, 1, 31)
    )
    codes = ("16051", "16052", "16072", "16077")
    folder = report_files.report_folder(tmp_path, order, atlas)
    assert list(folder.write(codes, 2)) == list(codes)
    assert folder.missing(codes) == ()
    for code in ("16051", "16077"):
        reader = PdfReader(io.BytesIO((tmp_path / f"{code}.pdf").read_bytes()))
        assert f"{WHERE}/profile/{code}" in "".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--level", "village", "--to", "x"], "--level: found 'village', expected one of state, district"),
        (["--level", "district"], "--to DIR belongs to 'profiles'"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "profiles", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_folder_that_is_none_or_holds_another_list_is_refused(
    tmp_path: Path, quick: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert export(tmp_path / "file") == 1
    assert "--to file: found File exists, expected a folder that can be written to" in capsys.readouterr().err
    (tmp_path / "profiles.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert export(tmp_path) == 1
    assert "profiles.csv: found a,b, expected file,code" in capsys.readouterr().err
    assert (tmp_path / "profiles.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"
    assert quick == []


def test_links_without_a_public_address_are_warned_of(
    tmp_path: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ATLAS_PUBLIC_URL")
    assert export(tmp_path, "state") == 0
    assert "ATLAS_PUBLIC_URL is not set" in capsys.readouterr().err
    assert quick == ["16"]
