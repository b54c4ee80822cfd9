"""The page before any view is known: panels, controls, map and the places that a view fills."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import dash_leaflet as dl
from dash import dcc, html

from atlas.data.cached import per_atlas
from atlas.model import Scheme
from atlas.views.map.palettes import PALETTE_TITLES, PALETTES
from atlas.views.query.values import CLASSES
from atlas.web.map.cards import nav_links
from atlas.web.map.ids import Id
from atlas.web.map.panels import foot, side, table
from atlas.web.map.picker import picker
from atlas.web.map.skip_links import skip_links, skip_links_after_map
from atlas.web.pages_list import MAP
from atlas.web.server.page_frame import page_links
from layers.borders import borders_layer, ground_layer
from layers.choropleth import areas_layer
from layers.circles import circles_layer
from layers.labels import labels_layer
from layers.marks import marks_layer
from layers.tiles import tiles_layer

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.web.site import Site
    from atlas.words.words import Words

SCHEME_NAMES = {
    Scheme.FISHER_JENKS: "natural breaks (Fisher-Jenks)",
    Scheme.QUANTILES: "equal numbers of areas (quantiles)",
    Scheme.EQUAL_INTERVAL: "equal steps",
    Scheme.PRETTY: "round numbers",
    Scheme.STD_MEAN: "distance from the mean",
    Scheme.HEADTAIL: "few very high values (head/tail)",
}


@per_atlas(maxsize=2)
def layout_of(atlas: Atlas, site: Site) -> html.Div:
    """Build the page's frame once for a release."""
    return page(site.of(atlas))


def page(site: Site) -> html.Div:
    """Build the page's frame."""
    words = site.words
    return html.Div(
        [
            skip_links(words),
            _stores(),
            _top(site),
            html.Main(
                [
                    html.Div(
                        [
                            _controls(words),
                            _stage(site),
                            _legend(words),
                            foot(site),
                            side(site),
                        ],
                        className="atlas",
                    ),
                    html.Details(
                        [
                            html.Summary(words("Series, ranking and distribution of this view")),
                            html.Iframe(title=words("Comparison"), **{"data-address": site.urls.comparison()}),
                        ],
                        id="compare-panel",
                        className="compare-panel",
                    ),
                    html.Section(id=Id.ABOUT, className="about", **{"aria-label": words("About this map")}),
                    table(site),
                ]
            ),
        ],
        id=Id.PAGE,
        className="page show-controls",
    )


def _stores() -> html.Div:
    return html.Div([dcc.Store(id=key) for key in (Id.ASKED, Id.ADDRESS, Id.VIEW, Id.CARDS)], hidden=True)


def _top(site: Site) -> html.Header:
    words = site.words
    return html.Header(
        [
            html.A(site.title, href=site.urls.home, className="brand"),
            html.Button(words("Choose an indicator"), className="open-controls", **_fold("controls", _open=False)),
            html.Nav(
                nav_links(page_links(site, MAP)),
                **{"aria-label": words("Pages")},
            ),
            html.Div(
                [
                    html.Button(words("Indicators"), className="quiet", **_fold("controls", _open=True)),
                    html.Button(words("Regions"), className="quiet", **_fold("side", _open=True)),
                ],
                className="folds",
                role="group",
                **{"aria-label": words("Show or hide panels")},
            ),
        ],
        className="top",
    )


def _fold(panel: str, *, _open: bool) -> dict[str, str]:
    return {"type": "button", "data-fold": panel, "aria-expanded": str(_open).lower(), "aria-controls": panel}


def _choice(key: str, label: str, options: list[html.Option] | None = None, place: str = "") -> html.Div:
    """Build a native list for a word of the query; it works with every keyboard, which Dash's own dropdown does not."""
    box = place or f"{key}-choice"
    control = html.Select(options or [], id=box, **{"data-control": key})
    return html.Div([html.Label(label, htmlFor=box), control], className="field")


