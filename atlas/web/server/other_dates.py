"""The page that is asked for, with the areas of the other dates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from flask import request

from atlas.views.query.without import without
from atlas.web.urls import joined

if TYPE_CHECKING:
    import datetime as dt

    from atlas.web.site import Site

WORD = "territory"


def other_dates(site: Site, query: str, shown: dt.date) -> list[tuple[str, str]]:
    """Address the page that is asked for at the other dates.

    Parameters
    ----------
    site : Site
        What is known.
    query : str
        State of the view; of one only dates are offered at which its indicator has figures. Empty for a page of none.
    shown : date
        The date that the page shows.

    Returns
    -------
    list of (str, str)
        Dates as a reader reads them, and addresses. None where the address names a date for each side of the page,
        which has lists of its own for them.
    """
    if any(key.endswith(f"_{WORD}") for key in request.args):
        return []
    atlas, asked = site.atlas, request.query_string.decode(errors="replace")
    first = parse_qs(query.lstrip("?")).get("indicator", [""])[0].partition(",")[0]
    indicator = atlas.catalogue.indicators.get(first)
    dates = [t for t in atlas.territories if t != shown and (indicator is None or atlas.levels(indicator, t))]
    kept = without(asked, {WORD})
    return [
        (site.words.day(t), f"{request.path}{joined(kept, '' if t == site.usual else f'{WORD}={t.isoformat()}')}")
        for t in dates
    ]
