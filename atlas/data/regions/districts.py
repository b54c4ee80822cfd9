"""Where the district of each municipality stands: columns of figures are found by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.model import Level

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.store import Atlas


@per_atlas(maxsize=4)
def district_positions(atlas: Atlas, territory: dt.date) -> NDArray[np.intp]:
    """Find the district of each municipality.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    territory : date
        Territory date.

    Returns
    -------
    ndarray of int, shape (municipalities,)
        Positions among the codes of districts, in the order of the codes of municipalities.
    """
    place = {code: at for at, code in enumerate(atlas.codes(Level.DISTRICT, territory))}
    holders = atlas.holders(Level.MUNICIPALITY, Level.DISTRICT, territory)
    return np.array([place[district] for district in holders], dtype=np.intp)
