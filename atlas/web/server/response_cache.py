"""Answers that are given again without waking the application: a thin layer before it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.http import is_resource_modified, parse_range_header
from werkzeug.wrappers import Response

from atlas.web.server.encodings import chosen_encoding
from atlas.web.server.lru import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ANSWERS_BYTES = 48_000_000
LONGEST_KEPT_QUERY = 500
#: What an answer needs beside its body in memory, roughly.
OVERHEAD = 1000
#: Headers by which a client asks for less than the whole answer.
PARTIAL = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_NONE_MATCH")


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer."""

    headers: list[tuple[str, str]]
    short: list[tuple[str, str]]
    etag: str
    body: bytes

    def __len__(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + OVERHEAD


class QuickAnswers:
    """WSGI layer: keeps public answers by address and encoding, answers 304 by their ETag and parts of them (206).

    Parameters
    ----------
    inner : WSGI application
        The atlas.
    starts : tuple of str
        Paths that begin so may be kept.
    pages : set of str
        Other paths that may be. All these answers depend on host, path, query, encoding and release alone.
    release : callable
        Names the release that is shown; what was answered under another one is never given again.
    """

    def __init__(
        self,
        inner: WSGIApplication,
        starts: tuple[str, ...],
        pages: frozenset[str] = frozenset(),
        release: Callable[[], str] = lambda: "",
    ) -> None:
        self.inner, self.starts, self.pages, self.release = inner, starts, pages, release
        self.kept: Kept[Answer] = Kept(ANSWERS_BYTES)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path, query, method = environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ["REQUEST_METHOD"]
        # a part is one of the plain bytes: of packed ones nobody could tell what it holds
        packed = "" if "HTTP_RANGE" in environ else chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        environ["HTTP_ACCEPT_ENCODING"] = packed
        plain = method in {"GET", "HEAD"} and len(query) <= LONGEST_KEPT_QUERY
        if not plain or not (path.startswith(self.starts) or path in self.pages):
            return self.inner(environ, start_response)
        key = (environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), path, query, packed, self.release())
        answer = self.kept.get(key)
        if answer is None:
            # the whole answer is kept, also for a client that has it or wants a part
            asked = {name: environ.pop(name) for name in PARTIAL if name in environ}
            response = Response.from_app(self.inner, environ | {"REQUEST_METHOD": "GET"}, buffered=True)
            cache = response.headers.get("Cache-Control", "")
            if (
                response.status_code != HTTPStatus.OK
                or not cache.startswith("public")
                or "ETag" not in response.headers
            ):
                return response(environ, start_response)
            answer = _finished(response)
            self.kept.put(key, answer)
            environ.update(asked)
        wanted = environ.get("HTTP_IF_NONE_MATCH", "")
        if wanted and (answer.etag in wanted or wanted.strip() == "*"):
            start_response("304 NOT MODIFIED", answer.short)
            return []
        if "HTTP_RANGE" in environ and method == "GET":
            return _part(answer, environ, start_response)
        start_response("200 OK", answer.headers)
        return [answer.body] if method == "GET" else []


def _part(answer: Answer, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Give the bytes that a client asks for; the whole where its part is of another state of the file (If-Range)."""
    size = len(answer.body)
    if "HTTP_IF_RANGE" in environ and is_resource_modified(environ, answer.etag, ignore_if_range=False):
        start_response("200 OK", answer.headers)
        return [answer.body]
    asked = parse_range_header(environ["HTTP_RANGE"])
    found = asked.range_for_length(size) if asked else None
    if asked is None or found is None:
        headers = [(name, value) for name, value in answer.short if name != "ETag"]
        told = [("Content-Type", "text/plain"), ("Content-Length", "0"), ("Content-Range", f"bytes */{size}")]
        start_response("416 REQUESTED RANGE NOT SATISFIABLE", headers + told)
        return []
    first, after = found
    headers = [(name, value) for name, value in answer.headers if name != "Content-Length"]
    told = [("Content-Length", str(after - first)), ("Content-Range", f"bytes {first}-{after - 1}/{size}")]
    start_response("206 PARTIAL CONTENT", headers + told)
    return [answer.body[first:after]]


def _finished(response: Response) -> Answer:
    body = response.get_data()
    response.headers["Content-Length"] = str(len(body))
    if "Content-Encoding" not in response.headers:
        response.headers["Accept-Ranges"] = "bytes"
    headers = list(response.headers.items())
    without = {"content-length", "content-type", "content-encoding", "content-disposition"}
    short = [(name, value) for name, value in headers if name.lower() not in without]
    return Answer(headers, short, response.headers["ETag"].removeprefix("W/"), body)
