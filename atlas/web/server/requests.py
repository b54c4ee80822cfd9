"""Requests for files: what they ask for, read strictly, and the file as their answer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import Response, request

from atlas.data.same_place import first_of
from atlas.views.query.territory import territory_date, territory_dates
from atlas.views.query.view_query import read_query
from atlas.views.query.without import without
from atlas.web.caching import HOUR_SECONDS, may_keep
from atlas.web.server.problems import Problem
from atlas.web.site import RELEASE, SOCIAL_REGIONS

if TYPE_CHECKING:
    import datetime as dt

    from atlas.model import Area
    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site

#: So many releases are named where one is not there.
MOST_TOLD = 10
#: Characters of a query without regions that a reader drew; a view with ten regions takes a tenth.
LONGEST_QUERY = 2000


def read_view(site: Site, own_keys: tuple[str, ...]) -> tuple[ViewState, dict[str, str]]:
    """Read the view of the request, strictly: a file must not show something else than what was asked for.

    Raises
    ------
    Problem
        400, 410 or 414 where anything in the query is wrong.
    """
    asked = read_query(strict_query(site, own_keys, "regions"), site.atlas, site.words)
    if asked.notices:
        hint = site.words("Open the same query as a page to see what is there.")
        raise Problem(400, "unknown_view", " ".join(map(without_default, asked.notices)), hint)
    return asked.state, {key: value for key, value in request.args.items() if key in own_keys}


def strict_query(site: Site, own_keys: tuple[str, ...], fewer: str) -> str:
    """Give the query of a file without the words in `own_keys`.

    Raises
    ------
    Problem
        414 where it is too long, with what to ask for `fewer` of; 400 where a word stands twice, 410 where the release
        is not there.
    """
    query = request.query_string.decode(errors="replace")
    length = len(without(query, {SOCIAL_REGIONS}))
    if length > LONGEST_QUERY:
        found = f"query: found {length} characters, expected at most {LONGEST_QUERY}"
        raise Problem(414, "query_too_long", found, f"ask for fewer {fewer}")
    refuse_repeated()
    refuse_unkept(site)
    return without(query, own_keys)


def refuse_repeated() -> None:
    """Refuse a query that says a word twice: one of them would be passed over.

    Raises
    ------
    Problem
        400 with the word.
    """
    twice = next((key for key, values in request.args.lists() if len(values) > 1), None)
    if twice is not None:
        raise Problem(400, "repeated_word", f"{twice[:40]}: found more than once", "say it once; commas part values")


def refuse_words(site: Site, reason: str) -> None:
    """Refuse every word of a query but the release where an answer takes none: it would be passed over.

    Raises
    ------
    Problem
        400 with the first word, 410 where the release is not there.
    """
    refuse_unkept(site)
    other = [word for word in request.args if word != RELEASE]
    if other:
        found = f"found {other[0][:40]!r}"
        raise Problem(400, "unknown_word", found, f"expected no words: {reason}")


def without_default(notice: str) -> str:
    """Say what is wrong without what a page would show instead: a refused file shows nothing."""
    fault, semicolon, _instead = notice.rpartition("; ")
    return f"{fault}." if semicolon else notice


def refuse_unkept(site: Site) -> None:
    """Refuse a release or regions that are not there: other figures than those named must not stand in for them.

    Raises
    ------
    Problem
        410 with the releases that are; 400 with what is wrong with the regions.
    """
    for fault in site.faults:
        raise Problem(400, "unreadable_regions", f"{SOCIAL_REGIONS}: {fault}", "draw or load the regions anew")
    cited = site.cited
    if cited.asked != cited.found:
        there = ", ".join(f"{release} ({date})" for release, date in site.shelf.there()[:MOST_TOLD])
        raise Problem(410, "release_gone", f"release: found {cited.asked[:40]!r}", f"expected one of {there}")


def read_date(site: Site, given: dict[str, str]) -> dt.date:
    """Read the territory date, beside the release the only word that a report takes.

    Raises
    ------
    Problem
        400 where it is none, or where there are other words; 410 where the release is not there.
    """
    refuse_unkept(site)
    atlas = site.atlas
    found = given.get("territory", atlas.scope.territory.isoformat())
    other = sorted(set(given) - {"territory", RELEASE, SOCIAL_REGIONS})
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


def read_region(site: Site, code: str) -> tuple[Area, dt.date]:
    """Read which region of which territory date is asked for; each code of a place gives the same one.

    Raises
    ------
    Problem
        404 for a code that there is not, 400 or 410 where anything in the query is wrong.
    """
    refuse_repeated()
    territory = read_date(site, request.args.to_dict())
    area = site.atlas.areas[territory].get(code)
    if area is None:
        hint = f"expected a code of api/v1/regions?territory={territory}"
        raise Problem(404, "unknown_region", f"found {code[:20]!r}", hint)
    return first_of(area, site.atlas.areas[territory]), territory


def file_response(body: bytes, mimetype: str, name: str, *, attachment: bool, seconds: int = HOUR_SECONDS) -> Response:
    """Answer with a file: name, ETag, caching; 304 where the client has it already.

    `name` must come from ids and numbers of our own, never from the request.
    """
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'{"attachment" if attachment else "inline"}; filename="{name}"'
    may_keep(response, seconds)
    tag = hashlib.sha256(body).hexdigest()[:20]
    response.set_etag(tag)
    has_it = request.if_none_match.contains_weak(tag)  # then it needs no part either
    response.make_conditional(request, accept_ranges=not has_it, complete_length=len(body))
    return response
