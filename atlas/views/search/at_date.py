"""An area at another territory date: itself, what it became part of, or what became part of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.crosswalks import crosswalk_path, municipalities_of, read_crosswalk
from atlas.data.same_place import first_of
from atlas.model import TOP_LEVELS, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.model import Area


#: Levels whose areas are followed by their municipalities; regions that a reader draws are of one date.
CROSSED = (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)


def at_date(atlas: Atlas, area: Area, territory: dt.date, other: dt.date) -> tuple[Area, ...]:
    """Find what an area is at another date.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    area : Area
        One of ``atlas.areas[territory]``.
    territory, other : date
        The date of the area, and the one that is asked about.

    Returns
    -------
    tuple of Area
        The areas of its level that hold a part of it, the one of the same code first; none where no crosswalk tells. A
        place that is a municipality too is followed as one. Each is given as the profile of its place names it.
    """
    areas, there = atlas.areas[territory], atlas.areas[other]
    area = next((areas[c] for c in area.place if areas[c].level is Level.MUNICIPALITY), area)
    if area.level in TOP_LEVELS:
        return (there[area.code],) if area.code in there else ()
    if area.level not in CROSSED:
        return ()
    walk = walk_between(atlas, territory, other)
    inside = (t for m in municipalities_in(atlas, area, territory) for t in walk.get(m.code, ()))
    codes = {held_by(there[code], area.level) for code in inside if code in there}
    found = sorted((there[c] for c in codes if c in there), key=lambda a: (a.code != area.code, a.name, a.code))
    return tuple(dict.fromkeys(first_of(a, there) for a in found))


@per_atlas(maxsize=16)
def walk_between(atlas: Atlas, one: dt.date, other: dt.date) -> Mapping[str, tuple[str, ...]]:
    """Read where the municipalities of a date lie at another one; empty where no crosswalk leads there or back."""
    folder = atlas.folder / "areas"
    for before, after in ((one, other), (other, one)):
        path = crosswalk_path(folder, before, after)
        if path.is_file():
            steps = municipalities_of(read_crosswalk(path))
            ends = ("ags_before", "ags_after") if before == one else ("ags_after", "ags_before")
            found: dict[str, list[str]] = defaultdict(list)
            for source, target in zip(*(steps[end] for end in ends), strict=True):
                found[str(source)].append(str(target))
            return {code: tuple(targets) for code, targets in found.items()}
    return {}


def municipalities_in(atlas: Atlas, area: Area, territory: dt.date) -> tuple[Area, ...]:
    """List the municipalities of an area; one is its own."""
    areas = atlas.areas[territory]
    every = (areas[code] for code in atlas.codes(Level.MUNICIPALITY, territory))
    return tuple(m for m in every if held_by(m, area.level) == area.code)


def held_by(municipality: Area, level: Level) -> str:
    """Give the code of the area of a level that holds a municipality."""
    own = {Level.MUNICIPALITY: municipality.code, Level.ASSOCIATION: municipality.association}
    return own.get(level, municipality.parent)
