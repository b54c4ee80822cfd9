"""What stands around every page: the list of pages, the footer with borders and licence, its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request

from atlas.views.profile.query import list_query
from atlas.views.query.territory import territory_date
from atlas.views.query.without import without
from atlas.web.assets import PageFiles
from atlas.web.pages_list import CHANGES, PAGES, STATEMENTS, TERRITORIES, TOOLS, Carries
from atlas.web.server.former import former_release
from atlas.web.server.html_shell import ICON
from atlas.web.server.other_dates import other_dates
from atlas.web.site import RELEASE
from atlas.web.urls import head_tags, joined

if TYPE_CHECKING:
    import datetime as dt

    from atlas.web.pages_list import Page
    from atlas.web.site import Site


#: Pages that the foot of every page names.
FOOT = (*TOOLS, CHANGES, *STATEMENTS)


@dataclass(frozen=True, slots=True)
class Link:
    """A page in the list at the top; ``page`` is its path under the prefix."""

    page: str
    text: str
    href: str
    current: bool


def page_links(site: Site, current: Page | None, query: str = "", territory: dt.date | None = None) -> list[Link]:
    """List the pages that a reader goes to and fro between.

    Parameters
    ----------
    site : Site
        Gives words and addresses.
    current : Page or None
        The page that is shown; None where it is none of the list.
    query : str
        State of the view with its question mark, which the pages of a view take over.
    territory : date
        Territory date, which every page takes over that no view is handed to; the usual one when left out.
    """
    dated = list_query(territory or site.usual, site.usual, site.pinned, site.drawn)
    carried = {Carries.VIEW: query or dated, Carries.TERRITORY: dated, Carries.NOTHING: ""}
    return [
        Link(page.path, site.words(page.title), site.urls.page(page, carried[page.carries]), page is current)
        for page in PAGES
        if page.in_navigation
    ]


def _today() -> str:
    """Address the same page with the figures that are shown now."""
    return request.path + joined(without(request.query_string.decode(errors="replace"), {RELEASE}))


def page_frame(
    site: Site,
    *,
    current: Page | None,
    query: str = "",
    territory: dt.date | None = None,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Give ``base.html`` what it shows; a page adds its own title, description and content.

    Parameters
    ----------
    site : Site
        What is known, how it is served, words and addresses.
    current : Page or None
        The page that is shown; None for one that stands in no list.
    query : str
        State of the view with its question mark.
    territory : date
        Territory date of what the page shows; for a page that shows none the one that its address names, so that the
        way back leads to it.
    styles, scripts : tuple of str
        What the page loads beside the style ``base``, in order; see `PageFiles`.
    """
    urls, words = site.urls, site.words
    date = territory or territory_date(site.atlas, request.args.get("territory", "")) or site.usual
    borders, dated = site.atlas.scope.credit(date), list_query(date, site.usual, site.pinned, site.drawn)
    return {
        "_": words,
        "brand": site.title,
        "lang": words.language,
        "icon": ICON,
        "urls": urls,
        "nav": page_links(site, current, query, date),
        "foot": [Link(p.path, words(p.title), urls.page(p, dated * (p in TOOLS)), p is current) for p in FOOT],
        "head_files": head_tags(PageFiles(styles=("base", *styles), scripts=scripts), urls),
        "canonical": urls.public().page(current) if current else "",
        "described": "",
        "notices": (),
        "former": former_release(site, _today),
        "og_image": urls.public().preview(query),
        "territory": words.day(date),
        "unusual": territory is not None and date != site.usual,
        "dated": dated,
        "other_dates": other_dates(site, query, territory) if territory else [],
        "territories_url": urls.page(TERRITORIES, dated),
        "borders": borders.attribution,
        "borders_licence": borders.licence,
        "borders_licence_url": borders.licence_url,
    }
