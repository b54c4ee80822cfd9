"""The page on which readers draw social regions: a form that works without scripts, and what its script asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from atlas.data.regions.address import regions_address
from atlas.data.regions.atlas_with import RegionAtlas, own_regions
from atlas.data.regions.definition import made_regions
from atlas.data.regions.faults import Fault, RegionsError
from atlas.data.regions.files import KB, LARGEST_KB, check_size, read_regions, read_text
from atlas.views.profile.query import list_query, read_territory
from atlas.views.query.region_faults import told
from atlas.views.query.territory import territory_date
from atlas.views.regions.make import regions_of_like_size
from atlas.views.regions.save import regions_json, regions_lines
from atlas.views.regions.start import begun
from atlas.web.pages.regions_words import answer_words, page_words
from atlas.web.pages_list import REGIONS
from atlas.web.server.problems import Problem
from atlas.web.server.requests import file_response, refuse_unkept

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from atlas.data.regions.definition import Draft, SocialRegions
    from atlas.data.store import Atlas
    from atlas.web.site import Site
    from atlas.words.words import Words

#: Bytes of a request that are read, so that of a file that is too large everything else that was entered is kept.
MOST_BYTES = 8 * LARGEST_KB * KB
FILES = {"csv": "text/csv", "json": "application/json"}
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: what to do, the text of the regions, the date of their areas, what to begin with or to cut."""

    action: str
    text: str
    territory: dt.date
    begin: str = ""
    within: str = ""
    k: str = ""


def _take(atlas: Atlas, sent: Sent, _words: Words) -> tuple[list[Draft], dt.date]:
    check_size(len(sent.text.encode()))
    return read_regions(sent.text, sent.territory, atlas.areas)


def _start(atlas: Atlas, sent: Sent, _words: Words) -> tuple[list[Draft], dt.date]:
    return begun(atlas, sent.begin, sent.territory), sent.territory


def _make(atlas: Atlas, sent: Sent, words: Words) -> tuple[list[Draft], dt.date]:
    return regions_of_like_size(atlas, sent.within, sent.k, sent.territory, words), sent.territory


#: What the buttons of the page ask for; an unknown word is read as the first.
ACTIONS: dict[str, Callable[[Atlas, Sent, Words], tuple[list[Draft], dt.date]]] = {
    "take": _take,
    "start": _start,
    "make": _make,
}


def regions_blueprint(site: Site) -> Blueprint:
    """Serve ``regions``, and ``export/regions.*`` to save what was drawn."""
    pages = Blueprint("regions", __name__, template_folder="templates")

    @pages.get("/regions")
    def drawing() -> str:
        own, atlas = own_regions(site.atlas), plain(site)
        given = {key: values[-1] for key, values in request.args.lists()}
        territory, notices = read_territory(given, atlas, site.words)
        social = own.social if own and own.address else None
        text = regions_lines(social, atlas.areas[social.territory], site.words) if social else ""
        date = social.territory if social else territory
        return render_template("regions.html", **page_words(site, atlas, date, text, (*site.faults, *notices)))

    @pages.post("/regions")
    def drawn() -> ResponseReturnValue:
        atlas, as_json = plain(site), request.accept_mimetypes.best_match(("text/html", JSON)) == JSON
        sent = Sent("", "", atlas.scope.territory)
        try:
            sent = _sent(atlas)
            drafts, territory = ACTIONS.get(sent.action, _take)(atlas, _with_file(sent), site.words)
            social = made_regions(drafts, territory, atlas.areas)
            word = regions_address(social, atlas.areas[territory])
        except RegionsError as error:
            return _refused(site, atlas, sent, error, as_json=as_json)
        query = list_query(territory, site.usual, site.pinned, word)
        return _answer(site, social, word, query) if as_json else redirect(site.urls.page(REGIONS, query), 303)

    @pages.get(f"/export/regions.<any({', '.join(FILES)}):suffix>")
    def saved(suffix: str) -> Response:
        refuse_unkept(site)
        own = own_regions(site.atlas)
        if own is None:
            raise Problem(400, "no_regions", "social_regions: found none", "draw regions first, and save them then")
        social, areas = own.social, site.atlas.areas[own.social.territory]
        body = regions_json(social, areas) if suffix == "json" else "\ufeff" + regions_lines(social, areas, site.words)
        name = f"social_regions_{social.territory.isoformat()}.{suffix}"
        return file_response(body.encode(), FILES[suffix], name, attachment=True)

    return pages


def plain(site: Site) -> Atlas:
    """Give the atlas of the request as it is without regions of a reader; it may bring some of its own."""
    cited = site.cited.found
    return (site.shelf.of(cited) if cited else None) or site.shelf.now()


def _sent(atlas: Atlas) -> Sent:
    """Read the form, whose file is looked at later: what else was entered is known by then.

    Raises
    ------
    RegionsError
        It is so large that it is not read at all.
    """
    request.max_content_length = MOST_BYTES
    request.max_form_memory_size = MOST_BYTES
    try:
        form = request.form
    except RequestEntityTooLarge as error:
        size = -(-(request.content_length or 0) // KB)
        raise RegionsError(Fault.FILE_SIZE, found=str(size), most=str(LARGEST_KB)) from error
    date = territory_date(atlas, form.get("territory", "")) or atlas.scope.territory
    own = {key: form.get(key, "").strip() for key in ("begin", "within", "k")}
    return Sent(form.get("action", ""), form.get("text", ""), date, **own)


def _with_file(sent: Sent) -> Sent:
    """Let a file take the place of the text."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return sent
    return replace(sent, text=read_text(file.read(MOST_BYTES)))


def _answer(site: Site, social: SocialRegions, word: str, query: str) -> Response:
    site.turn_to(query)
    opened = site.atlas
    found: dict[str, Any] = {"address": word, "query": query, "notice": ""}
    if isinstance(opened, RegionAtlas):
        lines = regions_lines(social, opened.areas[social.territory], site.words)
        found |= answer_words(site, opened, lines)
    return jsonify(found)


def _refused(site: Site, atlas: Atlas, sent: Sent, error: RegionsError, *, as_json: bool) -> ResponseReturnValue:
    """Say what is wrong; to a script with status 200, because while somebody draws it is no failure of the request."""
    sentence = told(error, site.words)
    large = error.text == Fault.FILE_SIZE
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.BAD_REQUEST
    if as_json:
        return jsonify(address="", query="", notice=sentence), status if large else HTTPStatus.OK
    shown = page_words(site, atlas, sent.territory, sent.text, (sentence,))
    entered = {"k": sent.k, "within": sent.within} if sent.action == "make" else {}
    return render_template("regions.html", **shown | entered), status
