"""What a person does on the atlas page, and what that person reads then."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import expect
from scipy.stats import rankdata

from atlas.model import Level
from atlas.words.numbers import number
from bench.first_map import quiet
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from atlas.data.store import Atlas
    from tests.browser.conftest import Visit

WEIMAR, ERFURT = "16055000", "16051000"
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def shows(page: Page, **wanted: str) -> None:
    """Wait until the address says so."""
    page.wait_for_function(
        """(wanted) => {
          const query = new URLSearchParams(window.location.search);
          return Object.entries(wanted).every(([key, value]) => query.get(key) === value);
        }""",
        arg=wanted,
    )


def go_to_year(page: Page, year: int) -> None:
    at = page.evaluate("(y) => window.atlas.now.figures.years.indexOf(y)", year)
    slider = page.get_by_role("slider", name="Jahr")
    slider.focus()
    slider.press("Home")
    for _ in range(at):
        slider.press("ArrowRight")


def area(code: str) -> str:
    return f'path.area[data-code="{code}"]'


def settled(page: Page, indicator: str = "") -> None:
    quiet(page)
    page.wait_for_function(
        "(key) => !document.documentElement.dataset.busy && (!key || window.atlas.now.view.indicator === key)",
        arg=indicator,
    )


def expected_rank(atlas: Atlas, key: str, year: int, code: str) -> tuple[int, int]:
    figures = atlas.figures(atlas.indicator(key), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    row = figures.values[figures.years.index(year)]
    known = row[~np.isnan(row)]
    ranks = dict(
        zip(
            (c for c, v in zip(figures.codes, row, strict=True) if not np.isnan(v)),
            rankdata(-known, method="min"),
            strict=True,
        )
    )
    return int(ranks[code]), len(known)


def test_a_reader_picks_an_indicator_moves_the_year_selects_two_regions_and_reads_the_sentences(
    visit: Visit, atlas: Atlas
) -> None:
    page = visit.open("/")
    page.get_by_role("textbox", name="Indikator suchen").fill("Leerstand")
    page.locator('[data-indicator="vacancy_rate_census"]').click()
    settled(page, "vacancy_rate_census")
    title = atlas.indicator("vacancy_rate_census").title
    page.get_by_role("heading", level=1, name=title).wait_for()
    page.get_by_role("textbox", name="Indikator suchen").fill("")
    page.locator('[data-indicator="unemployed_per_100"]').evaluate("(e) => e.closest('details').open = true")
    page.locator('[data-indicator="unemployed_per_100"]').click()
    settled(page, "unemployed_per_100")
    go_to_year(page, 2005)
    page.locator(area(WEIMAR)).click()
    page.locator(area(ERFURT)).click()
    settled(page)
    for code in (WEIMAR, ERFURT):
        indicator = atlas.indicator("unemployed_per_100")
        value = atlas.figures(indicator, Level.MUNICIPALITY, DEFAULT_TERRITORY).value(2005, code)
        assert value is not None
        rank, n = expected_rank(atlas, "unemployed_per_100", 2005, code)
        sentence = page.locator(f'[data-told="{code}"]')
        name = atlas.areas[DEFAULT_TERRITORY][code].name
        card = page.locator(".card").filter(has=sentence)
        expect(card.locator("h3")).to_have_text(name)
        expect(card.locator(".value")).to_have_text(f"{number(value, 1)}\u00a0{indicator.unit}")
        expect(sentence).to_contain_text(f"Rang {rank} von {n} Gemeinden in Thüringen")
        expect(sentence).to_contain_text("Thüringen\u00a0")
    shows(page, year="2005", regions=f"{WEIMAR},{ERFURT}")


def test_the_same_link_shows_a_colleague_the_same_view(visit: Visit) -> None:
    design = "classes=7&scheme=quantiles"
    path = f"/?indicator=unemployed_per_100&level=municipality&year=2010&regions={WEIMAR},{ERFURT}&{design}"
    page = visit.open(path)
    expect(page.locator("h1 + .subtitle")).to_contain_text("Gemeinden, 2010")
    expect(page.locator(".card h3")).to_have_text(["Weimar", "Erfurt"])
    expect(page.locator("[data-class-count]:visible")).to_have_count(7)
    expect(page.locator(area(WEIMAR))).to_have_attribute("aria-pressed", "true")


def test_a_year_change_asks_the_server_for_nothing(visit: Visit) -> None:
    page = visit.open("/")
    settled(page)
    before = len(visit.requests)
    for year in (2004, 2012, 2018):
        go_to_year(page, year)
        shows(page, year=str(year))  # the address is the last that a step changes
    page.evaluate(TWO_FRAMES)
    with page.expect_response("**/healthz"):  # requests are told in order: after this one none is on its way
        page.evaluate("fetch('/healthz')")
    assert [urlsplit(url).path for url in visit.requests[before:]] == ["/healthz"]


def test_hidden_and_missing_areas_are_hatched_and_never_a_shade_of_the_scale(visit: Visit, atlas: Atlas) -> None:
    page = visit.open("/?indicator=unemployed_per_100&year=2021")
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    hidden = next(c for c in figures.codes if figures.state(2021, c) == "secret")
    expect(page.locator(area(hidden))).to_have_attribute("fill", "url(#hatch-hidden)")
    page.locator(area(hidden)).dispatch_event("click")
    expect(page.locator(f'[data-told="{hidden}"]')).to_contain_text("geheim")
    page.goto(visit.server + "/?indicator=vacancy_rate_census")
    page.locator('path.area[fill="url(#hatch-none)"]').first.wait_for(state="attached")


def test_back_returns_to_the_view_before(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021")
    page.get_by_role("button", name="Kreise", exact=True).click()
    settled(page)
    expect(page.locator("path.area")).to_have_count(22)
    shows(page, level="district")
    page.go_back()
    expect(page.locator("path.area")).to_have_count(631)
    expect(page.get_by_role("button", name="Gemeinden", exact=True)).to_have_attribute("aria-pressed", "true")
    shows(page, level="municipality")


def test_hovering_reads_a_whole_sentence_and_does_not_cover_the_area(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&year=2021")
    box = page.locator(area(ERFURT)).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    readout = page.locator("#readout")
    expect(readout).to_have_text(re.compile(r"^Erfurt, 2021: \d+,\d\s?je 100 .*Rang \d+ von \d+ Gemeinden"))
    over = readout.bounding_box()
    assert over
    assert not (over["x"] <= x <= over["x"] + over["width"] and over["y"] <= y <= over["y"] + over["height"])


def test_the_map_is_walked_with_the_keyboard(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&year=2021")
    expect(page.locator('path.area[tabindex="0"]')).to_have_count(1)
    page.locator('path.area[tabindex="0"]').focus()
    before = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.dataset.code")
    assert after != before
    expect(page.locator(area(after))).to_be_focused()
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "2021:" in label
    page.keyboard.press("Enter")
    expect(page.locator(area(after))).to_have_attribute("aria-pressed", "true")
    expect(page.locator(area(after))).to_be_focused()
    expect(page.locator(f'[data-told="{after}"]')).to_have_count(1)


def test_the_table_holds_the_same_values_and_sorts_by_keyboard(visit: Visit, atlas: Atlas) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    page.locator("#table").scroll_into_view_if_needed()
    expect(page.locator("#table-rows tr")).to_have_count(22)
    heading = page.locator('[data-sort="value"]')
    heading.focus()
    heading.press("Enter")
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.DISTRICT, DEFAULT_TERRITORY)
    highest = max(figures.codes, key=lambda c: figures.value(2021, c) or 0)
    first = page.locator("#table-rows tr").first
    expect(first.locator("th")).to_have_text(atlas.areas[DEFAULT_TERRITORY][highest].name)
    expect(first.locator("td").nth(1)).to_have_text(number(figures.value(2021, highest) or 0, 1))
    expect(first.locator("td").nth(2)).to_have_text("1")
    expect(heading.locator("xpath=..")).to_have_attribute("aria-sort", "descending")


def test_the_table_is_filtered_by_district_and_its_files_are_those_of_the_view(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021")
    field = page.get_by_role("searchbox", name="Nach Name oder Kreis filtern")
    field.fill("landkreis gibt es nicht")
    expect(page.get_by_text("Keine Zeile heißt so.")).to_be_visible()
    expect(page.locator("#table-rows tr")).to_have_count(0)
    field.fill("Lauscha")
    expect(page.locator("#table-rows tr th")).to_have_text(["Lauscha"])
    field.fill("")
    expect(page.locator("#table-rows tr")).to_have_count(631)
    with page.expect_download() as download:
        page.locator(".table-tools").get_by_role("link", name="Tabelle als CSV").click()
    assert "level=municipality" in download.value.url
    assert "year=2021" in download.value.url


def test_play_runs_through_the_years_and_can_be_stopped(visit: Visit) -> None:
    page = visit.open("/?indicator=turnout_state_election&level=municipality")
    page.get_by_role("button", name="Jahre abspielen").click()
    page.wait_for_function("() => document.querySelector('.year-now').textContent === '2019'")
    page.get_by_role("button", name="Jahre abspielen").wait_for()


def test_counts_are_circles_and_a_shaded_map_of_them_is_refused_with_the_reason(visit: Visit) -> None:
    page = visit.open("/?indicator=population&layers=choropleth")
    expect(page.locator("#notice")).to_contain_text("Anzahlen stehen als Kreise auf der Karte")
    expect(page.locator(".leaflet-circles-pane path")).to_have_count(631)
    fills = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('path.area')].map((p) => p.getAttribute('fill')))]"
    )
    assert fills == ["var(--land)"]


def test_an_indicator_without_figures_is_listed_with_its_source_and_cannot_be_picked(
    visit: Visit, atlas: Atlas
) -> None:
    page = visit.open("/")
    without = [i for i in atlas.catalogue.indicators.values() if not i.has_figures]
    assert page.locator(".without-figures").count() == len(without) > 0
    assert page.locator(f'[data-indicator="{without[0].id}"]').count() == 0
    one = page.locator(".missing").filter(has_text=without[0].source_table).first
    expect(one.locator("summary")).to_contain_text("noch ohne Daten")
    expect(one.get_by_text(f"käme aus: {without[0].source_table}").first).to_be_hidden()
    page.locator("#picker-search").fill(without[0].short_title)
    expect(one.get_by_text(f"käme aus: {without[0].source_table}").first).to_be_visible()


def test_a_panel_folds_away_and_the_map_takes_its_room(visit: Visit) -> None:
    page = visit.open("/")
    before = page.locator(".map").bounding_box()
    button = page.get_by_role("group", name="Seitenleisten").get_by_role("button", name="Regionen")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("combobox", name="Ort suchen")).not_to_be_visible()
    page.locator('[data-fold="legend"]:visible').click()
    assert before
    page.wait_for_function("(w) => document.querySelector('.map').offsetWidth > w + 250", arg=before["width"])


def test_the_change_map_says_since_when_and_has_zero_as_a_class_edge(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    page.locator("details.design summary").click()
    page.get_by_label("Veränderung seit").select_option("2005")
    page.get_by_role("heading", level=1, name="Veränderung seit 2005").wait_for()
    settled(page)
    shows(page, change_from="2005")
    expect(page.locator(".class-label", has_text=re.compile("bis 0,0$"))).to_have_count(1)
    page.go_back()
    page.wait_for_function("() => !document.querySelector('h1').textContent.includes('Veränderung')")


def test_two_indicators_make_nine_classes_and_a_missing_value_has_its_own(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2019")
    page.locator("details.design summary").click()
    page.get_by_label("Zweiter Indikator").select_option("turnout_state_election")
    page.locator("table.grid").wait_for()
    settled(page)
    shows(page, indicator="unemployed_per_100,turnout_state_election")
    page.wait_for_function("() => window.atlas.now.view.draw === 'bivariate'")
    counts = [int(t) for t in page.locator(".grid [data-class-count]").all_inner_texts()]
    rest = [int(page.locator(f"[data-count-{kind}]").inner_text()) for kind in ("none", "hidden")]
    assert len(counts) == 9
    assert sum(counts) + sum(rest) == 631
    gefell = "16075131"
    expect(page.locator(area(gefell))).to_have_attribute("fill", "url(#hatch-none)")
    page.locator(area(WEIMAR)).dispatch_event("click")
    settled(page)
    sentence = page.locator(f'[data-told="{WEIMAR}"]')
    expect(sentence).to_contain_text("Wahlbeteiligung bei Landtagswahlen: 67,7")


def test_another_territory_date_draws_other_areas(visit: Visit) -> None:
    page = visit.open("/?indicator=population_density&level=municipality&territory=2016-01-01")
    expect(page.locator("path.area")).to_have_count(849)
    expect(page.locator("#about")).to_contain_text(dt.date(2016, 1, 1).strftime("%d.%m.%Y"))
