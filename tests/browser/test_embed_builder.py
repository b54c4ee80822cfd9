"""Who writes for another page makes a frame or a picture for it, and the code works there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bench.servers import page_of_others

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

QUERY = "?indicator=unemployed_per_100&level=district&year=2010"


def test_a_web_editor_chooses_parts_and_size_and_gets_code_that_works(visit: Visit, server: str) -> None:
    page = visit.page
    page.goto(f"{server}/publish/embed{QUERY}&regions=16055")
    code = page.get_by_role("textbox", name="Code für die Seite")
    page.get_by_label("Legende").uncheck()
    expect(code).to_have_value(re.compile("show=title,years"))
    page.get_by_label("Pixel hoch").fill("520")
    page.get_by_label("Höhe nach Inhalt").check()
    expect(code).to_have_value(re.compile(r"height:520px[^>]*\" data-atlas"))
    expect(code).to_have_value(re.compile(r"embed\.js"))
    inner = page.frame_locator("#embed-preview")
    expect(inner.locator("path.area")).to_have_count(22)
    expect(inner.locator("#legend-cell")).not_to_be_visible()
    text = code.input_value()
    for part in (
        'loading="lazy"',
        'title="Karte: Arbeitslose',
        f'src="{server}/embed?',
    ):
        assert part in text
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert len(text.strip().splitlines()) == 3
    with page_of_others(text) as site:
        page.goto(site)
        expect(page.frame_locator("iframe").locator("path.area")).to_have_count(22)


def test_a_web_editor_embeds_one_district_in_colours_of_the_own_page(visit: Visit, server: str) -> None:
    page = visit.page
    page.goto(f"{server}/publish/embed{QUERY.replace('district', 'municipality')}")
    page.get_by_label("Ausschnitt").select_option("nur Landkreis Sonneberg")
    code = page.get_by_role("textbox", name="Code für die Seite")
    expect(code).to_have_value(re.compile("focus=16072"))
    page.get_by_label("Farben").select_option("viridis")
    expect(code).to_have_value(re.compile("palette=viridis"))
    text = code.input_value()
    assert 'title="Karte: Arbeitslose' in text
    assert "Gemeinden im Landkreis Sonneberg" in text
    with page_of_others(text) as site:
        page.goto(site)
        frame = page.frame_locator("iframe")
        expect(frame.locator('path.area:not([fill^="var("])')).to_have_count(8)
        expect(frame.locator("#legend-cell")).to_contain_text("Gezählt: nur Landkreis Sonneberg")
        expect(frame.locator(".place span", has_text="Frankenblick")).to_be_visible()
        expect(frame.get_by_role("button", name="Ganz Thüringen zeigen")).to_be_hidden()


def test_a_web_editor_leaves_the_selected_regions_out_of_both_codes(visit: Visit, server: str) -> None:
    page = visit.page
    page.goto(f"{server}/publish/embed{QUERY}&regions=16055,16061")
    codes = [page.get_by_label(name) for name in ("Code für die Seite", "Bild ohne Rahmen")]
    for code in codes:
        expect(code).to_have_value(re.compile("regions=16055,16061"))
    frame = page.frame_locator("#embed-preview")
    expect(frame.locator("path.area[aria-pressed=true]")).to_have_count(2)
    page.get_by_label("nicht hervorgehoben").check()
    for code in codes:
        expect(code).not_to_have_value(re.compile("regions"))
    expect(frame.locator("path.area")).to_have_count(22)
    expect(frame.locator("path.area[aria-pressed=true]")).to_have_count(0)
    page.get_by_label("auf der Karte umrandet").check()
    for code in codes:
        expect(code).to_have_value(re.compile("regions=16055,16061"))


def test_the_builder_works_without_a_script_and_names_impossible_sizes(visit: Visit, server: str) -> None:
    answer = visit.page.request.get(f"{server}/publish/embed{QUERY}&show=&show=legend&fit=fixed&width=7&height=1000000")
    text = answer.text()
    assert "Die Größe 7 ist nicht möglich" in text
    assert "Die Größe 1000000 ist nicht möglich" in text
    assert "width:800px" in text
    assert "show=legend" in text


def test_a_site_without_frames_shows_the_picture_with_its_text_and_link(visit: Visit, server: str) -> None:
    page = visit.page
    page.goto(f"{server}/publish/embed{QUERY}")
    code = page.get_by_label("Bild ohne Rahmen").input_value()
    with page_of_others(code) as site:
        page.goto(site)
        picture = page.get_by_role("img", name=re.compile("^Karte: Arbeitslose.*2010"))
        page.wait_for_function("() => document.images[0].complete")
        assert picture.evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [1200, 630]
        picture.click()
        page.wait_for_url(re.compile("level=district.*year=2010"))


def test_an_editor_that_knows_oembed_shows_the_frame_of_a_pasted_link(visit: Visit, server: str) -> None:
    page = visit.open(f"/{QUERY}")
    address = page.locator('link[type="application/json+oembed"]').get_attribute("href")
    found = page.request.get(f"{address}&maxwidth=500&maxheight=400").json()
    assert (found["type"], found["version"], found["width"], found["height"]) == ("rich", "1.0", 500, 400)
    assert page.request.get(found["thumbnail_url"]).headers["content-type"] == "image/png"
    with page_of_others(found["html"]) as site:
        page.goto(site)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_have_text(re.compile("^Arbeitslose"))
        expect(frame.locator("path.area")).to_have_count(22)
        box = page.locator("iframe").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (500, 400)
    for wrong, status in (("https://example.org/", 404), (f"{server}/data", 404), (f"{server}/&format=xml", 501)):
        assert page.request.get(f"{server}/oembed?url={wrong}").status == status
