"""Answers that are kept because they cost time and never change; the least recently asked go first."""

from __future__ import annotations

from collections.abc import Sized
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from cachetools import LRUCache

if TYPE_CHECKING:
    from collections.abc import Hashable

Content = TypeVar("Content", bound=Sized)


class Kept(Generic[Content]):
    """Contents by key, up to a number of bytes in all; one larger than a quarter of that is not kept at all."""

    def __init__(self, most_bytes: int) -> None:
        self._held: LRUCache[Hashable, Content] = LRUCache(most_bytes, getsizeof=len)
        self._lock = Lock()  # cachetools leaves this to its users, and even a look-up reorders

    def get(self, key: Hashable) -> Content | None:
        """Look an answer up."""
        with self._lock:
            return self._held.get(key)

    def put(self, key: Hashable, content: Content) -> None:
        """Keep an answer and let the oldest go."""
        if len(content) <= self._held.maxsize // 4:
            with self._lock:
                self._held[key] = content
