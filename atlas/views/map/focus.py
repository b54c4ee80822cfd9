"""One district of a view: which of the areas shown lie in it, and how its areas are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.views.map.whole import within
from atlas.words.districts import district_name, in_district

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from atlas.data.scope import Scope
    from atlas.model import Area
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Focus:
    """A district that is shown in full, while the rest of the state is only drawn around it.

    Attributes
    ----------
    code : str
        Code of the district.
    name : str
        How it is called: "Landkreis Sonneberg", "Ilm-Kreis", "Stadt Suhl".
    place : str
        The same as the place where something lies: "im Landkreis Sonneberg".
    inside : ndarray of bool, shape (areas,)
        Which areas of the level lie in it.
    """

    code: str
    name: str
    place: str
    inside: NDArray[np.bool_]

    @property
    def alone(self) -> bool:
        """Whether it is a single area: there is no order within it, ranks are then those of the whole state."""
        return int(self.inside.sum()) == 1

    def where(self, level: Level, words: Words) -> str:
        """Name its areas as they stand in a sentence."""
        return self.name if level is Level.DISTRICT else f"{words.levels(level)} {self.place}"

    def counted(self, words: Words, scope: Scope, *, classed: bool) -> str:
        """Say in a legend which areas are counted, and what their colours or circles mean."""
        text = words("Counted: only {district}.").format(district=self.name)
        classes = words("Classes are as all {within}.").format(within=within(scope, words))
        sizes = words("The sizes of circles follow the largest value of this section.")
        return f"{text} {classes if classed else sizes}"


def find_focus(code: str, level: Level, codes: tuple[str, ...], areas: Mapping[str, Area], words: Words) -> Focus:
    """Find the areas of a district.

    Parameters
    ----------
    code : str
        Code of the district.
    level : Level
        Level of the areas shown; of districts only the district itself is inside.
    codes : tuple of str
        Codes of the areas shown.
    areas : mapping of str to Area
        All areas of the territory date by code.
    words : Words
        Language of the names.
    """
    area = areas[code]
    of = codes if level is Level.DISTRICT else tuple(areas[c].parent for c in codes)
    return Focus(
        code=code,
        name=district_name(area, words),
        place=in_district(area, words),
        inside=np.array([c == code for c in of], bool),
    )
