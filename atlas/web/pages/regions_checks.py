"""What is told of social regions below their list, as ``regions_checks.html`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.views.profile.query import list_query
from atlas.views.regions.held import holding
from atlas.views.regions.hidden import hidden_parts
from atlas.web.pages_list import REGIONS

if TYPE_CHECKING:
    from atlas.data.regions.atlas_with import RegionAtlas
    from atlas.web.site import Site


def checks(site: Site, atlas: RegionAtlas) -> dict[str, Any]:
    """Give the partial what it shows.

    Parameters
    ----------
    site : Site
        Words and addresses.
    atlas : RegionAtlas
        With the regions.

    Returns
    -------
    dict of str to Any
        Words of the template.
    """
    words = site.words
    query = list_query(atlas.own.social.territory, site.usual, site.pinned, atlas.own.address)
    held = holding(atlas, words)
    return {
        "holding": held,
        "hidden": hidden_parts(atlas, words),
        "regions_url": lambda word: site.urls.page(
            REGIONS, list_query(atlas.own.social.territory, site.usual, site.pinned, word)
        ),
        "left": words.counted("One municipality is in no region.", "{n} municipalities are in no region.", held.left),
        "profile_url": lambda code: site.urls.profile(code, query),
    }
