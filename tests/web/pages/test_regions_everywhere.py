from __future__ import annotations

import io
import json
import re
from html import unescape

import pandas as pd
import pytest
from pypdf import PdfReader

from atlas.data.regions.address import regions_address
from atlas.data.regions.definition import Draft, made_regions
from atlas.model import Level
from tests.shared import shipped_app, shipped_atlas

client = shipped_app().server.test_client()
atlas = shipped_atlas()
DATE = atlas.scope.territory
AREAS = atlas.areas[DATE]
DISTRICTS = [d for d in atlas.codes(Level.DISTRICT, DATE) if sum(a.parent == d for a in AREAS.values()) > 20]
INSIDE = [c for c in atlas.codes(Level.MUNICIPALITY, DATE) if AREAS[c].parent == DISTRICTS[0]]
SOCIAL = made_regions(
    [Draft("Süd & West", tuple(INSIDE[:5])), Draft("Nord", tuple(INSIDE[5:9])), Draft("Kreis", (DISTRICTS[1],))],
    DATE,
    atlas.areas,
)
WORD = regions_address(SOCIAL, AREAS)
VIEW = f"indicator=population&level=social_region&social_regions={WORD}"


def population(codes: tuple[str, ...], year: int) -> float:
    figures = atlas.figures(atlas.indicator("population"), Level.MUNICIPALITY, DATE)
    return sum(figures.value(year, c) or 0 for c in codes)


def test_the_open_interface_and_the_file_tell_the_sums_of_the_municipalities() -> None:
    told = client.get(f"/api/v1/observations?{VIEW}").json["observations"]
    assert {row["code"] for row in told} == {"R01", "R02", "R03"}
    for row in told:
        codes = SOCIAL.regions[int(row["code"][1:]) - 1].codes
        if row["code"] != "R03" and row["value"] is not None:
            assert row["value"] == population(codes, row["year"])
    csv = pd.read_csv(io.BytesIO(client.get(f"/export/data.csv?{VIEW}").data), comment="#")
    newest = max(row["year"] for row in told)
    first = csv[(csv["code"] == "R01") & (csv["year"] == newest)]
    assert first["value"].tolist() == [population(SOCIAL.regions[0].codes, newest)]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/embed",
        "/compare/",
        "/compare/maps",
        "/data",
        "/types",
        "/patterns",
        "/publish/map",
        "/publish/embed",
        "/export/map.svg",
        "/export/map.pdf",
        "/export/map.png",
        "/export/data.xlsx",
        "/export/areas.geojson",
        "/export/areas.gpkg",
    ],
)
def test_regions_are_shown_wherever_a_view_is(path: str) -> None:
    answer = client.get(f"{path}?{VIEW.replace('population', 'unemployed_per_100')}&regions=R01")
    assert answer.status_code == 200, answer.text[:300]
    if answer.mimetype == "text/html" and not path.startswith("/publish"):
        assert "Süd &amp; West" in answer.text or "Sozialregionen" in answer.text


def test_the_profile_of_a_region_is_that_of_its_district_where_it_is_one() -> None:
    def values(address: str) -> dict[str, str]:
        title = r'<th role="rowheader" scope="row"[^>]*><a[^>]*>([^<]+)</a></th>'
        value = r'<td[^>]*data-label="Wert"><span><strong[^>]*>([^<]+)</strong>'
        return dict(re.findall(rf"{title}\s*{value}", client.get(address).text))

    ours, theirs = values(f"/profile/R03?social_regions={WORD}"), values(f"/profile/{DISTRICTS[1]}")
    assert len(theirs) > 30
    # what is published of municipalities alone is added up for a region, never for a district
    assert {title: ours.get(title) for title in theirs} == theirs


def test_a_region_without_figures_of_an_indicator_says_so_once() -> None:
    page = client.get(f"/profile/R01?social_regions={WORD}").text
    assert "lässt sich für diese Region nicht zusammenrechnen" in page


@pytest.mark.parametrize("path", ["/export/profile/R01.pdf", "/export/profile/R01.docx", "/export/ages/R01.csv"])
def test_a_region_has_a_report_and_ages(path: str) -> None:
    answer = client.get(f"{path}?social_regions={WORD}")
    assert answer.status_code == 200
    assert len(answer.data) > 5000


