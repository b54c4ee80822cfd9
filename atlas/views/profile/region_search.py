"""Find a region by its name or code, whatever way umlauts are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.model import Level
from atlas.words.folding import fold, spellings

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area

#: Longer texts are no name of a region.
MOST_LETTERS = 60
MOST_FOUND = 100
ORDER = (Level.STATE, Level.DISTRICT, Level.ASSOCIATION, Level.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Group:
    """Regions of a level that stand together: all, or those inside of one district."""

    name: str
    areas: tuple[Area, ...]


def find_areas(atlas: Atlas, territory: dt.date, text: str) -> tuple[Area, ...]:
    """Find regions whose name holds a text or whose code begins with it.

    Returns
    -------
    tuple of Area
        Names that are the text first, then those that begin with it, then the others; larger regions before smaller.
    """
    wanted = fold(text[:MOST_LETTERS])
    if not wanted:
        return ()
    found = []
    for area in atlas.areas[territory].values():
        names = spellings(area.name)
        if any(wanted in name for name in names) or (wanted.isdecimal() and area.code.startswith(wanted)):
            begins = 0 if wanted in names else 1 if any(n.startswith(wanted) for n in names) else 2
            found.append((begins, ORDER.index(area.level), area.name, area.code, area))
    return tuple(item[-1] for item in sorted(found, key=lambda item: item[:-1]))


def all_areas(atlas: Atlas, territory: dt.date) -> dict[Level, tuple[Group, ...]]:
    """List all regions by level; those below the districts grouped by their district."""
    by_code = atlas.areas[territory]
    found: dict[Level, tuple[Group, ...]] = {}
    for level in ORDER:
        own = sorted((by_code[c] for c in atlas.codes(level, territory)), key=lambda a: (fold(a.name), a.code))
        if level in {Level.STATE, Level.DISTRICT}:
            found[level] = (Group("", tuple(own)),)
            continue
        parents = sorted({a.parent for a in own}, key=lambda c: fold(by_code[c].name))
        groups = ((by_code[p].name, tuple(a for a in own if a.parent == p)) for p in parents)
        found[level] = tuple(Group(name, areas) for name, areas in groups)
    return found
