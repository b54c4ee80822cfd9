"""The report as a Word file: real headings, captions, tables whose head repeats, pictures that are told."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from atlas.data.same_place import first_of
from atlas.views.profile.page import Profile, profile
from atlas.views.profile.report_docx import profile_docx
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

if TYPE_CHECKING:
    from docx.document import Document

words = words_of("de")
ERFURT, VILLAGE, ASSOCIATION, STATE = "16051", "16061001", "160725051", "16"
ALL = (ERFURT, VILLAGE, ASSOCIATION, STATE)
ADDRESS = "https://atlas.example.org/profile/x"


@cache
def made(code: str) -> bytes:
    atlas = shipped_atlas()
    by_code = atlas.areas[DEFAULT_TERRITORY]
    return profile_docx(
        atlas, first_of(by_code[code], by_code), DEFAULT_TERRITORY, ADDRESS, dt.date(2026, 1, 31), words
    )


def opened(code: str) -> Document:
    return docx.Document(io.BytesIO(made(code)))


def page_of(code: str) -> Profile:
    atlas = shipped_atlas()
    return profile(atlas, atlas.areas[DEFAULT_TERRITORY][code], DEFAULT_TERRITORY, words)


def plain(text: str) -> str:
    return " ".join(text.replace("\N{FIGURE SPACE}", "").replace("\N{PUNCTUATION SPACE}", "").split())


@pytest.mark.parametrize("code", ALL)
def test_the_tables_hold_the_very_numbers_of_the_profile_page(code: str) -> None:
    parts = [part for part in page_of(code).fields if part.rows]
    tables = opened(code).tables[: len(parts)]  # behind them stands how far the areas lie apart
    for part, table in zip(parts, tables, strict=True):
        assert len(table.rows) == len(part.rows) + 1
        for row, line in zip(part.rows, table.rows[1:], strict=True):
            cells = [plain(cell.text) for cell in line.cells]
            assert cells[0].startswith(plain(row.indicator.title))
            assert str(row.year) in cells[0]
            assert cells[1] == plain(row.value.removesuffix(row.indicator.unit) if row.rank else row.value)
            assert cells[-1].startswith(plain(row.change.text))
            if row.rank and code != STATE:
                assert cells[-3].startswith(f"{row.rank} von {row.n}")
            for name, value in row.against[-1:]:
                assert cells[-4] == plain(value.removesuffix("%")) + (" Median" if "Median" in name else "")


@pytest.mark.parametrize("code", ALL)
def test_the_head_of_each_table_repeats_and_no_row_is_torn_from_it(code: str) -> None:
    for table in opened(code).tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))


def test_the_settings_of_a_table_stand_in_the_order_that_word_asks_for() -> None:
    order = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook", "tblCaption")
    for table in opened(ERFURT).tables:
        names = [node.tag.partition("}")[2] for node in table._tbl.tblPr]
        assert "tblBorders" in names
        assert names == [name for name in order if name in names]


@pytest.mark.parametrize("code", ALL)
def test_headings_and_captions_are_real_styles(code: str) -> None:
    document, page = opened(code), page_of(code)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", page.area.label)
    assert {name for name, _text in headings[1:]} == {"Heading 2"}
    titles = [text for _name, text in headings]
    assert [t for t in titles if t in {f.field.title for f in page.fields}] == [
        part.field.title for part in page.fields if part.rows
    ]
    captions = [p.text for p in document.paragraphs if p.style and p.style.name == "Caption"]
    assert captions
    rows = {row.indicator.title for part in page.fields for row in part.rows} | {"Einwohner nach Alter"}
    rows |= {page.components.title} if page.components else set()
    assert all(any(text.startswith(title) for title in rows) for text in captions)


@pytest.mark.parametrize("code", ALL)
def test_every_picture_has_an_alternative_text(code: str) -> None:
    document = opened(code)
    told = [node.get("descr", "") for node in document.element.body.iter(qn("wp:docPr"))]
    strips = sum(1 for part in page_of(code).fields for row in part.rows if row.strip)
    captions = sum(1 for p in document.paragraphs if p.style and p.style.name == "Caption")
    spread = page_of(code).spread
    lines = sum(1 for row in spread.rows if row.line) if spread else 0
    assert len(told) == 1 + captions + strips + lines
    assert all(told)
    assert told[0].startswith(("Karte: Thüringen mit", "Karte der Lage in Thüringen: "))
    page = page_of(code)
    demography = [
        text for text in told if text.startswith(("Einwohner nach Alter", "Geburten, Sterbefälle und Wanderung"))
    ]
    assert len(demography) == bool(page.ages and page.ages.svg) + bool(page.components)
    assert sum(text.startswith("Liniendiagramm. ") for text in told) == captions - len(demography)


def test_the_file_is_german_and_says_what_it_is() -> None:
    document = opened(ERFURT)
    found = document.core_properties
    assert (found.title, found.language) == ("Profil: Erfurt", "de-DE")
    assert shipped_atlas().release in found.keywords
    langs = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert langs == {"de-DE"}


def test_the_page_and_all_licences_can_be_pressed() -> None:
    document = opened(ERFURT)
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert targets == {ADDRESS, shipped_atlas().manifest.licence_url} | {c.licence_url for c in page_of(ERFURT).credits}


def test_numbers_of_a_table_end_with_blanks_for_the_digits_that_they_lack() -> None:
    people = opened(ERFURT).tables[0]
    texts = [row.cells[1].paragraphs[0].text for row in people.rows[1:3]]
    assert texts[0].endswith("\N{PUNCTUATION SPACE}\N{FIGURE SPACE}")
    lengths = {len(row.cells[1].paragraphs[0].text.partition(",")[2]) for row in people.rows[3:5]}
    assert lengths == {1}
