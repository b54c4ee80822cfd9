"""Each planning tool from a fresh page to what a person reads, area by area as scikit-learn, esda and numpy have it.

The figures come from the open interface, the neighbours from its outlines: nothing of the atlas's own statistics.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from esda.moran import Moran, Moran_Local
from libpysal.weights import W
from playwright.sync_api import expect
from shapely import STRtree
from shapely.geometry import shape
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import silhouette_samples

from atlas.statistics.types import STARTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

TABLE = """(selector) => [...document.querySelectorAll(`${selector} tbody tr`)].map((row) => [
  /profile\\/(\\d+)/.exec(row.querySelector("a").getAttribute("href"))[1],
  ...[...row.querySelectorAll("td")].map((cell) => cell.textContent.trim()),
])"""
QUADRANTS = {1: "hoch unter hohen", 2: "niedrig unter hohen", 3: "niedrig unter niedrigen", 4: "hoch unter niedrigen"}


def figures(visit: Visit, indicator: str, level: str, year: int) -> pd.Series[float]:
    """Ask the open interface for the values of a year by code."""
    asked = f"{visit.server}/api/v1/observations?indicator={indicator}&level={level}&year={year}"
    rows = visit.page.request.get(asked).json()["observations"]
    return pd.Series({row["code"]: row["value"] for row in rows}, name=indicator, dtype=float)


def beside(visit: Visit, level: str) -> dict[str, list[str]]:
    """Find which areas share a part of their border, from the outlines of the open interface."""
    features: Any = visit.page.request.get(f"{visit.server}/api/v1/geometry.geojson?level={level}").json()["features"]
    codes = [one["properties"]["code"] for one in features]
    shapes = [shape(one["geometry"]) for one in features]
    found: dict[str, list[str]] = defaultdict(list)
    for a, b in zip(*STRtree(shapes).query(shapes, predicate="intersects"), strict=True):
        if a != b and shapes[a].intersection(shapes[b]).length > 0:
            found[codes[a]].append(codes[b])
    return found


def read(page: Page, selector: str) -> dict[str, list[str]]:
    return {code: cells for code, *cells in page.evaluate(TABLE, selector)}


def number(text: str) -> float:
    return float(re.sub(r"[^\d,\N{MINUS SIGN}-]", "", text).replace(",", ".").replace("\N{MINUS SIGN}", "-"))


def test_by_mouse_an_index_has_the_scores_ranks_and_sheet_that_numpy_has(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/index")
    page.get_by_role("link", name="Soziale Lage der Kreise", exact=True).click()
    for name in page.locator(".items label.box").all_inner_texts():
        if name.strip() not in {"Arbeitslosenquote", "Haushaltseinkommen"}:
            page.get_by_label(name.strip(), exact=True).uncheck()
    page.get_by_label("Gewicht von Arbeitslosenquote").fill("3")
    page.get_by_label("Indikator hinzufügen").select_option(label="Bruttoverdienst")
    page.get_by_label("Neuestes Jahr").select_option("2019")
    page.get_by_role("button", name="Berechnen").click()
    expect(page.get_by_role("heading", name=re.compile("^Index aus 3 Indikatoren, Kreise, 2019"))).to_be_visible()
    expect(page.get_by_label("Gewicht von Arbeitslosenquote")).to_have_value("3")
    expect(page.get_by_label("Richtung von Bruttoverdienst")).to_have_value("down")
    page.get_by_text(re.compile(r"^Alle übrigen \(2\)$")).click()
    rows = read(page, ".ranked") | read(page, ".rest")
    keys = ("unemployment_rate", "household_income", "gross_pay")
    table = pd.concat([figures(visit, key, "district", 2019) for key in keys], axis=1)
    z = (table - table.mean()) / table.std(ddof=1)
    score = (3 * z["unemployment_rate"] - z["household_income"] - z["gross_pay"]) / 5
    assert set(rows) == set(score.index)
    ranks = score.round(9).rank(ascending=False, method="min").astype(int)
    assert {code: int(cells[0]) for code, cells in rows.items()} == ranks.to_dict()
    for code, cells in rows.items():
        assert abs(number(cells[2]) - score[code]) <= 0.0051
    with page.expect_download() as saving:
        page.get_by_role("link", name="Planungsblatt (PDF)").click()
    assert saving.value.suggested_filename == "index_district_2019_sheet.pdf"
    assert visit.complaints == []


def choose_two(page: Page) -> None:
    """Take out what is chosen and choose the rate of unemployment and the purchasing power."""
    boxes = page.locator(".types-form input:checked")
    while boxes.count():
        boxes.first.uncheck()
    page.get_by_label(re.compile("Arbeitslosenquote: ")).check()
    page.get_by_label(re.compile("Kaufkraft je Einwohner")).check()


def test_by_mouse_types_are_those_that_scikit_learn_finds_area_by_area(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/types")
    page.get_by_label("Ebene").select_option("district")
    page.get_by_role("button", name="Typen bilden").click()
    page.wait_for_url(re.compile("level=district"))
    page.get_by_text("andere wählen").click()
    choose_two(page)
    page.get_by_label("Zahl der Typen").select_option("4")
    page.get_by_role("button", name="Typen bilden").click()
    expect(page.locator(".kind")).to_have_count(4)
    as_scikit_learn_has_it(visit, lambda z: KMeans(4, n_init=STARTS, random_state=1).fit_predict(z))
    code, cells = next(iter(read(page, ".of-areas").items()))
    page.locator(f'.picture path[data-code="{code}"]').hover()
    expect(page.locator("#readout")).to_have_text(re.compile(f": {cells[0]}$"))
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    assert saving.value.suggested_filename.startswith("types_district_")
    assert visit.complaints == []


def test_by_keyboard_types_by_ward_are_those_that_scikit_learn_finds(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/types?level=district&items=unemployment_rate,purchasing_power")
    page.get_by_label("Zahl der Typen").focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("W")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Typen bilden")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".kind")).to_have_count(3)
    as_scikit_learn_has_it(visit, lambda z: AgglomerativeClustering(3, linkage="ward").fit_predict(z))
    head = page.locator(".of-areas").get_by_role("button", name="Silhouette")
    head.press("Enter")
    expect(head.locator("..")).to_have_attribute("aria-sort", "descending")


def as_scikit_learn_has_it(visit: Visit, sort: Callable[[np.ndarray], np.ndarray]) -> None:
    """Compare type and silhouette of each area, and the number of areas of each type in the legend and on the map."""
    page = visit.page
    heads = page.locator(".of-areas thead th").all_inner_texts()[3:]
    years = [int(re.findall(r"\d{4}", head)[0]) for head in heads]
    keys = ("unemployment_rate", "purchasing_power")
    columns = [figures(visit, key, "district", year) for key, year in zip(keys, years, strict=True)]
    table = pd.concat(columns, axis=1).dropna()
    z = ((table - table.mean()) / table.std(ddof=0)).to_numpy()
    found = sort(z)
    means = pd.Series(z[:, 0]).groupby(found).mean().sort_values(ascending=False)
    named = {label: f"Typ {place}" for place, label in enumerate(means.index, 1)}
    rows = read(page, ".of-areas")
    assert {code: cells[0] for code, cells in rows.items()} == {
        code: named[label] for code, label in zip(table.index, found, strict=True)
    }
    for code, apart in zip(table.index, silhouette_samples(z, found), strict=True):
        assert abs(number(rows[code][1]) - apart) <= 0.0051
    counts = [int(text.split()[0]) for text in page.locator(".kind h3 small").all_inner_texts()]
    assert counts == [list(found).count(label) for label in means.index]
    assert page.locator(".picture path[data-code]").count() == len(table)


@pytest.mark.filterwarnings("ignore:The alternative hypothesis:DeprecationWarning")
def test_by_mouse_patterns_lie_where_esda_finds_them_area_by_area(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/patterns")
    page.get_by_label("Indikator", exact=True).select_option(label="Deprivationsindex")
    page.get_by_label("Jahr", exact=True).select_option("")
    page.get_by_role("button", name="Muster zeigen").click()
    told = page.get_by_text(re.compile("Morans I"))
    expect(told.first).to_be_visible()
    expect(page.get_by_text("liegen stark gehäuft beieinander")).to_be_visible()
    page.locator('.picture path[data-code="16053000"]').hover()
    expect(page.locator("#readout")).to_have_text(re.compile("^Jena: .*niedrig unter niedrigen"))
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    assert saving.value.suggested_filename.startswith("patterns_deprivation_index_municipality_")
    values = figures(visit, "deprivation_index", "municipality", 2019).dropna()
    near = {code: [b for b in others if b in values] for code, others in beside(visit, "municipality").items()}
    near = {code: near[code] for code in values.index if near.get(code)}
    weights = W(near, id_order=list(near), silence_warnings=True)
    weights.transform = "r"
    y = values[list(near)].to_numpy()
    moran = re.search(r"Morans I (\d,\d\d)", told.first.inner_text())
    assert moran
    assert abs(number(moran[1]) - Moran(y, weights, permutations=0).I) <= 0.0051
    local = Moran_Local(y, weights, permutations=999, seed=7, n_jobs=1)
    quadrant = dict(zip(near, local.q, strict=True))
    means = dict(zip(near, weights.sparse @ y, strict=True))
    rows = read(page, ".of-areas")
    assert len(rows) > 100
    for code, (pattern, value, mean, _p) in rows.items():
        assert pattern == QUADRANTS[quadrant[code]]
        assert abs(number(value) - values[code]) <= 0.0051
        assert abs(number(mean) - means[code]) <= 0.0051
    # other random neighbourhoods name nearly the same areas, and none that is far from rare
    rare = dict(zip(near, local.p_sim, strict=True))
    assert all(rare[code] < 0.05 for code in rows)
    assert all(code in rows for code, p in rare.items() if p <= 0.002)
    assert visit.complaints == []


def test_by_keyboard_an_indicator_without_patterns_is_told_as_esda_has_it(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/patterns?indicator=cars&level=district&year=2021")
    page.get_by_label("Jahr", exact=True).focus()
    page.keyboard.type("2019")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("year=2019"))
    expect(page.get_by_text("nicht mehr, als es der Zufall mit sich bringt")).to_be_visible()
    values = figures(visit, "cars", "district", 2019).dropna()
    weights = W(dict(beside(visit, "district")), id_order=list(values.index), silence_warnings=True)
    weights.transform = "r"
    np.random.seed(3)  # noqa: NPY002  esda draws from it
    found = Moran(values.to_numpy(), weights, permutations=999)
    assert found.p_sim > 0.05
    assert (
        f"Morans I {found.I:.2f}".replace(".", ",").replace("-", "\N{MINUS SIGN}") in page.locator("main").inner_text()
    )
    assert page.locator(".of-areas").count() == 0


def test_by_keyboard_an_index_of_another_scale_has_the_order_of_the_sums_of_ranks(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/index?items=unemployment_rate:1:up,household_income:1:down&level=district&year=2019")
    scale = page.get_by_label("Gemeinsame Skala")
    scale.focus()
    page.keyboard.type("Platz")
    page.get_by_role("button", name="Berechnen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("standard=rank"))
    one, other = (figures(visit, key, "district", 2019).rank() for key in ("unemployment_rate", "household_income"))
    score = (one + (len(other) + 1 - other)) / 2
    rows = read(page, ".ranked") | read(page, ".rest")
    ranks = score.rank(ascending=False, method="min").astype(int)
    assert {code: int(cells[0]) for code, cells in rows.items()} == ranks.to_dict()
    head = page.locator(".ranked").get_by_role("columnheader", name="Gebiet")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    names = page.locator(".ranked tbody th").all_inner_texts()
    assert names == sorted(names, key=lambda name: name.replace("ö", "o"))
