from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from atlas.data.cached import per_atlas
from atlas.model import Level
from atlas.views.profile.head import above
from atlas.views.profile.page import profile
from tests.shared import english
from tests.small_atlas import CODES, DATE, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.store import Atlas

RISING = tuple(float(i) for i in range(1, 13))


def made() -> Atlas:
    blocks = {(key, Level.MUNICIPALITY): block({2021: row}, CODES) for key, row in (("a", RISING), ("b", RISING[::-1]))}
    return small_atlas(blocks, indicator("a"), indicator("b"))


def test_the_same_question_is_worked_out_once_for_an_atlas_and_again_for_another() -> None:
    asked: list[int] = []

    @per_atlas(maxsize=4)
    def double(atlas: Atlas, n: int) -> int:
        assert atlas
        asked.append(n)
        return 2 * n

    one, other = made(), made()
    assert [double(one, 3), double(one, 3), double(other, 3)] == [6, 6, 6]
    assert asked == [3, 3]


def test_the_least_recently_asked_goes_first() -> None:
    asked: list[int] = []

    @per_atlas(maxsize=2)
    def noted(atlas: Atlas, n: int) -> None:
        assert atlas
        asked.append(n)

    atlas = made()
    for n in (1, 2, 1, 3, 1, 2):
        noted(atlas, n)
    assert asked == [1, 2, 3, 2]


def test_an_error_is_not_kept() -> None:
    tries = iter((ValueError("first"), None))

    @per_atlas(maxsize=2)
    def fails_once(atlas: Atlas) -> bool:
        if error := next(tries):
            raise error
        return bool(atlas)

    atlas = made()
    with pytest.raises(ValueError, match="first"):
        fails_once(atlas)
    assert fails_once(atlas)


def test_threads_get_one_result() -> None:
    atlas = made()
    area = atlas.areas[DATE][CODES[0]]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _i: above(atlas, area, DATE), range(64)))
    assert set(found) == {above(atlas, area, DATE)}


def test_a_result_that_holds_its_atlas_does_not_keep_it_alive() -> None:
    @per_atlas(maxsize=2)
    def itself(atlas: Atlas) -> Atlas:
        return atlas

    atlas = made()
    itself(atlas)
    gone = weakref.ref(atlas)
    del atlas
    gc.collect()
    assert gone() is None


def test_an_atlas_whose_profiles_were_written_can_be_freed() -> None:
    atlas = made()
    assert profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).fields
    gone = weakref.ref(atlas)
    del atlas
    gc.collect()
    assert gone() is None
