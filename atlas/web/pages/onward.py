"""What the pages of the planning tools share: their scripts, and the way on to the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.web.site import Site

TOOL_SCRIPTS = ("pages/picture_map.js", "pages/sort_tables.js", "pages/working.js")


def onward(site: Site, indicator: str, query: str) -> dict[str, str]:
    """Give a template the link to the map of an indicator; ``query`` is the view there."""
    text = site.words('"{title}" on the map')
    title = site.atlas.indicator(indicator).short_title
    return {"on_map": site.urls.map(query), "on_map_text": text.format(title=title)}
