"""Whatever comes late, the screen shows the last view that was asked for, and never two views at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bench.first_map import quiet
from tests.browser.screen import LATER, Held, Screen, differing, expected, scene_of, words

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

FIRST = "/?indicator=cars&level=district"
SLOW, QUICK = "/?indicator=gross_pay&level=district", "/?indicator=household_income&level=district"
ANSWERS = "**/_dash-update-component*"


def shows(screen: Screen, address: str) -> None:
    """Compare at once: what is shown later is another matter."""
    assert not differing(screen.read(), expected(scene_of(address)))


@pytest.mark.parametrize(
    ("held_back", "named", "asked", "slow"),
    [
        ("**/files/figures/**/gross_pay/0.json*", "", "**/gross_pay/0.json*", SLOW),
        (
            "**/files/regions/**/association.json*",
            "",
            "**/association.json*",
            "/?indicator=unemployed_per_100&level=association",
        ),
        (ANSWERS, "gross_pay", ANSWERS, SLOW),
    ],
    ids=["figures", "names of areas", "answer"],
)
def test_what_comes_late_does_not_replace_a_newer_view(
    visit: Visit, held_back: str, named: str, asked: str, slow: str
) -> None:
    screen = Screen(visit.open(FIRST))
    held = Held(visit.page, held_back, named=named)
    with visit.page.expect_request(asked):
        screen.go(slow)
    screen.go(QUICK)
    screen.must_show(scene_of(QUICK))
    held.arrive()
    shows(screen, QUICK)


def test_a_control_moved_before_the_answer_to_another_one_loses_neither(visit: Visit) -> None:
    screen = Screen(visit.open(FIRST))
    page = visit.page
    page.locator("details.design summary").click()
    held = Held(page, ANSWERS, named='"changes":{"palette":"pubu"}')
    with page.expect_request(ANSWERS):
        page.get_by_label("Farben").select_option("pubu")
    page.get_by_label("Klassenzahl").select_option("3")
    both = f"{FIRST}&palette=pubu&classes=3"
    screen.must_show(scene_of(both))
    held.arrive()
    shows(screen, both)
    expect(page.get_by_label("Farben")).to_have_value("pubu")


def test_a_card_is_taken_out_though_an_answer_writes_it_anew_between_press_and_release(visit: Visit) -> None:
    page = visit.open("/?indicator=cars&level=district&regions=16053,16051,16052")
    expect(page.locator(".card")).to_have_count(3)
    quiet(page)
    held = Held(page, ANSWERS, named='"regions":"16053,16051,16052,16054"')
    with page.expect_request(ANSWERS):
        page.locator('path.area[data-code="16054"]').dispatch_event("click")
    page.locator('[data-drop="16052"]').hover()
    scrolled = page.locator(".side").evaluate("(side) => side.scrollTop")
    page.mouse.down()
    held.arrive()
    expect(page.locator(".card")).to_have_count(4)
    expect(page.locator('[data-drop="16052"]')).to_have_count(1)
    page.evaluate(LATER)
    assert page.locator(".side").evaluate("(side) => side.scrollTop") == scrolled > 0
    page.mouse.up()
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator('[data-drop="16052"]')).to_have_count(0)
    expect(page).to_have_url(re.compile("regions=16053,16051,16054"))


def test_a_year_moved_before_the_answer_to_a_control_is_not_undone_by_it(visit: Visit) -> None:
    screen = Screen(visit.open(FIRST))
    page = visit.page
    page.locator("details.design summary").click()
    held = Held(page, ANSWERS, named='"changes":{"palette":"pubu"}')
    with page.expect_request(ANSWERS):
        page.get_by_label("Farben").select_option("pubu")
    screen.to_year(scene_of(FIRST), 2003)
    both = scene_of(f"{FIRST}&palette=pubu", 2003)
    screen.must_show(both)
    held.arrive()
    screen.must_show(both)


def test_while_figures_are_awaited_the_legend_counts_nothing(visit: Visit) -> None:
    screen = Screen(visit.open(FIRST))
    held = Held(visit.page, "**/files/figures/**/gross_pay/0.json*")
    with visit.page.expect_request("**/gross_pay/0.json*"):
        screen.go(f"{SLOW}&year=2010")
    expect(visit.page.locator("h1")).to_have_text(scene_of(SLOW).title)
    visit.page.evaluate("() => new Promise((done) => setTimeout(() => setTimeout(done, 0), 0))")
    expect(visit.page.locator(".legend .count").first).to_have_text("")
    expect(visit.page.locator(".legend [data-year]")).to_have_text("2010")
    held.arrive()
    screen.must_show(scene_of(SLOW, 2010))


def test_figures_that_do_not_come_are_said_to_be_missing_until_they_are_there(visit: Visit) -> None:
    screen = Screen(visit.open(FIRST))
    page = visit.page
    page.route("**/gross_pay/0.json*", lambda route: route.abort())
    screen.go(SLOW)
    expect(page.locator("#notice")).to_have_text(words("The figures could not be loaded. Please try again."))
    expect(page.locator(".legend .count").first).to_have_text("")
    page.unroute("**/gross_pay/0.json*")
    screen.go(SLOW)
    screen.must_show(scene_of(SLOW))
    expect(page.locator("#notice")).to_be_empty()
