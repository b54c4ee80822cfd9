"""Links past what stands between, for readers at the keyboard; a script finds the first target that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from atlas.web.map.ids import Id

if TYPE_CHECKING:
    from atlas.words.words import Words

#: Where the links go, as selectors in order of preference: a narrow screen shows the handle of a panel in its place.
TABLE, MAP = "#table", f"path.area[tabindex='0'] #{Id.STAGE}"
INDICATOR = "#picker-search .open-controls"
REGIONS, FILES = "#regions-heading #sheet-handle", "#share-view #sheet-handle"


def skip_links(words: Words) -> html.Nav:
    """Build the links at the beginning of the page."""
    links = [
        _link(words("Skip to the table"), TABLE),
        _link(words("Skip to the indicators"), INDICATOR),
        _link(words("Skip to the map"), MAP),
        _link(words("Skip to the regions"), REGIONS),
    ]
    return html.Nav(links, **{"aria-label": words("Skip links")})


def skip_links_after_map(words: Words) -> list[html.A]:
    """Build the links that follow the areas of the map."""
    return [_link(words("On to the regions"), REGIONS), _link(words("On to the downloads"), FILES)]


def _link(text: str, target: str) -> html.A:
    # without the script a link goes to the first of them that an address can name
    mark = next(place for place in target.split() if place.startswith("#"))
    return html.A(text, href=mark, className="skip", **{"data-skip": target})
