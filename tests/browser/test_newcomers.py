"""Three people who have never seen the atlas do what they came for, from its first page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit


def downloaded(page: Page, link: Locator) -> bytes:
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def test_a_citizen_reads_whether_unemployment_falls_in_sonneberg(visit: Visit) -> None:
    page = visit.open("/")
    search = page.get_by_role("combobox", name="Ort suchen")
    search.fill("Landkreis Sonneberg")
    expect(page.locator("[role=option]").first).to_contain_text("Sonneberg")
    search.press("Enter")
    card = page.locator(".card")
    expect(card.locator("h3")).to_have_text("Sonneberg, Landkreis")
    expect(card).to_contain_text("Seit 2017 gestiegen")
    expect(card).to_contain_text("insgesamt gefallen")
    expect(card).to_contain_text("Thüringen")
    page.get_by_role("link", name="Auswahl vergleichen").click()
    expect(page.get_by_role("rowheader", name="Sonneberg, Landkreis").first).to_be_visible()


def test_a_planner_takes_a_rent_map_an_excel_file_and_a_report_of_one_district(visit: Visit) -> None:
    page = visit.open("/")
    page.locator("#picker-search").fill("Miete")
    page.get_by_role("button", name="Miete (Bestand)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("miete")
    page.get_by_label("Ausschnitt").select_option("Landkreis Sonneberg")
    expect(page.locator(".subtitle")).to_contain_text("Gemeinden im Landkreis Sonneberg")
    pdf = downloaded(page, page.get_by_role("link", name="Karte zum Drucken (PDF)"))
    assert "Landkreis Sonneberg" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    table = pd.read_excel(
        BytesIO(downloaded(page, page.get_by_role("link", name="Zahlen (Excel)"))), header=None, engine="openpyxl"
    )
    text = table.to_csv()
    assert "Frankenblick" in text
    assert "Weimar" not in text
    report = page.get_by_role("link", name="Bericht als PDF").get_attribute("href")
    answer = page.request.get(f"{visit.server}/{report}")
    assert "Sonneberg" in PdfReader(BytesIO(answer.body())).pages[0].extract_text()


def test_an_editor_embeds_one_district(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="In eine Seite einbetten").click()
    page.get_by_label("Ausschnitt").select_option("nur Landkreis Sonneberg")
    code = page.get_by_role("textbox", name="Code für die Seite").input_value
    page.wait_for_function("() => document.querySelector('textarea').value.includes('focus=16072')")
    assert "<iframe" in code()
