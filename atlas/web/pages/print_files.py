"""Printed maps (``/export/map.svg``, ``.pdf``, ``.png`` with the query of the page), QR codes and reports."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from flask import Blueprint, Response

from atlas.errors import AtlasError
from atlas.views.downloads.ages import ages_file
from atlas.views.map.citation import pinned_address
from atlas.views.map.described import described
from atlas.views.map.scene import scene
from atlas.views.print.compose import lay_out, print_map
from atlas.views.print.own_title import own_title, whose
from atlas.views.print.render import Document, to_pdf, to_png
from atlas.views.print.sheets import DPI, SCREEN_DPI, SHEETS
from atlas.views.profile.query import list_query
from atlas.views.profile.report_files import REPORTS
from atlas.views.query.view_query import write_query
from atlas.web.server.lru import Kept
from atlas.web.server.problems import Problem
from atlas.web.server.requests import file_response, read_region, read_view

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from atlas.views.map.scene import Scene
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site
    from atlas.words.words import Words

TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
REPORT_TYPES = {
    "pdf": TYPES["pdf"],
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
OWN_KEYS = ("sheet", "variant", "text", "title", "dpi", "download")
DEFAULT_DPI = 200
MAPS_BYTES = 60_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export asks for beside the view."""

    sheet: str
    grey: bool
    outlines: bool
    title: str
    dpi: int
    download: bool


def read_own(given: dict[str, str], suffix: str, words: Words) -> Asked:
    """Read sheet, variant, text, title, dpi and download.

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
    text = given.get("text", "")
    if text not in {"", "outlines"} or (text and suffix != "svg"):
        found = f"text: found {text[:40]!r} for .{suffix}"
        raise Problem(400, "unknown_text", found, "expected outlines for map.svg, or leave it out")
    download = given.get("download", "0")
    if download not in {"1", "0"}:
        raise Problem(400, "unknown_download", f"download: found {download[:40]!r}", "expected 1 or 0, or leave it out")
    try:
        title = own_title(given.get("title", ""), words)
    except AtlasError as error:
        raise Problem(400, "unknown_title", str(error), words("Leave the title out for that of the map.")) from None
    return Asked(sheet, variant == "grey", text == "outlines", title, int(dpi), download == "1")


def exports_blueprint(site: Site, heavy: Heavy) -> Blueprint:
    """Serve the printed maps; finished ones are kept, so that a second answer is quick."""
    urls = site.urls
    exports = Blueprint("exports", __name__)
    kept: Kept[bytes] = Kept(MAPS_BYTES)

    def finished(key: Hashable, make: Callable[[], bytes]) -> bytes:
        def in_turn() -> bytes:
            with heavy.turn():
                return make()

        return kept.made(key, in_turn)

    @exports.get("/export/map.<suffix>")
    def map_file(suffix: str) -> Response:
        if suffix not in TYPES:
            raise Problem(404, "unknown_format", f"found .{suffix[:12]}", f"expected one of {', '.join(TYPES)}")
        state, given = read_view(site, OWN_KEYS)
        atlas = site.atlas
        own, base, today = read_own(given, suffix, site.words), urls.public().home, dt.datetime.now(dt.UTC).date()
        key = (
            suffix,
            atlas.release,
            write_query(state),
            own.sheet,
            own.grey,
            own.outlines,
            own.title,
            own.dpi if suffix == "png" else 0,
            base,
            today,
        )
        address = pinned_address(state, atlas.release, base)
        body = finished(key, lambda: made(scene(atlas, state, site.words), own, suffix, address, today))
        name = f"{state.indicator}_{state.level}_{state.year}.{suffix}"
        return file_response(body, TYPES[suffix], name, attachment=own.download)

    @exports.get("/export/qr.svg")
    def qr_code() -> Response:
        state, _none = read_view(site, ())
        body = io.BytesIO()
        try:
            code = segno.make_qr(urls.public().map(write_query(state)), error="m", boost_error=False)
        except segno.DataOverflowError:
            told = "query: found an address that is longer than a QR code holds"
            raise Problem(414, "query_too_long", told, "draw fewer regions, or pass on the link itself") from None
        code.save(body, kind="svg", scale=4, light="#ffffff", xmldecl=False)
        return file_response(body.getvalue(), TYPES["svg"], "qr.svg", attachment=False)

    @exports.get("/export/ages/<code>.<any(csv, xlsx):suffix>")
    def ages(code: str, suffix: str) -> Response:
        area, territory = read_region(site, code)
        file = ages_file(suffix, site.atlas, area, territory, site.words)
        if file is None:
            hint = "expected a region whose age groups are known"
            raise Problem(404, "no_figures", f"found {area.code} without age groups", hint)
        return file_response(file.body, file.mimetype, file.filename, attachment=True)

    @exports.get("/export/profile/<code>.<any(pdf, docx):suffix>")
    def report(code: str, suffix: str) -> Response:
        atlas, (area, territory) = site.atlas, read_region(site, code)
        query, today = list_query(territory, site.usual, site.pinned, site.drawn), dt.datetime.now(dt.UTC).date()
        address = urls.public().profile(area.code, query)
        key = (suffix, atlas.release, address, today)
        body = finished(key, lambda: REPORTS[suffix](atlas, area, territory, address, today, site.words))
        return file_response(body, REPORT_TYPES[suffix], f"profile_{area.code}.{suffix}", attachment=suffix == "docx")

    return exports


def made(shown: Scene, own: Asked, suffix: str, address: str, today: dt.date) -> bytes:
    """Draw a printed map as svg, pdf or png; `address` is where a reader finds the same view.

    Raises
    ------
    Problem
        400 where it cannot be drawn like that.
    """
    sheet = SHEETS[own.sheet]
    try:
        if suffix == "pdf":
            laid = lay_out(shown, sheet, address, today, grey=own.grey, title=own.title)
            return to_pdf(laid, sheet, _document(shown, own, today))
        svg = print_map(shown, sheet, address, today, grey=own.grey, title=own.title, outlines=own.outlines)
    except AtlasError as error:
        raise Problem(400, "cannot_be_drawn", str(error), "change the view or the variant") from None
    return svg.encode() if suffix == "svg" else to_png(svg, sheet, own.dpi)


def _document(shown: Scene, own: Asked, today: dt.date) -> Document:
    """Say what stands in the data of a PDF; a title that somebody chose is not passed off as the atlas's."""
    return Document(
        title=own.title or shown.line,
        about=f"{shown.line}. {whose(shown.words)}" if own.title else shown.line,
        alternative=described(shown, grey=own.grey),
        author=shown.words.own(shown.edition.scope.title),
        lang=shown.state.lang,
        made_on=today,
    )
