"""Where layers find their files; the web says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from atlas.model import Level


class Addresses(Protocol):
    """What layers ask of the addresses of an atlas."""

    def geometry(self, file: str) -> str:
        """Address outlines as they are shipped."""

    def areas_of(self, kind: str, release: str, territory: dt.date, level: Level, *queries: str) -> str:
        """Address what a map needs of a level: ``points`` are the centres of circles, ``names`` label points."""

    def marks(self, release: str, territory: dt.date, level: Level, indicator: str, *queries: str) -> str:
        """Address the marks of areas among their neighbours, with the year open as ``{year}``."""

    def seats(self, release: str) -> str:
        """Address the names of the district seats."""
