"""Printed maps in programs that read no embedded font: librsvg itself, and the face that it takes instead."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shutil
import subprocess
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # what is parsed here was written here

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image, ImageFont

from atlas.views.map.scene import scene
from atlas.views.print.compose import print_map
from atlas.views.print.place_names import overlap
from atlas.views.print.render import to_png
from atlas.views.print.sheets import SHEETS
from atlas.views.print.typeset import BOLD, REGULAR
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.print.typeset import Box

words = words_of("de")
SVG = "{http://www.w3.org/2000/svg}"
DAY = dt.date(2026, 1, 31)
ADDRESS = "https://atlas.example.org/?indicator=unemployed_per_100&level=municipality&year=2021&release=0123456789ab"
PLAIN = "indicator=unemployed_per_100&level=municipality&year=2021&regions=16055000"
VIEWS = {
    "plain": PLAIN,
    "long_title": "indicator=deprivation_index&level=municipality&classes=9",
    "circles": "indicator=population&level=district&year=2021",
    "change": "indicator=unemployed_per_100&level=municipality&year=2021&change_from=2001",
    "two": "indicator=unemployed_per_100,deprivation_index&level=municipality&year=2019",
    "section": f"{PLAIN}&bbox=10.8,50.8,11.6,51.2",
}
#: Millimetres around the sheet in which nothing may be drawn, and pixels a millimetre.
AROUND, DOTS = 60, 3
FACES = Path(mpl.get_data_path()) / "fonts" / "ttf"
STAND_INS = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}


@cache
def drawn(atlas: Atlas, view: str, sheet: str = "a4-landscape", *, outlines: bool = False) -> str:
    asked = read_query(VIEWS[view], atlas, words)
    assert asked.notices == ()
    return print_map(scene(atlas, asked.state, words), SHEETS[sheet], ADDRESS, DAY, outlines=outlines)


def by_librsvg(svg: str, wide: float) -> Image.Image:
    program = os.environ.get("RSVG_CONVERT") or shutil.which("rsvg-convert")
    if program == "none":
        pytest.skip("rsvg-convert could not be installed by make test")
    assert program, "rsvg-convert was not found: run the tests with make test, which installs it"
    words_ = [program, "--unlimited", "--width", str(round(wide * DOTS)), "--keep-aspect-ratio"]
    made = subprocess.run(words_, input=svg.encode(), capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(made)).convert("RGBA")


@pytest.mark.parametrize("sheet", ["a4-landscape", "a4-portrait", "square", "slide"])
@pytest.mark.parametrize("view", VIEWS)
def test_in_librsvg_no_type_leaves_the_sheet(atlas: Atlas, view: str, sheet: str) -> None:
    w, h = SHEETS[sheet].width, SHEETS[sheet].height
    svg = drawn(atlas, view, sheet)
    assert svg.count(f'width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}"') == 1
    wide, high = w + 2 * AROUND, h + 2 * AROUND
    around = svg.replace(
        f'width="{w}mm" height="{h}mm" viewBox="0 0 {w} {h}"',
        f'width="{wide}mm" height="{high}mm" viewBox="{-AROUND} {-AROUND} {wide} {high}"',
    )
    # only type: the neighbouring states and the paper are left out
    picture = np.asarray(by_librsvg(re.sub(r"<(path|rect|circle) [^>]*/>", "", around), wide))[..., 3].copy()
    assert picture.any()
    edge = slice(AROUND * DOTS + 1, -AROUND * DOTS - 1)
    picture[edge, edge] = 0
    assert not picture.any()


def wider(element: ET.Element) -> Box:
    """Measure a line as the stand-in sets it."""
    size, weight = float(element.attrib["font-size"]), int(element.attrib.get("font-weight", str(REGULAR)))
    face = ImageFont.truetype(str(FACES / STAND_INS[weight]), 1000, layout_engine=ImageFont.Layout.BASIC)
    long = face.getlength(element.text or "") * size / 1000
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = x - {"start": 0.0, "middle": long / 2, "end": long}[element.attrib.get("text-anchor", "start")]
    return left, y - 0.73 * size, left + long, y + 0.2 * size


@pytest.mark.parametrize("sheet", [key for key, sheet in SHEETS.items() if sheet.full])
@pytest.mark.parametrize("view", VIEWS)
def test_a_wider_face_stays_on_the_sheet_and_off_other_lines(atlas: Atlas, view: str, sheet: str) -> None:
    root = ET.XML(drawn(atlas, view, sheet))
    lines = [(element.text, wider(element)) for element in root.iter(f"{SVG}text")]
    page = SHEETS[sheet]
    assert [text for text, box in lines if box[0] < 0 or box[2] > page.width or box[3] > page.height] == []
    told = [(e.text, wider(e)) for e in root.iter(f"{SVG}text") if "stroke" not in e.attrib]
    assert [(a, b) for (a, one), (b, other) in combinations(told, 2) if overlap(one, other)] == []


def test_type_falls_back_on_a_face_without_serifs(atlas: Atlas) -> None:
    families = ET.XML(drawn(atlas, "plain")).attrib["font-family"].split(",")
    assert families[0] == "'Source Sans 3'"
    assert families[-1] == "sans-serif"


@pytest.mark.parametrize("view", VIEWS)
def test_outlines_look_the_same_in_librsvg_as_with_the_shipped_font(atlas: Atlas, view: str) -> None:
    sheet = SHEETS["a4-landscape"]
    dpi = DOTS * 25.4
    ours = Image.open(io.BytesIO(to_png(drawn(atlas, view), sheet, round(dpi)))).convert("L")

    def unlike(svg: str) -> float:
        theirs = by_librsvg(svg, sheet.width).convert("L").resize(ours.size)
        head = (0, 0, ours.width, round(30 * DOTS))
        return float(np.abs(np.asarray(ours.crop(head), int) - np.asarray(theirs.crop(head), int)).mean())

    assert unlike(drawn(atlas, view, outlines=True)) < 0.5 * unlike(drawn(atlas, view))


@pytest.mark.parametrize("view", VIEWS)
def test_outlines_hold_no_font_and_say_every_line(atlas: Atlas, view: str) -> None:
    shapes, type_ = (ET.XML(drawn(atlas, view, outlines=outlines)) for outlines in (True, False))
    assert list(shapes.iter(f"{SVG}text")) == []
    assert list(shapes.iter(f"{SVG}style")) == []
    titles = [title.text for group in shapes.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")]
    lines = [(e.text or "").replace("\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}") for e in type_.iter(f"{SVG}text")]
    assert [(t or "").replace("\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}") for t in titles] == lines
    for which in ("title", "desc"):
        assert shapes.findtext(f"{SVG}{which}") == type_.findtext(f"{SVG}{which}")
