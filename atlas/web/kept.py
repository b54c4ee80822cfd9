"""Answers that are kept because they cost time and never change; the least recently asked go first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


@dataclass
class Kept:
    """Bytes by key, up to a number of bytes in all.

    Attributes
    ----------
    most_bytes : int
        What may be kept together; an answer that is larger than a quarter of it is not kept at all.
    """

    most_bytes: int
    _held: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable) -> bytes | None:
        """Look an answer up."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def get_or_make(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Look an answer up, or make and keep it; two who ask at once may both make it."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def put(self, key: Hashable, content: bytes) -> None:
        """Keep an answer and let the oldest go."""
        if len(content) > self.most_bytes // 4:
            return
        with self._lock:
            self._bytes += len(content) - len(self._held.pop(key, b""))
            self._held[key] = content
            while self._bytes > self.most_bytes:
                _old, gone = self._held.popitem(last=False)
                self._bytes -= len(gone)
