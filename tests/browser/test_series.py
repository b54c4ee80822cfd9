"""The small charts over years are read out by pointer, finger and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from atlas.model import Level
from bench.first_map import quiet
from tests.shared import DEFAULT_TERRITORY, STATE_CODE, shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page

    from tests.browser.conftest import Visit

SONNEBERG = "16072"
VIEW = f"/?indicator=unemployed_per_100&level=district&year=2021&regions={SONNEBERG}"


def said(year: int) -> str:
    """Say of a year what the catalogue's figures say."""
    atlas = shipped_atlas()
    indicator = atlas.indicator("unemployed_per_100")
    figures = [atlas.figures(indicator, level, DEFAULT_TERRITORY) for level in (Level.DISTRICT, Level.STATE)]
    own, state = (f.value(year, c) for f, c in zip(figures, (SONNEBERG, STATE_CODE), strict=True))
    assert own is not None
    assert state is not None
    name = atlas.areas[DEFAULT_TERRITORY][SONNEBERG].label
    return f"{year}: {name}\N{NO-BREAK SPACE}{own:.1f} · Thüringen\N{NO-BREAK SPACE}{state:.1f}".replace(".", ",")


def chart(page: Page) -> tuple[Locator, Locator]:
    figure = page.locator(".card figure.series")
    expect(figure.locator("figcaption")).to_have_text(said(2021))
    return figure.get_by_role("slider", name="Verlauf: Sonneberg"), figure.locator("figcaption")


def box_of(drawing: Locator) -> FloatRect:
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box
    return box


def test_arrow_keys_go_through_the_years_and_each_is_read_aloud(visit: Visit) -> None:
    drawing, caption = chart(visit.open(VIEW))
    drawing.focus()
    for key, year in (("ArrowLeft", 2020), ("ArrowLeft", 2019), ("ArrowRight", 2020), ("Home", 1995), ("End", 2021)):
        drawing.press(key)
        expect(caption).to_have_text(said(year))
        expect(drawing).to_have_attribute("aria-valuenow", str(year))
        expect(drawing).to_have_attribute("aria-valuetext", said(year))
    drawing.press("Home")
    drawing.press("Escape")
    expect(caption).to_have_text(said(2021))


def test_the_pointer_reads_the_year_under_it_and_the_year_of_the_map_when_it_leaves(visit: Visit) -> None:
    page = visit.open(VIEW)
    drawing, caption = chart(page)
    box = box_of(drawing)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    expect(caption).to_have_text(said(1995))
    cross = drawing.locator("line.cross")
    left = cross.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    expect(caption).to_have_text(said(2008))
    right = cross.bounding_box()
    assert left
    assert right
    assert right["x"] > left["x"] + box["width"] / 3
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 60)
    expect(caption).to_have_text(said(2021))


def test_the_crosshair_stands_at_the_year_of_the_slider(visit: Visit) -> None:
    page = visit.open(VIEW)
    _drawing, caption = chart(page)
    slider = page.get_by_role("slider", name="Jahr")
    slider.press("ArrowLeft")
    expect(caption).to_have_text(said(2020))


def test_another_region_in_the_card_has_its_own_drawing(visit: Visit) -> None:
    page = visit.open(VIEW)
    chart(page)
    before = page.locator(".card polyline.own").get_attribute("points")
    page.locator('path.area[data-code="16055"]').dispatch_event("click")
    expect(page.locator(".card")).to_have_count(2)
    quiet(page)
    page.locator(f'[data-drop="{SONNEBERG}"]').click()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card figcaption")).to_contain_text("Weimar")
    expect(page.locator(".card polyline.own")).not_to_have_attribute("points", before or "")
    expect(page.get_by_role("slider", name="Verlauf: Weimar")).to_have_count(1)


def test_a_finger_reads_a_year_that_stays_when_it_is_lifted(phone: Visit) -> None:
    page = phone.open(VIEW)
    page.locator("#sheet-handle").click()
    drawing, caption = chart(page)
    box = box_of(drawing)
    page.touchscreen.tap(box["x"] + 2, box["y"] + box["height"] / 2)
    expect(caption).to_have_text(said(1995))


def test_the_drawing_follows_the_dark_scheme(visit: Visit) -> None:
    page = visit.open(VIEW)
    drawing, _caption = chart(page)
    shade = "(drawing) => getComputedStyle(drawing.querySelector('.label')).fill"
    light = drawing.evaluate(shade)
    page.emulate_media(color_scheme="dark")
    assert drawing.evaluate(shade) != light
    assert drawing.evaluate("(drawing) => getComputedStyle(drawing).backgroundColor") == "rgba(0, 0, 0, 0)"
