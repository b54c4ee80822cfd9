"""The HTML around a Dash app: language, texts, first files ahead of time, hatches."""

from __future__ import annotations

import re
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dash import Dash
from flask import abort, request
from plotly.io import json

from atlas.views.map.palettes import ACCENT
from atlas.web.assets import PageFiles
from atlas.web.urls import Urls, script_tags, style_tags

if TYPE_CHECKING:
    from collections.abc import Callable


#: Dash names them on every page: a table component that no page has, and a polyfill that only plotly's component needs.
UNUSED_SCRIPTS = ("dash_table/", "polyfill@")

#: Inline, because browsers ask for an icon file again at every change of the address.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    f"%3Crect width='16' height='16' rx='3' fill='{quote(ACCENT)}'/%3E"
    "%3Cpath d='M3 11 6 5l4 2 3-3v8z' fill='%23fff'/%3E%3C/svg%3E"
).replace(" ", "%20")

#: The module that takes all other scripts out of their template, once the page has been painted.
BEGIN = PageFiles(scripts=("shared/begin.js",))

#: What areas without a value are filled with; maps of all pages refer to it.
HATCHES = """\
<svg class="hatches" aria-hidden="true" focusable="false" width="0" height="0"><defs>
<pattern id="hatch-none" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="hatch-paper" width="7" height="7"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="7"/></pattern>
<pattern id="hatch-hidden" width="3.5" height="3.5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect class="hatch-paper" width="3.5" height="3.5"/><line class="hatch-dense" x1="0" y1="0" x2="0" y2="3.5"/></pattern>
</defs></svg>"""

INDEX = """<!DOCTYPE html>
<html lang="@lang"@root>
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
<link rel="icon" href="@icon">
@tags
{%css%}
</head>
<body>
@hatches
@template
{%app_entry%}
@first
<footer class="scripts">
{%config%}
<template id="after-paint">
@ahead
{%scripts%}
{%renderer%}
</template>
</footer>
</body>
</html>
"""


class AtlasDash(Dash):  # type: ignore[misc]
    """Dash whose first page names the files of the map it will show, so that they load while scripts are being read.

    Scripts and figures wait for the first paint: beside them it would come half as quickly.
    """

    preload: Callable[[str], list[str]] = staticmethod(lambda _query: [])
    tags: Callable[[str], str] = staticmethod(lambda _query: "")
    #: Title of the page for a query; the one of the app where it is empty.
    heading: Callable[[str], str] = staticmethod(lambda _query: "")
    #: What the page shows before its scripts do, for a query; and attributes of its root, for a path and a query.
    first: Callable[[str], str] = staticmethod(lambda _query: "")
    root: Callable[[str, str], str] = staticmethod(lambda _path, _query: "")
    #: Texts for the scripts that change with the release.
    template: Callable[[], str] = staticmethod(lambda: "")
    #: The query that a path and its query ask for.
    asked: Callable[[str, str], str] = staticmethod(lambda _path, query: query)
    unused: tuple[str, ...] = UNUSED_SCRIPTS
    #: Paths under its own one that show the app; Dash itself answers every address with it.
    paths: frozenset[str] = frozenset(("",))
    files: PageFiles = PageFiles()
    urls: Urls = Urls("/")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Dash is called
        super().__init__(*args, **kwargs)
        # orjson, where installed, would make plotly walk through every component in Python before: twice as slow
        json.config.default_engine = "json"

    def index(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401  as Dash calls it
        """Answer only the addresses of the app; called by Dash for each path that nothing else answers."""
        if self._path() not in self.paths:
            abort(HTTPStatus.NOT_FOUND)
        page: str = super().index(*args, **kwargs)
        return page

    def _path(self) -> str:
        return request.path.removeprefix(self.config.url_base_pathname).strip("/")

    def interpolate_index(self, **parts: str) -> str:
        """Fill the shell; called by Dash for each page load."""
        query = self.asked(self._path(), request.query_string.decode(errors="replace"))
        links = [
            f'<link rel="preload" href="{escape(u)}" as="fetch" crossorigin="anonymous">' for u in self.preload(query)
        ]
        unused = "|".join(map(re.escape, self.unused))
        parts["scripts"] = re.sub(rf'<script src="[^"]*/(?:{unused})[^"]*"></script>', "", parts["scripts"])
        parts["css"] = f"{parts['css']}\n{style_tags(self.files, self.urls)}\n{script_tags(BEGIN, self.urls)}"
        parts["title"] = escape(self.heading(query)) or parts["title"]
        page: str = super().interpolate_index(**parts)
        root = self.root(self._path(), query)
        filled = {
            "root": f" {root}" if root else "",
            "tags": self.tags(query),
            "template": self.template(),
            "first": self.first(query),
            "ahead": "\n".join([script_tags(self.files, self.urls), *links]),
        }
        for place, text in filled.items():
            page = page.replace(f"@{place}", text, 1)
        return page


def index_page(lang: str) -> str:
    """Fill what is the same on every page into the HTML shell: language and icon."""
    texts = {
        "lang": lang,
        "icon": ICON,
        "hatches": HATCHES,
    }
    page = INDEX
    for key, text in texts.items():
        page = page.replace(f"@{key}", text)
    return page
