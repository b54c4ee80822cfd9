"""Regions of like size, made from the municipalities of a district or of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.inhabitants import inhabitants
from atlas.data.regions.definition import COLOURS, MOST_REGIONS, Draft
from atlas.data.regions.faults import Fault, RegionsError
from atlas.model import Level
from atlas.statistics.region_making import like_size

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.words.words import Words


def regions_of_like_size(atlas: Atlas, within: str, k: str, territory: dt.date, words: Words) -> list[Draft]:
    """Cut a district, or everything, into k regions with about as many inhabitants each.

    Parameters
    ----------
    atlas : Atlas
        As it is shown without regions of a reader.
    within : str
        Code of a district; any other text means everything.
    k : str
        How many, as somebody typed it.
    territory : date
        Territory date.
    words : Words
        The language of the names.

    Returns
    -------
    list of Draft
        Each in one piece where its municipalities touch, called after the largest of them.

    Raises
    ------
    RegionsError
        So many regions cannot be made.
    """
    areas = atlas.areas[territory]
    every = atlas.codes(Level.MUNICIPALITY, territory)
    inside = [c for c in every if areas[c].parent == within] or list(every)
    place = {code: i for i, code in enumerate(inside)}
    neighbours = [[place[n] for n in areas[c].neighbours if n in place] for c in inside]
    sizes = _sizes(atlas, inside, territory)
    most = min(len(inside), MOST_REGIONS)
    number = int(k) if k.isascii() and k.isdecimal() and len(k) <= len(str(MOST_REGIONS)) else 0
    try:
        labels = like_size(neighbours, sizes.tolist(), number if number <= most else 0)
    except ValueError as error:
        raise RegionsError(Fault.NUMBER, found=repr(k[:20]), most=str(most)) from error
    found = []
    for at in range(number):
        own = np.flatnonzero(labels == at)
        largest = areas[inside[int(own[sizes[own].argmax()])]].label
        name = words("{name} and around").format(name=largest) if own.size > 1 else largest
        found.append(Draft(name, tuple(inside[i] for i in own), COLOURS[at % len(COLOURS)]))
    return found


def _sizes(atlas: Atlas, codes: list[str], territory: dt.date) -> NDArray[np.float64]:
    """Give the newest number of inhabitants; where one lacks, the ground in square kilometres stands in for all."""
    figures = inhabitants(atlas, Level.MUNICIPALITY, territory)
    if figures is not None:
        column = {code: i for i, code in enumerate(figures.codes)}
        found = figures.values[-1, [column[code] for code in codes]]
        if (found > 0).all():
            return np.asarray(found)
    return np.array([atlas.areas[territory][code].area_km2 for code in codes])
