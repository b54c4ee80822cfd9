"""Answers that are kept because they cost time and never change; the least recently asked go first."""

from __future__ import annotations

from collections.abc import Sized
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakValueDictionary

from cachetools import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Content = TypeVar("Content", bound=Sized)

#: How long somebody waits for the same content that is being made already, before making it as well.
PATIENCE_SECONDS = 20


class Kept(Generic[Content]):
    """Contents by key, up to a number of bytes in all; one larger than a quarter of that is not kept at all."""

    def __init__(self, most_bytes: int) -> None:
        self._held: LRUCache[Hashable, Content] = LRUCache(most_bytes, getsizeof=len)
        self._lock = Lock()  # cachetools leaves this to its users, and even a look-up reorders
        self._makers: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()

    def get(self, key: Hashable) -> Content | None:
        """Look an answer up."""
        with self._lock:
            return self._held.get(key)

    def put(self, key: Hashable, content: Content) -> None:
        """Keep an answer and let the oldest go."""
        if len(content) <= self._held.maxsize // 4:
            with self._lock:
                self._held[key] = content

    def made(self, key: Hashable, make: Callable[[], Content]) -> Content:
        """Give what is kept, or make it; who asks for the same meanwhile waits for it."""
        content = self.get(key)
        if content is not None:
            return content
        with self._lock:
            maker = self._makers.setdefault(key, Lock())
        waited = maker.acquire(timeout=PATIENCE_SECONDS)
        try:
            content = self.get(key)
            if content is None:
                content = make()
                self.put(key, content)
        finally:
            if waited:
                maker.release()
        return content
