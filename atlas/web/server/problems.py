"""One shape for every error of the open interface: ``{"error": {"code", "message", "hint"}}``."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

#: Paths whose errors are read by programs; all others are pages for people.
OPEN_PATHS = ("api/", "export/", "catalog.", "oembed")
#: What some statuses have to name: which methods there are, how long the file is.
TOLD_HEADERS = frozenset(("Allow", "Content-Range"))
HINTS = {
    404: "the paths are described in api/v1/openapi.json",
    405: "use GET",
    416: "ask for bytes that the file has; its length stands in Content-Range",
    500: "try again; if it stays, tell the operator the time and the address",
}


class Problem(Exception):  # noqa: N818  an answer to a wrong request, not a fault of the program
    """A request that cannot be answered, and what to do about it.

    Attributes
    ----------
    status : int
        HTTP status, 4xx or 503.
    code : str
        Short name for programs, in snake case.
    message, hint : str
        One sentence for people: what was found and expected; what to do.
    retry_after_seconds : int
        Sent as ``Retry-After`` where it is not 0.
    """

    def __init__(self, status: int, code: str, message: str, hint: str = "", *, retry_after_seconds: int = 0) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.hint = status, code, message, hint
        self.retry_after_seconds = retry_after_seconds


def as_response(problem: Problem) -> Response:
    """Write a problem as JSON; it is never kept by a cache."""
    response = jsonify(error={"code": problem.code, "message": problem.message, "hint": problem.hint})
    response.status_code = problem.status
    response.headers["Cache-Control"] = "no-store"
    if problem.retry_after_seconds:
        response.headers["Retry-After"] = str(problem.retry_after_seconds)
    return response


def is_open(path: str, home: str) -> bool:
    """Tell whether programs read what stands at a path."""
    return path.removeprefix(home).startswith(OPEN_PATHS)


def answer_problems(server: Flask, home: str, missing_page: Callable[[], str]) -> None:
    """Answer every failure on the open paths in the one shape, also those that the server itself finds.

    Parameters
    ----------
    server : Flask
        The server.
    home : str
        Path of the atlas on it.
    missing_page : callable
        Writes the page that people read at an address that does not exist.
    """

    def failed(error: HTTPException) -> ResponseReturnValue:
        if not is_open(request.path, home):
            return (missing_page(), HTTPStatus.NOT_FOUND) if error.code == HTTPStatus.NOT_FOUND else error
        status = error.code or 500
        name = error.name.lower().replace(" ", "_")
        problem = Problem(status, name, error.description or error.name, HINTS.get(status, ""))
        response = as_response(problem)
        for header, value in error.get_headers(request.environ):
            if header in TOLD_HEADERS:
                response.headers[header] = value
        return response

    server.register_error_handler(Problem, as_response)
    server.register_error_handler(HTTPException, failed)
