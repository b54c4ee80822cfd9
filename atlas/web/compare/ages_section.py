"""The ages of the compared regions as a part of the page: pictures beside each other, and the table of their ratios."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.views.compare.ages_beside import ages_beside
from atlas.web.compare.chart_part import twin_table

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.compare.ages_beside import Pyramid
    from atlas.words.words import Words


def ages_section(atlas: Atlas, regions: tuple[Area, ...], territory: dt.date, words: Words) -> list[Any]:
    """Show the ages of regions, or say why there are none."""
    heading = html.H2(words("Ages"))
    if not regions:
        return [heading, html.P(words("Add regions to see their ages beside each other."), className="hint")]
    beside = ages_beside(atlas, regions, territory, words)
    if beside is None:
        return [heading, html.P(words("None of these regions has age groups."), className="hint")]
    return [
        heading,
        html.P(beside.title, className="chart-title"),
        html.Div([_figure(one) for one in beside.pyramids], className="pyramids"),
        *(html.P(remark, className="note") for remark in beside.remarks),
        twin_table(list(beside.head), [list(row) for row in beside.rows], words("Dependency ratios"), is_open=True),
    ]


def _figure(one: Pyramid) -> html.Figure:
    picture = f"data:image/svg+xml;base64,{b64encode(one.svg.encode()).decode()}"
    return html.Figure([html.Figcaption(one.name), html.Img(src=picture, alt=one.text)])
