"""Exports over HTTP: formats, file names, caching, bounds, and what is refused how."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
import segno
from pypdf import PdfReader

from app import create_app
from atlas.model import Level
from atlas.settings import from_environment
from atlas.views.profile.page import profile
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")
QUERY = "indicator=gross_pay&level=district&year=2020"


@pytest.mark.parametrize(
    ("suffix", "mimetype", "start"),
    [("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG"), ("pdf", "application/pdf", b"%PDF-1.7")],
)
def test_each_format_answers_with_its_type_and_a_name(
    client: FlaskClient, suffix: str, mimetype: str, start: bytes
) -> None:
    answer = client.get(f"/export/map.{suffix}?{QUERY}&sheet=slide&dpi=72")
    assert answer.status_code == 200
    assert answer.mimetype == mimetype
    assert answer.data.startswith(start)
    assert answer.headers["Content-Disposition"] == f'inline; filename="gross_pay_district_2020.{suffix}"'
    saved = client.get(f"/export/map.{suffix}?{QUERY}&sheet=slide&dpi=72&download=1")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    again = client.get(
        f"/export/map.{suffix}?{QUERY}&sheet=slide&dpi=72", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("map.gif", 404, "unknown_format"),
        ("map.png?dpi=0", 400, "unknown_dpi"),
        ("map.png?dpi=1000000", 400, "unknown_dpi"),
        ("map.png?dpi=%D9%A3%D9%A0%D9%A0", 400, "unknown_dpi"),
        ("map.png?sheet=wall", 400, "unknown_sheet"),
        ("map.png?variant=sepia", 400, "unknown_variant"),
        ("map.svg?text=drawn", 400, "unknown_text"),
        ("map.pdf?text=outlines", 400, "unknown_text"),
        ("map.svg?download=yes", 400, "unknown_download"),
        ("map.png?indicator=nothing", 400, "unknown_view"),
        ("map.png?regions=99999999", 400, "unknown_view"),
        ("map.png?colour=red", 400, "unknown_view"),
        ("map.png?year=1789", 400, "unknown_view"),
        (f"map.png?regions={','.join(['16055000'] * 10_000)}", 414, "query_too_long"),
        ("other.png", 404, "not_found"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_the_one_shape(
    client: FlaskClient, path: str, status: int, code: str
) -> None:
    answer = client.get(f"/export/{path}")
    assert answer.status_code == status
    assert answer.json["error"]["code"] == code
    assert set(answer.json["error"]) == {"code", "message", "hint"}
    assert "no-store" in answer.headers["Cache-Control"]


def figure(pdf: bytes) -> str:
    """Read what those hear who do not see the map."""
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    (document,) = (kid.get_object() for kid in root["/StructTreeRoot"]["/K"])
    return next(str(kid.get_object()["/Alt"]) for kid in document["/K"] if "/Alt" in kid.get_object())


def test_the_document_is_archivable_and_says_its_classes_and_source(client: FlaskClient) -> None:
    answer = client.get(f"/export/map.pdf?{QUERY}")
    root: Any = PdfReader(io.BytesIO(answer.data)).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    for standard in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert standard in metadata
    assert "Gebiete je Klasse: " in figure(answer.data)
    assert "© BBSR Bonn, INKAR" in figure(answer.data)
    assert "Grautöne" not in figure(answer.data)
    assert "Grautöne" in figure(client.get(f"/export/map.pdf?{QUERY}&variant=grey").data)


def test_a_title_of_ones_own_stands_on_each_format_and_the_next_one_is_not_mixed_up_with_it(
    client: FlaskClient,
) -> None:
    plain = client.get(f"/export/map.svg?{QUERY}").text
    own = client.get(f"/export/map.svg?{QUERY}&title=L%C3%B6hne %26 <Miete>").text
    assert "Löhne &amp; &lt;Miete&gt;</text>" in own
    assert "stammt nicht vom Atlas" in own
    assert "stammt nicht vom Atlas" not in plain
    pdf = [client.get(f"/export/map.pdf?{QUERY}&title={title}").data for title in ("A%26B", "C", "")]
    said = [PdfReader(io.BytesIO(data)).metadata for data in pdf]
    assert [m.title for m in said if m] == ["A&B", "C", said[2].title if said[2] else ""]
    assert all(m and "Kreise, 2020" in (m.subject or "") for m in said)
    assert client.get(f"/export/map.svg?{QUERY}").text == plain
    pictures = {client.get(f"/export/map.png?{QUERY}&dpi=72&title={title}").data for title in ("A", "B", "")}
    assert len(pictures) == 3


def test_the_page_offers_titles_and_whose_values_make_the_classes(client: FlaskClient) -> None:
    change = "indicator=unemployed_per_100&level=district&year=2021&change_from=2005"
    for query, over in ((QUERY, "year"), (f"{QUERY}&breaks_over=all", "all"), (change, "all")):
        page = client.get(f"/publish/map?{query}&title=A%26B").text
        assert f'<option value="{over}" selected>' in page
        assert 'name="title" value="A&amp;B"' in page
        assert page.count('name="breaks_over"') == 1
        assert len(re.findall(r'href="[^"]+title=A%26B[^"]*" data-picture', page)) == 4
    of_year, of_all = (client.get(f"/export/map.svg?{change}&breaks_over={o}").text for o in ("year", "all"))
    assert "Klassen nur aus den Werten von 2021" in of_year
    assert "Klassen aus den Werten aller Jahre" in of_all
    assert 'name="breaks_over"' not in client.get("/publish/map?indicator=population&level=municipality").text


def test_a_title_that_cannot_be_set_is_refused_and_the_page_says_why(client: FlaskClient) -> None:
    for title, fault in (
        ("x" * 121, "121 Zeichen gefunden, höchstens 120"),
        ("%00", "U+0000"),
        ("%E6%BC%A2", "U+6F22"),
    ):
        answer = client.get(f"/export/map.pdf?{QUERY}&title={title}")
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "unknown_title")
        assert fault in answer.json["error"]["message"]
        page = client.get(f"/publish/map?{QUERY}&title={title}").text
        assert fault in page
        assert "Gezeigt wird der Titel der Karte." in page
        assert not re.search(r'(?:href|src)="[^"]*title=', page)


def test_type_comes_as_text_or_as_outlines(client: FlaskClient) -> None:
    text, outlines = (client.get(f"/export/map.svg?{QUERY}{more}").text for more in ("", "&text=outlines"))
    assert "Kreise, 2020" in text[text.index("<text ") :]
    assert "<text " not in outlines
    page = client.get(f"/publish/map?{QUERY}&text=outlines").text
    saved = dict(re.findall(r'<a href="([^"]+)" data-picture="(svg|png|pdf)">', page))
    assert {suffix: "text=outlines" in url for url, suffix in saved.items()} == {
        "svg": True,
        "png": False,
        "pdf": False,
    }


@pytest.mark.parametrize("key", ["indicator", "level", "year", "download", "sheet"])
def test_a_line_break_in_the_query_never_reaches_a_header(client: FlaskClient, key: str) -> None:
    answer = client.get(f"/export/map.svg?{QUERY}&{key}=x%0d%0aSet-Cookie:%20a=b%22;")
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers
    assert "a=b" not in str(answer.headers)


def test_a_report_holds_every_figure_of_the_profile_and_is_tagged(client: FlaskClient, atlas: Atlas) -> None:
    answer = client.get("/export/profile/16055.pdf")
    assert answer.mimetype == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.data))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "<pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode()
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    page = profile(atlas, atlas.areas[DEFAULT_TERRITORY]["16055"], DEFAULT_TERRITORY, words)
    rows = [row for part in page.fields for row in part.rows]
    indicators = atlas.catalogue.indicators.values()
    shown = {i.id for i in indicators if set(atlas.levels(i, DEFAULT_TERRITORY)) - {Level.STATE}}
    assert {row.indicator.id for row in rows} == shown
    plain = text.replace("\N{SOFT HYPHEN}", "").replace(" ", "")
    for row in rows:
        number = row.value.replace("\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}").split("\N{NO-BREAK SPACE}")[0]
        assert "".join(number.split()) in "".join(plain.split())
    for part in (
        "© BBSR Bonn, INKAR (Daten verändert)",
        "Gebietsstand 31.12.2021",
        "Weimar",
        "Rang 1 hat der höchste Wert",
    ):
        assert part in text
    for code in ("16055", "16055000"):
        assert client.get(f"/export/profile/{code}.pdf").data == answer.data


def test_a_report_to_edit_is_saved_and_both_stand_on_the_profile_page(client: FlaskClient) -> None:
    answer = client.get("/export/profile/16061001.docx")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="profile_16061001.docx"'
    assert answer.data.startswith(b"PK")
    page = client.get("/profile/16061001").text
    for suffix, name in (("pdf", "Bericht als PDF"), ("docx", "Bericht zum Bearbeiten (Word)")):
        assert f'<a href="/export/profile/16061001.{suffix}">{name}</a>' in page
    assert client.get("/export/profile/16061001.odt").status_code == 404
    assert client.get("/export/profile/99999.docx").json["error"]["code"] == "unknown_region"


@pytest.mark.parametrize(
    ("path", "status"),
    [("99999", 404), ("16063?territory=2016-01-01", 200), ("16055?territory=x", 400), ("16055?colour=red", 400)],
)
def test_a_report_of_what_is_not_there_is_refused(client: FlaskClient, path: str, status: int) -> None:
    code, mark, query = path.partition("?")
    answer = client.get(f"/export/profile/{code}.pdf{mark}{query}")
    assert answer.status_code == status
    if status != 200:
        assert set(answer.json["error"]) == {"code", "message", "hint"}


def test_only_get_is_understood(client: FlaskClient) -> None:
    answer = client.post("/export/map.svg")
    assert answer.status_code == 405
    assert answer.json["error"]["hint"] == "use GET"


def test_a_client_that_asks_too_often_is_told_when_to_come_back_and_kept_files_do_not_count() -> None:
    client = create_app(from_environment({"ATLAS_EXPORTS_PER_MINUTE": "2"})).server.test_client()
    years = [client.get(f"/export/map.svg?indicator=gross_pay&level=district&year={y}") for y in (2018, 2019, 2020)]
    assert [a.status_code for a in years] == [200, 200, 429]
    assert 1 <= int(years[2].headers["Retry-After"]) <= 60
    assert years[2].json["error"]["code"] == "too_many_requests"
    assert client.get("/export/map.svg?indicator=gross_pay&level=district&year=2018").status_code == 200


def test_behind_a_trusted_proxy_clients_are_told_apart() -> None:
    settings = from_environment({"ATLAS_EXPORTS_PER_MINUTE": "1", "ATLAS_PROXIES": "1"})
    client = create_app(settings).server.test_client()
    asked = [("10.0.0.1", 2018), ("10.0.0.2", 2019), ("10.0.0.1", 2020)]
    answers = [
        client.get(
            f"/export/map.svg?indicator=gross_pay&level=district&year={year}", headers={"X-Forwarded-For": address}
        )
        for address, year in asked
    ]
    assert [a.status_code for a in answers] == [200, 200, 429]


def test_the_address_on_a_sheet_is_the_public_one(proxied: FlaskClient) -> None:
    answer = proxied.get(f"/thueringen/export/map.svg?{QUERY}", headers={"Host": "127.0.0.1:8051"})
    assert "https://atlas.example.org/thueringen/?indicator=gross_pay" in answer.text
    assert "127.0.0.1" not in answer.text


def test_a_qr_code_holds_the_public_address_of_its_view_alone(client: FlaskClient) -> None:
    query = "indicator=gross_pay&level=district&year=2020&regions=16055"
    answer = client.get(f"/export/qr.svg?{query}")
    expected = io.BytesIO()
    code = segno.make_qr(f"http://localhost/?{query}", error="m")
    code.save(expected, kind="svg", scale=4, light="#ffffff", xmldecl=False)
    assert answer.data == expected.getvalue()
    assert answer.mimetype == "image/svg+xml"
    assert answer.data != client.get(f"/export/qr.svg?{query.replace('16055', '16051')}").data
    assert client.get("/export/qr.svg?indicator=nothing").status_code == 400
    assert client.get(f"/export/qr.svg?{query}&address=https://example.org").json["error"]["code"] == "unknown_view"
