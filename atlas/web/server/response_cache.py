"""Answers that are given again without waking the application: a thin layer before it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

from atlas.web.server.lru import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ANSWERS_BYTES = 48_000_000
LONGEST_KEPT_QUERY = 500
#: What an answer needs beside its body in memory, roughly.
OVERHEAD = 1000


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
    """WSGI layer: keeps public answers by address and encoding, and answers 304 by their ETag.

    Parameters
    ----------
    inner : WSGI application
        The atlas.
    start : str
        Paths that begin so may be kept.
    pages : set of str
        Other paths that may be. All these answers depend on host, path, query and encoding alone.
    """

    def __init__(self, inner: WSGIApplication, start: str, pages: frozenset[str] = frozenset()) -> None:
        self.inner, self.start, self.pages = inner, start, pages
        self.kept: Kept[Answer] = Kept(ANSWERS_BYTES)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        plain = environ["REQUEST_METHOD"] == "GET" and len(query) <= LONGEST_KEPT_QUERY and "q=0" not in accepted
        if not plain or not (path.startswith(self.start) or path in self.pages):
            return self.inner(environ, start_response)
        host = (environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""))
        key = (host, path, query, "br" if "br" in accepted else "gzip" if "gzip" in accepted else "")
        answer = self.kept.get(key)
        if answer is None:
            wanted = environ.pop("HTTP_IF_NONE_MATCH", "")  # the whole answer is kept, also for a client that has it
            response = Response.from_app(self.inner, environ, buffered=True)
            cache = response.headers.get("Cache-Control", "")
            if (
                response.status_code != HTTPStatus.OK
                or not cache.startswith("public")
                or "ETag" not in response.headers
            ):
                return response(environ, start_response)
            answer = _finished(response)
            self.kept.put(key, answer)
            environ["HTTP_IF_NONE_MATCH"] = wanted
        if answer.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 NOT MODIFIED", answer.short)
            return []
        start_response("200 OK", answer.headers)
        return [answer.body]


def _finished(response: Response) -> Answer:
    body = response.get_data()
    response.headers["Content-Length"] = str(len(body))
    headers = list(response.headers.items())
    without = {"content-length", "content-type", "content-encoding", "content-disposition"}
    short = [(name, value) for name, value in headers if name.lower() not in without]
    return Answer(headers, short, response.headers["ETag"].removeprefix("W/"), body)
