"""Names by which the atlas answers: links that leave it are made of them, so nobody else may choose one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, request

from atlas.web.server.problems import Problem, as_response, is_open

if TYPE_CHECKING:
    from atlas.settings import Settings
    from atlas.web.site import Site

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
#: Addresses to listen on that are no names.
EVERYWHERE = frozenset(("0.0.0.0", "::"))  # noqa: S104  compared with, never listened on
LONGEST_TOLD = 60


def known_hosts(settings: Settings) -> frozenset[str]:
    """Name the hosts that readers may ask for; any port of them is meant.

    One that begins with a dot stands for all below it.
    """
    given = {urlsplit(settings.public_url).hostname or "", settings.host, *settings.allowed_hosts.split(" ")}
    return LOOPBACK | {name.strip("[]").lower() for name in given} - EVERYWHERE - {""}


def is_known(host: str, known: frozenset[str]) -> bool:
    """Tell whether a ``Host`` header names one of them."""
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".") if host else ""
    return name in known or any(f"{name[at:]}" in known for at, sign in enumerate(name) if sign == ".")


def refuse_other_hosts(server: Flask, site: Site) -> None:
    """Answer 400 to requests for a host that is not ours; the check of health alone does not mind."""
    known, health = known_hosts(site.settings), f"{site.urls.home}healthz"

    def check() -> Response | None:
        host = request.host  # empty where it holds signs that no host has
        if is_known(host, known) or request.path == health:
            return None
        found = f"Host: found {host[:LONGEST_TOLD] or 'no name of a host'}, expected one that the atlas is known by"
        hint = "the operator names it in ATLAS_ALLOWED_HOSTS or ATLAS_PUBLIC_URL"
        if is_open(request.path, site.urls.home):
            return as_response(Problem(HTTPStatus.BAD_REQUEST, "unknown_host", found, hint))
        return Response(f"{found}; {hint}.\n", HTTPStatus.BAD_REQUEST, {"Cache-Control": "no-store"}, "text/plain")

    server.before_request(check)
