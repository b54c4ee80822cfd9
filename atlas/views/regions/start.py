"""What drawing can begin with: districts, the associations of one of them, or regions that the atlas itself brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.data.regions.atlas_with import own_regions
from atlas.data.regions.definition import COLOURS, Draft
from atlas.model import Level

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words

DISTRICTS, SHIPPED, ASSOCIATIONS = "districts", "shipped", "associations:"


def beginnings(atlas: Atlas, territory: dt.date, words: Words) -> list[tuple[str, str]]:
    """List what drawing can begin with.

    Parameters
    ----------
    atlas : Atlas
        As it is shown without regions of a reader.
    territory : date
        Territory date.
    words : Words
        The language.

    Returns
    -------
    list of (str, str)
        Key and name.
    """
    shipped = own_regions(atlas)
    areas = atlas.areas[territory]
    with_associations = {a.parent for a in areas.values() if a.level is Level.ASSOCIATION and a.place[:1] == (a.code,)}
    inside = sorted((areas[code] for code in with_associations if code in areas), key=lambda a: a.label)
    text = words("Associations of {name}")
    return [
        *([(SHIPPED, words("the regions that the atlas brings"))] if shipped else []),
        (DISTRICTS, words("all districts")),
        *((f"{ASSOCIATIONS}{a.code}", text.format(name=a.label)) for a in inside),
    ]


def begun(atlas: Atlas, key: str, territory: dt.date) -> list[Draft]:
    """Give the regions to begin with.

    Parameters
    ----------
    atlas : Atlas
        As it is shown without regions of a reader.
    key : str
        One of those of `beginnings`; any other begins with nothing.
    territory : date
        Territory date.

    Returns
    -------
    list of Draft
        Neighbours are of different colours as far as these last.
    """
    shipped = own_regions(atlas)
    if key == SHIPPED and shipped:
        return [Draft(r.name, r.codes, r.colour) for r in shipped.social.regions]
    district = key.removeprefix(ASSOCIATIONS) if key.startswith(ASSOCIATIONS) else ""
    wanted = [
        area
        for area in atlas.areas[territory].values()
        if (district and area.level is Level.ASSOCIATION and area.parent == district)
        or (key == DISTRICTS and area.level is Level.DISTRICT)
    ]
    return coloured(sorted(wanted, key=lambda a: a.code))


def coloured(areas: list[Area]) -> list[Draft]:
    """Make each area a region; its colour is the least used one that none of its neighbours has."""
    of: dict[str, str] = {}
    for area in areas:
        near = {of[code] for code in area.neighbours if code in of}
        used = list(of.values())
        of[area.code] = min(COLOURS, key=lambda colour: (colour in near, used.count(colour)))
    return [Draft(area.label, (area.code,), of[area.code]) for area in areas]
