from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from atlas.data.regions.faults import Fault
from atlas.statistics import change, classify, trend
from atlas.views.map import better_classes, classing, palettes
from atlas.views.map.choropleth import class_labels
from atlas.views.print import sheets
from atlas.views.query import values as query_values
from atlas.views.share import changes
from atlas.web.assets import PLOTLY_BUNDLE
from atlas.web.map import layout
from atlas.web.pages import embed_builder as embed
from atlas.web.pages_list import PAGES
from atlas.words import levels, numbers, states
from atlas.words.words import words_of
from tests.shared import shipped_app

words = words_of("de")
#: How the code asks for a text; Babel reads the names of the calls.
KEYWORDS = {"words": None, "counted": (1, 2)}
ROOT = Path(__file__).resolve().parents[2]
NAMED_ELSEWHERE = (
    *levels.PLURAL.values(),
    *levels.SINGULAR.values(),
    query_values.WHY_NO_CHOROPLETH,
    *layout.SCHEME_NAMES.values(),
    *palettes.PALETTE_TITLES.values(),
    classify.ONE_VALUE,
    classify.FEWER_VALUES,
    classify.JOINED,
    classify.OWN_NUMBER,
    classify.OUTSIDE,
    classify.EXTENDED,
    classing.NO_VALUE,
    classing.ONE_AREA,
    *better_classes.TRIED.values(),
    change.EVEN,
    change.ONE_SIDED,
    change.UNCHANGED,
    trend.TEST_EXACT,
    trend.TEST_NORMAL,
    *(sheet.title for sheet in sheets.SHEETS.values() if sheet.title),
    *embed.PART_NAMES.values(),
    *changes.TEXT_NAMES.values(),
    *(page.title for page in PAGES),
    *Fault,
    *(t for s in states.STATES.values() for t in (s.short, s.meaning, s.sentence) if t),
)


def forms(message: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Give the forms of a text: one, or singular and plural."""
    return (message,) if isinstance(message, str) else tuple(message)


@cache
def used() -> set[str]:
    found = set(NAMED_ELSEWHERE)
    for folder in ("atlas", "layers"):
        found |= {t for _, _, m, _, _ in extract_from_dir(ROOT / folder, keywords=KEYWORDS) for t in forms(m)}
    for template in (ROOT / "atlas" / "web" / "pages" / "templates").glob("*.html"):
        calls = re.findall(r"""_\((?:"([^"]+)"|'([^']+)')\)""", template.read_text(encoding="utf-8"))
        found |= {a or b for a, b in calls}
    found |= described()
    with (ROOT / "app.py").open("rb") as file:
        found |= {t for _, m, _, _ in extract("python", file, keywords=KEYWORDS) for t in forms(m)}
    return found


def described() -> set[str]:
    """Give the texts of the open interface's description, which its page shows in the language of the atlas."""
    endpoints = [entry["get"] for entry in shipped_app().server.api_doc["paths"].values()]
    return {e["summary"] for e in endpoints} | {p["description"] for e in endpoints for p in e.get("parameters", [])}


def german() -> dict[str, str]:
    with (ROOT / "atlas" / "words" / "locale" / "de.po").open("rb") as file:
        messages = [m for m in read_po(file) if m.id]
    return {one: text for m in messages for one, text in zip(forms(m.id), forms(m.string), strict=True)}


def test_a_text_that_counts_has_a_form_for_one_and_a_form_for_more() -> None:
    with (ROOT / "atlas" / "words" / "locale" / "de.po").open("rb") as file:
        plural = {forms(m.id) for m in read_po(file) if m.pluralizable}
    code = extract_from_dir(ROOT / "atlas", keywords={"counted": KEYWORDS["counted"]})
    counted = {forms(message) for _, _, message, _, _ in code}
    assert plural == counted
    assert all("{n}" not in one and "{n}" in many for one, many in counted)


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 Orte zu „x“"), (1, "Ein Ort zu „x“"), (12000, "12\u202f000 Orte zu „x“")]
)
def test_a_number_decides_which_form_is_written(n: int, expected: str) -> None:
    text = words_of("de").counted('One place for "{text}"', '{n} places for "{text}"', n)
    assert text.format(text="x") == expected


def test_every_text_of_the_interface_has_a_german_one() -> None:
    catalogue = german()
    assert sorted(t for t in used() if not catalogue.get(t)) == []


def test_the_catalogue_holds_no_text_that_nothing_uses() -> None:
    assert sorted(set(german()) - used()) == []


def test_translations_have_the_same_places_to_fill_in() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert [t for t, s in german().items() if places(t) != places(s)] == []


def test_scripts_hold_no_texts_for_people() -> None:
    scripts = sorted({*(ROOT / "assets").rglob("*.js")} - {ROOT / "assets" / PLOTLY_BUNDLE})
    assert len(scripts) > 20
    for script in scripts:
        code = re.sub(r"/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
        strings = re.findall(r'"([^"]*)"', code)
        assert [s for s in strings if re.search(r"[A-ZÄÖÜ][a-zäöüß]+ [a-zäöüß]+", s)] == [], script.name


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (4.56, 1, "4,6"),
        (1234.5, 1, "1234,5"),
        (9999, 0, "9999"),
        (10000, 0, "10\u202f000"),
        (1234567.891, 2, "1\u202f234\u202f567,89"),
        (-3.25, 1, "\u22123,3"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
    ],
)
def test_numbers_are_written_the_german_way(value: float, decimals: int, expected: str) -> None:
    assert numbers.number(value, decimals) == expected


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_written_number_reads_back(value: float, decimals: int) -> None:
    written = numbers.number(value, decimals)
    back = float(written.replace(numbers.THIN_SPACE, "").replace(",", ".").replace(numbers.MINUS, "-"))
    assert back == pytest.approx(value, abs=0.51 * 10**-decimals)


#: A number of four digits or more with its thousands set apart in any way; scales (1:250 000) are names.
APART = re.compile(r"(?<![\d.,:])[1-9]\d{0,2}(?:[.\s]\d{3})+(?![\d.])")


def test_all_shipped_texts_write_large_numbers_as_values_are_written() -> None:
    folders = [ROOT / "geodata" / name for name in ("indicators", "measures", "sources")]
    files = [*(path for folder in folders for path in sorted(folder.glob("*.yaml"))), ROOT / "docs" / "steward.md"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}
    texts |= {"de.po": "\n".join(german().values())}
    found = [(name, number) for name, text in texts.items() for number in APART.findall(text)]
    assert any(number == "10\u202f000" for _, number in found)
    wrong = [(name, n) for name, n in found if n != numbers.number(int(re.sub(r"\D", "", n)), 0)]
    assert wrong == []


def test_a_text_without_translation_stays_as_it_is() -> None:
    assert words("never translated") == "never translated"


def test_the_catalogue_is_valid_po() -> None:
    content = (ROOT / "atlas" / "words" / "locale" / "de.po").read_bytes()
    assert len(read_po(io.BytesIO(content), abort_invalid=True)) > 100


def test_class_labels_exclude_the_lower_edge_but_for_the_first() -> None:
    from atlas.model import Breaks, Scheme  # noqa: PLC0415

    labels = class_labels(Breaks(Scheme.QUANTILES, (0.0, 2.5, 10000.0)), 1, words)
    assert labels == ("0,0 bis 2,5", "über 2,5 bis 10\u202f000,0")
