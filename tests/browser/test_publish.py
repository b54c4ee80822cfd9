"""Pictures, figures and statements as people meet them: by links from the map, by keyboard, on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bench.first_map import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Visit

PAGES = [
    "/publish/map",
    "/data",
    "/sources",
    "/territories",
    "/index",
    "/regions",
    "/types",
    "/patterns",
    "/api/v1/",
    "/accessibility",
    "/imprint",
    "/publish/embed",
    "/no/such/page",
]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    visit.page.goto(visit.server + path)
    visit.page.evaluate("document.querySelectorAll('details').forEach((box, i) => { box.open = i < 5; })")
    found = Axe().run(visit.page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(phone: Visit, path: str) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 700})
    phone.page.goto(phone.server + path)
    wide = phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


def test_a_planner_goes_from_the_map_to_a_picture_and_saves_it(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&year=2015&regions=16055")
    quiet(page)
    page.get_by_role("link", name="Karte als Bild", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bild für den Druck")
    picture = page.get_by_role("img", name=re.compile("Karte: Arbeitslose je 100 .*, Kreise, 2015"))
    expect(picture).to_be_visible()
    page.get_by_label("Blatt").select_option(label="Folie 16:9")
    page.get_by_label("Farben").select_option("grey")
    page.wait_for_function(
        """() => {
          const picture = document.querySelector("img[data-picture]");
          return picture.complete && picture.naturalWidth > 1.7 * picture.naturalHeight;
        }"""
    )
    expect(page).to_have_url(re.compile("sheet=slide&variant=grey"))
    with page.expect_download() as saving:
        page.get_by_role("link", name="PDF").click()
    saving.value.save_as(tmp_path / "map.pdf")
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")
    assert saving.value.suggested_filename == "unemployed_per_100_district_2015.pdf"
    expect(page.locator("#citation")).to_contain_text("Datenstand")
    assert visit.complaints == []


def test_title_and_classes_act_at_once_and_a_title_that_cannot_be_set_says_why(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/publish/map?indicator=unemployed_per_100&level=district&year=2021&change_from=2005")
    title = page.get_by_label("Eigener Titel")
    title.fill("Weniger & mehr")
    title.press("Enter")
    expect(page.locator("img[data-picture]")).to_have_attribute("src", re.compile("title=Weniger"))
    page.get_by_label("Klassen").select_option(label="dieses Jahr")
    expect(page.locator("#range")).to_have_text("Klassen nur aus den Werten von 2021")
    expect(page.locator("#citation")).to_contain_text("breaks_over=year")
    for suffix in ("pdf", "svg"):
        link = page.locator(f"[data-picture={suffix}]").first
        expect(link).to_have_attribute("href", re.compile("breaks_over=year.*title=Weniger"))
    expect(page).to_have_url(re.compile("breaks_over=year&title=Weniger"))
    title.fill("漢")
    title.press("Enter")
    expect(page.locator("#title-fault")).to_contain_text("U+6F22")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_be_focused()
    expect(page.locator("img[data-picture]")).not_to_have_attribute("src", re.compile("title="))
    title.fill("Kurz")
    title.press("Tab")
    expect(page.locator("#title-fault")).to_be_empty()
    assert visit.complaints == []


def test_a_planner_goes_from_the_map_to_a_table_of_what_it_shows(visit: Visit) -> None:
    page = visit.open("/?indicator=gross_pay&level=district&year=2015&regions=16055")
    quiet(page)
    page.get_by_role("link", name="Daten herunterladen").click()
    expect(page.locator("#now + p")).to_contain_text("Kreise, 2015")
    expect(page.get_by_role("heading", name="Zahlen aller Jahre, nur Weimar")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Excel").first.click()
    assert saving.value.suggested_filename == "gross_pay_district_2021-12-31.xlsx"
    page.get_by_label("Indikator suchen").fill("miete")
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d indikatoren gefunden$", re.IGNORECASE))
    expect(page.locator(".indicators > li#cars")).not_to_be_visible()


def test_the_profile_is_one_link_from_the_map_and_leads_back(visit: Visit) -> None:
    page = visit.open("/?indicator=gross_pay&level=district&year=2015&regions=16055")
    quiet(page)
    page.get_by_role("link", name="Profil: Weimar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weimar")
    page.get_by_role("link", name="Auf der Karte zeigen").click()
    expect(page.locator(".card h3")).to_have_text(["Weimar"])


def test_wide_pages_use_their_width_and_narrow_ones_stand_in_one_column(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/data?indicator=unemployed_per_100&level=district")
    main, contents = page.locator("main"), page.get_by_role("navigation", name="Auf dieser Seite")
    contents.get_by_role("link", name="Gesundheit").click()
    expect(contents).to_be_in_viewport(ratio=1)  # it stays while the page goes
    expect(page.locator("#field-health")).to_be_in_viewport()
    box, around = contents.bounding_box(), main.bounding_box()
    assert box
    assert around
    assert box["x"] > around["x"] + 0.7 * around["width"]
    page.set_viewport_size({"width": 390, "height": 844})
    expect(contents).not_to_be_in_viewport()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{visit.server}/publish/map?indicator=unemployed_per_100&level=district")
    picture, cite, alt = (page.locator(f"{of}").bounding_box() for of in (".preview img", "#citation", "#alternative"))
    assert picture
    assert cite
    assert alt
    assert cite["x"] == pytest.approx(picture["x"], abs=2)
    assert alt["x"] > cite["x"] + cite["width"]
    assert cite["y"] == pytest.approx(alt["y"], abs=2)
    assert cite["y"] > picture["y"] + picture["height"]
