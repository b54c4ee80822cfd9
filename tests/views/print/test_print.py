"""Printed maps, read back: every part is there, says what the screen says, and nothing stands on anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # what is parsed here was written here

import numpy as np
import pytest
from pyproj import Geod, Transformer

from atlas.model import Level
from atlas.statistics.rounding import as_read
from atlas.views.map.choropleth import class_labels
from atlas.views.map.legend_content import GridKey
from atlas.views.map.representation import HIDDEN, NO_DATA
from atlas.views.print.area_paths import STEP, fitted
from atlas.views.print.compose import print_map
from atlas.views.print.place_names import names, overlap, within
from atlas.views.print.render import to_png
from atlas.views.print.sheets import SHEETS
from atlas.views.print.typeset import REGULAR, width, wrapped
from tests.shared import DEFAULT_TERRITORY
from tests.views.print.printed import (
    ADDRESS,
    BOTH,
    CHANGE,
    COUNT,
    DAY,
    LONG,
    NINE,
    RATE,
    SECTION,
    SVG,
    document,
    drawn,
    look,
    said,
    svg_of,
    texts,
    view,
    words,
)

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def test_every_part_of_a_sheet_is_there(atlas: Atlas) -> None:
    root = drawn(atlas, RATE)
    printed = said(root)
    rate = atlas.indicator("unemployed_per_100")
    of_state = atlas.figures(rate, Level.STATE, DEFAULT_TERRITORY).value(2021, "16")
    assert of_state is not None
    for part in (
        "Arbeitslose je 100 Einwohner im Alter von 15 bis 64 Jahren",
        "Gemeinden, 2021",
        "geheim gehalten",
        f"Thüringen: {words.number(of_state, 1)}",
        "© BBSR Bonn, INKAR (Daten verändert)",
        "https://www.govdata.de/dl-de/by-2-0",
        "© GeoBasis-DE / BKG 2016 (Daten verändert)",
        "Gebietsstand 31.12.2021",
        "erstellt am 23.11.2026",
        f"Datenstand {atlas.release}",
        "release=0123456789ab",
        "Weimar",
        "Langenwolschendorf",
        "Wartburgkreis",
        "50 km",
    ):
        assert part in printed
    for name in ("scale-bar", "qr", "districts", "selected", "neighbours", "mark"):
        assert root.findall(f".//*[@class='{name}']"), name
    assert (root.find(f"{SVG}title").text or "").startswith("Arbeitslose")  # type: ignore[union-attr]
    figures = atlas.figures(rate, Level.MUNICIPALITY, DEFAULT_TERRITORY)
    known = ~np.isnan(figures.values[figures.years.index(2021)])
    assert f"{known.sum()} von {known.size}" in (root.find(f"{SVG}desc").text or "")  # type: ignore[union-attr]


@pytest.mark.parametrize("query", [RATE, f"{RATE}&breaks_over=year", f"{RATE}&breaks_over=all", CHANGE, NINE])
def test_each_area_has_the_colour_of_its_class_and_the_legend_counts_them_all(atlas: Atlas, query: str) -> None:
    state = view(atlas, query)
    root = drawn(atlas, query)
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, state.level, state.territory)
    row = figures.values[figures.years.index(state.year)]
    if state.change_from:
        row = row - figures.values[figures.years.index(state.change_from)]
    row = as_read(row, indicator.decimals)
    shown = look(atlas, query)
    breaks, colours = shown.breaks, shown.representation.fills(shown.row)
    fills = {
        path.attrib["data-code"]: group.attrib["fill"]
        for group in root.iter(f"{SVG}g")
        if group.attrib.get("class") == "areas"
        for path in group
    }
    assert set(fills) == set(figures.codes)
    counted = dict.fromkeys(colours, 0)
    for code, value in zip(figures.codes, row, strict=True):
        if np.isnan(value):
            assert fills[code].startswith("url(#")
            continue
        k = next(i for i, edge in enumerate(breaks.edges[1:]) if value <= edge or i == breaks.k - 1)
        assert fills[code] == colours[k]
        counted[colours[k]] += 1
    swatches = [r.attrib["fill"] for r in root.iter(f"{SVG}rect") if r.attrib.get("class") == "swatch"]
    hatches = ((NO_DATA, "url(#no-data)"), (HIDDEN, "url(#hidden)"))
    without = [hatch for group, hatch in hatches if group in shown.classes]
    assert swatches == [*colours, *without]
    lines = [t.text for t in texts(root)]
    for label, shade in zip(class_labels(breaks, indicator.decimals, words), colours, strict=True):
        at = lines.index(label.replace("\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"))
        assert lines[at + 1] == str(counted[shade])


def test_hidden_areas_are_hatched_and_their_values_stand_nowhere(atlas: Atlas) -> None:
    figures = atlas.figures(atlas.indicator("unemployed"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    hidden = {c for c in figures.codes if figures.state(2021, c) == "secret"}
    root = drawn(atlas, "?indicator=unemployed&level=municipality&year=2021")
    group = root.find(".//*[@data-class='-2']")
    assert group is not None
    assert {path.attrib["data-code"] for path in group} == hidden
    circles = {c.attrib["data-code"] for c in root.findall(".//*[@class='circles']/*")}
    assert not circles & hidden


def test_a_secret_value_of_either_indicator_is_hatched_as_hidden(atlas: Atlas) -> None:
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    hidden = {c for c in figures.codes if figures.state(2019, c) == "secret"}
    turned = BOTH.replace("unemployed_per_100,turnout_state_election", "turnout_state_election,unemployed_per_100")
    for query in (BOTH, turned):
        group = drawn(atlas, query).find(".//*[@data-class='-2']")
        assert group is not None
        assert {path.attrib["data-code"] for path in group} == hidden


def test_areas_of_circles_are_in_proportion_to_the_counts(atlas: Atlas) -> None:
    root = drawn(atlas, COUNT)
    radius = {c.attrib["data-code"]: float(c.attrib["r"]) for c in root.findall(".//*[@class='circles']/*")}
    figures = atlas.figures(atlas.indicator("population"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    erfurt, jena = (figures.value(2021, c) or 0 for c in ("16051000", "16053000"))
    assert (radius["16051000"] / radius["16053000"]) ** 2 == pytest.approx(erfurt / jena, rel=0.01)
    assert set(radius) == set(figures.codes)


def test_two_indicators_have_nine_classes_with_their_labels(atlas: Atlas) -> None:
    root = drawn(atlas, BOTH)
    key = look(atlas, BOTH).legend().key
    assert isinstance(key, GridKey)
    across, up = key.across, key.up
    printed = said(root)
    assert all(label in printed for label in up)
    assert all(word in printed for label in across for word in label.split(" "))
    assert len(root.findall(".//*[@class='arrow']")) == 2
    assert len({r.attrib["fill"] for r in root.iter(f"{SVG}rect") if r.attrib.get("class") == "swatch"}) == 11


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("query", [RATE, SECTION])
def test_the_scale_bar_is_right_to_one_percent(atlas: Atlas, sheet: str, query: str) -> None:
    bar = drawn(atlas, query, sheet).find(".//*[@class='scale-bar']")
    assert bar is not None
    frame = fitted(look(atlas, query), 0, 0, 200, 150)
    assert frame.scale > 0
    box = next(iter(bar))
    scale = drawn_scale(atlas, query, sheet)
    back = Transformer.from_crs(atlas.scope.crs, "EPSG:4326", always_xy=True)
    middle = (650_000, 5_640_000)
    west, south = back.transform(*middle)
    east, north = back.transform(middle[0] + float(box.attrib["width"]) / scale, middle[1])
    metres = Geod(ellps="GRS80").inv(west, south, east, north)[2]
    assert metres == pytest.approx(1000 * float(bar.attrib["data-km"]), rel=0.01)


def drawn_scale(atlas: Atlas, query: str, sheet: str) -> float:
    """Measure millimetres a metre from two areas as they are drawn."""
    shown, root = look(atlas, query), drawn(atlas, query, sheet)
    paths = {p.attrib["data-code"]: p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib.get("data-code")}
    here = [c for c in ("16051000", "16055000", "16053000") if paths.get(c)][:2]
    spots = [np.array([float(v) for v in re.match(r"M(-?\d+) ?(-?\d+)", paths[c]).groups()]) for c in here]  # type: ignore[union-attr]
    from atlas.views.print.area_paths import _shapes  # noqa: PLC0415  the same corners, in metres

    detail = "fine" if len(paths["16051000"]) > FINE else "coarse"
    shapes = _shapes(shown.edition.outlines(shown.state.territory, shown.state.level, detail), shown.edition.scope.crs)
    metres = [shapes[c][0][0] for c in here]
    return float(np.hypot(*(spots[0] - spots[1])) * STEP / np.hypot(*(metres[0] - metres[1])))


#: Erfurt's outline is shorter than this in the coarse layer and longer in the fine one.
FINE = 900


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("query", [RATE, COUNT, CHANGE, BOTH, NINE, LONG, SECTION])
def test_no_line_of_type_stands_on_another_or_leaves_the_sheet(atlas: Atlas, sheet: str, query: str) -> None:
    lines = texts(drawn(atlas, query, sheet))
    page = (0.0, 0.0, SHEETS[sheet].width, SHEETS[sheet].height)
    assert [t.text for t in lines if not within(t.box, page)] == []
    assert [(a.text, b.text) for a, b in combinations(lines, 2) if overlap(a.box, b.box)] == []


@pytest.mark.parametrize("sheet", ["a4-portrait", "a3-portrait", "square", "slide"])
def test_long_titles_are_wrapped_and_never_cut(atlas: Atlas, sheet: str) -> None:
    shown = look(atlas, RATE)
    long = "Anteil der Kinder mit auffälliger Sprachentwicklung bei der Schuleingangsuntersuchung und " * 3
    named = replace(shown.representation, indicator=replace(shown.indicator, title=long.strip()))
    lines = texts(ET.XML(print_map(replace(shown, representation=named), SHEETS[sheet], ADDRESS, DAY)))
    assert long.strip() in " ".join(t.text for t in lines if t.weight > REGULAR)
    assert [(a.text, b.text) for a, b in combinations(lines, 2) if overlap(a.box, b.box)] == []


def test_selected_areas_are_named_first_and_never_left_out(atlas: Atlas) -> None:
    shown = look(atlas, "?level=municipality&regions=16055000,16051000,16053000,16054000,16052000,16076041,16061021")
    frame = fitted(shown, 0, 0, 60, 50)
    said_names = [t.text for t in names(shown, frame, 1.0, (0, 0, 0, 0))]
    assert said_names[:7] == [shown.areas[c].name for c in shown.state.regions]
    assert all(within(t.box, (0, 0, 60, 50)) for t in names(shown, frame, 1.0, (0, 0, 0, 0)))


def test_the_same_map_three_times_is_the_same_bytes(atlas: Atlas) -> None:
    shown, sheet = look(atlas, RATE), SHEETS["slide"]
    svgs = {print_map(shown, sheet, ADDRESS, DAY) for _i in range(3)}
    assert len(svgs) == 1
    (svg,) = svgs
    assert len({to_png(svg, sheet, 72) for _i in range(3)}) == 1
    assert len({document(atlas, RATE, "slide") for _i in range(3)}) == 1


@pytest.mark.parametrize("dpi", [24, 72, 108, 200, 300])
def test_a_picture_has_the_pixels_of_its_sheet(atlas: Atlas, dpi: int) -> None:
    picture = to_png(svg_of(atlas, NINE, "a4-portrait"), SHEETS["a4-portrait"], dpi)
    size = tuple(int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert size == SHEETS["a4-portrait"].pixels(dpi)
    assert size == pytest.approx((210 / 25.4 * dpi, 297 / 25.4 * dpi), abs=2)


def test_the_grey_variant_holds_nothing_but_greys(atlas: Atlas) -> None:
    for query in (RATE, COUNT, CHANGE, BOTH):
        svg = svg_of(atlas, query, grey=True)
        shades = set(re.findall(r'"#([0-9a-f]{6})"', svg))
        assert shades
        assert [s for s in shades if not s[:2] == s[2:4] == s[4:]] == []


def test_lines_break_where_the_room_ends_and_long_words_within() -> None:
    lines = wrapped("Donaudampfschifffahrtsgesellschaft und mehr", 3.0, 20.0)
    assert "".join(lines).replace(" ", "") == "Donaudampfschifffahrtsgesellschaftundmehr"
    assert all(width(line, 3.0) <= 20 for line in lines)
    assert wrapped("eins zwei drei vier fünf", 3.0, 12.0, most=2)[-1].endswith("…")


def test_widths_are_those_of_the_font() -> None:
    from PIL import ImageFont  # noqa: PLC0415

    from atlas.views.print.typeset import font_file  # noqa: PLC0415

    measured = ImageFont.truetype(str(font_file(400)), 1000, layout_engine=ImageFont.Layout.BASIC)
    for text in ("Arbeitslose je 100", "über 4,3 bis 7,1", "WWWiii ÄÖÜß"):
        assert width(text, 1000) == pytest.approx(measured.getlength(text), rel=0.02)
