from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.attack_regions import attack_regions
from atlas.data.figures import OK, Figures
from atlas.data.regions.atlas_with import RegionAtlas
from tests.data.regions.test_region_figures import SECRET, regional
from tests.shared import shipped_atlas
from tests.small_atlas import CODES

if TYPE_CHECKING:
    import pytest

PEOPLE = (SECRET, SECRET, *(30, 40, 50, 60, 70, 80, 90, 100, 110, 7))


def test_links_with_regions_tell_no_hidden_count_of_the_shipped_figures() -> None:
    found = attack_regions(shipped_atlas(), victims=3)
    assert found.holds
    assert found.groups > 100
    assert found.hidden > 1000


def test_a_region_that_shows_more_than_the_districts_do_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = RegionAtlas.measured

    def leaking(atlas: RegionAtlas, *what: object) -> Figures:
        figures: Figures = right(atlas, *what)  # type: ignore[arg-type]
        open_ = np.isnan(figures.values)
        return replace(figures, values=np.where(open_, 5.0, figures.values), states=np.where(open_, OK, figures.states))

    plain = regional(CODES[:1], people=PEOPLE).plain
    assert attack_regions(plain).holds
    monkeypatch.setattr(RegionAtlas, "measured", leaking)
    found = attack_regions(plain)
    assert (found.told, found.known) == (1, 2)
