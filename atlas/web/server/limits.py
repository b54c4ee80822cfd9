"""Bounds on work that takes long: how many at once, and how often a client may ask (package ``limits``)."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import request
from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from atlas.web.server.memory import give_back
from atlas.web.server.problems import Problem
from atlas.web.server.shared_counts import Turns, folder_for, storage_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from atlas.settings import Settings

AT_ONCE = max(2, os.cpu_count() or 1)
#: How long a request waits for its turn before it is told to come back.
PATIENCE_SECONDS = 20
SERVER_TIME_SECONDS = 5
#: The slowest export, everything as a workbook, takes 4 s on two slow cores.
LONGEST_SECONDS = 60


class Heavy:
    """Counts the heavy work of all workers of a server."""

    def __init__(self, settings: Settings) -> None:
        folder = folder_for(settings.counts, self)
        self._turns = Turns(folder, AT_ONCE)
        self._limiter = MovingWindowRateLimiter(storage_for(settings.counts, folder))
        self._limit = RateLimitItemPerMinute(settings.exports_per_minute)

    @contextmanager
    def turn(self) -> Iterator[Callable[[], None]]:
        """Wait for a turn; work that has many parts calls what it is given between them, which ends it when it is late.

        Raises
        ------
        Problem
            429 where the client asked too often, 503 where no turn came or the work took too long; each says when to
            come back.
        """
        client = request.remote_addr or "unknown"
        if not self._limiter.hit(self._limit, client):
            reset = self._limiter.get_window_stats(self._limit, client).reset_time
            wait = max(1, round(reset - time.time()))
            raise Problem(
                429,
                "too_many_requests",
                f"found more than {self._limit.amount} exports a minute from one address",
                f"come back in {wait} s; finished exports are kept and not counted",
                retry_after_seconds=wait,
            )
        with self._turns.turn(PATIENCE_SECONDS) as mine:
            if not mine:
                raise Problem(
                    503,
                    "busy",
                    f"found {AT_ONCE} exports in work for more than {PATIENCE_SECONDS} s",
                    "come back in a moment",
                    retry_after_seconds=SERVER_TIME_SECONDS,
                )
            end = time.monotonic() + LONGEST_SECONDS

            def in_time() -> None:
                if time.monotonic() > end:
                    raise Problem(
                        503,
                        "too_long",
                        f"found an export that takes longer than {LONGEST_SECONDS} s",
                        "take a smaller part, or come back when the server has less to do",
                        retry_after_seconds=LONGEST_SECONDS,
                    )

            try:
                yield in_time
            finally:
                give_back()
