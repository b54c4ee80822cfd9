"""The comparison: a Dash app of its own, so that plotly is loaded nowhere else. The address is its whole state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, dcc, html

from atlas.data.cached import per_atlas
from atlas.settings import ROOT
from atlas.web.assets import PageFiles
from atlas.web.compare.answer import CHARTS, PLACES, compare_answer
from atlas.web.compare.first_sight import first_sight
from atlas.web.map.cards import nav_links
from atlas.web.map.dated import DATED
from atlas.web.map.link_preview import preview_tags, view_title
from atlas.web.map.place_field import place_field
from atlas.web.pages_list import COMPARISON, STATEMENTS, TOOLS
from atlas.web.server.html_shell import UNUSED_SCRIPTS, AtlasDash, index_page
from atlas.web.server.page_frame import page_links
from atlas.web.server.plain_html import WHOLE

if TYPE_CHECKING:
    from flask import Flask

    from atlas.data.store import Atlas
    from atlas.web.site import Site
    from atlas.words.words import Words

FILES = PageFiles(styles=("base", "compare"), scripts=("pages/compare.js", "pages/chart_download.js"))
#: Of Dash's scripts the map is not needed; plotly's component needs the polyfill.
UNUSED = (UNUSED_SCRIPTS[0], "dash_leaflet/")


def mount_compare(server: Flask, site: Site) -> AtlasDash:
    """Add the page to a server.

    Parameters
    ----------
    server : Flask
        The server of the atlas page; the page stands under ``compare/``.
    site : Site
        What there is, how it is served, words and addresses.
    """
    urls, words = site.urls, site.words
    app = AtlasDash(
        "compare",
        server=server,
        title=words(COMPARISON.title),
        update_title="",
        url_base_pathname=urls.comparison(),
        assets_folder=str(ROOT / "assets"),
        assets_ignore=".*",
    )
    app.files, app.urls = FILES, urls
    app.unused = UNUSED
    app.layout = lambda: _layout(site.atlas, site)
    app.heading = partial(view_title, site, before=f"{words(COMPARISON.title)}: ")
    app.first = partial(first_sight, site, lambda: _layout(site.atlas, site))
    app.tags = lambda query: f"{WHOLE}\n{preview_tags(site, COMPARISON, query)}"
    app.index_string = index_page(site.words.language)

    @app.callback([Output(*place) for place in PLACES], Input("asked", "data"), prevent_initial_call=True)
    def show(asked: str | None) -> list[Any]:
        site.turn_to(asked or "")
        at = compare_answer(site, urls.public().home, asked or "").at()
        return [at[place] for place in PLACES]

    app.clientside_callback(ClientsideFunction("atlas_compare", "ask"), Output("asked", "data"), Input("page", "id"))
    app.clientside_callback(ClientsideFunction("atlas_compare", "settle"), Input("chosen", "data"))
    app.clientside_callback(ClientsideFunction("atlas_compare", "draw"), Input("charts", "data"))
    app.clientside_callback(
        ClientsideFunction("atlas_compare", "put"),
        [Output(f"{name}-chart", "children") for name in CHARTS],
        Input("turn", "data"),
        prevent_initial_call=True,
    )
    return app


def _select(key: str, label: str) -> html.Div:
    """Build a list; what it offers comes with the plain page, from which the scripts take it."""
    return html.Div(
        [html.Label(label, htmlFor=f"pick-{key}"), html.Select(id=f"pick-{key}", **{"data-compare": key})],
        className="field",
    )


def _place(name: str, words: Words) -> html.Section:
    wait = words("The chart is being drawn.")
    chart = html.Div(id=f"{name}-chart", hidden=True, role="img", **{"data-wait": wait})
    return html.Section(
        [html.Div(id=f"{name}-above"), chart, html.Div(id=f"{name}-below")], id=name, className="chart-part"
    )


@per_atlas(maxsize=2)
def _layout(atlas: Atlas, site: Site) -> html.Div:
    return _page(site.of(atlas))


def _page(site: Site) -> html.Div:
    atlas, words = site.atlas, site.words
    controls = html.Div(
        [
            _select("indicator", words("Indicator")),
            _select("second", words("Second indicator")),
            _select("level", words("Level")),
            _select("year", words("Year")),
            place_field(
                "add-region",
                words("Add a region of any level"),
                words,
                site.urls.places(atlas.release, atlas.scope.territory),
            ),
        ],
        id="compare-controls",
        className="compare-controls",
        role="group",
        **{"aria-label": words("What is compared")},
    )
    charts = [_place(name, words) for name in CHARTS]
    ages = html.Section(id="ages", className="chart-part")
    parts = [html.Div(id="chips", className="chips"), *charts, ages, html.Section(id="citation")]
    return html.Div(
        [
            html.Div([dcc.Store(id=key) for key in ("asked", "chosen", "charts", "turn")], hidden=True),
            html.A(words("Skip to the content"), href="#content", className="skip", **{"data-skip": "#content"}),
            html.Header(
                [
                    html.A(site.title, href=site.urls.home, className="brand"),
                    html.Nav(nav_links(page_links(site, COMPARISON)), id="pages", **{"aria-label": words("Pages")}),
                ],
                className="top",
            ),
            html.Div(id="notice", className="notice", role="status"),
            html.Div(id="spoken", className="visually-hidden", **{"aria-live": "polite"}),
            html.P(
                id="told",
                className="told",
                hidden=True,
                **{"aria-hidden": "true"},
            ),
            html.Main(
                [
                    html.H1(words(COMPARISON.title)),
                    controls,
                    *parts,
                    html.P(
                        [
                            *(html.A(words(p.title), href=site.urls.page(p), **DATED) for p in TOOLS),
                            *(html.A(words(p.title), href=site.urls.page(p)) for p in STATEMENTS),
                        ],
                        className="compare-foot",
                    ),
                ],
                className="compare-page",
                id="content",
            ),
        ],
        id="page",
        className="page",
    )
