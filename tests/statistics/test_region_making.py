from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model import Level
from atlas.statistics.region_making import like_size
from tests.shared import shipped_atlas

SIDES = ((0, 1), (1, 0), (0, -1), (-1, 0))


def in_one_piece(left: set[int], neighbours: list[list[int]]) -> bool:
    ahead = [left.pop()]
    while ahead:
        near = left & set(neighbours[ahead.pop()])
        left -= near
        ahead += near
    return not left


@st.composite
def lands(draw: st.DrawFn) -> tuple[list[list[int]], list[float], int]:
    wide, high = draw(st.integers(2, 6)), draw(st.integers(1, 5))
    beside = [
        [
            (i % wide) + dx + (i // wide + dy) * wide
            for dx, dy in SIDES
            if 0 <= i % wide + dx < wide and 0 <= i // wide + dy < high
        ]
        for i in range(wide * high)
    ]
    sizes = draw(st.lists(st.floats(1, 1e6), min_size=wide * high, max_size=wide * high))
    return beside, sizes, draw(st.integers(2, wide * high))


@given(lands())
def test_there_are_k_regions_and_each_is_in_one_piece(land: tuple[list[list[int]], list[float], int]) -> None:
    neighbours, sizes, k = land
    labels = like_size(neighbours, sizes, k)
    assert sorted(set(labels.tolist())) == list(range(k))
    assert all(in_one_piece(set(np.flatnonzero(labels == label).tolist()), neighbours) for label in range(k))
    assert labels[0] == 0


def test_regions_of_a_shipped_state_are_of_like_size_where_towns_allow_it() -> None:
    atlas = shipped_atlas()
    date = atlas.scope.territory
    codes = atlas.codes(Level.MUNICIPALITY, date)
    place = {c: i for i, c in enumerate(codes)}
    neighbours = [[place[n] for n in atlas.areas[date][c].neighbours if n in place] for c in codes]
    residents = next(m for m in atlas.declared if str(m) == "population.population")
    sizes = atlas.measured(residents, Level.MUNICIPALITY, date).values[-1]
    k = 8
    labels = like_size(neighbours, sizes.tolist(), k)
    shares = np.bincount(labels, weights=sizes) * k / sizes.sum()
    assert 0.9 < shares.min() <= shares.max() < 1.1
    assert (like_size(neighbours, sizes.tolist(), k) == labels).all()


@pytest.mark.parametrize("k", [0, 1, 5])
def test_so_many_regions_as_there_cannot_be_are_refused(k: int) -> None:
    with pytest.raises(ValueError, match="expected 2 to 4"):
        like_size([[1], [0, 2], [1, 3], [2]], [1, 1, 1, 1], k)


def test_parts_that_do_not_touch_stay_apart() -> None:
    with pytest.raises(ValueError, match="expected 3 to 4"):
        like_size([[1], [0], [], []], [1, 1, 1, 1], 2)
    assert like_size([[1], [0], [], []], [1, 1, 1, 1], 3).tolist() == [0, 0, 1, 2]
