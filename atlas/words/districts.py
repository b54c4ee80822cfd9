"""Names of districts: the town is told from the district around it, and a name that says what it is says it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.words.words import Words

TOWN = "kreisfreie Stadt"


def district_name(area: Area, words: Words) -> str:
    """Name a district as it stands alone."""
    if area.designation == TOWN:
        return words("town of {name}").format(name=area.name)
    return area.name if area.name.lower().endswith("kreis") else f"{area.designation} {area.name}"


def in_district(area: Area, words: Words) -> str:
    """Name a district as the place where something lies."""
    text = words("in the town of {name}") if area.designation == TOWN else words("in the district of {name}")
    return text.format(name=area.name if area.designation == TOWN else district_name(area, words))
