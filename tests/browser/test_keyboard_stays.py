"""Where the keyboard is after each step, and what a screen reader is told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_compare import opened
from tests.browser.test_explore import ERFURT, WEIMAR, go_to_year, shows

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

DISTRICTS = "/?indicator=unemployed_per_100&level=district&year=2021"
HERE = "() => document.activeElement.outerHTML.slice(0, 200)"
ALWAYS_SOMEWHERE = """() => {
  window.lost = [];
  const look = () => {
    if (document.activeElement === document.body) window.lost.push(document.body.innerText.slice(0, 20));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def never_lost(page: Page) -> None:
    """Note from now on each picture in which the keyboard is nowhere."""
    page.evaluate(ALWAYS_SOMEWHERE)


def lost(page: Page) -> int:
    n: int = page.evaluate("() => window.lost.length")
    return n


def test_a_level_button_keeps_the_keyboard_when_the_buttons_are_written_anew(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021")
    button = page.get_by_role("button", name="Kreise", exact=True)
    button.focus()
    never_lost(page)
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("path.area")).to_have_count(22)
    expect(button).to_be_focused()
    assert lost(page) == 0


def test_the_x_of_a_card_hands_the_keyboard_to_the_next_card_and_the_last_one_to_the_search(visit: Visit) -> None:
    page = visit.open(f"/?indicator=unemployed_per_100&level=municipality&regions={WEIMAR},{ERFURT},16053000")
    page.get_by_role("button", name="Erfurt herausnehmen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("#spoken")).to_have_text("Erfurt ist herausgenommen.")
    expect(page.get_by_role("button", name="Jena herausnehmen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Weimar herausnehmen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#region-search")).to_be_focused()


def test_a_row_of_the_table_is_chosen_without_losing_the_place(visit: Visit) -> None:
    page = visit.open(DISTRICTS)
    page.locator("#table").scroll_into_view_if_needed()
    row = page.locator("#table-rows [data-pick]").nth(4)
    row.focus()
    never_lost(page)
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card")).to_have_count(1)
    expect(row).to_be_focused()
    assert lost(page) == 0
    expect(page.locator("#spoken")).to_have_text(re.compile(r", 2021: .* Rang \d+ von 22 Kreisen"))


def test_the_rows_of_the_table_are_one_tab_stop_and_arrows_walk_them(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021")
    page.locator("#table").scroll_into_view_if_needed()
    rows = page.locator("#table-rows [data-pick]")
    expect(rows).to_have_count(631)
    expect(page.locator('#table-rows [data-pick][tabindex="0"]')).to_have_count(1)
    page.locator("#table [data-sort]").last.focus()
    page.keyboard.press("Tab")
    expect(rows.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("PageDown")
    expect(rows.nth(11)).to_be_focused()
    page.keyboard.press("End")
    expect(rows.last).to_be_focused()
    page.keyboard.press("Home")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('#table')"), page.evaluate(HERE)


def test_a_region_taken_out_of_the_comparison_hands_the_keyboard_on(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=district&regions=16055,16051")
    page.get_by_role("button", name="Weimar herausnehmen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Erfurt herausnehmen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Region jeder Ebene hinzufügen")).to_be_focused()


def test_the_comparison_is_read_from_its_heading_and_back_again(visit: Visit) -> None:
    page = visit.open(f"{DISTRICTS}&regions=16055,16051")
    page.get_by_role("navigation").get_by_role("link", name="Vergleich", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("/compare/"))
    expect(page.locator("#content h1")).to_be_focused()
    page.go_back()
    shows(page, regions="16055,16051")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("#title h1")).to_be_focused()


SENTENCE = r"^Arbeitslose je 100 Einwohner im Alter von .*, {where}, {year}: .* {areas} mit Wert, zwischen "


def said(where: str, year: int, areas: str) -> re.Pattern[str]:
    return re.compile(SENTENCE.format(where=where, year=year, areas=areas))


def test_a_new_view_is_told_in_one_sentence(visit: Visit) -> None:
    page = visit.open("/?indicator=vacancy_rate_census&level=municipality")
    spoken = page.locator("#spoken")
    expect(spoken).to_have_text("")
    page.locator('[data-indicator="unemployed_per_100"]').evaluate("(e) => e.click()")
    expect(spoken).to_have_text(said("Gemeinden", 2021, "Gemeinden"))
    page.get_by_role("button", name="Kreise", exact=True).click()
    expect(spoken).to_have_text(said("Kreise", 2021, "Kreisen"))
    go_to_year(page, 2003)
    expect(spoken).to_have_text(said("Kreise", 2003, "Kreisen"))
    page.go_back()
    expect(spoken).not_to_have_text(said("Kreise", 2003, "Kreisen"))
    page.locator("#table").scroll_into_view_if_needed()
    page.locator('[data-sort="rank"]').click()
    expect(spoken).to_have_text("Tabelle nach Rang geordnet, aufsteigend.")


def test_years_that_only_pass_are_not_read_out(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    assert page.locator("output.year-now").get_attribute("aria-live") == "off"
    page.get_by_role("button", name="Jahre abspielen").click()
    page.wait_for_function("() => document.querySelector('.year-now').textContent === '2000'")
    expect(page.locator("#spoken")).to_have_text("")
    page.get_by_role("button", name="Anhalten").click()
    year = int(page.locator(".year-now").inner_text())
    expect(page.locator("#spoken")).to_have_text(said("Kreise", year, "Kreisen"))
