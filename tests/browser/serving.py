"""A server of the atlas in a process of its own, as an operator starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_START = 300  # seconds: only a server that never answers is a fault


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """Serve an atlas with some settings until the block ends; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "atlas", "serve"],
        cwd=ROOT,
        env={**os.environ, **settings, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url, end = f"http://127.0.0.1:{port}", time.monotonic() + LONGEST_START
    try:
        while not _answers(url):
            assert process.poll() is None, "the server stopped"
            assert time.monotonic() < end, f"the server did not answer within {LONGEST_START} s"
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(60)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True
