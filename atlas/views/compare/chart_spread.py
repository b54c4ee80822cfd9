"""The chart of inequality over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.data.comparable import method_changes
from atlas.views.compare.chart_design import LINES, SOFT, note_above, ticks_of_years, upright_line
from atlas.views.compare.chart_design import layout as layout_of
from atlas.views.map.citation import source_line
from atlas.views.spread.told import DECIMALS

if TYPE_CHECKING:
    from atlas.statistics.inequality import Inequality
    from atlas.views.map.scene import Scene
    from atlas.views.spread.measured import Spread
    from atlas.words.words import Words

HEIGHT_PX = 300
#: Room above the highest value, as a share of it.
PAD = 0.15


def spread_chart(scene: Scene, spread: Spread) -> dict[str, Any] | None:
    """Draw the Gini coefficient from 0 on, with the years in which the method changed.

    Returns
    -------
    dict or None
        A plotly figure; None for fewer than two years.
    """
    years, words = sorted(spread.years), scene.words
    if len(years) <= 1:
        return None
    first, last = years[0], years[-1]
    values = [spread.years[year].gini for year in years]
    changes = method_changes(scene.indicator, first, last)
    line = {
        "x": years,
        "y": values,
        "mode": "lines+markers",
        "line": {"color": LINES[0], "width": 2.4},
        "marker": {"size": 6, "color": LINES[0]},
        "text": [f"{year}: {told(spread.years[year], words)}" for year in years],
        "hoverinfo": "text",
    }
    title = words("{title}: inequality between the {areas}, {first} to {last}").format(
        title=scene.indicator.title, areas=scene.ranked_among_n, first=first, last=last
    )
    layout = layout_of(
        title,
        words("Gini coefficient"),
        source_line(scene),
        HEIGHT_PX,
        xaxis={"tickvals": ticks_of_years(first, last), "tickformat": "d", "range": [first - 0.3, last + 0.3]},
        yaxis={"range": [0, max(values) * (1 + PAD) or 1.0]},
        annotations=[note_above(words("from {year} on").format(year=m.year), m.year, 0) for m in changes],
        shapes=[upright_line(m.year, SOFT, "dot", 1) for m in changes],
    )
    return {"data": [line], "layout": layout}


def told(found: Inequality, words: Words) -> str:
    """Name the coefficient as it is read out."""
    return words("Gini {gini}").format(gini=words.number(found.gini, DECIMALS))
