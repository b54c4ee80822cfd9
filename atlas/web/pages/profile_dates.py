"""What the pages of regions say of other territory dates: the same region there, what it became, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from atlas.views.profile.query import list_query
from atlas.views.search.at_date import at_date

if TYPE_CHECKING:
    import datetime as dt

    from atlas.model import Area
    from atlas.web.site import Site

    #: Name and address of a region's profile.
    Named = tuple[str, str]


def at_other_dates(site: Site, area: Area, territory: dt.date) -> list[tuple[str, list[Named]]]:
    """Name, for each other date, the areas that a region was or became.

    Parameters
    ----------
    site : Site
        What is known, words and addresses.
    area : Area
        The region.
    territory : date
        The date of the page.

    Returns
    -------
    list of (str, list of (str, str))
        Dates as a reader reads them; names and addresses of profiles.
    """
    others = [(t, at_date(site.atlas, area, territory, t)) for t in site.atlas.territories if t != territory]
    return [(site.words.day(t), [_named(site, found, t) for found in areas]) for t, areas in others if areas]


def same_elsewhere(site: Site, area: Area, territory: dt.date) -> list[Named]:
    """Name the other dates at which a region has the same code, each with the address of its profile."""
    there = [t for t in site.atlas.territories if t != territory and area.code in site.atlas.areas[t]]
    return [(site.words.day(t), _named(site, site.atlas.areas[t][area.code], t)[1]) for t in there]


def elsewhere(site: Site, code: str, territory: dt.date) -> list[tuple[Area, str, str, list[Named]]]:
    """Find at which other dates a code names an area, and what that is at the date of the page.

    Parameters
    ----------
    site : Site
        What is known, words and addresses.
    code : str
        Any text; no code of the date of the page.
    territory : date
        The date of the page.

    Returns
    -------
    list of (Area, str, str, list of (str, str))
        The area, the date as a reader reads it, its address there, and names and addresses of what it is here.
    """
    atlas = site.atlas
    found = [(t, atlas.areas[t][code]) for t in atlas.territories if t != territory and code in atlas.areas[t]]
    return [
        (
            area,
            site.words.day(t),
            _named(site, area, t)[1],
            [_named(site, here, territory) for here in at_date(atlas, area, t, territory)],
        )
        for t, area in found
    ]


def _named(site: Site, area: Area, date: dt.date) -> Named:
    return area.label, site.urls.profile(quote(area.code), list_query(date, site.usual, site.pinned))
