from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DRAWN = """() => !document.querySelector(".first-sight") &&
  document.querySelectorAll("#series .js-plotly-plot .main-svg").length > 0"""


def opened(visit: Visit, query: str) -> Page:
    visit.page.goto(f"{visit.server}/compare{query}")
    visit.page.wait_for_function(DRAWN)
    return visit.page


def test_a_planner_adds_a_region_reads_change_and_trend_and_takes_it_out(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=district&regions=16055")
    box = page.get_by_role("combobox", name="Region jeder Ebene hinzufügen")
    box.fill("Apolda")
    box.press("Enter")
    expect(page.locator("#series").get_by_role("row", name="Apolda")).to_contain_text("Mann-Kendall-Test")
    expect(page).to_have_url(re.compile("regions=16055,16071001"))
    expect(page.locator("#series .textpoint", has_text="Apolda")).to_have_count(1)
    page.get_by_role("button", name="Weimar herausnehmen").click()
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".chip")).to_have_count(2)


def test_the_ages_of_regions_stand_beside_each_other_with_their_ratios(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=district&regions=16051")
    expect(page.locator("#ages img")).to_have_count(1)
    box = page.get_by_role("combobox", name="Region jeder Ebene hinzufügen")
    box.fill("Landkreis Sonneberg")
    box.press("Enter")
    expect(page.locator("#ages figcaption")).to_have_text(["Erfurt", "Sonneberg, Landkreis"])
    assert page.locator("#ages img").evaluate_all("images => images.every((i) => i.complete && i.naturalWidth > 0)")
    expect(page.locator("#ages tbody th")).to_have_text(["Erfurt", "Sonneberg, Landkreis", "Thüringen"])


def test_inequality_is_read_of_the_year_and_its_table_opens_by_keyboard(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=municipality&year=2021")
    part = page.locator("#spread")
    expect(part.locator(".js-plotly-plot")).to_have_count(1)
    expect(part).to_contain_text(re.compile(r"2021: Gini 0,\d{3}\. .* zwischen den Kreisen, der Rest innerhalb"))
    expect(part).to_contain_text("geheim gehaltenen, meist niedrigen Werten")
    summary = part.locator("summary", has_text="Ungleichheit als Tabelle")
    summary.focus()
    summary.press("Enter")
    (said,) = re.findall(r"2021: Gini (0,\d{3})", part.inner_text())
    expect(part.locator("tbody tr").first.locator("th, td").nth(1)).to_have_text(said)
    page.get_by_label("Indikator", exact=True).select_option("deprivation_index")
    expect(part).to_contain_text("keinen Nullpunkt")


def test_a_second_indicator_gives_a_scatter_with_coefficients_and_the_caution(visit: Visit) -> None:
    page = opened(visit, "?indicator=gross_pay&level=district")
    page.get_by_label("Zweiter Indikator").select_option("cars")
    page.locator("#scatter .js-plotly-plot").wait_for()
    expect(page.locator("#scatter")).to_contain_text("heißt nicht, dass der eine die Ursache des anderen ist")
    expect(page.locator("#scatter .annotation-text", has_text="Spearman")).to_have_count(1)
    expect(page.locator("#scatter .lines path")).to_have_count(0)
    page.get_by_role("link", name="Eine gerade Linie durch die Punkte legen").click()
    expect(page.locator("#scatter .lines path")).to_have_count(1)
    expect(page.locator("#scatter")).to_contain_text("kleinste Quadrate")
    expect(page).to_have_url(re.compile("layers=line"))


def test_a_chart_is_saved_with_its_title_and_source(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=district&regions=16055")
    with page.expect_download() as saving:
        page.locator("#series").get_by_role("button", name="Als SVG speichern").click()
    path = tmp_path / "chart.svg"
    saving.value.save_as(path)
    drawing = path.read_text(encoding="utf-8")
    assert "Arbeitslose je 100 Einwohner" in drawing
    assert "Quelle: © BBSR Bonn, INKAR" in drawing
    with page.expect_download() as saving:
        page.locator("#ranking").get_by_role("button", name="Als PNG speichern").click()
    assert drawing.count("data:font/woff2;base64,") == 2
    picture = tmp_path / "chart.png"
    saving.value.save_as(picture)
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert struct.unpack(">II", head[16:24]) == (2400, 1400)
    assert visit.complaints == []


def test_the_comparison_asks_no_other_host_sets_no_cookie_and_axe_finds_nothing(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100,turnout_state_election&level=district&year=2019&regions=16055")
    own = urlsplit(visit.server).netloc
    assert [u for u in visit.requests if urlsplit(u).scheme in {"http", "https"} and urlsplit(u).netloc != own] == []
    assert visit.context.cookies() == []
    assert visit.complaints == []
    found = Axe().run(page)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


def test_the_comparison_opens_under_the_map_with_its_regions_and_follows_it(visit: Visit) -> None:
    page = visit.open("/?indicator=unemployed_per_100&level=district&regions=16055")
    page.get_by_text("Zeitreihe, Reihenfolge und Verteilung").click()
    frame = page.frame_locator("#compare-panel iframe")
    frame.locator("#series").get_by_role("rowheader", name="Weimar").wait_for()
    page.locator('path.area[data-code="16051"]').dispatch_event("click")
    frame.locator("#series").get_by_role("rowheader", name="Erfurt").wait_for()
    expect(frame.locator(".top")).not_to_be_visible()
    # the page scrolls, not a box in it
    bounds = "() => { const d = document.querySelector('#compare-panel iframe').contentDocument.documentElement;"
    page.wait_for_function(f"{bounds} return d.scrollHeight - d.clientHeight < 2 && d.scrollHeight > 1500; }}")


def test_a_region_taken_out_of_the_comparison_is_told_and_statements_stand_at_its_foot(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=district&regions=16055,16051&year=2021")
    page.get_by_role("button", name="Erfurt herausnehmen").click()
    expect(page.locator("#spoken")).to_have_text(re.compile("Arbeitslose je 100 .*, 2021: Weimar"))
    for name in ("Barrierefreiheit", "Impressum"):
        expect(page.get_by_role("main").get_by_role("link", name=name)).to_be_visible()


def test_the_map_page_never_loads_plotly(visit: Visit) -> None:
    visit.open("/?regions=16055000")
    assert [u for u in visit.requests if "plotly" in u] == []


def test_titles_of_charts_are_read_whole_on_a_phone_and_the_page_is_cited(phone: Visit) -> None:
    page = opened(phone, "?indicator=unemployed_per_100&level=district&regions=16055,16051")
    parts = ["Im Lauf der Jahre", "Rangliste", "Verteilung", "Ungleichheit zwischen den Gebieten"]
    parts += ["Im Zusammenhang mit dem zweiten Indikator", "Alter der Bevölkerung"]
    expect(page.locator(".chart-part h2")).to_have_text(parts)
    for heading in page.locator(".chart-part :is(h2, .chart-title)").all():
        box = heading.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    expect(page.locator("#citation")).to_contain_text("Vergleich; Arbeitslose je 100 Einwohner")
    expect(page.locator("#citation")).to_contain_text("Weimar, Erfurt")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_series_is_read_out_far_from_its_lines_and_the_table_says_the_unit_once(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/compare/?indicator=unemployed_per_100&level=district&year=2021&regions=16072,16055")
    page.wait_for_function(DRAWN)
    expect(page.locator("#series thead")).to_contain_text("Letzter Wert, je 100 Einwohner")
    expect(page.locator("#series tbody tr").first.locator("td").nth(2)).to_have_text("4,1 (2021)")
    box = page.locator("#series .nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + 14)
    label = page.locator("#series .hoverlayer")
    for name in ("Sonneberg", "Weimar", "Thüringen"):
        expect(label).to_contain_text(f"{name}")


def test_on_dark_pages_charts_have_light_letters_on_the_dark_page(browser: Browser, server: str) -> None:
    made = Visit(browser, server, 1440, 900, color_scheme="dark")
    page = made.page
    page.goto(f"{server}/compare/?indicator=unemployed_per_100&level=district&regions=16072,16051")
    page.wait_for_function("() => document.querySelector('.js-plotly-plot .main-svg')")
    seen = page.evaluate(
        """() => {
          const graph = document.querySelector(".graph"), plot = graph.querySelector(".js-plotly-plot");
          const ground = getComputedStyle(graph).backgroundColor, svg = plot.querySelector(".main-svg");
          return [ground, getComputedStyle(svg).backgroundColor, getComputedStyle(plot).filter];
        }"""
    )
    # what is drawn is turned around, and no white ground is left behind it
    assert seen == ["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)", "invert(0.92) hue-rotate(180deg)"]
    made.context.close()