def _controls(words: Words) -> html.Aside:
    schemes = [html.Option(words(name), value=str(s)) for s, name in SCHEME_NAMES.items()]
    # an address can hold own breaks, which no list offers: the field then says so
    schemes.append(html.Option(words("own breaks"), value=str(Scheme.MANUAL), hidden=True))
    numbers = [html.Option(str(k), value=str(k)) for k in CLASSES]
    palettes = [html.Option(words(PALETTE_TITLES[p]), value=p) for p in PALETTES]
    design = [
        _choice("scheme", words("Classes"), schemes),
        _choice("classes", words("Number of classes"), numbers),
        _choice("palette", words("Colours"), palettes),
        _choice("benchmark", words("Compared with"), place=Id.BENCHMARKS),
        _choice("change_from", words("Change since"), place=Id.CHANGES),
        _choice("second", words("Second indicator"), place=Id.SECONDS),
        _choice("layers", words("Compared with its neighbours"), place=Id.MARKS),
        _choice("territory", words("Areas as of"), place=Id.TERRITORIES),
    ]
    levels = html.Div(id=Id.LEVELS, className="segments")
    return html.Aside(
        [
            html.Button(words("Close"), className="close", **_fold("controls", _open=True)),
            html.P(words("Indicator"), className="panel-heading"),
            picker(words),
            html.Fieldset(
                [
                    html.Legend(words("Level")),
                    levels,
                    html.P(words("Grey: there are no figures at this level."), className="hint why-grey"),
                ],
                className="field",
            ),
            _choice("focus", words("Section"), place=Id.SECTIONS),
            html.Details(
                [html.Summary(words("Map design and comparison")), html.Div(design, className="fields")],
                className="design",
            ),
        ],
        id="controls",
        className="controls",
        **{"aria-label": words("Choose indicator and design")},
    )


def _stage(site: Site) -> html.Section:
    atlas, settings, urls, words = site.atlas, site.settings, site.urls, site.words
    west, south, east, north = atlas.bounds
    bounds = [[south, west], [north, east]]
    leaflet = dl.Map(
        [
            *tiles_layer(settings.tiles, settings.tiles_attribution),
            dl.Pane(name="selection", style={"zIndex": 440, "pointerEvents": "none"}),
            ground_layer(atlas.edition, urls),
            areas_layer(Id.AREAS),
            borders_layer(Id.BORDERS),
            circles_layer(Id.CIRCLES),
            marks_layer(),
            labels_layer(atlas.edition, urls),
        ],
        id=Id.MAP,
        bounds=bounds,
        boundsOptions={"padding": [8, 8]},
        zoomControl=False,
        keyboard=False,  # the areas are what the keyboard reaches
        trackViewport=False,
        attributionControl=bool(settings.tiles),
        zoomSnap=0,
        minZoom=6.5,
        maxZoom=13,
        className="leaflet",
    )
    buttons = [
        html.Button(sign, type="button", title=text, **{"data-map": key, "aria-label": text})
        for sign, key, text in (
            ("+", "in", words("Zoom in")),
            ("\N{MINUS SIGN}", "out", words("Zoom out")),
            ("\N{WHITE CIRCLE}", "home", words("Show the whole map")),
        )
    ]
    hints = {"data-touch": words("Move the map with two fingers"), "data-wheel": words("Zoom with Ctrl and the wheel")}
    hint = html.P(id="gesture-hint", className="gesture-hint", hidden=True, **{"aria-hidden": "true"}, **hints)
    return html.Section(
        [
            html.Div(id=Id.NOTICE, className="notice", role="status"),
            html.Div(id=Id.TITLE, className="title"),
            html.Div(
                [leaflet, *skip_links_after_map(words), html.Div(buttons, className="map-buttons"), hint],
                className="map",
                role="region",
                **{
                    "aria-label": words("Map: one tab stop, arrow keys go from area to area, Enter selects"),
                    "data-bounds": json.dumps(bounds),
                },
            ),
            html.Div(id=Id.READOUT, className="readout", hidden=True, **{"aria-hidden": "true"}),
            html.Div(id=Id.SPOKEN, className="visually-hidden", **{"aria-live": "polite"}),
            html.P(id=Id.TOLD, className="told", hidden=True, **{"aria-hidden": "true"}),
        ],
        id=Id.STAGE,
        className="stage",
    )


def _legend(words: Words) -> html.Section:
    """Build the cell of the legend; folded it keeps its heading and one line of colours."""
    label = {"aria-label": words("Legend")}
    fold = html.Button(className="fold", **_fold("legend", _open=True), **label)
    return html.Section([html.Div(id=Id.LEGEND), fold], id="legend-cell", className="legend", **label)