def test_the_outlines_of_the_map_hold_the_regions() -> None:
    page = client.get(f"/?{VIEW}").text
    view = json.loads(re.findall(r'id="first-view" type="application/json">(.*?)</script>', page, re.DOTALL)[0])
    found = json.loads(client.get(view["files"]["areas"]["coarse"]).data)
    names = {f["properties"]["code"]: f["properties"]["name"] for f in found["features"]}
    assert names == {"R01": "Süd & West", "R02": "Nord", "R03": "Kreis"}
    regions = client.get(view["files"]["regions"]).json
    assert regions["names"] == ["Süd & West", "Nord", "Kreis"]


@pytest.mark.parametrize("path", ["/export/map.svg", "/export/data.csv", "/api/v1/regions", "/export/profile/R01.pdf"])
@pytest.mark.parametrize("word", ["1cut", WORD[:-9], "x" * 7000])
def test_a_file_of_a_cut_link_is_refused_with_the_reason(path: str, word: str) -> None:
    answer = client.get(f"{path}?social_regions={word}")
    assert answer.status_code == 400
    assert "gekürzt oder verändert" in answer.json["error"]["message"] or path.startswith("/api")


@pytest.mark.parametrize("path", ["/", "/compare/", "/types", "/patterns", "/index", "/data", "/profile/R01"])
def test_a_page_of_a_cut_link_says_so_and_shows_something_else(path: str) -> None:
    answer = client.get(f"{path}?level=social_region&social_regions={WORD[:-9]}")
    assert "gekürzt oder verändert" in unescape(answer.text)
    assert answer.status_code == (404 if path.startswith("/profile") else 200)


def test_a_notice_says_why_an_indicator_has_no_figures_for_regions() -> None:
    page = unescape(client.get(f"/?indicator=unemployment_rate&level=social_region&social_regions={WORD[:0]}").text)
    assert "keine Sozialregionen gezeichnet" in page
    social = made_regions([Draft("Süd", tuple(INSIDE[:5]))], DATE, atlas.areas)
    word = regions_address(social, AREAS)
    page = unescape(client.get(f"/?indicator=unemployment_rate&level=social_region&social_regions={word}").text)
    assert "lässt sich nicht zu diesen Sozialregionen zusammenrechnen" in page


def test_a_print_of_regions_names_them_and_leaves_out_a_code_that_no_camera_reads() -> None:
    short = client.get(f"/export/map.svg?{VIEW.replace('population', 'unemployed_per_100')}").text
    assert "Süd &amp; West" in short
    assert 'class="ground"' in short
    every = atlas.codes(Level.MUNICIPALITY, DATE)
    many = made_regions([Draft(f"Region {n}", every[n::40]) for n in range(40)], DATE, atlas.areas)
    query = f"indicator=unemployed_per_100&level=social_region&social_regions={regions_address(many, AREAS)}"
    long = client.get(f"/export/map.svg?{query}")
    assert long.status_code == 200
    assert ('class="qr"' in short, 'class="qr"' in long.text) == (True, False)
    assert client.get(f"/export/qr.svg?{query}").status_code in {200, 414}


@pytest.mark.parametrize("level", ["whole", "social_region"])
def test_outlines_of_a_level_without_areas_are_refused(level: str) -> None:
    answer = client.get(f"/api/v1/geometry.geojson?level={level}")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "no_areas")


def test_regions_have_a_planning_sheet_with_what_they_hold() -> None:
    answer = client.get(f"/export/regions.sheet.pdf?social_regions={WORD}")
    assert answer.status_code == 200, answer.text[:300]
    reader = PdfReader(io.BytesIO(answer.data))
    told = " ".join(page.extract_text() for page in reader.pages)
    assert 2 <= len(reader.pages) <= 8
    assert all(part in told for part in ("Süd & West", "Was die Regionen enthalten", "Ihre Gemeinden", "Quellen"))
    assert AREAS[INSIDE[0]].name in told
    newest = atlas.figures(atlas.indicator("population"), Level.MUNICIPALITY, DATE).years[-1]
    assert f"{population(SOCIAL.regions[0].codes, newest):.0f}" in re.sub(r"[^0-9a-z]", "", told)


def test_a_sheet_of_no_regions_and_of_unknown_words_is_refused() -> None:
    assert client.get("/export/regions.sheet.pdf").json["error"]["code"] == "no_regions"
    assert client.get(f"/export/regions.sheet.pdf?social_regions={WORD}&colour=x").status_code == 400


def test_the_map_of_regions_is_in_their_colours() -> None:
    drawing = client.get(f"/export/regions.svg?social_regions={WORD}").text
    assert all(region.colour in drawing for region in SOCIAL.regions)
