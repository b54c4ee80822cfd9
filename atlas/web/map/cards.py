"""The parts of the page that a view fills. Numbers that follow the year are marked for the scripts in assets/."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import Level
from atlas.views.map.citation import sources_of
from atlas.views.map.mapview import benchmark_of, figures_of
from atlas.views.map.sparkline import Line, series_svg
from atlas.views.profile.query import list_query

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.web.server.page_frame import Link
    from atlas.words.words import Words

#: Among so many years every label still has its room.
MOST_TICK_LABELS = 8


def nav_links(links: list[Link]) -> list[html.A]:
    """List the pages for a Dash page; the script hands the view on to those that are marked."""
    return [
        html.A(link.text, href=link.href, className="current", **{"aria-current": "page"})
        if link.current
        else html.A(link.text, href=link.href, **{"data-page": link.page})
        for link in links
    ]


def title_part(atlas: Atlas, state: ViewState, words: Words) -> list[Any]:
    """Say what, where, when and in which unit."""
    indicator, _figures = figures_of(atlas, state, words)
    where = words.levels(state.level).capitalize() if state.level is not Level.STATE else words("Thuringia")
    unit = f" \N{MIDDLE DOT} {indicator.unit}" if indicator.unit else ""
    other = atlas.indicator(state.second) if state.second else None
    title = (
        words("{first} and {second}").format(first=indicator.title, second=other.title) if other else indicator.title
    )
    return [
        html.H1(title),
        html.P([f"{where}, ", html.Span(str(state.year), **{"data-year": ""}), unit], className="subtitle"),
    ]


def ticks_part(atlas: Atlas, state: ViewState, words: Words) -> list[Any]:
    """Label the years under the slider: the first, the last and some between."""
    _indicator, figures = figures_of(atlas, state, words)
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


def panel_part(atlas: Atlas, state: ViewState, words: Words) -> list[Any]:
    """Show the selected regions: value, sentence with rank and comparison, series."""
    if not state.regions:
        return [
            html.P(
                words("Click an area on the map, walk to it with the arrow keys, or search for its name."),
                className="hint",
            ),
        ]
    indicator, figures = figures_of(atlas, state, words)
    benchmark = benchmark_of(atlas, state, words)
    cards = []
    for code in state.regions:
        area = atlas.areas[state.territory][code]
        own = tuple(figures.value(y, code) for y in figures.years)
        against = (Line(benchmark.values, "against"),) if benchmark else ()
        svg = series_svg(
            figures.years,
            (*against, Line(own, "own")),
            indicator.decimals,
            words,
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
                                title=words("Take out"),
                                **{"data-drop": code, "aria-label": words("Take {name} out").format(name=area.name)},
                            ),
                        ]
                    ),
                    html.P(area.designation, className="designation"),
                    html.P(**{"data-value": code}, className="value"),
                    html.P(**{"data-sentence": code}, className="sentence"),
                    *_series(svg, area.name, figures.years, own, indicator.decimals, indicator.unit, words),
                    html.P(
                        html.A(
                            words("Profile of {name}").format(name=area.name),
                            href=f"profile/{code}{list_query(state.territory)}",
                        ),
                        className="more",
                    ),
                ],
                className="card",
            )
        )
    if benchmark:
        cards.append(
            html.P(
                [
                    html.Span(className="line own"),
                    words("region"),
                    " ",
                    html.Span(className="line against"),
                    benchmark.name,
                ],
                className="key",
            )
        )
    return cards


def _series(
    svg: str, name: str, years: tuple[int, ...], own: tuple[float | None, ...], decimals: int, unit: str, words: Words
) -> list[Any]:
    known = [(y, v) for y, v in zip(years, own, strict=True) if v is not None]
    if len(years) == 1:
        return [
            html.P(
                words("There is only the year {year}, so there is no series.").format(year=years[0]), className="hint"
            )
        ]
    if not svg or not known:
        return [html.P(words("There is no series: no year has a value."), className="hint")]
    (first, a), (last, b) = known[0], known[-1]
    alt = words("{name} from {first}: {a} to {last}: {b}").format(
        name=name, first=first, a=words.with_unit(a, decimals, unit), last=last, b=words.with_unit(b, decimals, unit)
    )
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return [
        html.Div(
            [html.Img(src=source, alt=alt, className="series"), html.Span(className="year-line")],
            className="series-box",
        )
    ]


def credit_part(atlas: Atlas, state: ViewState, words: Words) -> list[Any]:
    """Name sources, licences, territory date and the owner of the borders in one line that goes with every map."""
    names = ", ".join(f"{s.attribution} ({s.licence})" for s in sources_of(atlas, state))
    date = words.day(state.territory)
    return [
        words("Source: {source}. Areas as of {date}. Borders: {borders}.").format(
            source=names, date=date, borders=atlas.manifest.attribution
        )
    ]
