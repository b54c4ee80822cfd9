"""The list of all regions by level and district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.model import TOP_LEVELS, Level
from atlas.words.folding import fold

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area


@dataclass(frozen=True, slots=True)
class Group:
    """Regions of a level that stand together: all, or those inside of one district."""

    name: str
    areas: tuple[Area, ...]


def all_areas(atlas: Atlas, territory: dt.date) -> dict[Level, tuple[Group, ...]]:
    """List all regions by level; those below the districts grouped by their district."""
    by_code = atlas.areas[territory]
    found: dict[Level, tuple[Group, ...]] = {}
    for level in atlas.edition.levels:
        own = sorted((by_code[c] for c in atlas.codes(level, territory)), key=lambda a: (fold(a.name), a.code))
        if level in {*TOP_LEVELS, Level.DISTRICT}:
            found[level] = (Group("", tuple(own)),)
            continue
        parents = sorted({a.parent for a in own}, key=lambda c: fold(by_code[c].name))
        groups = ((by_code[p].name, tuple(a for a in own if a.parent == p)) for p in parents)
        found[level] = tuple(Group(name, areas) for name, areas in groups)
    return found


def listed_areas(atlas: Atlas, territory: dt.date) -> dict[Level, tuple[Group, ...]]:
    """List them as `all_areas` does; sorted once, because names are folded for it."""
    return _listed(atlas, territory)


@per_atlas(maxsize=8)
def _listed(atlas: Atlas, territory: dt.date) -> dict[Level, tuple[Group, ...]]:
    return all_areas(atlas, territory)
