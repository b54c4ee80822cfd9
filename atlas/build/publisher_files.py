"""The publishers' folder while tables are made from it: each file is read once, and it is noted which were used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atlas.errors import DataError, MissingDataError, expected
from atlas.sources.gemeindeverzeichnis import read_gemeindeverzeichnis

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from atlas.build.carry import Territory


@dataclass
class Context:
    """What recipes need.

    Attributes
    ----------
    sources : Path
        Folder of the publishers' files.
    today, older : Territory
        The territory of today, and the one at which its crosswalk starts.
    files : list of str
        Files read so far, relative to `sources`.
    """

    sources: Path
    today: Territory
    older: Territory
    files: list[str] = field(default_factory=list)
    _read: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def read(self, reader: Callable[[Path], pd.DataFrame], name: str) -> pd.DataFrame:
        """Read a file, once, and note that it was used."""
        if name not in self.files:
            self.files.append(name)
        if name not in self._read:
            self._read[name] = reader(self.sources / name)
        return self._read[name]

    def editions(self) -> list[pd.DataFrame]:
        """Read all editions of the Gemeindeverzeichnis, oldest first.

        Raises
        ------
        MissingDataError
            There is none.
        """
        folder = self.sources / "gemeindeverzeichnis"
        names = [f"gemeindeverzeichnis/{p.name}" for p in sorted(folder.glob("*_Auszug_GV.xlsx"))]
        if not names:
            raise MissingDataError(
                expected(str(folder), "no edition", "files *_Auszug_GV.xlsx", "name the folder that holds them")
            )
        found = [self.read(read_gemeindeverzeichnis, n) for n in names]
        years = [int(e["year"].iloc[0]) for e in found]
        if len(set(years)) < len(years):
            twice = next(n for n, y in zip(names, years, strict=True) if years.count(y) > 1)
            raise DataError(
                expected(twice, "a year that another edition has too", "one edition a year", "remove one of them")
            )
        return sorted(found, key=lambda e: int(e["year"].iloc[0]))
