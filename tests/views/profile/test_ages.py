"""The ages of a region: what is drawn is what the table says, and what is hidden is in neither."""

from __future__ import annotations

import re
from html import unescape

import pytest

from atlas.data.ages import ages_of
from atlas.data.same_place import first_of
from atlas.views.numbers.pyramid import SPANS
from atlas.views.profile.ages_part import AgesPart, ages_part, shown_ages
from atlas.views.profile.components import ComponentsPart, components_part, parts_of
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

words = words_of("de")
#: A town with all years, and a municipality with both sexes.
TOWN, WITH_SEXES = "16055", "16072018"
BAR = re.compile(r'<rect class="(\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"><title>([^<]*)<')


def part_of(code: str) -> AgesPart:
    atlas = shipped_atlas()
    by_code = atlas.areas[DEFAULT_TERRITORY]
    found = ages_part(atlas, first_of(by_code[code], by_code), DEFAULT_TERRITORY, words)
    assert found is not None
    return found


def village(*, groups: bool) -> str:
    """Name a municipality without sexes whose groups are shown, or not."""
    atlas = shipped_atlas()
    for area in atlas.areas[DEFAULT_TERRITORY].values():
        if area.level == "municipality":
            own = ages_of(atlas, area, DEFAULT_TERRITORY)
            if own and own.groups(0) is groups and not own.sexes(0):
                return area.code
    raise AssertionError


def bars_of(svg: str, year: int) -> list[tuple[str, float, float, str]]:
    (group,) = re.findall(rf'<g data-year="{year}"[^>]*>(.*?)</g>', svg)
    return [(css, float(x), float(w) * float(h), unescape(t)) for css, x, w, h, t in BAR.findall(group)]


@pytest.mark.parametrize(("code", "years"), [(TOWN, 8), (WITH_SEXES, 1), ("16", 8)])
def test_numbers_of_the_bars_are_those_of_the_table(code: str, years: int) -> None:
    part = part_of(code)
    assert len(part.years) == years
    assert part.heads == ("Alter", "Männer", "Frauen", "Zusammen", "Anteil")
    for one in part.years:
        told = {text.rpartition(" (")[0] for _css, _x, _area, text in bars_of(part.svg, one.year)}
        table = {f"{r[0]}, {sex}: {n}" for r in one.rows for sex, n in zip(part.heads[1:3], r[1:3], strict=True)}
        assert told == table
        assert len(told) == 34


def test_the_area_of_a_bar_is_its_number_of_people_and_men_stand_left_of_women() -> None:
    atlas = shipped_atlas()
    area = atlas.areas[DEFAULT_TERRITORY]["16"]
    shown = shown_ages(atlas, area, DEFAULT_TERRITORY, words)
    assert shown is not None
    found = bars_of(part_of("16").svg, 2024)
    row = shown.rows[-1]
    assert {x for css, x, _area, _text in found if css == "women"} == {shown.frame.middle}
    for css, counts in (("men", shown.own.men[row]), ("women", shown.own.women[row])):
        areas = [area for own, _x, area, _text in found if own == css]
        for span, n, drawn in zip(SPANS, counts, areas, strict=True):
            length = 100 * n / shown.own.people[row] / span * shown.frame.unit
            assert drawn == pytest.approx(length * (span * 2.2 - 0.6), rel=0.02)


def test_only_the_newest_year_and_the_outline_of_the_state_are_seen_at_first() -> None:
    part = part_of(TOWN)
    assert re.findall(r'<g data-year="(\d+)">', part.svg) == ["2024"]
    assert re.findall(r'data-outline="([^"]+)" d="[^"]+"/>', part.svg) == ["state-2024"]
    assert [key for key, _name in part.outlines] == [
        "state",
        "2015",
        "2016",
        "2017",
        "2018",
        "2019",
        "2020",
        "2023",
        "2024",
    ]
    assert part.outlines[0][1] == "Thüringen, gleiches Jahr"


@pytest.mark.parametrize("code", [TOWN, "16", WITH_SEXES])
def test_the_sentence_says_the_ratios_of_the_catalogue(code: str) -> None:
    atlas = shipped_atlas()
    by_code = atlas.areas[DEFAULT_TERRITORY]
    area = first_of(by_code[code], by_code)
    for one in part_of(code).years:
        texts = []
        for key in ("old_age_ratio", "youth_ratio", "total_dependency_ratio"):
            value = atlas.figures(atlas.indicator(key), area.level, DEFAULT_TERRITORY).value(one.year, area.code)
            assert value is not None
            texts.append(words.number(value, 1))
        old, young, both = texts
        assert one.sentence == (
            f"Im Jahr {one.year} kamen auf 100 Personen von 20 bis 64 Jahren {old} ab 65 Jahren und {young} unter 20 "
            f"Jahren, zusammen {both}."
        )


def test_a_municipality_with_too_few_men_or_women_has_one_side_and_says_so() -> None:
    part = part_of(village(groups=True))
    assert not part.two_sided
    assert part.heads == ("Alter", "Zusammen", "Anteil")
    assert "nicht getrennt" in part.note
    assert {css for css, *_rest in bars_of(part.svg, 2015)} == {"women"}
    assert "Männer" not in part.svg


def test_a_municipality_with_too_small_groups_has_only_the_ratios() -> None:
    part = part_of(village(groups=False))
    assert part.svg == ""
    assert part.years[0].rows == ()
    assert "weniger als 3 Personen" in part.note
    assert part.years[0].sentence.startswith("Im Jahr 2015 kamen auf 100")


def test_a_district_that_was_another_one_is_called_estimated() -> None:
    by_year = {one.year: one.remark for one in part_of("16061").years}
    assert by_year[2015] == ""
    assert by_year[2024].startswith("Geschätzt: Eichsfeld")


def components(code: str) -> ComponentsPart | None:
    atlas = shipped_atlas()
    return components_part(atlas, atlas.areas[DEFAULT_TERRITORY][code], DEFAULT_TERRITORY, words)


def test_births_less_deaths_are_the_balance_in_table_and_drawing() -> None:
    atlas = shipped_atlas()
    part = components("16")
    own = parts_of(atlas, atlas.areas[DEFAULT_TERRITORY]["16"], DEFAULT_TERRITORY)
    assert part is not None
    assert own is not None
    assert own.years[0] == 1995
    by_year = {row[0]: row for row in part.rows}
    thin = "\N{NARROW NO-BREAK SPACE}"
    assert by_year["2015"][1:4] == (f"17{thin}934", f"28{thin}830", f"\N{MINUS SIGN}10{thin}896")
    assert part.svg.count('<rect class="births"') == sum(v is not None for v in own.births)
    assert part.svg.count('<rect class="deaths"') == sum(v is not None for v in own.deaths)
    (line,) = re.findall(r'<polyline class="natural" points="([^"]+)"', part.svg)
    assert len(line.split()) == sum(v is not None for v in own.natural)
    assert f"17{thin}934 Geburten" in part.sentence


def test_where_births_are_not_known_nothing_is_drawn() -> None:
    assert components(WITH_SEXES) is None
