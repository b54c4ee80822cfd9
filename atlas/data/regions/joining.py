"""Which neighbours a social region would join so that none of its figures is hidden any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.regions.guard import hidden_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.regions.atlas_with import RegionAtlas
    from atlas.data.regions.guard import HiddenCells
    from atlas.model import Area

    Bools = NDArray[np.bool_]


#: A region that needs more neighbours is another one.
MOST_JOINED = 40


def neighbours_to_join(atlas: RegionAtlas, at: int) -> tuple[str, ...]:
    """Join neighbour after neighbour until nothing of a region is hidden.

    The next one is always a municipality that touches the region: in the districts in which something is hidden, one
    that is hidden with those of the region, else the one nearest to such a one; of several as near one of no region.

    Parameters
    ----------
    atlas : RegionAtlas
        With the regions.
    at : int
        Position of the region.

    Returns
    -------
    tuple of str
        Municipalities in the order in which they join; empty where nothing is hidden, or where no neighbours help.
    """
    date = atlas.own.social.territory
    cells = hidden_cells(atlas.plain, date)
    areas = [atlas.areas[date][code] for code in cells.codes]
    place = {code: i for i, code in enumerate(cells.codes)}
    inside, joined = atlas.own.members.region == at, list[str]()
    free = atlas.own.members.region < 0
    while cells.hides(inside).any():
        beside = {place[n] for i in np.flatnonzero(inside) for n in areas[i].neighbours if n in place}
        beside -= set(np.flatnonzero(inside).tolist())
        wanted = _wanted(cells, inside)
        if not beside or not wanted or len(joined) + len(wanted) > MOST_JOINED:
            return ()
        # of another district further hidden ones might come along
        open_ = beside & {i for i in beside if cells.district[i] in set(cells.district[list(wanted)])} or beside
        first = min(open_, key=lambda i: (i not in wanted, _far(areas, i, wanted), not free[i], cells.codes[i]))
        inside = inside.copy()
        inside[first] = True
        joined.append(cells.codes[first])
    return tuple(joined)


def _wanted(cells: HiddenCells, inside: Bools) -> set[int]:
    """Find the municipalities that are hidden with those of the region; without any, the rest of the district."""
    wanted: set[int] = set()
    for at in np.unique(cells.district[inside]):
        rows, rest = cells.hides_of(int(at), inside), (cells.district == at) & ~inside
        if rows.any():
            beside = np.flatnonzero(rest & cells.hidden[rows].any(axis=0))
            wanted |= set((beside if beside.size else np.flatnonzero(rest)).tolist())
    return wanted


def _far(areas: list[Area], i: int, wanted: set[int]) -> float:
    """Give the squared distance of a municipality from the nearest wanted one, in degrees of latitude."""
    own, narrow = areas[i], np.cos(np.radians(areas[i].lat)) ** 2
    return min(float(narrow * (own.lon - areas[j].lon) ** 2 + (own.lat - areas[j].lat) ** 2) for j in wanted)
