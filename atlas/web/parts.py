"""The parts of the page that a view fills. Numbers that follow the year are marked for the scripts in assets/."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import Kind, Level
from atlas.views.bivariate import SIDE, both_labels
from atlas.views.mapview import BARS, benchmark_of, breaks_of, class_colours, class_labels, draw_as, figures_of
from atlas.views.palettes import bivariate_colours
from atlas.views.series import Line, series_svg
from atlas.views.texts import number, with_unit
from atlas.views.viewstate import LEVEL_NAMES, WHY_NO_CHOROPLETH

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Breaks, ViewState
    from atlas.views.texts import Translate

#: Among so many years every label still has its room.
MOST_TICK_LABELS = 8
#: Cells of two indicators that are dark enough for white figures.
DEEP = frozenset({5, 6, 7, 8})


def title_part(atlas: Atlas, state: ViewState, _: Translate) -> list[Any]:
    """Say what, where, when and in which unit."""
    indicator, _figures = figures_of(atlas, state, _)
    where = _(LEVEL_NAMES[state.level]).capitalize() if state.level is not Level.STATE else _("Thuringia")
    unit = f" \N{MIDDLE DOT} {indicator.unit}" if indicator.unit else ""
    other = atlas.indicator(state.second) if state.second else None
    title = _("{first} and {second}").format(first=indicator.title, second=other.title) if other else indicator.title
    return [
        html.H1(title),
        html.P([f"{where}, ", html.Span(str(state.year), **{"data-year": ""}), unit], className="subtitle"),
    ]


def legend_part(atlas: Atlas, state: ViewState, _: Translate) -> list[Any]:
    """Build the legend from the same breaks that colour the map."""
    indicator, figures = figures_of(atlas, state, _)
    breaks = breaks_of(atlas, state)
    labels = class_labels(breaks, indicator.decimals, _)
    shades = class_colours(breaks, state)
    heading = html.P(
        [indicator.unit or indicator.short_title, ", ", html.Span(str(state.year), **{"data-year": ""})],
        className="legend-title",
    )
    none = _box("none", _("no data"), "data-count-none", _)
    hidden = _box("hidden", _("kept secret"), "data-count-hidden", _)
    if state.second:
        return [heading, _grid(atlas, state, _), html.Ul([none, hidden], className="classes")]
    if draw_as(indicator) == "symbols":
        largest = max((v for v in figures.values.flat if v == v), default=0.0)  # noqa: PLR0124  NaN is not itself
        circles = html.Ul(
            [_circle(share, largest, indicator.decimals) for share in (1.0, 0.25, 0.05)], className="circles"
        )
        why = html.Details([html.Summary(_("Why circles?")), html.P(_(WHY_NO_CHOROPLETH))])
        return [heading, circles, html.Ul([none, hidden], className="classes"), why]
    rows = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": shade}),
                html.Span(label, className="class-label"),
                html.Span(**{"data-class-count": str(i)}, className="count", title=_("number of areas")),
            ]
        )
        for i, (label, shade) in enumerate(zip(labels, shades, strict=True))
    ]
    note = [html.P(_(breaks.note), className="note")] if breaks.note else []
    return [heading, _bars(breaks, shades, _), html.Ul([*rows, none, hidden], className="classes"), *note]


def _box(kind: str, label: str, marker: str, _: Translate) -> html.Li:
    return html.Li(
        [
            html.Span(className=f"swatch {kind}"),
            html.Span(label, className="class-label"),
            html.Span(**{marker: ""}, className="count", title=_("number of areas")),
        ]
    )


def _bars(breaks: Breaks, shades: list[str], _: Translate) -> html.Div:
    low, high = breaks.edges[0], breaks.edges[-1]
    step = (high - low) / BARS

    def shade(i: int) -> str:
        middle = low + (i + 0.5) * step
        return shades[next((c for c, edge in enumerate(breaks.edges[1:]) if middle <= edge), breaks.k - 1)]

    n = BARS if step > 0 else 1
    bars = [html.Span(**{"data-bar": str(i)}, style={"background": shade(i)}) for i in range(n)]
    mark = html.Span(**{"data-mark": ""}, className="mark", hidden=True)
    return html.Div(
        [
            html.Div([*bars, mark], className="bars", **{"aria-hidden": "true"}),
            html.P(**{"data-mark-text": ""}, className="mark-text"),
        ],
        className="histogram",
    )


def _grid(atlas: Atlas, state: ViewState, _: Translate) -> html.Div:
    """Build the legend of two indicators: rows of the second downwards, columns of the first upwards."""
    across, up = both_labels(atlas, state, _)
    shades = bivariate_colours()
    rows = []
    for row in reversed(range(len(up))):
        cells = [
            html.Td(
                html.Span(**{"data-class-count": str(column + SIDE * row)}),
                style={"background": shades[column + SIDE * row]},
                className="deep" if column + SIDE * row in DEEP else "",
            )
            for column in range(len(across))
        ]
        rows.append(html.Tr([html.Th(up[row], scope="row"), *cells]))
    rows.append(html.Tr([html.Td(), *(html.Th(label, scope="col") for label in across)]))
    first, second = (atlas.indicator(k).short_title for k in (state.indicator, state.second))
    names = html.P(_("Upwards: {second}. To the right: {first}.").format(first=first, second=second), className="note")
    return html.Div([html.Table(html.Tbody(rows), className="grid"), names])


def _circle(share: float, largest: float, decimals: int) -> html.Li:
    value = largest if share == 1 else float(f"{largest * share:.1g}")
    size = f"{2 * 34 * (value / largest) ** 0.5:.0f}px" if largest else "0"
    return html.Li(
        [html.Span(className="circle", style={"width": size, "height": size}), html.Span(number(value, decimals))]
    )


def ticks_part(atlas: Atlas, state: ViewState, _: Translate) -> list[Any]:
    """Label the years under the slider: the first, the last and some between."""
    _indicator, figures = figures_of(atlas, state, _)
    years = figures.years
    every = max(1, -(-(len(years) - 1) // (MOST_TICK_LABELS - 1)))
    last = len(years) - 1
    named = {i for i in range(0, last + 1, every) if last - i >= every} | {last}
    return [
        html.Span(
            str(year) if i in named else "",
            style={"left": f"{100 * i / max(1, last):.2f}%"},
            className="tick named" if i in named else "tick",
        )
        for i, year in enumerate(years)
    ]


def panel_part(atlas: Atlas, state: ViewState, _: Translate) -> list[Any]:
    """Show the selected regions: value, sentence with rank and comparison, series."""
    if not state.regions:
        return [
            html.P(
                _("Click an area on the map, walk to it with the arrow keys, or search for its name."), className="hint"
            ),
        ]
    indicator, figures = figures_of(atlas, state, _)
    benchmark = benchmark_of(atlas, state, _)
    cards = []
    for code in state.regions:
        area = atlas.areas[state.territory][code]
        own = tuple(figures.value(y, code) for y in figures.years)
        against = (Line(benchmark.values, "against"),) if benchmark else ()
        svg = series_svg(
            figures.years,
            (*against, Line(own, "own")),
            indicator.decimals,
            tuple(m.year for m in indicator.method_changes),
        )
        cards.append(
            html.Article(
                [
                    html.Header(
                        [
                            html.H3(area.name),
                            html.Button(
                                "\N{MULTIPLICATION SIGN}",
                                type="button",
                                title=_("Take out"),
                                **{"data-drop": code, "aria-label": _("Take {name} out").format(name=area.name)},
                            ),
                        ]
                    ),
                    html.P(area.designation, className="designation"),
                    html.P(**{"data-value": code}, className="value"),
                    html.P(**{"data-sentence": code}, className="sentence"),
                    *_series(svg, area.name, figures.years, own, indicator.decimals, indicator.unit, _),
                ],
                className="card",
            )
        )
    if benchmark:
        cards.append(
            html.P(
                [
                    html.Span(className="line own"),
                    _("region"),
                    " ",
                    html.Span(className="line against"),
                    benchmark.name,
                ],
                className="key",
            )
        )
    return cards


def _series(
    svg: str, name: str, years: tuple[int, ...], own: tuple[float | None, ...], decimals: int, unit: str, _: Translate
) -> list[Any]:
    known = [(y, v) for y, v in zip(years, own, strict=True) if v is not None]
    if len(years) == 1:
        return [
            html.P(_("There is only the year {year}, so there is no series.").format(year=years[0]), className="hint")
        ]
    if not svg or not known:
        return [html.P(_("There is no series: no year has a value."), className="hint")]
    (first, a), (last, b) = known[0], known[-1]
    alt = _("{name} from {first}: {a} to {last}: {b}").format(
        name=name, first=first, a=with_unit(a, decimals, unit), last=last, b=with_unit(b, decimals, unit)
    )
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return [
        html.Div(
            [html.Img(src=source, alt=alt, className="series"), html.Span(className="year-line")],
            className="series-box",
        )
    ]


def credit_part(atlas: Atlas, state: ViewState, _: Translate) -> list[Any]:
    """Name sources, licences, territory date and the owner of the borders in one line that goes with every map."""
    shown = [atlas.indicator(k) for k in (state.indicator, state.second) if k]
    sources = {atlas.tables[m.table].source for indicator in shown for m in indicator.measures}
    names = ", ".join(f"{s.attribution} ({s.licence})" for s in sorted(sources, key=lambda s: s.id))
    date = state.territory.strftime("%d.%m.%Y")
    return [
        _("Source: {source}. Areas as of {date}. Borders: {borders}.").format(
            source=names, date=date, borders=atlas.manifest.attribution
        )
    ]


def about_part(atlas: Atlas, state: ViewState, _: Translate) -> list[Any]:
    """Say what is shown, how to read it, what it does not say, and whose figures and borders these are."""
    indicator = atlas.indicator(state.indicator)
    tables = {m.table: atlas.tables[m.table] for m in indicator.measures}
    rows: list[tuple[str, Any]] = [
        (_("In plain words"), indicator.plain_title),
        (_("Definition"), indicator.definition),
        (_("How to read it"), indicator.how_to_read),
        (_("What it does not say"), indicator.does_not_say),
    ]
    if indicator.kind is Kind.RATIO and indicator.numerator and indicator.denominator:
        rows.append((_("Calculation"), _("From counts; larger areas are added up from counts, never averaged.")))
    rows += [(_("From {year} on").format(year=m.year), m.note) for m in indicator.method_changes]
    for table in tables.values():
        source = table.source
        rows += [
            (_("Source"), f"{source.publisher}: {table.title} ({table.date})"),
            (
                _("Licence"),
                [source.attribution, ", ", html.A(source.licence, href=source.licence_url, rel="license external")],
            ),
        ]
    manifest = atlas.manifest
    rows += [
        (_("Territory date"), _("areas as of {date}").format(date=state.territory.strftime("%d.%m.%Y"))),
        (
            _("Borders"),
            [manifest.attribution, ", ", html.A(manifest.licence, href=manifest.licence_url, rel="license external")],
        ),
    ]
    terms = [item for term, text in rows for item in (html.Dt(term), html.Dd(text))]
    return [html.H2(_("About this indicator")), html.Dl(terms)]
