"""A part of the state on paper: one district, or a section chosen by hand."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.views.map.legend_content import ClassKey, GridKey
from atlas.views.map.scene import scene
from atlas.views.map.section import in_section, section_legend
from atlas.views.map.summary import alternative_text
from atlas.views.print.area_paths import fitted
from atlas.views.print.compose import lay_out, print_map
from atlas.views.print.furniture import scale_bar
from atlas.views.print.inks import COLOUR
from atlas.views.print.map_svg import MUTED
from atlas.views.print.place_names import names, overlap, within
from atlas.views.print.sheets import SHEETS
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene

words = words_of("de")
DAY = dt.date(2026, 1, 31)
DISTRICT = "indicator=unemployed_per_100&level=municipality&focus=16072"
SECTION = "indicator=unemployed_per_100&level=municipality&bbox=10.6,50.5,11.3,50.9"


def looked_up(atlas: Atlas, query: str) -> Scene:
    asked = read_query(query, atlas, words)
    assert asked.notices == ()
    return scene(atlas, asked.state, words)


def printed(shown: Scene) -> str:
    return print_map(shown, SHEETS["a4-landscape"], "https://example.org/", DAY)


def test_the_sheet_of_a_district_names_counts_and_colours_it_alone(atlas: Atlas) -> None:
    shown = looked_up(atlas, DISTRICT)
    svg = printed(shown)
    assert "Gemeinden im Landkreis Sonneberg, 2021" in svg
    assert "im Landkreis Sonneberg" in re.findall(r"<desc[^>]*>(.*?)</desc>", svg)[0]
    assert "Gezählt: nur Landkreis Sonneberg." in svg
    groups = dict(re.findall(r'<g class="areas" data-class="(-?\d+)" fill="[^"]+"[^>]*>(.*?)</g>', svg))
    muted = re.findall(r'data-code="(\d+)"', groups.pop("-3"))
    assert f'data-class="-3" fill="{MUTED}"' in svg
    coloured = [code for group in groups.values() for code in re.findall(r'data-code="(\d+)"', group)]
    assert sorted(coloured) == sorted(shown.codes_inside)
    assert len(muted) + len(coloured) == len(shown.figures.codes)
    for name in ("Frankenblick", "Lauscha", "Steinach"):
        assert f">{name}</text>" in svg
    assert ">Ilmenau</text>" not in svg


def test_circles_of_a_district_are_as_large_on_paper_as_its_legend_says(atlas: Atlas) -> None:
    svg = printed(looked_up(atlas, "indicator=population&level=municipality&year=2021&focus=16072"))
    drawn = {code: float(r) for code, r in re.findall(r'<circle data-code="(\d+)"[^>]* r="([\d.]+)"', svg)}
    sample = max(float(r) for r in re.findall(r'<circle class="sample"[^>]* r="([\d.]+)"', svg))
    assert len(drawn) == 8
    assert max(drawn.values()) == pytest.approx(sample, rel=0.1)
    assert max(drawn.values()) > 3 * min(drawn.values())
    whole = printed(looked_up(atlas, "indicator=population&level=municipality&year=2021"))
    assert all(
        drawn[code] > 2 * float(re.findall(rf'data-code="{code}" c[^>]* r="([\d.]+)"', whole)[0]) for code in drawn
    )
    assert "größten Wert in diesem Ausschnitt" in " ".join(re.findall(r">([^<]+)</text>", svg))


def test_the_sheet_is_filled_by_the_district(atlas: Atlas) -> None:
    shown = looked_up(atlas, DISTRICT)
    frame = fitted(shown, 0, 0, 200, 150)
    west, south, east, north = shown.bounds
    left, top = frame.place(west, north)
    right, bottom = frame.place(east, south)
    assert max((right - left) / 200, (bottom - top) / 150) == pytest.approx(0.98, abs=0.03)


@pytest.mark.parametrize("query", [DISTRICT, SECTION, DISTRICT.replace("16072", "16061"), f"{SECTION}&year=2005"])
def test_no_name_stands_over_another_one_or_the_scale_bar(atlas: Atlas, query: str) -> None:
    shown = looked_up(atlas, query)
    frame = fitted(shown, 10, 10, 200, 150)
    _bar, figures, room = scale_bar(frame, 11, 159, 1.0, COLOUR)
    assert all(within(text.box, room) for text in figures[:1])
    placed = names(shown, frame, 1.0, room)
    assert len(placed) > 6
    assert not [t.text for t in placed if overlap(t.box, room)]
    assert not [(a.text, b.text) for a, b in combinations(placed, 2) if overlap(a.box, b.box)]
    assert len({t.text for t in placed}) == len(placed)


def test_a_section_chosen_by_hand_is_called_so_and_says_what_is_counted(atlas: Atlas) -> None:
    shown = looked_up(atlas, SECTION)
    svg = printed(shown)
    assert "Gemeinden (Ausschnitt), 2021" in svg
    assert "selbst gewählter Ausschnitt" in alternative_text(shown)
    assert "Gezählt sind die Gebiete, deren Mitte darin liegt." in alternative_text(shown)
    assert ">Ilmenau</text>" in svg
    assert "Ausschnitt" not in printed(looked_up(atlas, SECTION.partition("&bbox")[0]))


@pytest.mark.parametrize("view", ["", "&change_from=2005", "&variant=grey"])
def test_the_legend_of_a_section_counts_its_areas_with_those_of_the_state_beside(atlas: Atlas, view: str) -> None:
    query = SECTION.replace("bbox", f"year=2021{view.replace('&variant=grey', '')}&bbox")
    shown, grey = looked_up(atlas, query), "grey" in view
    legend, whole = section_legend(shown, grey=grey), shown.legend(grey=grey)
    west, south, east, north = shown.state.bbox
    places = [shown.areas[code] for code in shown.figures.codes]
    inside = [
        k
        for k, at in zip(shown.classes.tolist(), places, strict=True)
        if west <= at.lon <= east and south <= at.lat <= north
    ]
    assert isinstance(legend.key, ClassKey)
    assert isinstance(whole.key, ClassKey)
    assert legend.key.labels == whole.key.labels
    assert legend.key.counts == tuple(inside.count(k) for k in range(len(legend.key.counts)))
    assert (legend.no_data[1], legend.hidden[1]) == (inside.count(-1), inside.count(-2))
    assert sum(n for n, _k in legend.key.bars) == sum(legend.key.counts)
    assert 0 < len(inside) < sum(whole.key.counts)
    (table,) = [
        p
        for p in lay_out(shown, SHEETS["a4-landscape"], "https://example.org/", DAY, grey=grey).key.parts
        if p.kind == "table"
    ]
    head, *rows = [tuple("".join(t.text for t in cell) for cell in row) for row in table.rows]
    assert head == ("Klasse", "Ausschnitt", "Thüringen")
    assert [row[1:] for row in rows[: len(legend.key.counts)]] == [
        (str(n), str(m)) for n, m in zip(legend.key.counts, whole.key.counts, strict=True)
    ]
    assert f"{sum(legend.key.counts)} von {len(inside)} Gemeinden im Ausschnitt mit Wert" in alternative_text(shown)


def test_a_section_in_which_no_middle_lies_and_one_of_all_count_the_state(atlas: Atlas) -> None:
    for bbox in ("11.0,50.9,11.001,50.901", "9.8,50.1,12.7,51.7"):
        shown = looked_up(atlas, f"indicator=unemployed_per_100&level=district&bbox={bbox}")
        assert section_legend(shown) == shown.legend()
        assert "Gezählt sind alle Gebiete in Thüringen." in alternative_text(shown)


@pytest.mark.parametrize("query", ["indicator=unemployed", "indicator=unemployed_per_100,gross_pay"])
def test_counts_and_two_indicators_of_a_section_have_a_legend_of_its_areas(atlas: Atlas, query: str) -> None:
    shown = looked_up(atlas, f"{query}&level=district&bbox=10.6,50.5,11.3,50.9")
    legend = section_legend(shown)
    assert legend.beside
    assert legend.beside.name == "Thüringen"
    if isinstance(legend.key, GridKey):
        assert sum(legend.key.counts) == int(np.count_nonzero(in_section(shown)))
    assert printed(shown)
