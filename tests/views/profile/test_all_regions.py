from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.profile.all_regions import all_areas
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def test_the_list_holds_every_region_once(atlas: Atlas) -> None:
    listed = [a.code for groups in all_areas(atlas, DEFAULT_TERRITORY).values() for g in groups for a in g.areas]
    assert sorted(listed) == sorted(atlas.areas[DEFAULT_TERRITORY])
