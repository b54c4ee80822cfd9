"""Turns of heavy work: how many at once, and that each is given back however the work ends."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from atlas.settings import from_environment
from atlas.web.server import limits
from atlas.web.server.limits import AT_ONCE, Heavy
from atlas.web.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _asked_by_a_client_without_patience(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(limits, "PATIENCE_SECONDS", 0)
    with Flask("bare").test_request_context():
        yield


@pytest.fixture
def heavy() -> Heavy:
    return Heavy(from_environment({"ATLAS_EXPORTS_PER_MINUTE": "1000"}))


def assert_all_turns_are_free(heavy: Heavy) -> None:
    with ExitStack() as turns:
        for _turn in range(AT_ONCE):
            turns.enter_context(heavy.turn())


def test_more_work_than_may_run_at_once_is_told_to_come_back(heavy: Heavy) -> None:
    with ExitStack() as turns:
        for _turn in range(AT_ONCE):
            turns.enter_context(heavy.turn())
        with pytest.raises(Problem) as told, heavy.turn():
            pass
    assert (told.value.status, told.value.code) == (503, "busy")
    assert told.value.retry_after_seconds >= 1


def test_a_turn_is_given_back_when_the_work_is_done(heavy: Heavy) -> None:
    for _work in range(AT_ONCE + 1):
        with heavy.turn():
            pass
    assert_all_turns_are_free(heavy)


def test_a_turn_is_given_back_when_the_work_fails(heavy: Heavy) -> None:
    for _work in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), heavy.turn():
            _ = 1 / 0
    assert_all_turns_are_free(heavy)


def test_a_turn_is_given_back_when_the_work_is_late(heavy: Heavy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST_SECONDS", -1)
    for _work in range(AT_ONCE + 1):
        with pytest.raises(Problem) as told, heavy.turn() as in_time:
            in_time()
        assert (told.value.status, told.value.code) == (503, "too_long")
    assert_all_turns_are_free(heavy)


def test_a_client_that_asks_too_often_takes_no_turn() -> None:
    heavy = Heavy(from_environment({"ATLAS_EXPORTS_PER_MINUTE": str(AT_ONCE)}))
    with heavy.turn():
        pass
    with heavy.turn():
        for _asked in range(AT_ONCE):
            with pytest.raises(Problem) as told, heavy.turn():
                pass
            assert (told.value.status, told.value.code) == (429, "too_many_requests")
