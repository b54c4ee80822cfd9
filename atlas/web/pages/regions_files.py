"""The files of social regions that are drawn by the server: their planning sheet, and their map in their colours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from atlas.data.regions.atlas_with import RegionAtlas
from atlas.errors import DataError
from atlas.views.profile.query import list_query
from atlas.views.query.place_values import cut
from atlas.views.regions.sheet import regions_plan, regions_scene
from atlas.web.pages.tool_files import IN_COLOUR, Tool, Wanted, Worked
from atlas.web.pages_list import REGIONS
from atlas.web.site import RELEASE, SOCIAL_REGIONS

if TYPE_CHECKING:
    from atlas.web.site import Site

KEYS = frozenset((RELEASE, SOCIAL_REGIONS, "territory", "lang"))


def regions_tool(site: Site) -> Tool:
    """Describe the files ``export/regions.*``."""

    def read(query: str) -> Wanted:
        atlas, words = site.atlas, site.words
        own = atlas.own if isinstance(atlas, RegionAtlas) else None
        date = own.social.territory if own else site.usual
        word = own.address if own else ""
        unknown = [key for key, _value in parse_qsl(query, keep_blank_values=True) if key not in KEYS]
        text = words('The address holds an unknown word: "{found}"; it is ignored.')

        def work() -> Worked:
            if not isinstance(atlas, RegionAtlas):
                raise DataError(words("There is no region; a region needs a name and at least one municipality."))
            shown = regions_scene(atlas, site.pinned, words)
            return Worked(shown, partial(regions_plan, atlas, words), {})

        return Wanted(
            notices=tuple(text.format(found=cut(key)) for key in unknown),
            address=site.urls.public().page(REGIONS, list_query(date, site.usual, atlas.release, word)),
            name=f"social_regions_{date.isoformat()}",
            work=work,
        )

    return Tool("regions", "regions", (), IN_COLOUR, read)
