"""The card of a region answers in words, in every year, and leads to the comparison."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from atlas.model import Level
from atlas.views.numbers.region_sentences import region_sentences
from tests.browser.screen import scene_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from atlas.data.store import Atlas
    from tests.browser.conftest import Visit

SONNEBERG = "16072"
JOBLESS = "/?indicator=unemployed_per_100&level=district"


def told(page: Page, code: str, year: int, address: str) -> None:
    """Wait until the card says what the server's sentences say of the year."""
    texts = region_sentences(scene_of(f"{address}&regions={code}", year), code)[year]
    expect(page.locator(f'[data-told="{code}"] p')).to_have_text(texts)


def test_whether_unemployment_falls_in_sonneberg_and_how_it_compares_is_read_in_the_card(visit: Visit) -> None:
    page = visit.open(JOBLESS)
    page.locator(f'path.area[data-code="{SONNEBERG}"]').click()
    card = page.locator(".card")
    expect(card).to_contain_text("4,1\u00a0je 100 Einwohner")
    expect(card).to_contain_text("Thüringen\u00a04,9")
    expect(card).to_contain_text("Rang 17 von 22 Kreisen in Thüringen; Rang 1 ist der höchste Wert.")
    expect(card).to_contain_text("Seit 2017 gestiegen: von 3,2 auf 4,1.")
    expect(card).to_contain_text("Seit 2011 insgesamt gefallen: von 4,4 auf 4,1; Tiefststand 3,1 im Jahr 2018.")
    expect(card).to_contain_text("Vor 2011 wurde anders gezählt; diese Jahre werden nicht verglichen.")


def test_the_words_follow_the_slider_without_a_request(visit: Visit) -> None:
    page = visit.open(f"{JOBLESS}&year=2021&regions={SONNEBERG}")
    told(page, SONNEBERG, 2021, JOBLESS)
    before = len(visit.requests)
    slider = page.get_by_role("slider", name="Jahr")
    slider.press("ArrowLeft")
    told(page, SONNEBERG, 2020, JOBLESS)
    slider.press("Home")
    told(page, SONNEBERG, 1995, JOBLESS)
    expect(page.locator(f'[data-told="{SONNEBERG}"]')).not_to_contain_text("Seit")
    assert visit.requests[before:] == []


def test_a_town_stands_beside_district_and_state_and_has_a_rank_in_both(visit: Visit, atlas: Atlas) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021&regions=16072018")
    lines = page.locator('[data-told="16072018"] p')
    expect(lines.nth(0)).to_have_text("Landkreis Sonneberg\u00a04,1 · Thüringen\u00a04,9")
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    values = [v for code in figures.codes if (v := figures.value(2021, code)) is not None]
    rank = 1 + sum(v > (figures.value(2021, "16072018") or 0) for v in values)
    expect(lines.nth(1)).to_contain_text(f"Rang {rank} von {len(values)} Gemeinden in Thüringen, 1 von 8 im Landkreis")


def test_the_selection_is_compared_with_view_and_year(visit: Visit) -> None:
    page = visit.open(f"{JOBLESS}&year=2021&regions={SONNEBERG},16055")
    page.get_by_role("slider", name="Jahr").press("ArrowLeft")
    link = page.get_by_role("link", name="Auswahl vergleichen")
    expect(link).to_have_attribute("href", re.compile(rf"^compare/\?.*regions={SONNEBERG}(,|%2C)16055"))
    page.wait_for_url(re.compile("year=2020"))
    link.press("Enter")
    page.locator("#series .js-plotly-plot").wait_for()
    asked = parse_qs(urlsplit(page.url).query)
    assert (urlsplit(page.url).path, asked["regions"], asked["year"]) == ("/compare/", [f"{SONNEBERG},16055"], ["2020"])
    expect(page.locator("#chips .chip")).to_have_count(2)


def test_what_is_read_out_under_the_pointer_has_three_lines_at_most(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021")
    readout = page.locator("#readout")
    for code in ("16072018", "16069062", "16055000"):
        page.locator(f'path.area[data-code="{code}"]').dispatch_event("mouseover")
        expect(readout).to_contain_text("2021:")
        lines = "(box) => { const s = getComputedStyle(box); const p = parseFloat(s.paddingTop) * 2;"
        lines += " return Math.round((box.clientHeight - p) / parseFloat(s.lineHeight)); }"
        assert 1 <= readout.evaluate(lines) <= 3
