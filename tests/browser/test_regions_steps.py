"""Steps on the page of social regions: by the arrow keys on its map, and by the changes that it proposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from atlas.data.regions.guard import hidden_cells
from tests.browser.test_regions import DISTRICT, THREE, fresh
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from tests.browser.conftest import Visit


def hidden_village() -> str:
    """Find a municipality of which the shipped figures hide something."""
    atlas = shipped_atlas()
    cells = hidden_cells(atlas, atlas.scope.territory)
    return next(code for code, one in zip(cells.codes, cells.hidden.any(axis=0), strict=True) if one)


def test_on_the_map_arrow_keys_go_to_the_next_municipality_and_enter_puts_it_in_and_takes_it_out(visit: Visit) -> None:
    page = fresh(visit)
    page.locator("#focus").select_option(DISTRICT)
    stop = page.locator("#drawing path[tabindex='0']")
    expect(stop).to_have_count(1)
    stop.focus()
    seen = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        expect(stop).to_be_focused()
        seen.add(stop.get_attribute("data-code"))
    assert len(seen) > 1
    label = stop.get_attribute("aria-label") or ""
    place = label.removesuffix(": in keiner Region")
    assert place != label
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text(f"{place} ist jetzt in „Region 1“.")
    expect(stop).to_have_attribute("aria-label", f"{place}: Region 1")
    page.keyboard.press("Space")
    expect(page.locator("#drawn .count")).to_have_text("noch leer")
    expect(stop).to_be_focused()
    page.locator("#focus").select_option("16051")
    expect(stop).to_have_count(1)
    expect(stop).to_have_attribute("data-code", re.compile("^16"))
    assert visit.complaints == []


def test_a_change_that_shows_what_is_hidden_is_a_step_that_undo_takes_back(visit: Visit) -> None:
    page = fresh(visit)
    page.get_by_label("Liste: eine Zeile je Gemeinde").fill(f"{THREE[0]};Nord\n{hidden_village()};Süd")
    page.get_by_role("button", name="Übernehmen").click()
    change = page.locator(".hidden-parts a").first
    expect(change).to_be_visible()
    page.get_by_role("button", name="Neue Region").click()
    change.click()
    expect(page.locator("#said")).to_have_text(re.compile("^Erledigt: .*dazunehmen"))
    expect(page.get_by_role("button", name="Rückgängig")).to_be_focused()
    expect(page.locator("#drawn .count").nth(1)).not_to_have_text("eine Gemeinde")
    expect(page.locator(".hidden-parts")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#drawn .count").nth(1)).to_have_text("eine Gemeinde")
    expect(page.locator(".hidden-parts")).to_have_count(1)
    assert visit.complaints == []
