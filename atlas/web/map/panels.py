"""What stands around the map: regions at its side, years and sources at its foot, the table below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from atlas.web.map.dated import DATED
from atlas.web.map.ids import Id
from atlas.web.map.place_field import place_field
from atlas.web.pages_list import DATA, EMBED_BUILDER, PICTURE, STATEMENTS, TOOLS

if TYPE_CHECKING:
    from atlas.web.site import Site
    from atlas.words.words import Words


def side(site: Site) -> html.Aside:
    """Build the panel of regions: search, cards, and the ways to take the view along."""
    words = site.words
    return html.Aside(
        [
            html.Button(
                html.Span(),
                id="sheet-handle",
                type="button",
                className="sheet-handle",
                **{
                    "aria-expanded": "false",
                    "aria-controls": "side",
                    "data-empty": words("Choose or find a region"),
                    "data-more": words("More about {name}"),
                },
            ),
            html.H2(words("Regions"), id="regions-heading"),
            place_field("region-search", words("Find a place"), words),
            html.Div(id=Id.PANEL, className="panel"),
            html.Div(
                [
                    html.H2(words("Take this view along")),
                    html.Ul(
                        [
                            *_files(site),
                            *(
                                html.Li(html.A(text, href=site.urls.page(page), **{"data-page": page.path}))
                                for page, text in (
                                    (PICTURE, words("Picture and citation")),
                                    (DATA, words("Figures and areas")),
                                    (EMBED_BUILDER, words("Embed in a page")),
                                )
                            ),
                        ]
                    ),
                    html.Button(words("Copy the link to this view"), id="share", type="button", className="quiet"),
                    html.A(words("Send the link by e-mail"), href="mailto:", id="mail"),
                    html.Span(id="share-note", role="status"),
                    html.Details(
                        [
                            html.Summary(words("QR code of the link")),
                            # drawn when it is opened: a view costs no request for it
                            html.Img(alt=words("QR code of the same view"), width=180, height=180),
                        ],
                        id="qr",
                        **{"data-qr": site.urls.qr_code()},
                    ),
                ],
                className="share",
                id="share-view",
            ),
            html.Div(
                [
                    html.H2(words("Tools for planning")),
                    html.Ul([html.Li(html.A(words(page.title), href=site.urls.page(page), **DATED)) for page in TOOLS]),
                ],
                className="share",
            ),
        ],
        id="side",
        className="side",
        **{"aria-label": words("Regions")},
    )


def _files(site: Site) -> list[html.Li]:
    """Link files of the view itself, one press each; the script hands the view on."""
    urls, words = site.urls, site.words
    files = (
        (words("Map as a picture (PNG)"), urls.map_file("png"), "download=1"),
        (words("Map to print (PDF)"), urls.map_file("pdf"), "download=1"),
        (words("Figures (CSV)"), urls.table_file("csv"), ""),
        (words("Figures (Excel)"), urls.table_file("xlsx"), ""),
    )
    return [html.Li(html.A(text, href=url, **{"data-page": "", "data-also": also})) for text, url, also in files]


def foot(site: Site) -> html.Div:
    """Build what stands under the map: years, sources, and the links of a framed map."""
    urls, words = site.urls, site.words
    links = html.P(
        [
            html.A(
                words("Open in the atlas"),
                href=urls.home,
                target="_blank",
                rel="noopener",
                **{"data-page": "", "id": "full-view"},
            ),
            *(html.A(words(p.title), href=urls.page(p), target="_blank", rel="noopener") for p in STATEMENTS),
        ],
        className="frame-links",
    )
    return html.Div([_timeline(words), html.P(id=Id.CREDIT, className="credit"), links], className="foot")


def _timeline(words: Words) -> html.Div:
    return html.Div(
        [
            html.Button("", id="play", type="button", className="play", **{"aria-label": words("Play the years")}),
            html.Div(
                [
                    html.Label(words("Year"), htmlFor="year", className="visually-hidden"),
                    dcc.Input(id="year", type="range", min=0, max=1, step=1, value=0),
                    html.Div(id=Id.TICKS, className="ticks", **{"aria-hidden": "true"}),
                ],
                className="years",
            ),
            # a live region by birth: it would say each year that is only passed
            html.Output(className="year-now", htmlFor="year", **{"data-year": "", "aria-live": "off"}),
        ],
        className="timeline",
    )


def table(site: Site) -> html.Section:
    """Build the table that says what the map shows, with its filter and files; the script fills it."""
    urls, words = site.urls, site.words

    def heading(key: str, text: str) -> html.Th:
        return html.Th(html.Button(text, type="button", **{"data-sort": key}), scope="col")

    head = [
        heading("name", words("Region")),
        heading("parent", words("District")),
        html.Th(html.Button(words("Value"), type="button", id=Id.TABLE_HEAD, **{"data-sort": "value"}), scope="col"),
        heading("rank", words("Rank")),
        html.Th(words("Remark"), scope="col"),
    ]
    return html.Section(
        [
            html.H2([words("The same values as a table"), ", ", html.Span(**{"data-year": ""})]),
            html.Div(
                [
                    html.Label(words("Filter by name or district"), htmlFor="table-filter"),
                    dcc.Input(type="search", id="table-filter", autoComplete="off"),
                    *(
                        html.A(text, href=urls.table_file(suffix), **{"data-page": "", "data-also": ""})
                        for suffix, text in (("csv", words("Table as CSV")), ("xlsx", words("Table for Excel")))
                    ),
                ],
                className="table-tools",
            ),
            html.P(words("No row has this name."), id="table-none", className="hint", hidden=True),
            html.Div(
                html.Table([html.Thead(html.Tr(head)), html.Tbody(id="table-rows")]),
                id="table",
                className="table-box",
                tabIndex="-1",
                role="region",
                **{"aria-label": words("Table of the values on the map")},
            ),
        ],
        className="table-section",
    )
