"""Ask a server as fast as it answers, over connections that stay open; one process, one core at most."""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 16


@dataclass
class Line:
    """One connection with a question under way."""

    begin: float = 0.0
    missing: int = -1
    head: bytes = b""


def ask(address: str, seconds: float) -> tuple[float, list[float]]:
    """Ask for an address.

    Returns
    -------
    rate : float
        Answers a second.
    times : list of float
        Milliseconds of each answer.
    """
    where = urlsplit(address)
    path = f"{where.path}?{where.query}"
    question = f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept-Encoding: br, gzip\r\n\r\n".encode()
    selector = selectors.DefaultSelector()
    for _i in range(CONNECTIONS):
        connection = socket.create_connection((where.hostname, where.port))
        connection.sendall(question)
        selector.register(connection, selectors.EVENT_READ, Line(time.perf_counter()))
    times: list[float] = []
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for key, _mask in selector.select(1):
            line, connection = key.data, key.fileobj
            _take(line, connection.recv(262_144))
            if line.missing == 0:
                now = time.perf_counter()
                times.append((now - line.begin) * 1000)
                line.begin, line.missing, line.head = now, -1, b""
                connection.sendall(question)
    for key in list(selector.get_map().values()):
        key.fileobj.close()
    selector.close()
    return len(times) / seconds, times


def _take(line: Line, received: bytes) -> None:
    if not received:
        raise RuntimeError("the server closed a connection")
    if line.missing >= 0:
        line.missing -= len(received)
        return
    line.head += received
    head, end, body = line.head.partition(b"\r\n\r\n")
    if not end:
        return
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.splitlines()[0].decode())
    length = next(h for h in head.lower().splitlines() if h.startswith(b"content-length:"))
    line.missing = int(length.split(b":")[1]) - len(body)
