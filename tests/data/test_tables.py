"""The list of sources: what a hand may write, and what is told where it slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.data.tables import read_sources
from atlas.errors import DataError, MissingDataError

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = dict.fromkeys(("publisher", "title", "licence", "licence_url", "attribution", "url"), "x")
TABLE = {"source": "office", "title": "Cases", "date": "2020"}


def write(folder: Path, content: Any) -> Path:
    path = folder / "sources.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def test_an_entry_becomes_a_table_with_its_source(tmp_path: Path) -> None:
    listed = {"sources": {"office": OFFICE}, "tables": {"cases": TABLE | {"date": 2020, "minimum": {"cases": 3}}}}
    table = read_sources(write(tmp_path, listed))["cases"]
    assert (table.id, table.source.id, table.date, table.minimum) == ("cases", "office", "2020", {"cases": 3})


@pytest.mark.parametrize(
    ("office", "table", "told"),
    [
        (OFFICE | {"licence": " "}, TABLE, r"sources\.office\.licence: found ' ', expected a text"),
        (OFFICE | {"url": 5}, TABLE, r"sources\.office\.url: found 5, expected a text"),
        (5, TABLE, r"sources\.office: found 5, expected a mapping"),
        (OFFICE, {"source": "office", "date": "2020"}, r"tables\.cases\.title: found nothing, expected an entry"),
        (OFFICE, TABLE | {"source": "other"}, r"tables\.cases\.source: found 'other', expected one of office"),
        (OFFICE, TABLE | {"minimum": {"cases": 0}}, r"tables\.cases\.minimum\.cases: found 0, expected a whole"),
        (OFFICE, TABLE | {"minimum": {"cases": True}}, r"tables\.cases\.minimum\.cases: found True"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_field(tmp_path: Path, office: Any, table: Any, told: str) -> None:
    path = write(tmp_path, {"sources": {"office": office}, "tables": {"cases": table}})
    with pytest.raises(DataError, match=rf"sources\.yaml, {told}"):
        read_sources(path)


@pytest.mark.parametrize("text", ["", "[]", "sources: {}", "sources: [", "sources: {}\nsources: {}\ntables: {}"])
def test_a_file_that_is_no_list_of_sources_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"sources\.yaml.*: found .*, expected "):
        read_sources(path)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="ATLAS_DATA"):
        read_sources(tmp_path / "sources.yaml")
