"""One place under several codes, and names that tell all places of a territory date apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import isclose
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Area, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.model import Indicator

#: Of several areas that are one place, the first of these levels stands for all: towns are compared with districts.
FIRST = (Level.DISTRICT, Level.MUNICIPALITY, Level.ASSOCIATION)


def told_apart(areas: Mapping[str, Area]) -> dict[str, Area]:
    """Say of every area which codes are the same place, and give each place a name that no other one bears.

    A district or association is the same place as a municipality if it holds no other one and is as large: a town that
    is a district too, a municipality without association.

    Parameters
    ----------
    areas : mapping of str to Area
        All areas of a territory date by code.

    Returns
    -------
    dict of str to Area
        The same areas with ``place`` and ``label``. The label is the name alone where one place bears it, else the name
        with the official designation, and with the district where that is not enough.
    """
    places = _places(areas)
    labels = _labels([areas[codes[0]] for codes in dict.fromkeys(places.values())], areas)
    return {c: replace(a, place=places[c], label=labels[places[c][0]]) for c, a in areas.items()}


def _places(areas: Mapping[str, Area]) -> dict[str, tuple[str, ...]]:
    """List for every code all codes of its place, the one that stands for the others first."""
    held: dict[str, list[Area]] = defaultdict(list)
    for area in areas.values():
        if area.level is Level.MUNICIPALITY:
            for holder in {area.parent, area.association} & areas.keys():
                held[holder].append(area)
    same: dict[str, list[str]] = defaultdict(list)
    for holder, inside in held.items():
        if len(inside) == 1 and isclose(areas[holder].area_km2, inside[0].area_km2, rel_tol=1e-6):
            same[inside[0].code].append(holder)
    found: dict[str, tuple[str, ...]] = {code: (code,) for code in areas}
    for code, others in same.items():
        every = tuple(sorted((code, *others), key=lambda c: FIRST.index(areas[c].level)))
        found |= dict.fromkeys(every, every)
    return found


def _labels(places: list[Area], areas: Mapping[str, Area]) -> dict[str, str]:
    """Try longer and longer names until no two places share one; the code is the last resort."""
    labels: dict[str, str] = {}
    left = places
    for name in (_name, _with_designation, _with_district, _with_code):
        bearers: dict[str, list[Area]] = defaultdict(list)
        for area in left:
            bearers[name(area, areas)].append(area)
        labels |= {alone[0].code: text for text, alone in bearers.items() if len(alone) == 1}
        left = [area for several in bearers.values() if len(several) > 1 for area in several]
    return labels


def _name(area: Area, _areas: Mapping[str, Area]) -> str:
    return area.name


def _with_designation(area: Area, _areas: Mapping[str, Area]) -> str:
    return f"{area.name}, {area.designation}"


def _with_district(area: Area, areas: Mapping[str, Area]) -> str:
    above = areas.get(area.parent)
    return f"{area.name}, {area.designation} ({above.name})" if above else _with_designation(area, areas)


def _with_code(area: Area, _areas: Mapping[str, Area]) -> str:
    return f"{area.name}, {area.designation} ({area.code})"


def on_level(area: Area, level: Level, areas: Mapping[str, Area]) -> Area | None:
    """Find the area of a level that is the same place.

    Parameters
    ----------
    area : Area
        One of `areas`.
    level : Level
        The level wanted.
    areas : mapping of str to Area
        All areas of the territory date by code.

    Returns
    -------
    Area or None
        The area itself where it is of that level; None where the place has no code of it.
    """
    return next((areas[code] for code in area.place if areas[code].level is level), None)


def first_of(area: Area, areas: Mapping[str, Area]) -> Area:
    """Give the area that stands for all that are the same place: the district, else the municipality.

    Parameters
    ----------
    area : Area
        One of `areas`.
    areas : mapping of str to Area
        All areas of the territory date by code.

    Returns
    -------
    Area
        One of `areas`; itself where the place has no other code.
    """
    return areas[area.place[0]]


def known_as(atlas: Atlas, area: Area, indicator: Indicator, territory: dt.date, level: Level | None = None) -> Area:
    """Pick the area of a place under which an indicator is known, so that each code of the place gives one figure.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    area : Area
        One of ``atlas.areas[territory]``.
    indicator : Indicator
        One of the catalogue.
    territory : date
        Territory date.
    level : Level, optional
        The level that goes first; without it, and where the place has no figure on it, the order of ``area.place``.

    Returns
    -------
    Area
        One with a value in any year, else one whose level has figures, else the first of the place.
    """
    every = sorted((atlas.areas[territory][c] for c in area.place), key=lambda a: a.level is not level)
    if len(every) == 1:
        return area
    figures = [atlas.figures(indicator, a.level, territory) for a in every]
    valued = (a for a, f in zip(every, figures, strict=True) if not np.isnan(f.values[:, f.codes.index(a.code)]).all())
    levelled = (a for a, f in zip(every, figures, strict=True) if f.years)
    return next(valued, None) or next(levelled, None) or every[0]
