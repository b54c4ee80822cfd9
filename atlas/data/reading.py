"""From the files of a data folder to what the atlas keeps: areas, towns, figures by measure, bounds."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.data.figures import RANK, UNKNOWN, Figures
from atlas.data.followers import hide_others
from atlas.data.grouping import groups
from atlas.data.hide_related import hide_related
from atlas.data.manifest import Manifest, unpacked
from atlas.data.measures import FOLDER as MEASURES
from atlas.data.places import Seat
from atlas.data.same_place import told_apart
from atlas.errors import DataError, expected
from atlas.model import Area, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from atlas.data.measures import Declared
    from atlas.model import Measure, Table

#: Where it is declared what becomes which table; the running atlas asks no more than whether a file is there.
DECLARED = "sources"


def as_areas(frame: pd.DataFrame) -> dict[str, Area]:
    """Turn the list of areas of a territory date into areas by code, each place with a name of its own."""
    records = frame.to_dict("records")
    areas = {
        r["code"]: Area(
            **{k: r[k] for k in ("code", "name", "designation", "parent", "association")},
            level=Level(r["level"]),
            area_km2=float(r["area_km2"]),
            lon=float(r["lon"]),
            lat=float(r["lat"]),
            neighbours=tuple(str(r["neighbours"]).split()),
        )
        for r in records
    }
    return told_apart(areas)


def as_seats(frame: pd.DataFrame) -> tuple[Seat, ...]:
    """Turn the list of named towns into seats."""
    return tuple(Seat(r["name"], float(r["lon"]), float(r["lat"]), r["rank"]) for r in frame.to_dict("records"))


def as_blocks(
    path: Path, frame: pd.DataFrame, table: str, areas: dict[dt.date, dict[str, Area]]
) -> dict[tuple[str, str, str, str], Figures]:
    """Turn the rows of a table into figures by table, measure, level and territory date.

    Parameters
    ----------
    path : Path
        File of the table, for the message of an error.
    frame : DataFrame
        As `read_table` gives it.
    table : str
        Id of the table.
    areas : dict of date to dict of str to Area
        Areas of each territory date by code.

    Returns
    -------
    dict of tuple to Figures
        Keys are table, measure, level and territory date as text; every code of a level has its column.

    Raises
    ------
    DataError
        A territory date or a code is not one of `areas`.
    """
    blocks = {}
    # looked up once a code and state of the table, not once a row
    texts = {name: frame[name].astype("category") for name in ("measure", "level", "territory", "code", "state")}
    numbers = {name: column.cat.codes.to_numpy() for name, column in texts.items()}
    labels = {name: column.cat.categories.astype(str).tolist() for name, column in texts.items()}
    places: dict[tuple[str, str], tuple[tuple[str, ...], np.ndarray]] = {}
    known = {str(state): i for state, i in RANK.items()}
    ranks = np.array([known[state] for state in labels["state"]])
    year, value = frame["year"].to_numpy(), frame["value"].to_numpy()
    names = ("measure", "level", "territory")
    for key, rows in groups([numbers[name] for name in names]):
        measure, level, territory = (labels[name][at] for name, at in zip(names, key, strict=True))
        date = dt.date.fromisoformat(territory)
        if date not in areas:
            raise DataError(
                expected(f"{path}, territory", territory, ", ".join(map(str, areas)), "build areas of that date first")
            )
        if (level, territory) not in places:
            codes = tuple(sorted(c for c, a in areas[date].items() if a.level == level))
            places[level, territory] = codes, pd.Index(codes).get_indexer(pd.Index(labels["code"]))
        codes, place = places[level, territory]
        years, row = np.unique(year[rows], return_inverse=True)
        column = place[numbers["code"][rows]]
        if (column < 0).any():
            code = labels["code"][numbers["code"][rows][column < 0][0]]
            raise DataError(
                expected(
                    f"{path}, code", f"{code!r} ({measure})", f"a {level} of {territory}", "check the territory date"
                )
            )
        values = np.full((len(years), len(codes)), np.nan)
        states = np.full(values.shape, UNKNOWN, np.uint8)
        values[row, column] = value[rows]
        states[row, column] = ranks[numbers["state"][rows]]
        blocks[table, measure, level, territory] = Figures(codes, tuple(years.tolist()), values, states)
    return blocks


def without_followers(
    frames: Mapping[str, pd.DataFrame], tables: Mapping[str, Table], areas: dict[dt.date, dict[str, Area]]
) -> dict[str, pd.DataFrame]:
    """Hide what would tell a hidden count by the total of its district, or by the counts of another table.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        By table, as `read_table` gives them.
    tables : mapping of str to Table
        Where one has no minimum, nothing is hidden for its sake.
    areas : dict of date to dict of str to Area
        Areas of each territory date by code.

    Returns
    -------
    dict of str to DataFrame
        Of the same rows.
    """
    parents = {
        a.code: a.parent for by_code in areas.values() for a in by_code.values() if a.level is Level.MUNICIPALITY
    }
    minimum = {key: table.minimum for key, table in tables.items()}
    own = {t: hide_others(frame, parents, minimum[t]) if minimum[t] else frame for t, frame in frames.items()}
    return own | hide_related(own, minimum, parents)


def check_tables(folder: Path, declared: Mapping[Measure, Declared], tables: dict[str, Table]) -> None:
    """Refuse a table without declared measures, and measures of a table that is neither listed nor declared.

    Parameters
    ----------
    folder : Path
        The data folder, for the message.
    declared : mapping of Measure to Declared
        What each measure is.
    tables : dict of str to Table
        Tables by id.

    Raises
    ------
    DataError
        Names the first such table.
    """
    known = {measure.table for measure in declared}
    for table in sorted(known ^ set(tables)):
        path = folder / MEASURES / f"{table}.yaml"
        if table in tables:
            raise DataError(expected(str(path), "no file", "the measures of a listed table", "declare them"))
        if (folder / DECLARED / path.name).is_file():
            continue  # nobody has delivered it yet
        wanted = f"one of {', '.join(sorted(tables))} (sources.yaml)"
        raise DataError(expected(f"{path}, table", repr(table), wanted, "name a listed table"))


def read_bounds(folder: Path, manifest: Manifest) -> tuple[float, float, float, float]:
    """Measure the state: west, south, east, north in degrees (WGS84).

    Parameters
    ----------
    folder : Path
        The data folder.
    manifest : Manifest
        Names the outline of the state.

    Returns
    -------
    tuple of float
        Of the coarse outline.
    """
    outline = next(x for x in manifest.layers if x.level is Level.STATE and x.detail == "coarse")
    content = json.loads(unpacked(folder / "areas" / outline.file))
    points = np.array([p for f in content["features"] for p in _points(f["geometry"]["coordinates"])])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _points(coordinates: list[Any]) -> Iterator[list[float]]:
    if isinstance(coordinates[0], list):
        for part in coordinates:
            yield from _points(part)
    else:
        yield coordinates
