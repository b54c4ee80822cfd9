"""What the page of a region needs to tell how far its areas lie apart: addresses, terms and caveats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atlas.model import TOP_LEVELS, Level
from atlas.views.profile.query import for_indicator
from atlas.views.query.view_query import write_query
from atlas.views.spread.told import caveats, terms

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.views.query.view_state import ViewState
    from atlas.views.spread.within import SpreadRow
    from atlas.web.site import Site


def spread_words(site: Site, area: Area, own: ViewState, dated: str) -> dict[str, Any]:
    """Give the template what it asks for.

    Parameters
    ----------
    site : Site
        Words and addresses.
    area : Area
        The region.
    own : ViewState
        The view that the page links to.
    dated : str
        Query of the territory date and release, for files.
    """
    focus = area.code if area.level is Level.DISTRICT else ""

    def series(row: SpreadRow) -> str:
        """Address a row's series in the comparison, which knows the whole and single districts."""
        if not focus and area.level not in TOP_LEVELS:
            return ""
        view = for_indicator(own, row.key, row.year)
        return site.urls.comparison(write_query(replace(view, level=row.level, regions=(), focus=focus)))

    return {
        "spread_url": lambda suffix: site.urls.spread_within(area.code, dated, suffix),
        "spread_terms": terms(site.words),
        "spread_caveats": caveats(site.words),
        "compared_url": series,
    }
