"""The drawer of a narrow screen: a dialog as long as it is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit


def test_the_drawer_of_the_phone_holds_the_keyboard_until_it_is_closed(phone: Visit) -> None:
    page = phone.open("/")
    opener = page.get_by_role("button", name="Indikator wählen")
    opener.tap()
    drawer = page.get_by_role("dialog", name="Indikator und Darstellung wählen")
    expect(drawer).to_have_attribute("aria-modal", "true")
    expect(page.get_by_role("textbox", name="Indikator suchen")).to_be_focused()
    for behind in (".top", ".stage", ".foot", ".side", ".about"):
        expect(page.locator(behind)).to_have_attribute("inert", "")
    within = "() => document.activeElement === document.body || !!document.activeElement.closest('#controls')"
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(within)
    assert page.evaluate("() => getComputedStyle(document.documentElement).overflow") == "hidden"
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(drawer).to_have_count(0)
    expect(page.get_by_role("slider", name="Jahr")).to_be_visible()


def test_a_choice_in_the_drawer_brings_the_keyboard_back_to_what_opened_it(phone: Visit) -> None:
    page = phone.open("/")
    opener = page.get_by_role("button", name="Indikator wählen")
    opener.tap()
    page.get_by_role("textbox", name="Indikator suchen").fill("Wohnfläche")
    page.locator("#picker [data-indicator]:visible").first.press("Enter")
    expect(opener).to_be_focused()
    expect(page.locator("#spoken")).to_have_text(re.compile("Wohnfläche.* mit Wert"))


def test_a_drawer_that_is_open_when_the_window_grows_is_a_panel_again(phone: Visit) -> None:
    page = phone.open("/")
    page.get_by_role("button", name="Indikator wählen").tap()
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("slider", name="Jahr")).to_be_visible()
