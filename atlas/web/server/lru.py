"""Answers that are kept because they cost time and never change; the least recently asked go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sized
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

Content = TypeVar("Content", bound=Sized)


@dataclass
class Kept(Generic[Content]):
    """Contents by key, up to a number of bytes in all; the length of a content is its bytes.

    Attributes
    ----------
    most_bytes : int
        What may be kept together; an answer that is larger than a quarter of it is not kept at all.
    """

    most_bytes: int
    _held: OrderedDict[Hashable, Content] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable) -> Content | None:
        """Look an answer up."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Hashable, content: Content) -> None:
        """Keep an answer and let the oldest go."""
        if len(content) > self.most_bytes // 4:
            return
        with self._lock:
            gone = self._held.pop(key, None)
            self._bytes += len(content) - (0 if gone is None else len(gone))
            self._held[key] = content
            while self._bytes > self.most_bytes:
                self._bytes -= len(self._held.popitem(last=False)[1])
