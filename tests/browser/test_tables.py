"""Tables of the pages: sorted by a press on a heading, readable on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.serving import Visit


def column(table: Locator, number: int) -> list[str]:
    return table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()


def test_the_ranking_of_the_comparison_is_sorted_by_name_and_back_by_value(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/compare?indicator=unemployed_per_100&level=district&year=2021")
    page.locator("#ranking .js-plotly-plot").wait_for()
    page.locator("#ranking summary").click()
    table = page.locator("#ranking table")
    by_rank = column(table, 1)
    assert len(by_rank) == 22
    head = table.get_by_role("columnheader").first
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    by_name = column(table, 1)
    assert by_name[0].startswith("Altenburger Land")
    assert sorted(by_name) == sorted(by_rank)
    assert by_name != by_rank
    values = table.get_by_role("columnheader").nth(1)
    values.get_by_role("button").click()
    expect(values).to_have_attribute("aria-sort", "descending")
    expect(head).to_have_attribute("aria-sort", "none")
    read = [float(text.split()[0].replace(",", ".")) for text in column(table, 2)]
    assert read == sorted(read, reverse=True)
    values.get_by_role("button").click()
    read = [float(text.split()[0].replace(",", ".")) for text in column(table, 2)]
    assert read == sorted(read)


def test_years_of_a_profile_are_sorted_and_similar_regions_by_distance(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/profile/16072")
    alike = page.locator(".alike table")
    near_first = column(alike, 1)
    distance = alike.get_by_role("columnheader", name="Abstand")
    distance.get_by_role("button").click()
    expect(distance).to_have_attribute("aria-sort", "descending")
    assert column(alike, 1) == near_first[::-1]
    course = page.locator("section[aria-labelledby=field-population] .course")
    course.locator("summary").click()
    newest_first = column(course.locator("table"), 1)
    course.get_by_role("columnheader", name="Jahr").get_by_role("button").click()
    course.get_by_role("columnheader", name="Jahr").get_by_role("button").click()
    assert column(course.locator("table"), 1) == newest_first[::-1]
    assert visit.complaints == []


def test_without_a_script_headings_are_no_buttons(visit: Visit) -> None:
    context = visit.page.context.browser
    assert context
    page = context.new_page(java_script_enabled=False)
    page.goto(visit.server + "/profile/16072")
    expect(page.locator(".alike thead button")).to_have_count(0)
    expect(page.locator(".alike tbody tr")).to_have_count(10)
    page.context.close()


@pytest.mark.parametrize("path", ["/data", "/sources", "/territories", "/api"])
def test_on_a_phone_no_name_of_a_row_stands_letter_below_letter(phone: Visit, path: str) -> None:
    phone.page.goto(phone.server + path)
    narrow = phone.page.locator("tbody :is(th, td)").evaluate_all(
        """(cells) => cells.filter((cell) => {
            const text = document.createRange();
            text.selectNodeContents(cell);
            const lines = new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
            return cell.textContent.trim().length > 6 && lines * 2 > cell.textContent.trim().length;
        }).map((cell) => cell.textContent.trim())"""
    )
    assert narrow == []
