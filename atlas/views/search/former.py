"""Former municipalities by the district in which they lie today: which became part of which, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.model import Level
from atlas.words.districts import district_name
from atlas.words.folding import fold

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Former:
    """A name of former times.

    ``last`` is the year of the last directory that lists it and ``gone`` that of the first one without it; ``into`` are
    the municipalities of the territory date that it went to.
    """

    name: str
    code: str
    last: int
    gone: int
    into: tuple[Area, ...]


def former_municipalities(atlas: Atlas, territory: dt.date, words: Words) -> list[tuple[str, list[Former]]]:
    """List what has become of former municipalities.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    territory : date
        Date of the area status that says what a municipality is today.
    words : Words
        Language of the names of districts.

    Returns
    -------
    list of (str, list of Former)
        Districts by name; in each the former names, by the municipality they went to and then by their own name. A name
        that a municipality only bore before stands there too; one whose successor nobody knows for sure does not.
    """
    areas = atlas.areas[territory]
    found: dict[str, list[Former]] = {}
    for known in atlas.known_names:
        into = tuple(areas[code] for code in known.into.get(territory, ()) if code in areas)
        if known.until and into:
            former = Former(known.name, known.code, known.until, known.gone, into)
            found.setdefault(into[0].parent, []).append(former)
    named = [(district_name(areas[code], words), rows) for code, rows in found.items() if code in areas]
    return sorted(((name, sorted(rows, key=_order)) for name, rows in named), key=lambda district: fold(district[0]))


def levels_counted(atlas: Atlas, territory: dt.date, words: Words) -> list[tuple[str, int]]:
    """Count the areas of a territory date, level by level."""
    return [(words.levels(x), len(atlas.codes(x, territory))) for x in Level if atlas.codes(x, territory)]


def _order(row: Former) -> tuple[str, str]:
    return fold(row.into[0].name), fold(row.name)
