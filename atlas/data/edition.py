"""What all figures and maps of a data folder have in common: borders, extent, release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from atlas.data.manifest import Manifest
    from atlas.model import Level


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Edition:
    """The data folder as it is shown.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    manifest : Manifest
        The geometry files, whose they are and under which licence.
    bounds : tuple of float
        West, south, east, north of the state in degrees (WGS84).
    release : str
        Short digest of everything that the pages show; changes when any figure or text of the data does.
    released : date
        The day of that release.
    """

    folder: Path
    manifest: Manifest
    bounds: tuple[float, float, float, float]
    release: str
    released: dt.date

    def outline(self, territory: dt.date, level: Level, detail: str) -> str:
        """Name the file of the areas of a level.

        Parameters
        ----------
        territory : date
            Territory date.
        level : Level
            Which areas.
        detail : {"coarse", "fine"}
            How much the borders are simplified.

        Returns
        -------
        str
            The name of a packed GeoJSON file.
        """
        return self.manifest.layer(territory, level, detail).file

    def outlines(self, territory: dt.date, level: Level, detail: str) -> Path:
        """Find the file of the areas of a level.

        Parameters
        ----------
        territory, level, detail
            As `outline` takes them.

        Returns
        -------
        Path
            A packed GeoJSON file.
        """
        return self.folder / "areas" / self.outline(territory, level, detail)

    @property
    def background(self) -> Path:
        """The file of the neighbouring states."""
        return self.folder / "areas" / self.manifest.background.file
