"""The head of the map page, with the preview of its link where it is shared (Open Graph): the very view."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from atlas.data.cached import per_atlas
from atlas.views.map.scene import scene
from atlas.views.map.summary import of_date, page_title, picture_title, summary
from atlas.views.query.values import PARTS
from atlas.views.query.view_query import read_query, write_query
from atlas.views.share.embed_code import PICTURE_SIZE
from atlas.web.assets import PageFiles
from atlas.web.map.first_sight import FirstSight
from atlas.web.map.layout import layout_of
from atlas.web.map.map_files import first_files
from atlas.web.map.picker import picker_template
from atlas.web.pages_list import EMBEDDED_MAP, MAP
from atlas.web.server.html_shell import index_page
from atlas.web.server.plain_html import WHOLE
from atlas.web.urls import joined

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.web.pages_list import Page
    from atlas.web.server.html_shell import AtlasDash
    from atlas.web.site import Site
    from atlas.web.urls import Urls
    from atlas.words.words import Words

FILES = PageFiles(styles=("base", "series", "map"), scripts=("map/main.js",))
WIDTH, HEIGHT = PICTURE_SIZE


def preview_tags(site: Site, page: Page, query: str) -> str:
    """Write the tags for the view of a query.

    Parameters
    ----------
    site : Site
        What there is to show, words and addresses.
    page : Page
        The page whose link is shared.
    query : str
        Query of the page, perhaps nonsense.

    Returns
    -------
    str
        HTML for the head of the page.
    """
    atlas, urls, words = site.atlas, site.urls.public(), site.words
    state = replace(read_query(query, atlas, words).state, bbox=())
    shown, address = scene(atlas, state, words), write_query(state)
    tags = {
        "og:type": "website",
        "og:site_name": site.title,
        "og:locale": "de_DE",
        "og:title": f"{shown.line}{of_date(shown)}",
        "og:description": summary(shown),
        "og:url": urls.page(page, address),
        "og:image": urls.preview(address),
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": picture_title(shown),
    }
    written = [f'<meta property="{key}" content="{escape(text)}">' for key, text in tags.items()]
    plain = joined(f"indicator={','.join(filter(None, (state.indicator, state.second)))}", f"level={state.level}")
    written += [
        '<meta name="twitter:card" content="summary_large_image">',
        f'<meta name="description" content="{escape(tags["og:description"])}">',
        # one address for all that a view can be dressed in
        f'<link rel="canonical" href="{escape(urls.page(page, plain, f"year={state.year}"))}">',
    ]
    return "\n".join([*written, *([discovery(urls, address)] if page is MAP else [])])


def discovery(urls: Urls, address: str) -> str:
    """Write the tag by which editors of other pages find the frame of a view (oEmbed)."""
    asked = f"{urls.home}oembed?format=json&url={quote(urls.map(address), safe='')}"
    return f'<link rel="alternate" type="application/json+oembed" href="{escape(asked)}">'


def view_title(site: Site, query: str, before: str = "") -> str:
    """Title a page by the view of its query, so that tabs and bookmarks can be told apart."""
    shown = scene(site.atlas, read_query(query, site.atlas, site.words).state, site.words)
    return page_title(f"{before}{shown.line}{of_date(shown)}", site.atlas.scope, site.words)


def dress(app: AtlasDash, site: Site) -> None:
    """Give the map page its HTML: texts, the list of indicators, first files ahead of time, the preview of its link."""
    app.paths = frozenset((MAP.path, EMBEDDED_MAP.path))
    app.files, app.urls = FILES, site.urls
    app.index_string = index_page(site.words.language)
    app.template = lambda: _picker(site.atlas, site.words)
    app.heading = partial(view_title, site)
    app.preload = partial(first_files, site)
    app.tags = lambda query: f"{WHOLE}\n{preview_tags(site, MAP, query)}"
    app.first = FirstSight(site, lambda: layout_of(site.atlas, site)).html
    app.root = frame_attributes
    app.asked = frame_query


@per_atlas(maxsize=2)
def _picker(atlas: Atlas, words: Words) -> str:
    return picker_template(atlas.catalogue, words)


def frame_query(path: str, query: str) -> str:
    """Let a map in a frame whose years can run begin with classes over all of them, unless its address says otherwise.

    The script that asks for the first view does the same.
    """
    given = dict(parse_qsl(query, keep_blank_values=True))
    years = "years" in given.get("show", "years").split(",")
    if path != EMBEDDED_MAP.path or not years or "breaks_over" in given:
        return query
    return f"{query}&breaks_over=all".lstrip("&")


def frame_attributes(path: str, query: str) -> str:
    """Say at the root of a map in a frame that it is one, and which of its parts the address leaves out."""
    if path != EMBEDDED_MAP.path:
        return ""
    shown = dict(parse_qsl(query, keep_blank_values=True)).get("show")
    without = [part for part in PARTS if shown is not None and part not in shown.split(",")]
    return f'data-embed="true" data-without="{" ".join(without)}"'
