"""An indicator with its figures on one level: what a map, a chart or a file is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Indicator, Level, Source, Table


@dataclass(frozen=True, eq=False, slots=True)
class Subject:
    """An indicator as the catalogue defines it, its figures of all years on a level, and the tables they come from."""

    indicator: Indicator
    figures: Figures
    tables: tuple[Table, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Whose figures these are, each once, numerator first."""
        return tuple(dict.fromkeys(table.source for table in self.tables))


def subject(atlas: Atlas, key: str, level: Level, territory: dt.date) -> Subject:
    """Look an indicator up.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    key : str
        Id of the indicator.
    level : Level
        Level of the areas.
    territory : date
        Date of the area status.

    Returns
    -------
    Subject
        Without years where the indicator has no figures on the level.

    Raises
    ------
    UnknownKeyError
        The catalogue does not hold the indicator.
    """
    indicator = atlas.indicator(key)
    tables = dict.fromkeys(measure.table for measure in indicator.measures)
    return Subject(indicator, atlas.figures(indicator, level, territory), tuple(atlas.tables[t] for t in tables))
