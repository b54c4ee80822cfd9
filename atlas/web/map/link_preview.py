"""The head of the map page, with the preview of its link where it is shared (Open Graph): the very view."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from atlas.views.map.citation import view_title
from atlas.views.map.summary import summary
from atlas.views.query.values import PARTS
from atlas.views.query.view_query import read_query, write_query
from atlas.web.map.map_files import first_files
from atlas.web.map.picker import picker_template
from atlas.web.server.assets import PageFiles
from atlas.web.server.html_shell import index_page
from atlas.web.urls import public_base

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.web.server.html_shell import AtlasDash
    from atlas.words.words import Words

FILES = PageFiles(styles=("base",), scripts=("map/main.js",))
#: Pixels of the picture that other sites show beside a link.
WIDTH, HEIGHT = 1200, 630


def preview_tags(atlas: Atlas, words: Words, query: str, base: str, page: str = "") -> str:
    """Write the tags for the view of a query.

    Parameters
    ----------
    atlas : Atlas
        What there is to show.
    words : Words
        Language of the texts.
    query : str
        Query of the page, perhaps nonsense.
    base : str
        Absolute address of the atlas with a slash at the end.
    page : str
        Path of the page under it.

    Returns
    -------
    str
        HTML for the head of the page.
    """
    state = replace(read_query(query, atlas, words).state, bbox=())
    address = write_query(state)
    title = view_title(atlas, state, words)
    tags = {
        "og:type": "website",
        "og:site_name": words("Social structure atlas of Thuringia"),
        "og:locale": "de_DE",
        "og:title": title,
        "og:description": summary(atlas, state, words),
        "og:url": f"{base}{page}{address}",
        "og:image": f"{base}export/map.png{address}&sheet=preview",
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": words("Map: {title}").format(title=title),
    }
    written = [f'<meta property="{key}" content="{escape(text)}">' for key, text in tags.items()]
    return "\n".join([*written, '<meta name="twitter:card" content="summary_large_image">'])


def dress(app: AtlasDash, atlas: Atlas, settings: Settings, words: Words) -> None:
    """Give the map page its HTML: texts, the list of indicators, first files ahead of time, the preview of its link."""
    app.paths = frozenset(("", "embed"))
    app.files, app.prefix = FILES, settings.prefix
    app.index_string = index_page(settings.language, picker_template(atlas.catalogue, words), words)
    app.preload = partial(first_files, atlas, settings.prefix, words)
    parts = f'<meta name="frame-parts" content="{" ".join(PARTS)}">'
    app.tags = lambda query: f"{parts}\n{preview_tags(atlas, words, query, public_base(settings))}"
