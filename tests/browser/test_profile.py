"""The pages of regions in a browser: by keyboard, on a phone, on paper, and without any script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bench.first_map import quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

PATHS = ["/profile/16055000", "/profile/16055", "/profile/160675007", "/profile/16", "/profile", "/profile?q=weim"]


def widest(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")


@pytest.mark.parametrize("path", [*PATHS, "/profile/16099"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_320_pixels(visit: Visit, path: str) -> None:
    visit.page.goto(visit.server + path)
    unfold(visit.page)
    assert Axe().run(visit.page).violations_count == 0
    visit.page.set_viewport_size({"width": 320, "height": 700})
    assert widest(visit.page) == 0


def test_axe_finds_nothing_on_a_phone_and_targets_are_large_enough(phone: Visit) -> None:
    page = phone.page
    page.goto(phone.server + "/profile/16055000")
    unfold(page)
    assert Axe().run(page).violations_count == 0
    heights = page.locator(".actions a, .actions button, .choose label, summary").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_the_page_asks_no_other_host_and_complains_of_nothing(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/profile/16055000")
    quiet(page)
    own = urlsplit(visit.server).netloc
    assert {urlsplit(u).netloc for u in visit.requests if not u.startswith("data:")} == {own}
    scripts = {u.rpartition("/")[2] for u in visit.requests if u.partition("?")[0].endswith(".js")}
    assert scripts == {"series.js", "ages.js", "dom.js", "sort_tables.js"}
    assert visit.complaints == []
    assert visit.context.cookies() == []


def test_from_the_profile_to_the_map_and_back_by_keyboard(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/profile/16076041?indicator=deprivation_index")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator(".head .actions a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**indicator=deprivation_index**regions=16076041**")
    page.locator("#panel h3", has_text="Langenwolschendorf").wait_for()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Langenwolschendorf")


def test_similar_regions_are_found_anew_for_other_indicators_without_a_script(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/profile/16055")
    nearest = page.locator(".alike tbody th a")
    expect(nearest).to_have_count(10)
    before = nearest.all_inner_texts()
    page.locator(".choose summary").click()
    while page.locator(".choose input:checked").count():
        page.locator(".choose input:checked").first.uncheck()
    page.locator('.choose input[value="asking_rent"]').check()
    page.locator('.choose input[value="cars"]').check()
    page.locator(".choose button").click()
    chosen = re.compile(r"\?like=asking_rent,cars(#.*)?$")
    expect(page).to_have_url(chosen)
    expect(nearest).to_have_count(10)
    after = nearest.all_inner_texts()
    assert after != before
    nearest.first.click()
    expect(page.locator("h1")).to_have_text(after[0])
    expect(page).to_have_url(chosen)
    context.close()


def test_the_search_finds_a_region_without_a_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/profile")
    page.locator("#q").fill("Soemmerda")
    page.keyboard.press("Enter")
    page.locator(".found a").first.click()
    expect(page.locator("h1")).to_have_text("Sömmerda, Landkreis")
    context.close()


def test_on_paper_the_figures_stay_a_table_without_controls(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/profile/16055000")
    page.set_viewport_size({"width": 760, "height": 1000})
    page.emulate_media(media="print")
    assert not page.locator(".top, .actions, .choose").filter(visible=True).count()
    assert page.locator(".field-part table").first.evaluate("(table) => getComputedStyle(table).display") == "table"
    assert widest(page) == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_what_is_special_is_read_first_and_figures_of_all_codes_follow(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(visit.server + "/profile/16051000")
    expect(page.locator("h1")).to_have_text("Erfurt")
    headings = page.locator("main :is(h2, h3)").all_inner_texts()
    assert headings[:2] == ["Was hier besonders ist", "Lage"]
    assert len(page.locator(".striking li").all()) in range(3, 6)
    for key in ("rent_per_m2_census", "asking_rent"):
        expect(page.locator(f"#{key} th a")).to_have_count(1)
    assert widest(page) == 0


@pytest.mark.parametrize("path", ["/profile/16051", "/profile/16072018", "/profile/16072"])
def test_the_page_is_short(visit: Visit, path: str) -> None:
    page = visit.page
    page.goto(visit.server + path)
    # 101 indicators, ages, how far the areas lie apart, what it was at other dates; it was 5,600 to 6,000 with 47
    assert page.evaluate("document.documentElement.scrollHeight") <= 4150
    fields = page.locator(".field-part")
    for at in range(fields.count()):
        assert fields.nth(at).locator("tbody tr[id]").filter(visible=True).count() in range(1, 4)
    expect(page.locator(".course figure svg").first).to_be_visible()
    assert page.locator(".course").count() <= fields.count()
    expect(page.locator("details.missing")).to_have_count(1)
    expect(page.locator(".alike tbody tr")).to_have_count(10)
    assert not page.locator("main details[open]").count()


def test_a_further_indicator_is_unfolded_and_the_course_stands_as_a_table_too(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/profile/16072018")
    people = page.locator("section[aria-labelledby=field-population]")
    expect(people.locator(".course h3")).to_be_visible()
    people.locator(".course summary").click()
    heads = people.locator(".years thead th").all_inner_texts()
    assert heads == ["Jahr", "Sonneberg, Stadt", "Sonneberg, Landkreis", "Thüringen"]
    page.goto(visit.server + "/profile/16072")
    more = page.locator("section[aria-labelledby=field-work] .more-rows")
    expect(more.locator("tbody tr").first).to_be_hidden()
    more.locator("summary").click()
    expect(more.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_columns_of_all_fields_stand_below_each_other_under_the_heads_of_the_first(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(visit.server + "/profile/16051")
    for column in range(1, 7):
        left = page.locator(f".field-part > div > div > table tbody tr > :nth-child({column})").evaluate_all(
            "(cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().left))"
        )
        assert len(left) > 20
        assert max(left) - min(left) <= 1
    heads = page.locator(".field-part > div > div > table thead th").all()
    assert all(head.inner_text().strip() for head in heads)  # read out in each table, seen above the first


def test_the_year_of_the_ages_is_chosen_by_keyboard_and_the_table_follows(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/profile/16055")
    part = page.locator(".ages-part")
    slider = part.locator("input[type=range]")
    expect(slider).to_be_visible()
    part.locator("summary").click()
    expect(part.locator("table").filter(visible=True)).to_have_count(1)
    newest = part.locator("tbody tr").filter(visible=True).first.inner_text()
    slider.focus()
    for _step in range(2):
        page.keyboard.press("ArrowLeft")
    expect(part.locator("output")).to_have_text("2020")
    expect(slider).to_have_attribute("aria-valuetext", "2020")
    expect(part.locator(".ratios").filter(visible=True)).to_contain_text("Im Jahr 2020 kamen auf 100 Personen")
    first = part.locator("tbody tr").filter(visible=True).first
    age, men, women, _both, _share = first.inner_text().split("\t")
    assert first.inner_text() != newest
    titles = part.locator("g[data-year='2020'] title").all_text_contents()
    assert [title.rpartition(" (")[0] for title in (titles[0], titles[17])] == [
        f"{age}, Männer: {men}",
        f"{age}, Frauen: {women}",
    ]
    expect(part.locator("g[data-year]:not([hidden])")).to_have_attribute("data-year", "2020")
    expect(part.locator(".outline:not([hidden])")).to_have_attribute("data-outline", "state-2020")
    part.locator("select").select_option("2015")
    page.keyboard.press("Home")
    expect(part.locator(".outline:not([hidden])")).to_have_count(1)
    slider.press("Home")
    expect(part.locator("output")).to_have_text("2015")
    assert Axe().run(page).violations_count == 0
