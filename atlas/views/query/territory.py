"""The territory date of an address: which of the dates that the atlas holds a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas


def territory_dates(atlas: Atlas) -> dict[str, dt.date]:
    """Give the dates that the atlas holds by the texts that name them, in the order of the atlas."""
    return {date.isoformat(): date for date in atlas.territories}


def territory_date(atlas: Atlas, text: str) -> dt.date | None:
    """Find the date that a text such as ``2021-12-31`` names, or None; how that is told is the caller's affair."""
    return territory_dates(atlas).get(text)
