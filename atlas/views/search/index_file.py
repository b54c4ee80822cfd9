"""The index of places as the browser gets it: one immutable file a territory date."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from atlas.views.search.places import KIND_WORDS, place_index

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.words.words import Words


def places_file(atlas: Atlas, territory: dt.date, words: Words) -> dict[str, Any]:
    """Write all places of a territory date and the words that say which sort of place is meant."""
    return {"kinds": KIND_WORDS, "places": [asdict(place) for place in place_index(atlas, territory, words)]}
