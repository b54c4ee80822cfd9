"""A person reads on the profile of a district how far its municipalities lie apart, and computes it again."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

DISTRICT, KEY, YEAR, BEFORE = "16074", "unemployed_per_100", 2021, 2016


def ask(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.loads(answer.read())


def observed(server: str, year: int) -> list[tuple[float, float]]:
    """Ask the open interface for value and denominator of all municipalities of the district that have one."""
    regions = ask(f"{server}/api/v1/regions?level=municipality")["regions"]
    codes = ",".join(r["code"] for r in regions if r["parent"] == DISTRICT)
    query = f"indicator={KEY}&level=municipality&year={year}"
    found = ask(f"{server}/api/v1/observations?{query}")["observations"]
    mine = [row for row in found if row["code"] in codes.split(",") and row["value"] is not None]
    return [(row["value"], row["denominator"]) for row in mine]


def gini(pairs: list[tuple[float, float]]) -> float:
    """Half the mean difference of all pairs of people, divided by the mean."""
    people = sum(n for _x, n in pairs)
    mean = sum(x * n for x, n in pairs) / people
    apart = sum(abs(x - y) * n * m for x, n in pairs for y, m in pairs)
    return apart / (2 * people**2 * mean)


def fifths(pairs: list[tuple[float, float]]) -> float:
    """Walk from both ends until a fifth of the people is reached."""

    def mean_of_first(ordered: list[tuple[float, float]]) -> float:
        left = fifth = sum(n for _x, n in pairs) / 5
        total = 0.0
        for x, n in ordered:
            taken = min(n, left)
            total, left = total + x * taken, left - taken
        return total / fifth

    return mean_of_first(sorted(pairs, reverse=True)) / mean_of_first(sorted(pairs))


def german(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}".replace(".", ",")


def opened(page: Page, server: str) -> Any:
    page.goto(f"{server}/profile/{DISTRICT}")
    part = page.locator("section.spread")
    summary = part.locator("summary", has_text="Indikatoren, Verläufe und Dateien")
    summary.focus()
    page.keyboard.press("Enter")
    expect(part.locator("table")).to_be_visible()
    return part


def test_the_sentence_is_true_of_the_figures_of_the_open_interface(visit: Visit) -> None:
    now, then = observed(visit.server, YEAR), observed(visit.server, BEFORE)
    visit.page.goto(f"{visit.server}/profile/{DISTRICT}")
    said = visit.page.locator("section.spread > p").first
    expect(said).to_contain_text(
        f"Die Gemeinden liegen {YEAR} weiter auseinander als {BEFORE}"
        f" (Gini {german(gini(now), 3)}, damals {german(gini(then), 3)})."
    )
    expect(said).to_contain_text(f"das {german(fifths(now), 2)}-Fache")
    expect(said).to_contain_text(f"{91 - len(now)} Gebiete mit geheim gehaltenen")
    assert visit.complaints == []


def test_the_table_opens_by_keyboard_and_says_the_same_in_few_rows(visit: Visit) -> None:
    part = opened(visit.page, visit.server)
    now = observed(visit.server, YEAR)
    assert part.locator("tbody tr").count() == 8
    row = part.locator(f"[data-spread={KEY}]")
    expect(row.locator("strong")).to_have_text(german(gini(now), 3))
    expect(row.locator("td").nth(1)).to_have_text(german(fifths(now), 2))
    expect(row).to_contain_text(f"{len(now)} von 91 Gemeinden")
    line = row.locator("svg.spread-line")
    expect(line).to_have_attribute("aria-label", re.compile(rf"{YEAR}: {german(gini(now), 3)}; .*ab 2005, 2011 anders"))
    expect(line.locator(".change")).to_have_count(2)
    assert Axe().run(visit.page).violations_count == 0


def test_the_downloaded_file_equals_the_screen(visit: Visit, tmp_path: Path) -> None:
    part = opened(visit.page, visit.server)
    with visit.page.expect_download() as waiting:
        part.get_by_role("link", name="CSV").press("Enter")
    waiting.value.save_as(tmp_path / "spread.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "spread.csv").read_text(encoding="utf-8"))))
    for shown in part.locator("tbody tr").all():
        key, year = shown.get_attribute("data-spread"), shown.locator("td .year").first.inner_text()
        (own,) = [row for row in rows if row["indicator"] == key and row["year"] == year]
        expect(shown.locator("strong")).to_have_text(german(float(own["gini"]), 3))
        expect(shown.locator("td").nth(1)).to_have_text(german(float(own["fifths_ratio"]), 2))
        expect(shown).to_contain_text(f"{own['areas']} von ")


def test_a_row_leads_to_its_series_in_the_comparison_of_the_same_district(visit: Visit) -> None:
    part = opened(visit.page, visit.server)
    shown = part.locator(f"[data-spread={KEY}] strong").inner_text()
    part.locator(f"[data-spread={KEY}] a").press("Enter")
    visit.page.wait_for_url("**/compare/**")
    series = visit.page.locator("#spread")
    expect(series.locator(".js-plotly-plot")).to_have_count(1)
    expect(series).to_contain_text(f"{YEAR}: Gini {shown}.")
    expect(series.locator(".chart-title")).to_contain_text("Gemeinden im Saale-Holzland-Kreis")


@pytest.mark.parametrize("code", [DISTRICT, "16"])
def test_on_a_phone_nothing_scrolls_sideways_and_no_number_loses_its_name(phone: Visit, code: str) -> None:
    page = phone.page
    page.goto(f"{phone.server}/profile/{code}")
    page.locator("section.spread summary").first.tap()
    cells = page.locator("section.spread tbody tr").first.locator("td")
    labels = cells.evaluate_all("(all) => all.map((cell) => getComputedStyle(cell, '::before').content)")
    assert all(len(label) > 4 for label in labels)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(page).violations_count == 0


def test_files_of_the_series_can_be_touched(phone: Visit) -> None:
    page = phone.page
    page.goto(f"{phone.server}/compare/?indicator={KEY}&level=municipality&focus={DISTRICT}")
    links = page.locator("#spread .files a")
    expect(links).to_have_text(["CSV", "Excel"])
    assert min(links.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")) >= 44
    page.goto(f"{phone.server}/profile/{DISTRICT}")
    page.locator("section.spread summary").first.tap()
    links = page.locator("section.spread :is(.get a, tbody a)")
    assert min(links.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")) >= 44


def test_on_paper_the_table_is_open_and_no_line_runs_into_the_next_column(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/profile/{DISTRICT}")
    page.set_viewport_size({"width": 760, "height": 1000})
    page.emulate_media(media="print")
    cells = page.locator("section.spread td:has(.spread-line)")
    assert cells.count() > 5
    over = cells.evaluate_all(
        "(all) => all.map((cell) => cell.querySelector('.spread-line').getBoundingClientRect().right"
        " - cell.getBoundingClientRect().right)"
    )
    assert max(over) <= 0
    assert not page.locator("section.spread :is(summary, .get)").filter(visible=True).count()
