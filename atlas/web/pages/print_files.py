"""Printed maps (``/export/map.svg``, ``.pdf``, ``.png`` with the query of the page) and reports of regions."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from atlas.errors import AtlasError
from atlas.model import DEFAULT_TERRITORY
from atlas.views.map.citation import pinned_address, view_title
from atlas.views.map.summary import alternative_text
from atlas.views.print.compose import print_map
from atlas.views.print.render import to_pdf, to_png
from atlas.views.print.sheets import DPI, SCREEN_DPI, SHEETS
from atlas.views.profile.query import list_query
from atlas.views.profile.report import profile_report
from atlas.views.query.territory import territory_date, territory_dates
from atlas.views.query.view_query import read_query, write_query
from atlas.views.query.without import without
from atlas.web.server.lru import Kept
from atlas.web.server.problems import Problem
from atlas.web.urls import public_base

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.settings import Settings
    from atlas.web.server.limits import Heavy
    from atlas.words.words import Words

TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
OWN_KEYS = ("sheet", "variant", "dpi", "download")
DEFAULT_DPI = 200
KEPT_BYTES = 60_000_000
HOUR_SECONDS = 3600
LONGEST_QUERY = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export asks for beside the view."""

    sheet: str
    grey: bool
    dpi: int
    download: bool


def read_own(given: dict[str, str]) -> Asked:
    """Read sheet, variant, dpi and download.

    Raises
    ------
    Problem
        400 where a value is none of those that there are.
    """
    sheet = given.get("sheet", next(iter(SHEETS)))
    if sheet not in SHEETS:
        raise Problem(400, "unknown_sheet", f"sheet: found {sheet[:40]!r}", f"expected one of {', '.join(SHEETS)}")
    variant = given.get("variant", "")
    if variant not in {"", "grey"}:
        raise Problem(400, "unknown_variant", f"variant: found {variant[:40]!r}", "expected grey, or leave it out")
    dpi = given.get("dpi", str(DEFAULT_DPI if SHEETS[sheet].full else SCREEN_DPI))
    if not (dpi.isascii() and dpi.isdecimal() and len(dpi) < len("1000") and int(dpi) in DPI):
        raise Problem(400, "unknown_dpi", f"dpi: found {dpi[:40]!r}", f"expected {DPI[0]} to {DPI[-1]}")
    return Asked(sheet, variant == "grey", int(dpi), given.get("download", "") == "1")


def read_view(atlas: Atlas, own_keys: tuple[str, ...], words: Words) -> tuple[ViewState, dict[str, str]]:
    """Read the view of the request, strictly: a file must not show something else than what was asked for.

    Raises
    ------
    Problem
        400 or 414 where anything in the query is wrong.
    """
    query = request.query_string.decode(errors="replace")
    if len(query) > LONGEST_QUERY:
        found = f"query: found {len(query)} characters, expected at most {LONGEST_QUERY}"
        raise Problem(414, "query_too_long", found, "ask for fewer regions")
    asked = read_query(without(query, own_keys), atlas, words)
    if asked.notices:
        raise Problem(
            400, "unknown_view", " ".join(asked.notices), "open the same query as a page to see what is there"
        )
    return asked.state, {key: value for key, value in request.args.items() if key in own_keys}


def exports_blueprint(atlas: Atlas, settings: Settings, heavy: Heavy, words: Words) -> Blueprint:
    """Serve the printed maps; finished ones are kept, so that a second answer is quick."""
    exports = Blueprint("exports", __name__)
    kept: Kept[bytes] = Kept(KEPT_BYTES)

    @exports.get("/export/map.<suffix>")
    def map_file(suffix: str) -> Response:
        if suffix not in TYPES:
            raise Problem(404, "unknown_format", f"found .{suffix[:12]}", f"expected one of {', '.join(TYPES)}")
        state, given = read_view(atlas, OWN_KEYS, words)
        own, base, today = read_own(given), public_base(settings), dt.datetime.now(dt.UTC).date()
        key = (suffix, write_query(state), own.sheet, own.grey, own.dpi if suffix == "png" else 0, base, today)
        body = kept.get(key)
        if body is None:
            with heavy.turn():
                body = _made(atlas, state, own, suffix, base, today, words)
            kept.put(key, body)
        name = f"{state.indicator}_{state.level}_{state.year}.{suffix}"
        return file_response(body, TYPES[suffix], name, attachment=own.download)

    @exports.get("/export/profile/<code>.pdf")
    def report(code: str) -> Response:
        territory = read_date(atlas, request.args.to_dict())
        area = atlas.areas[territory].get(code)
        if area is None:
            hint = f"expected a code of api/v1/regions?territory={territory}"
            raise Problem(404, "unknown_region", f"found {code[:20]!r}", hint)
        base, today = public_base(settings), dt.datetime.now(dt.UTC).date()
        key = ("report", code, territory, base, today)
        body = kept.get(key)
        if body is None:
            address = f"{base}profile/{code}{list_query(territory)}"
            with heavy.turn():
                body = profile_report(atlas, area, territory, address, today, words)
            kept.put(key, body)
        return file_response(body, TYPES["pdf"], f"profile_{area.code}.pdf", attachment=False)

    return exports


def read_date(atlas: Atlas, given: dict[str, str]) -> dt.date:
    """Read the territory date, the only word that a report takes.

    Raises
    ------
    Problem
        400 where it is none, or where there are other words.
    """
    found = given.get("territory", DEFAULT_TERRITORY.isoformat())
    other = sorted(set(given) - {"territory"})
    if other:
        raise Problem(400, "unknown_word", f"found {other[0][:40]!r}", "expected territory alone")
    date = territory_date(atlas, found)
    if date is None:
        raise Problem(
            400,
            "unknown_territory",
            f"territory: found {found[:40]!r}",
            f"expected one of {', '.join(territory_dates(atlas))}",
        )
    return date


def _made(atlas: Atlas, state: ViewState, own: Asked, suffix: str, base: str, today: dt.date, words: Words) -> bytes:
    sheet = SHEETS[own.sheet]
    try:
        svg = print_map(atlas, state, sheet, pinned_address(atlas, state, base), today, words, grey=own.grey)
    except AtlasError as error:
        raise Problem(400, "cannot_be_drawn", str(error), "change the view or the variant") from None
    if suffix == "svg":
        return svg.encode()
    if suffix == "png":
        return to_png(svg, sheet, own.dpi)
    title, alternative = view_title(atlas, state, words), alternative_text(atlas, state, words)
    author = words("Social structure atlas of Thuringia")
    return to_pdf(svg, sheet, title, alternative, today, author=author, lang=state.lang)


def file_response(body: bytes, mimetype: str, name: str, *, attachment: bool, seconds: int = HOUR_SECONDS) -> Response:
    """Answer with a file: name, ETag, caching; 304 where the client has it already.

    `name` must come from ids and numbers of our own, never from the request.
    """
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'{"attachment" if attachment else "inline"}; filename="{name}"'
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.set_etag(hashlib.sha256(body).hexdigest()[:20])
    response.make_conditional(request)
    return response
