"""Readers who asked their system for less motion: nothing glides, and all that moves can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

#: What glides two frames after the map has been told to come near.
MOVING = """async () => {
  document.querySelector('[data-map="in"]').click();
  for (const _frame of [1, 2]) await new Promise((next) => requestAnimationFrame(next));
  return document.getAnimations().map(({ effect }) => effect.target.className);
}"""


@pytest.fixture
def still(browser: Browser, server: str) -> Iterator[Visit]:
    made = Visit(browser, server, 1440, 900, reduced_motion="reduce")
    yield made
    made.context.close()


def test_nothing_glides_while_the_map_comes_near_and_years_still_play(still: Visit) -> None:
    page = still.open("/?indicator=unemployed_per_100&level=district&year=2019&regions=16072")
    assert page.evaluate(MOVING) == []
    page.get_by_role("button", name="Jahre abspielen").click()
    expect(page.locator(".year-now")).to_have_text("2021")


def test_the_map_glides_for_everybody_else(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district")
    assert any("leaflet" in str(moving) for moving in page.evaluate(MOVING))
