"""How far the areas of a region lie apart, in its report: the sentence, the numbers of the page, and the method."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache

import docx
import pytest
from pypdf import PdfReader

from atlas.views.profile.report import profile_report
from atlas.views.profile.report_docx import profile_docx
from atlas.views.spread.within import SpreadPart, spread_part
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

words = words_of("de")
DAY, ADDRESS = dt.date(2026, 1, 31), "https://atlas.example.org/profile/x"
DISTRICT, STATE, TOWN = "16074", "16", "16055"


def part_of(code: str) -> SpreadPart | None:
    atlas = shipped_atlas()
    return spread_part(atlas, atlas.areas[DEFAULT_TERRITORY][code], DEFAULT_TERRITORY, words)


def bare(text: str) -> str:
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}-]", "", text)


@cache
def told(code: str, suffix: str) -> str:
    atlas = shipped_atlas()
    asked = atlas, atlas.areas[DEFAULT_TERRITORY][code], DEFAULT_TERRITORY, ADDRESS, DAY, words
    if suffix == "pdf":
        return bare(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(profile_report(*asked))).pages))
    document = docx.Document(io.BytesIO(profile_docx(*asked)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return bare(" ".join((*lines, *(cell.text for table in document.tables for cell in table._cells))))


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
@pytest.mark.parametrize("code", [DISTRICT, STATE])
def test_the_report_says_the_sentence_the_numbers_of_the_page_and_the_method(code: str, suffix: str) -> None:
    part, text = part_of(code), told(code, suffix)
    assert part is not None
    assert bare(part.heading) in text
    for sentence in part.sentences:
        assert bare(sentence) in text
    assert len(part.rows) == 8
    for row in part.rows:
        for said in (row.gini, row.fifths, row.areas, row.left_out, row.change.text, row.change.note):
            assert bare(said) in text
    for method in ("Lorenzkurve", "Theils T: Summe von", "weder gut noch schlecht", "Kapitel 4"):
        assert bare(method) in text


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_town_alone_says_nothing_of_it(suffix: str) -> None:
    assert part_of(TOWN) is None
    assert "auseinanderliegen" not in told(TOWN, suffix)
