"""Titles that readers choose: what is taken, what is refused, and how the sheet says whose they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # what is parsed here was written here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import AtlasError
from atlas.views.print.compose import print_map
from atlas.views.print.own_title import LONGEST, own_title, whose
from atlas.views.print.place_names import within
from atlas.views.print.sheets import SHEETS
from tests.views.print.printed import ADDRESS, BOTH, DAY, RATE, SVG, look, texts, words

if TYPE_CHECKING:
    from atlas.data.store import Atlas

SCRIPT = "<script>alert(1)</script> & Co"


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ("  Arm   und reich ", "Arm und reich"),
        ("", ""),
        ("   ", ""),
        ("Gru\u0308n", "Grün"),
        (SCRIPT, SCRIPT),
        ("x" * LONGEST, "x" * LONGEST),
        ("10\N{NARROW NO-BREAK SPACE}000 €", "10\N{NARROW NO-BREAK SPACE}000 €"),
    ],
)
def test_blanks_are_put_right_and_signs_stay(found: str, title: str) -> None:
    assert own_title(found, words) == title


def test_a_title_that_is_too_long_is_refused_with_both_numbers() -> None:
    with pytest.raises(AtlasError, match="Titel: 121 Zeichen gefunden, höchstens 120 erwartet"):
        own_title("x" * (LONGEST + 1), words)


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        ("\0", "U+0000"),
        ("\n", "U+000A"),
        ("\x1b", "U+001B"),
        ("\ufffe", "U+FFFE"),
        ("\ufffd", "U+FFFD"),
        ("\ud800", "U+D800"),
        ("\u202e", "U+202E"),
        ("\u200b", "U+200B"),
        ("\u00ad", "U+00AD"),
        ("漢", "U+6F22"),
        ("\U0001f600", "U+1F600"),
        ("x\u0323", "U+0323"),
    ],
)
def test_what_the_sheet_cannot_hold_is_refused_by_its_number(letter: str, code: str) -> None:
    with pytest.raises(AtlasError, match=re.escape(f"Titel: das Zeichen {code} gefunden")):
        own_title(f"Karte {letter}", words)


@given(st.text(max_size=LONGEST))
def test_any_title_that_is_taken_can_be_written_as_xml(found: str) -> None:
    try:
        title = own_title(found, words)
    except AtlasError:
        return
    from xml.sax.saxutils import escape  # noqa: PLC0415

    assert ET.XML(f"<t>{escape(title)}</t>").text == (title or None)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("title", ["Kurz", "W" * LONGEST, SCRIPT])
def test_the_title_is_whole_above_the_indicator_and_marked(atlas: Atlas, sheet: str, title: str) -> None:
    root = ET.XML(print_map(look(atlas, RATE), SHEETS[sheet], ADDRESS, DAY, title=title))
    lines = texts(root)
    bold = [t.text for t in lines if t.weight > 400]
    assert "".join(bold).replace(" ", "").endswith(title.replace(" ", ""))
    printed = " ".join(t.text for t in lines)
    assert f"{look(atlas, RATE).title} \N{MIDDLE DOT} Gemeinden, 2021" in printed
    assert whose(words) in printed
    size = SHEETS[sheet]
    assert [t.text for t in lines if not within(t.box, (0, 0, size.width, size.height))] == []
    assert (root.findtext(f"{SVG}title")) == title


def test_a_map_without_such_a_title_has_its_own_and_no_mark(atlas: Atlas) -> None:
    svg = print_map(look(atlas, BOTH), SHEETS["a4-landscape"], ADDRESS, DAY)
    assert whose(words) not in svg
