"""Start and stop what is measured, each in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def free_port() -> int:
    """Find a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: list[str], path: str, env: dict[str, str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Run a server until the block ends.

    Yields
    ------
    url, process, seconds
        Seconds from the start of the process to the first answer on `path`.
    """
    port = free_port()
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *(part.replace("PORT", str(port)) for part in command)],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(url + path, timeout=5).read()
                break
            except (urllib.error.URLError, ConnectionError) as error:
                if process.poll() is not None or time.perf_counter() - begin > 60:
                    raise RuntimeError(f"{command}: no answer on {path}") from error
                time.sleep(0.02)
        yield url, process, time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def page_of_others(html: str) -> Iterator[str]:
    """Serve a page of somebody else, on a port of its own: to a browser that is another origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!DOCTYPE html><html lang=de><title>Kreis</title><h1>Kreis</h1>" + html.encode())

        def log_message(self, *args: object) -> None:
            del args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_address[1]}"
        other.shutdown()


def worker_memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of the largest child (the worker), or of the process itself without children, in megabytes."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return max(_resident_mb(pid) for pid in (*children, str(process.pid)))


def child_memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of the worker alone, in megabytes."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return max(map(_resident_mb, children))


def _resident_mb(pid: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
