from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from atlas.errors import DataError, MissingDataError
from atlas.sources.guard import look_at

if TYPE_CHECKING:
    from pathlib import Path


def book(path: Path, **parts: str) -> Path:
    made = Workbook()
    made.worksheets[0].append(["code", "n"])
    made.worksheets[0].append(["16051", 1])
    made.save(path)
    with zipfile.ZipFile(path, "a") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("code;ä\n".encode(), "utf-8"),
        ("code;ä\n".encode("utf-8-sig"), "utf-8"),
        ("code;ä\n".encode("utf-16"), "utf-16"),
        ("code;ä\n".encode("cp1252"), "cp1252"),
        (b"a;b\n" * 262_143 + b"xyz" + "ä".encode(), "utf-8"),
    ],
)
def test_the_encoding_of_a_text_is_found_out(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert look_at(path) == encoding


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7", "a PDF"),
        (b"<!DOCTYPE html>", "HTML or XML"),
        (b'\xef\xbb\xbf {"type": "FeatureCollection"}', "JSON"),
        (b"PAR1 and more", "Parquet"),
        (b"abc\x00def", "bytes that are no text"),
        (b"code;" * 170_000, "a first line of more than 200,000 characters, expected a header row"),
        (b"PK\x03\x04 and no more", "a broken workbook"),
        (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "a workbook with macros"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, named: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=rf"a\.csv: found {named}"):
        look_at(path)


def test_a_file_of_two_gigabytes_is_told_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(DataError, match=r"found 2,000 MB, expected figures, at most 200 MB"):
        look_at(path)
    with pytest.raises(MissingDataError, match="no such file"):
        look_at(tmp_path / "b.csv")


def test_a_whole_workbook_is_let_through(tmp_path: Path) -> None:
    assert look_at(book(tmp_path / "a.xlsx")) == "utf-8"


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("xl__vbaProject_dot_bin", "a workbook with macros"),
        ("xl__externalLinks__externalLink1_dot_xml", "cells that are taken from other files"),
    ],
)
def test_macros_and_links_to_other_files_are_refused(tmp_path: Path, part: str, named: str) -> None:
    with pytest.raises(DataError, match=named):
        look_at(book(tmp_path / "a.xlsx", **{part: "x"}))


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet9.xml", b"0" * 30_000_000)
    monkeypatch.setattr("atlas.sources.guard.MOST_UNPACKED", 20_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(DataError, match=r"a workbook that unpacks to 30 MB, expected at most 20 MB"):
        look_at(path)


def test_a_formula_without_its_value_is_named_with_its_cell(tmp_path: Path) -> None:
    made = Workbook()
    for _ in range(3):
        made.worksheets[0].append(["16051", 1])
    made.worksheets[0]["B3"] = "=SUM(B1:B2)"
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(DataError, match=r"a\.xlsx, sheet1, cell B3: found a formula without its value"):
        look_at(tmp_path / "a.xlsx")
