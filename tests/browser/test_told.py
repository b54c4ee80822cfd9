"""What the page says of itself: its title, and why something that was asked for did not happen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_compare import opened
from tests.browser.test_explore import ERFURT, area, go_to_year

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

SITE = " \N{EN DASH} Sozialstrukturatlas Thüringen"
TEN = "16051,16052,16053,16054,16055,16061,16062,16063,16064,16065"
RATE = "Arbeitslose je 100 Einwohner im Alter von 15 bis 64 Jahren, Kreise"


def test_tabs_are_told_apart_by_what_they_show(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    expect(page).to_have_title(f"{RATE}, 2021{SITE}")
    go_to_year(page, 2019)
    expect(page).to_have_title(f"{RATE}, 2019{SITE}")
    page.get_by_role("button", name="Gemeinden", exact=True).click()
    expect(page).to_have_title(re.compile(r", Gemeinden, 2019 "))


def test_the_comparison_names_what_it_compares_in_its_title(visit: Visit) -> None:
    page = opened(visit, "/?indicator=unemployed_per_100&level=district&year=2021")
    expect(page).to_have_title(f"Vergleich: {RATE}, 2021{SITE}")
    page.get_by_label("Ebene", exact=True).select_option("municipality")
    expect(page).to_have_title(re.compile(r"^Vergleich: .*, Gemeinden, 2021 "))


def test_the_eleventh_region_is_refused_where_everybody_sees_it(visit: Visit) -> None:
    page = visit.open(f"/?indicator=unemployed_per_100&level=district&regions={TEN}")
    page.locator(area("16066")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("Höchstens")
    expect(page.locator(area("16066"))).to_have_attribute("aria-pressed", "false")


def test_a_resting_pointer_does_not_read_out_the_figures_of_the_indicator_before(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=municipality&year=2021")
    page.locator(area(ERFURT)).hover()
    expect(page.locator("#readout")).to_contain_text("Erfurt, 2021")
    # as when the address is asked for by keyboard: the pointer stays where it is
    page.evaluate('() => document.querySelector(\'[data-indicator="cars"], [data-indicator="gross_pay"]\').click()')
    page.wait_for_function("() => window.atlas.now.view.indicator !== 'unemployed_per_100'")
    # it is gone, or tells the new figures where the browser reports the resting pointer anew
    page.wait_for_function(
        "() => { const box = document.getElementById('readout'); "
        "return box.hidden || !box.textContent.includes('je 100'); }"
    )


def test_the_button_of_the_years_says_once_what_a_press_does(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2001")
    page.get_by_role("button", name="Jahre abspielen").click()
    halt = page.get_by_role("button", name="Anhalten")
    expect(halt).to_be_visible()
    assert halt.get_attribute("aria-pressed") is None
    halt.click()
    expect(page.get_by_role("button", name="Jahre abspielen")).to_be_visible()


def test_readers_with_colours_of_their_own_still_see_the_classes(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    colours = "() => [...document.querySelectorAll('.classes .swatch')].map((s) => getComputedStyle(s).backgroundColor)"
    before = page.evaluate(colours)
    page.emulate_media(forced_colors="active")
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(colours) == before
    assert len(set(before)) >= 5


def test_readers_with_colours_of_their_own_still_read_names_and_signs(visit: Visit) -> None:
    """A halo in the colour of its letters is a blot; a triangle whose hidden sides show is a square."""
    side = "([where, part, key]) => getComputedStyle(document.querySelector(where), part)[key]"
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    page.emulate_media(forced_colors="active")
    assert page.evaluate(side, [".seat", None, "forcedColorAdjust"]) == "none"
    assert page.evaluate(side, [".play", "::before", "borderTopColor"]) == "rgba(0, 0, 0, 0)"
    page.goto(f"{visit.server}/profile/16055")
    up, down = (page.evaluate(side, [f".arrow.{way}", None, "borderTopColor"]) for way in ("up", "down"))
    assert (up, down != up) == ("rgba(0, 0, 0, 0)", True)
    assert page.evaluate(side, [".key-own", None, "backgroundColor"]) == page.evaluate(
        side, [".strip .own", None, "fill"]
    )


def test_links_at_the_foot_can_be_touched(phone: Visit) -> None:
    for path in ("/imprint", "/embed"):
        phone.page.goto(f"{phone.server}{path}")
        for name in ("Barrierefreiheit", "Impressum"):
            link = phone.page.locator("a:not(#first-page *)", has_text=name).last
            expect(link).to_be_visible()
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 24, (path, name)


def test_the_qr_code_is_drawn_when_it_is_opened_and_follows_the_view(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2021")
    codes = lambda: [url for url in visit.requests if "qr.svg" in url]  # noqa: E731
    assert codes() == []
    page.locator("#qr summary").click()
    picture = page.get_by_role("img", name="QR-Code derselben Ansicht")
    drawn = "() => document.querySelector('#qr img').naturalWidth > 100"
    page.wait_for_function(drawn)
    expect(picture).to_have_attribute(
        "src", re.compile(r"/export/qr\.svg\?indicator=unemployed_per_100.*level=district")
    )
    page.get_by_role("button", name="Gemeinden", exact=True).click()
    expect(picture).to_have_attribute("src", re.compile(r"level=municipality"))
    page.wait_for_function(drawn)
    assert len(codes()) == 2
    page.get_by_role("button", name="Vergrößern").click()
    expect(picture).to_have_attribute("src", re.compile(r"bbox="))  # the section is part of the link
