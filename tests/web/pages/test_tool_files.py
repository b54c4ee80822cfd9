"""Files of the planning tools: their sheets say what their pages say, they are read strictly and made once."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import openpyxl
import pytest

from atlas.model import Level
from atlas.views.types.choose import offered
from atlas.web.pages import tool_files
from tests.pdf_pages import read_pdf
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    import pypdf
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

DISTRICTS = "items=unemployment_rate:2:up,household_income:1:down&level=district&year=2023"
THREE = DISTRICTS.replace("items=", "items=cars,")
SHEETS = [
    ("index", DISTRICTS, ("Rezept", "Rangliste: die ersten 20", "Was ein Index nicht sagt", "Quellen")),
    ("index", f"{DISTRICTS}&change_from=2015&show=cross", ("Index und Veränderung", "2: ")),
    ("index", THREE, ("Gewichte aus den Daten",)),
    ("index", f"{DISTRICTS}&show=pair", ("Im oberen Drittel von beiden",)),
    ("index", "items=unemployed_per_100,lone_parents&level=municipality", ("hat keinen Index",)),
    ("types", "", ("Rezept", "Was die Typen ausmacht", "Alle Gebiete nach Typ", "Was Typen nicht sagen", "Quellen")),
    ("types", "level=district&k=2&items=unemployment_rate,household_income", ("Mittelwerte der Typen", "Erfurt")),
    ("types", "k=10&method=ward", ("Wie viele Typen", "Verfahren: Ward")),
    ("patterns", "", ("Rezept", "Was die Muster bedeuten", "Auffällige Gebiete", "Was es nicht sagt", "Quellen")),
    ("patterns", "indicator=cars&level=district", ("Kein Gebiet fällt", "Die 10 höchsten und die 10 niedrigsten")),
    ("patterns", "indicator=deprivation_index&level=municipality", ("niedrig unter hohen", "Bobeck")),
]
WRONG = [
    ("colour=red", 400, "colour"),
    ("level=distr", 400, "distr"),
    ("level=district&level=municipality", 400, "level"),
    ("release=000000000000", 410, "000000000000"),
    ("title=" + "x" * 5000, 414, "5006"),
    ("sheet=a0", 400, "sheet"),
]


def book(client: FlaskClient, address: str) -> pypdf.PdfReader:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.text[:300]
    assert b"pdfuaid" in answer.data
    return read_pdf(answer.data)


def bare(text: str) -> str:
    """Take out what line ends add or swallow."""
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}-]", "", text)


def tags(node: Any) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for kid in node for tag in tags(kid)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/S"])] if "/S" in node else []), *tags(node.get("/K", []))]


@pytest.mark.parametrize(("tool", "query", "parts"), SHEETS)
def test_a_planning_sheet_is_tagged_and_says_what_the_page_says(
    client: FlaskClient, tool: str, query: str, parts: tuple[str, ...]
) -> None:
    sheet = book(client, f"/export/{tool}.sheet.pdf?{query}")
    root: Any = sheet.trailer["/Root"]
    assert 2 <= len(sheet.pages) <= 8
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert {"/H1", "/H2", "/Figure", "/Table", "/TH", "/TD", "/Link", "/L"} <= set(tags(root["/StructTreeRoot"]))
    said = bare(" ".join(page.extract_text() for page in sheet.pages))
    for part in parts:
        assert bare(part) in said
    page = client.get(f"/{tool}?{query}").text
    named = re.findall(r'<th scope="row"><a href="[^"]*/profile/[^"]*">([^<]+)</a></th>', page)
    if tool != "patterns" or named:
        assert bare(named[0]) in said


@pytest.mark.parametrize(("tool", "query", "parts"), SHEETS)
def test_the_link_of_a_sheet_shows_the_very_same_view(
    client: FlaskClient, tool: str, query: str, parts: tuple[str, ...]
) -> None:
    assert parts
    sheet = book(client, f"/export/{tool}.sheet.pdf?{query}")
    links = {
        str(link.get_object()["/A"]["/URI"])
        for page in sheet.pages
        for link in page.get("/Annots", [])
        if "/URI" in link.get_object()["/A"]
    }
    (address,) = [link for link in links if f"/{tool}?" in link]
    assert "release=" in address
    shown, asked = (
        client.get(page).text
        for page in (urlsplit(address)._replace(netloc="", scheme="").geturl(), f"/{tool}?{query}")
    )
    picture = re.compile(r'<div class="picture-map">.*?</section></div>', re.DOTALL)
    assert picture.findall(shown) == picture.findall(asked)
    assert len(picture.findall(shown)) == 1
    assert 'id="notice"' not in shown


@pytest.mark.parametrize(("level", "k"), [(Level.DISTRICT, 10), (Level.MUNICIPALITY, 10), (Level.MUNICIPALITY, 2)])
def test_a_sheet_of_every_indicator_that_nearly_all_areas_have_keeps_to_eight_pages(
    client: FlaskClient, atlas: Atlas, level: Level, k: int
) -> None:
    areas = len(atlas.codes(level, DEFAULT_TERRITORY))
    possible = offered(atlas, level, DEFAULT_TERRITORY)
    newest = {i.id: atlas.figures(i, level, DEFAULT_TERRITORY).values[-1] for i in possible}
    known = [key for key, values in newest.items() if np.isfinite(values).sum() > 0.7 * areas]
    assert len(known) > 20
    assert len(book(client, f"/export/types.sheet.pdf?level={level}&k={k}&items={','.join(known)}").pages) <= 8


@pytest.mark.parametrize("tool", ["index", "types", "patterns"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "svg", "sheet.pdf"])
@pytest.mark.parametrize(("query", "status", "named"), WRONG)
def test_a_file_of_something_else_than_was_asked_for_is_refused(
    client: FlaskClient, tool: str, suffix: str, query: str, status: int, named: str
) -> None:
    answer = client.get(f"/export/{tool}.{suffix}?{query}")
    assert answer.status_code == status
    error = answer.json["error"]  # type: ignore[index]
    assert named in error["message"]
    assert set(error) == {"code", "message", "hint"}


@pytest.mark.parametrize("suffix", ["svg", "sheet.pdf", "xlsx"])
@pytest.mark.parametrize("tool", ["index", "types", "patterns"])
def test_a_file_is_made_once_however_often_it_is_asked_for(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tool: str, suffix: str
) -> None:
    worked: list[str] = []
    made = tool_files._worked
    monkeypatch.setattr(tool_files, "_worked", lambda *given: worked.append(tool) or made(*given))
    query = "items=unemployment_rate,cars" if tool == "index" else "k=3" if tool == "types" else "indicator=cars"
    address = f"/export/{tool}.{suffix}?{query}&level=district&year=2019"
    first, again = client.get(address), client.get(address)
    assert first.status_code == again.status_code == 200
    assert first.data == again.data
    assert worked == [tool]


def test_the_workbook_of_patterns_holds_areas_patterns_and_captions(client: FlaskClient) -> None:
    query = "?indicator=unemployed_per_100&level=municipality&year=2021"
    opened = openpyxl.load_workbook(io.BytesIO(client.get(f"/export/patterns.xlsx{query}").data))
    values, patterns, captions = opened.worksheets
    assert values.max_row == 632
    heads = [cell.value for cell in values[1]]
    hidden = [row for row in values.iter_rows(min_row=2, values_only=True) if row[heads.index("Wert")] is None]
    assert len(hidden) == 92
    assert {cell for row in hidden for cell in row[5:]} == {None}
    counts = dict(patterns.iter_rows(min_row=2, max_col=2, values_only=True))
    assert sum(map(int, counts.values())) == 631 - 92
    assert any("Morans I" in str(cell.value) for row in captions.iter_rows() for cell in row)
