"""The report as PDF: what it says is what the profile says, and those who listen get all of it."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from atlas.data.same_place import first_of
from atlas.views.profile.page import Profile, profile
from atlas.views.profile.report import profile_report
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

words = words_of("de")
DAY = dt.date(2026, 1, 31)
ERFURT, VILLAGE, ASSOCIATION, STATE, DISTRICT = "16051", "16061001", "160725051", "16", "16072"
ALL = (ERFURT, VILLAGE, ASSOCIATION, STATE, DISTRICT)


@cache
def made(code: str) -> bytes:
    atlas = shipped_atlas()
    by_code = atlas.areas[DEFAULT_TERRITORY]
    area = first_of(by_code[code], by_code)
    address = f"https://atlas.example.org/a-long-way-to-the/profile/{code}"
    return profile_report(atlas, area, DEFAULT_TERRITORY, address, DAY, words)


@cache
def read(code: str) -> PdfReader:
    return PdfReader(io.BytesIO(made(code)))


def bare(text: str) -> str:
    """Take out what line ends add or swallow."""
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}-]", "", text)


@cache
def told(code: str) -> str:
    return bare(" ".join(page.extract_text() for page in read(code).pages))


@cache
def page_of(code: str) -> Profile:
    atlas = shipped_atlas()
    return profile(atlas, atlas.areas[DEFAULT_TERRITORY][code], DEFAULT_TERRITORY, words)


def elements(code: str) -> list[tuple[str, Any]]:
    """Give the tags of a file in the order of reading."""
    found: list[tuple[str, Any]] = []
    root: Any = read(code).trailer["/Root"]

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize("code", ALL)
def test_a_report_says_the_very_numbers_of_the_profile_page(code: str) -> None:
    text, page = told(code), page_of(code)
    rows = [row for part in page.fields for row in part.rows]
    assert len(rows) >= 5
    for row in rows:
        unit = row.indicator.unit
        number = row.value.removesuffix(unit) if row.rank else row.value
        between = f" · {words('95 % interval {ends}').format(ends=row.interval)}" if row.interval else ""
        sign = f"{row.sign} {row.remark}" if row.sign else ""
        about = " · ".join(filter(None, (unit, str(row.year))))
        assert bare(f"{row.indicator.title}{about}{between}{sign}{number}") in text
        assert bare(row.change.text) in text
        for _name, value in row.against:
            assert bare(value.removesuffix("%")) in text
    for sentence in (*page.head, *(item.sentence for item in page.striking)):
        assert bare(sentence) in text


@pytest.mark.parametrize("code", [ERFURT, VILLAGE, ASSOCIATION, DISTRICT])
def test_a_rank_stands_behind_the_value_that_it_belongs_to(code: str) -> None:
    text = told(code)
    for part in page_of(code).fields:
        for row in part.rows:
            if row.rank:
                assert bare(f"{row.rank}von{row.n}") in text


def test_a_town_that_is_its_district_has_the_same_report_under_all_its_codes() -> None:
    assert told("16051000") == told(ERFURT).replace("profile/16051", "profile/16051000")


def test_what_has_no_figures_is_one_line_that_names_whole_fields() -> None:
    text = told(VILLAGE)
    assert bare("Ohne Zahlen hier: ") in text
    assert bare("darunter alle zu Kinderschutz und Hilfen zur Erziehung") in text


@pytest.mark.parametrize("code", ALL)
def test_sources_licences_and_the_address_can_be_read_and_pressed(code: str) -> None:
    reader = read(code)
    pressed = {
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", ())
        if note.get_object()["/Subtype"] == "/Link" and "/URI" in note.get_object()["/A"]
    }
    page = page_of(code)
    assert f"https://atlas.example.org/a-long-way-to-the/profile/{code}" in pressed
    assert {c.licence_url for c in page.credits} <= pressed
    lines = [line.strip() for sheet in reader.pages for line in sheet.extract_text().splitlines()]
    assert not [line for line in lines if line.endswith(("https:", "https:/", "https://"))]
    text = told(code)
    for credit in page.credits:
        assert bare(credit.attribution) in text
        assert bare(credit.licence) in text
    assert bare(shipped_atlas().manifest.attribution) in text


@pytest.mark.parametrize("code", ALL)
def test_the_file_is_tagged_german_and_named(code: str) -> None:
    reader = read(code)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("de")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"Profil: {page_of(code).area.label}"
    assert "<pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode()


@pytest.mark.parametrize("code", ALL)
def test_headings_run_in_order_figures_are_told_and_tables_have_heads(code: str) -> None:
    tags = elements(code)
    headings = [int(tag[2:]) for tag, _node in tags if re.fullmatch(r"/H\d", tag)]
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))
    figures = [node for tag, node in tags if tag == "/Figure"]
    assert len(figures) > 5
    assert all(str(node.get("/Alt", "")).strip() for node in figures)
    fields = sum(1 for part in page_of(code).fields if part.rows)
    spread = page_of(code).spread
    assert sum(1 for tag, _node in tags if tag == "/Table") == fields + bool(spread and spread.rows)
    heads = [node for tag, node in tags if tag == "/TH"]
    assert len(heads) >= 3 * fields
    for node in heads:
        given = node["/A"].get_object()
        given = given if isinstance(given, list) else [given]
        assert [a["/Scope"] for a in (x.get_object() for x in given) if "/Scope" in a] == ["/Column"]


def test_the_same_day_gives_the_same_bytes() -> None:
    before = made(VILLAGE)
    made.cache_clear()
    assert made(VILLAGE) == before


@pytest.mark.parametrize(
    ("code", "least", "most"), [(DISTRICT, 4, 12), (ERFURT, 4, 11), (VILLAGE, 2, 6), (STATE, 2, 8)]
)
def test_a_report_has_few_pages(code: str, least: int, most: int) -> None:
    assert least <= len(read(code).pages) <= most


@pytest.mark.parametrize(("code", "titles"), [(DISTRICT, ("Einwohner nach Alter", "Geburten, Sterb")), (VILLAGE, ())])
def test_ages_and_components_of_change_are_figures_with_their_numbers_in_words(
    code: str, titles: tuple[str, ...]
) -> None:
    told_of = [str(node.get("/Alt", "")) for tag, node in elements(code) if tag == "/Figure"]
    for title in titles:
        assert sum(text.startswith(title) for text in told_of) == 1
    page = page_of(code)
    if page.components:
        assert bare(page.components.sentence) in told(code)
    if page.ages and page.ages.svg:
        assert bare(page.ages.years[-1].sentence) in told(code)
