"""What is kept: bounded by bytes, and made once however many ask for it at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest

from atlas.web.server.lru import Kept

MANY = 8


def test_kept_answers_stay_within_their_bytes_and_the_oldest_go_first() -> None:
    kept: Kept[bytes] = Kept(100)
    for key in "abcdef":
        kept.put(key, bytes(20))
        kept.get("a")
    assert kept.get("a") is not None
    assert kept.get("b") is None
    kept.put("large", bytes(26))
    assert kept.get("large") is None


def test_many_who_ask_for_the_same_at_once_get_what_one_of_them_makes() -> None:
    kept: Kept[bytes] = Kept(100)
    made: list[bytes] = []
    makers = Barrier(2)

    def make() -> bytes:
        made.append(b"map")
        with pytest.raises(BrokenBarrierError):  # a second maker at the same time would pass it
            makers.wait(timeout=0.3)
        return made[-1]

    with ThreadPoolExecutor(MANY) as pool:
        found = list(pool.map(lambda _one: kept.made("view", make), range(MANY)))
    assert found == [b"map"] * MANY
    assert made == [b"map"]


def test_others_are_made_meanwhile() -> None:
    kept: Kept[bytes] = Kept(100)
    makers = Barrier(2)

    def make(key: str) -> bytes:
        makers.wait(timeout=30)
        return key.encode()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda key: kept.made(key, lambda: make(key)), "ab"))
    assert found == [b"a", b"b"]


def test_what_fails_is_made_by_the_next_one() -> None:
    kept: Kept[bytes] = Kept(100)

    def fails() -> bytes:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  any error of what makes it
        kept.made("view", fails)
    assert kept.made("view", lambda: b"map") == b"map"
