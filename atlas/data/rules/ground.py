"""What rules have to know beside the figures: declarations, areas, and how far the editions reach."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.geometry_files import read_areas
from atlas.data.manifest import read_manifest
from atlas.data.measures import FOLDER, Declared, declared_in, read_files
from atlas.data.reading import as_areas
from atlas.data.rules.carried import Carried, carried_in
from atlas.data.scope import read_scope
from atlas.data.tables import read_sources
from atlas.model import CODE_LENGTH, Level, Measure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.data.rules.declared import Accepted

#: „1995 bis 2022, Gebietsstand 31.12.2021“ ends with 2022.
UNTIL = re.compile(r"\bbis (?:\d\d?\.\d\d?\.)?((?:19|20)\d\d)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Ground:
    """What rules have to know.

    Attributes
    ----------
    declared : mapping of Measure to Declared
        What each measure is, with its rules.
    accepted : mapping of str to tuple of Accepted
        By table.
    last_years : mapping of str to int
        The last year that the list of sources names for a table, never one to come.
    codes : mapping of tuple of str to tuple of str
        All codes by level and territory date.
    above : mapping of tuple of str to dict of Level to str
        Areas that hold an area, by territory date and code.
    borders : mapping of tuple of str to float
        Area in km2 within the borders, by territory date and code.
    names : mapping of tuple of str to str
        Names by territory date and code.
    carried : Carried
        Which figures are only carried from another territory date.
    """

    declared: Mapping[Measure, Declared]
    accepted: Mapping[str, tuple[Accepted, ...]]
    last_years: Mapping[str, int]
    codes: Mapping[tuple[str, str], tuple[str, ...]]
    above: Mapping[tuple[str, str], dict[Level, str]]
    borders: Mapping[tuple[str, str], float]
    names: Mapping[tuple[str, str], str]
    carried: Carried


def read_ground(folder: Path, today: dt.date | None = None) -> Ground:
    """Read what rules have to know from a data folder.

    Parameters
    ----------
    folder : Path
        ``geodata/`` or a folder of the same form.
    today : date, optional
        The day (UTC) of the check.

    Returns
    -------
    Ground
        Of this folder.
    """
    this_year = (today or dt.datetime.now(dt.UTC).date()).year
    files, tables = read_files(folder / FOLDER), read_sources(folder / "sources.yaml")
    areas = {
        (date.isoformat(), code): area
        for date in read_manifest(folder / "areas").territories
        for code, area in as_areas(read_areas(folder / "areas", date)).items()
    }
    length = CODE_LENGTH[Level.STATE]
    codes: dict[tuple[str, str], list[str]] = {}
    for (date, code), area in areas.items():
        codes.setdefault((str(area.level), date), []).append(code)
    return Ground(
        declared=declared_in(files),
        accepted={file.table: file.accepted for file in files},
        last_years={key: min(this_year, _last_year(table.date, this_year)) for key, table in tables.items()},
        codes={key: tuple(found) for key, found in codes.items()},
        above={
            key: {
                Level.STATE: key[1][:length],
                Level.DISTRICT: area.parent,
                Level.ASSOCIATION: area.association,
            }
            for key, area in areas.items()
        },
        borders={key: area.area_km2 for key, area in areas.items()},
        names={key: area.name for key, area in areas.items()},
        carried=carried_in(read_scope(folder), tables),
    )


def _last_year(date: str, otherwise: int) -> int:
    """Find the last year of which the list of sources speaks."""
    years = UNTIL.findall(date) or YEAR.findall(date)
    return max(map(int, years), default=otherwise)
