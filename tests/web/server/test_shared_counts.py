"""Counts and turns of many workers: processes of their own, and a real Redis."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from atlas.errors import DataError
from atlas.settings import from_environment
from atlas.web.server import shared_counts
from atlas.web.server.limits import Heavy
from atlas.web.server.shared_counts import FolderStorage, Turns, folder_for, storage_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: As gunicorn makes its workers.
fork = multiprocessing.get_context("fork")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    program = os.environ.get("REDIS_SERVER") or shutil.which("redis-server")
    if program == "none":
        pytest.skip("redis-server could not be installed by make test")
    assert program, "no redis-server: run the tests with make test, which installs one"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except ConnectionError:
            assert process.poll() is None
            time.sleep(0.02)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(60)


def hits(counts: str, folder: Path, asked: int, limit: int) -> int:
    """Ask in a process of its own and count what is allowed."""
    limiter = MovingWindowRateLimiter(storage_for(counts, folder))
    return sum(limiter.hit(RateLimitItemPerMinute(limit), "a client") for _ in range(asked))


def of_workers(counts: str, folder: Path) -> list[int]:
    with fork.Pool(4) as pool:
        return pool.starmap(hits, [(counts, folder, 6, 10)] * 4)


def test_four_workers_count_together_in_a_folder(tmp_path: Path) -> None:
    assert sum(of_workers("", tmp_path)) == 10


def test_four_workers_count_together_in_a_redis(redis: str, tmp_path: Path) -> None:
    assert sum(of_workers(redis, tmp_path)) == 10


def test_a_window_moves_on_and_clients_are_counted_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(shared_counts.time, "time", lambda: now)
    limiter, limit = MovingWindowRateLimiter(FolderStorage(tmp_path)), RateLimitItemPerMinute(2)
    assert [limiter.hit(limit, "a") for _ in range(3)] == [True, True, False]
    assert limiter.hit(limit, "b")
    assert limiter.get_window_stats(limit, "a").reset_time == 1060
    now = 1061.0
    assert limiter.hit(limit, "a")


def hold(folder: Path, at_once: int, ready: object, done: object) -> None:
    with Turns(folder, at_once).turn(0) as mine:
        assert mine
        ready.set()  # type: ignore[attr-defined]
        done.wait()  # type: ignore[attr-defined]


def test_a_turn_that_another_worker_holds_is_not_given_and_comes_back_when_it_dies(tmp_path: Path) -> None:
    ready, done = fork.Event(), fork.Event()
    worker = fork.Process(target=hold, args=(tmp_path, 1, ready, done))
    worker.start()
    ready.wait()
    with Turns(tmp_path, 1).turn(0) as mine:
        assert not mine
    with Turns(tmp_path, 2).turn(0) as mine:
        assert mine
    worker.kill()
    worker.join()
    with Turns(tmp_path, 1).turn(5) as mine:
        assert mine


def test_the_folder_of_a_server_goes_with_it_but_not_with_its_workers() -> None:
    heavy = Heavy(from_environment({}))
    folder = heavy._turns.slots[0].parent
    worker = fork.Process(target=folder_for, args=("", heavy))
    worker.start()
    worker.join()
    assert folder.is_dir()
    del heavy
    assert not folder.exists()


def test_a_folder_that_is_set_stays(tmp_path: Path) -> None:
    heavy = Heavy(from_environment({"ATLAS_COUNTS": str(tmp_path / "counts")}))
    assert (tmp_path / "counts" / "counts.sqlite").is_file()
    del heavy
    assert (tmp_path / "counts" / "counts.sqlite").is_file()


def test_another_kind_of_store_is_refused_by_its_name() -> None:
    with pytest.raises(DataError, match="ATLAS_COUNTS"):
        from_environment({"ATLAS_COUNTS": "memcached://localhost"})
