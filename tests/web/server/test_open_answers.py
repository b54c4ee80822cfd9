"""What programs of others meet: encodings, parts of files, scripts of other pages, unknown methods and words."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.serving import make_server

from atlas.web.server.encodings import chosen_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

VIEW = "indicator=gross_pay&level=district&year=2020"
KEPT = [f"/export/areas.gpkg?{VIEW}", f"/export/data.csv?{VIEW}", f"/api/v1/observations.parquet?{VIEW}"]
FILES = [*KEPT, f"/export/map.svg?{VIEW}"]
PACKED = ["/", "/data", f"/api/v1/observations?{VIEW}", f"/export/map.svg?{VIEW}", f"/export/areas.geojson?{VIEW}"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0", ""),
        ("br; q=0", ""),
        ("gzip;q=0, br;q=0", ""),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, *", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("identity, br;q=0.5", ""),
        ("zstd", ""),
        ("brotli", ""),
    ],
)
def test_the_encoding_is_the_one_that_the_client_likes_best(accepted: str, chosen: str) -> None:
    assert chosen_encoding(accepted) == chosen


@given(st.text("brgzip;q=0.1*, ", max_size=30))
def test_an_encoding_that_is_nowhere_named_is_never_chosen(accepted: str) -> None:
    chosen = chosen_encoding(accepted)
    assert not chosen or chosen in accepted or "*" in accepted


@pytest.mark.parametrize("path", PACKED)
@pytest.mark.parametrize("refused", ["br;q=0", "gzip;q=0, br;q=0", "*;q=0"])
def test_a_refused_encoding_is_not_sent(client: FlaskClient, path: str, refused: str) -> None:
    assert client.get(path, headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"
    for _again in range(2):
        assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": refused}).headers


@pytest.mark.parametrize("path", FILES)
def test_a_part_of_a_file_is_sent_alone(client: FlaskClient, path: str) -> None:
    whole = client.get(path)
    size = len(whole.data)
    assert (whole.headers["Accept-Ranges"], whole.headers["Content-Length"]) == ("bytes", str(size))
    for asked, part in (("0-9", whole.data[:10]), (f"{size - 5}-", whole.data[-5:]), ("-7", whole.data[-7:])):
        answer = client.get(path, headers={"Range": f"bytes={asked}", "Accept-Encoding": "br"})
        assert (answer.status_code, answer.data) == (206, part)
        start = whole.data.index(part) if asked == "0-9" else size - len(part)
        assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{size}"
        assert answer.headers["ETag"] == whole.headers["ETag"]
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", FILES)
def test_a_part_that_is_not_there_is_refused_with_the_length_of_the_file(client: FlaskClient, path: str) -> None:
    size = len(client.get(path).data)
    answer = client.get(path, headers={"Range": f"bytes={size}-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize("path", FILES)
def test_a_part_of_another_state_of_the_file_is_the_whole(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    asked = {"Range": "bytes=0-9"}
    assert client.get(path, headers=asked | {"If-Range": tag}).status_code == 206
    assert client.get(path, headers=asked | {"If-Range": '"older"'}).status_code == 200
    for known in (tag, "*", f'"older", {tag}'):
        assert client.get(path, headers=asked | {"If-None-Match": known}).status_code == 304


@pytest.mark.parametrize("path", [f"/api/v1/observations?{VIEW}", "/", f"/export/map.svg?{VIEW}", "/catalog.ttl"])
def test_whoever_has_any_state_gets_none_again(client: FlaskClient, path: str) -> None:
    for _again in range(2):
        answer = client.get(path, headers={"If-None-Match": "*"})
        assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize("path", FILES)
def test_the_head_of_a_file_tells_its_length_without_it(client: FlaskClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.fixture
def served(client: FlaskClient) -> Iterator[tuple[str, list[str]]]:
    """Serve the atlas; give its address and a list of the statuses that it answers with."""
    statuses: list[str] = []

    def watched(environ: Any, start_response: Any) -> Any:
        def start(status: str, headers: Any, *rest: Any) -> Any:
            statuses.append(status)
            return start_response(status, headers, *rest)

        return client.application(environ, start)

    server = make_server("127.0.0.1", 0, watched, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", statuses
    server.shutdown()
    thread.join()
    server.server_close()


def test_gdal_reads_a_package_over_the_network_in_parts(served: tuple[str, list[str]]) -> None:
    address, statuses = served
    source = f"/vsicurl/{address}{KEPT[0]}&detail=fine"
    read = f"import pyogrio; print(pyogrio.read_dataframe({source!r}, layer='areas').value.notna().sum())"
    # a process of its own: GDAL would wait for the server while it holds the lock that the server needs
    ended = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, timeout=120, check=False)
    assert (ended.stdout.strip(), ended.returncode) == ("22", 0), ended.stderr
    assert any(status.startswith("206") for status in statuses)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/export/areas.geojson?{VIEW}", 200),
        (f"/export/map.svg?{VIEW}", 200),
        ("/catalog.ttl", 200),
        ("/api/v1/openapi.json", 200),
        ("/api/v1/nothing", 404),
        ("/export/data.doc", 404),
        ("/api/v1/observations?indicator=carz", 400),
        ("/export/data.csv?level=galaxy", 400),
    ],
)
def test_scripts_of_other_pages_may_read_answers_and_errors(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path, headers={"Origin": "https://example.org"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")
    assert "Content-Range" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("path", ["/api/v1/observations", "/export/areas.geojson", "/catalog.jsonld"])
def test_a_browser_that_asks_before_is_told_what_it_may_send(client: FlaskClient, path: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = client.options(path, headers=asked | {"Access-Control-Request-Headers": "if-none-match,x-requested-with"})
    assert answer.status_code == 200
    allowed = answer.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"if-none-match", "x-requested-with", "range"} <= set(allowed)
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_pages_for_people_are_not_read_by_scripts_of_others(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/data").headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["/api/v1/observations", "/export/data.csv", "/catalog.ttl", "/data"])
def test_a_method_that_is_not_there_is_told_those_that_are(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/export/data.csv?scope=zzz", "scope"),
        ("/export/data.csv?bom=yes", "bom"),
        ("/export/data.csv?semicolon=2", "semicolon"),
        ("/export/areas.geojson?detail=zzz", "detail"),
        ("/export/all.zip?foo=bar", "foo"),
        ("/export/map.svg?foo=bar", "foo"),
        ("/export/map.svg?download=zzz", "download"),
        ("/export/map.svg?download=1&download=0", "download"),
        ("/export/profile/16055.pdf?territory=2016-01-01&territory=2021-12-31", "territory"),
        ("/catalog.ttl?foo=bar", "foo"),
        ("/catalog.jsonld?indicator=cars", "indicator"),
        ("/export/data.csv?indicator=cars&indicator=gross_pay", "indicator"),
        ("/api/v1/observations?indicator=cars&indicator=gross_pay", "indicator"),
        ("/api/v1/regions?level=state&level=district", "level"),
    ],
)
def test_a_word_that_would_be_passed_over_is_refused(client: FlaskClient, path: str, named: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert named in answer.json["error"]["message"]


def test_a_refused_view_is_told_in_one_language_and_shows_nothing(client: FlaskClient) -> None:
    error = client.get("/export/data.csv?year=1789").json["error"]
    assert error["message"].startswith("Keine Daten für")
    assert "gezeigt" not in error["message"]
    assert error["hint"].startswith("\N{LATIN CAPITAL LETTER O WITH DIAERESIS}ffnen Sie dieselbe Anfrage")


def test_files_of_exports_stay_out_of_search_engines(client: FlaskClient) -> None:
    assert client.get(FILES[1]).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/data").headers
