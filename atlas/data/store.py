"""The read-only atlas: catalogue, areas and figures, loaded once at start and asked by everything else."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.data.catalogue import Catalogue, read_catalogue
from atlas.data.figures import RANK, UNKNOWN, Figures, add_up, empty, merge, rate
from atlas.data.geometry_files import read_areas, read_seats
from atlas.data.manifest import Manifest, read_manifest, unpacked, verify
from atlas.data.release import digest, release_date
from atlas.data.secrecy import hide_complements
from atlas.data.tables import read_sources, read_table
from atlas.errors import DataError, UnknownKeyError, expected
from atlas.model import STATE_CODE, Area, Indicator, Kind, Level, Measure, Seat, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

#: From which smaller level counts are added up, nearest first.
BELOW = {
    Level.ASSOCIATION: (Level.MUNICIPALITY,),
    Level.DISTRICT: (Level.MUNICIPALITY,),
    Level.STATE: (Level.DISTRICT, Level.MUNICIPALITY),
}


@dataclass(frozen=True, eq=False)
class Atlas:
    """Everything that is known, read-only.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    catalogue : Catalogue
        Fields and indicators.
    tables : dict of str to Table
        Who published each table.
    areas : dict of date to dict of str to Area
        All areas of a territory date by code (codes of different levels differ in length).
    seats : tuple of Seat
        Towns that are named on the map.
    manifest : Manifest
        The geometry files.
    bounds : tuple of float
        West, south, east, north of the state in degrees (WGS84).
    release : str
        Short digest of everything that the pages show; changes when any figure or text of the data does.
    released : date
        The day of that release.
    """

    folder: Path
    catalogue: Catalogue
    tables: dict[str, Table]
    areas: dict[dt.date, dict[str, Area]]
    seats: tuple[Seat, ...]
    manifest: Manifest
    bounds: tuple[float, float, float, float]
    release: str
    released: dt.date
    _blocks: dict[tuple[str, str, str, str], Figures] = field(repr=False)
    _cache: dict[tuple[str, Level, dt.date], Figures] = field(default_factory=dict, repr=False)

    @property
    def territories(self) -> tuple[dt.date, ...]:
        """Territory dates, newest first."""
        return tuple(sorted(self.areas, reverse=True))

    def codes(self, level: Level, territory: dt.date) -> tuple[str, ...]:
        """Codes of the areas of a level, ascending."""
        return tuple(sorted(c for c, a in self.areas[territory].items() if a.level is level))

    def indicator(self, key: str) -> Indicator:
        """Look an indicator up.

        Raises
        ------
        UnknownKeyError
            The catalogue does not hold it.
        """
        try:
            return self.catalogue.indicators[key]
        except KeyError:
            raise UnknownKeyError(
                expected("indicator", repr(key), "an id of the catalogue", "pick one from the list of indicators")
            ) from None

    def figures(self, indicator: Indicator, level: Level, territory: dt.date) -> Figures:
        """Figures of an indicator on a level, hidden values already hidden.

        Counts that are not published for the level are added up from smaller areas; a published figure is never
        replaced by a sum. Without figures the result has no years.
        """
        key = (indicator.id, level, territory)
        if key not in self._cache:
            self._cache[key] = self._compute(indicator, level, territory)
        return self._cache[key]

    def levels(self, indicator: Indicator, territory: dt.date) -> tuple[Level, ...]:
        """Levels on which the indicator has figures."""
        return tuple(x for x in indicator.levels if self.figures(indicator, x, territory).years)

    def _compute(self, indicator: Indicator, level: Level, territory: dt.date) -> Figures:
        if level not in indicator.levels or not indicator.has_figures:
            return empty(self.codes(level, territory))
        if indicator.value is not None:
            return self._measure(indicator.value, level, territory, adds_up=indicator.kind is Kind.COUNT)
        if indicator.numerator is None or indicator.denominator is None:
            return empty(self.codes(level, territory))
        numerator, denominator = (
            self._measure(m, level, territory, adds_up=True) for m in (indicator.numerator, indicator.denominator)
        )
        return rate(numerator, denominator, indicator.factor)

    def _measure(self, measure: Measure, level: Level, territory: dt.date, *, adds_up: bool) -> Figures:
        codes = self.codes(level, territory)
        found = self._blocks.get((measure.table, measure.name, level, territory.isoformat()), empty(codes))
        if not adds_up:
            return found
        for below in BELOW.get(level, ()):
            parts = self._measure(measure, below, territory, adds_up=True)
            if parts.years:
                parents = tuple(self._holder(self.areas[territory][c], level) for c in parts.codes)
                return merge(found, add_up(parts, parents, codes))
        return found

    def gaps(self, measure: Measure, territory: dt.date) -> NDArray[np.float64]:
        """Subtract published district figures from sums over municipalities.

        Returns
        -------
        ndarray of float, shape (years, districts)
            NaN where one of the two has no value.
        """
        published = self._blocks.get((measure.table, measure.name, Level.DISTRICT, territory.isoformat()))
        parts = self._blocks.get((measure.table, measure.name, Level.MUNICIPALITY, territory.isoformat()))
        if published is None or parts is None:
            return np.empty((0, 0))
        codes = self.codes(Level.DISTRICT, territory)
        sums = add_up(parts, tuple(self.areas[territory][c].parent for c in parts.codes), codes)
        years = [y for y in sums.years if y in published.years]
        return (
            sums.values[[sums.years.index(y) for y in years]]
            - published.values[[published.years.index(y) for y in years]]
        )

    @staticmethod
    def _holder(area: Area, level: Level) -> str:
        if level is Level.STATE:
            return STATE_CODE
        return area.association if level is Level.ASSOCIATION else area.parent


def load(folder: Path) -> Atlas:
    """Read a data folder.

    Parameters
    ----------
    folder : Path
        ``geodata/`` or a folder of the same form.

    Raises
    ------
    MissingDataError, DataError
        A file is missing, truncated or malformed; the sentence names file, field, found and expected.
    """
    manifest = read_manifest(folder / "areas")
    for broken in verify(folder / "areas", manifest):
        raise DataError(broken)
    areas = {t: _areas(read_areas(folder / "areas", t)) for t in manifest.territories}
    catalogue = read_catalogue(folder / "indicators")
    tables = read_sources(folder / "sources.yaml")
    _check_measures(folder, catalogue, tables)
    blocks: dict[tuple[str, str, str, str], Figures] = {}
    for table in tables.values():
        path = folder / "tables" / f"{table.id}.parquet"
        blocks |= _blocks(path, _hidden(read_table(path, table), table, areas), table.id, areas)
    release = digest(folder)
    atlas = Atlas(
        folder=folder,
        catalogue=catalogue,
        tables=tables,
        areas=areas,
        seats=_seats(read_seats(folder / "areas")),
        manifest=manifest,
        bounds=_bounds(folder, manifest),
        release=release,
        released=release_date(folder, release),
        _blocks=blocks,
    )
    _check_figures(folder, atlas)
    return atlas


def _areas(frame: pd.DataFrame) -> dict[str, Area]:
    records = frame.to_dict("records")
    return {
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


def _seats(frame: pd.DataFrame) -> tuple[Seat, ...]:
    return tuple(Seat(r["name"], float(r["lon"]), float(r["lat"]), r["rank"]) for r in frame.to_dict("records"))


def _hidden(frame: pd.DataFrame, table: Table, areas: dict[dt.date, dict[str, Area]]) -> pd.DataFrame:
    if not table.minimum:
        return frame
    parents = {
        a.code: a.parent for by_code in areas.values() for a in by_code.values() if a.level is Level.MUNICIPALITY
    }
    return hide_complements(frame, parents)


def _check_measures(folder: Path, catalogue: Catalogue, tables: dict[str, Table]) -> None:
    for indicator in catalogue.indicators.values():
        for measure in indicator.measures:
            if measure.table not in tables:
                raise DataError(
                    expected(
                        f"{folder / 'indicators'}, {indicator.id}",
                        f"the table {measure.table!r}",
                        f"one of {', '.join(sorted(tables))} (sources.yaml)",
                        "name a listed table",
                    )
                )


def _check_figures(folder: Path, atlas: Atlas) -> None:
    for indicator in atlas.catalogue.indicators.values():
        if indicator.has_figures and not any(atlas.levels(indicator, t) for t in atlas.territories):
            names = ", ".join(map(str, indicator.measures))
            raise DataError(
                expected(
                    f"{folder / 'tables'}, {names}", "no figures", f"those of {indicator.id!r}", "import the table"
                )
            )


def _blocks(
    path: Path, frame: pd.DataFrame, table: str, areas: dict[dt.date, dict[str, Area]]
) -> dict[tuple[str, str, str, str], Figures]:
    blocks = {}
    for key, rows in frame.groupby(["measure", "level", "territory"], observed=True):
        measure, level, territory = map(str, key)
        date = dt.date.fromisoformat(territory)
        if date not in areas:
            raise DataError(
                expected(f"{path}, territory", territory, ", ".join(map(str, areas)), "build areas of that date first")
            )
        codes = tuple(sorted(c for c, a in areas[date].items() if a.level == level))
        years = tuple(sorted({int(y) for y in rows["year"]}))
        column = pd.Index(codes).get_indexer(pd.Index(rows["code"].astype(str)))
        if (column < 0).any():
            code = rows["code"].astype(str).to_numpy()[column < 0][0]
            raise DataError(
                expected(
                    f"{path}, code", f"{code!r} ({measure})", f"a {level} of {territory}", "check the territory date"
                )
            )
        row = pd.Index(years).get_indexer(pd.Index(rows["year"]))
        values = np.full((len(years), len(codes)), np.nan)
        states = np.full(values.shape, UNKNOWN, np.uint8)
        values[row, column] = rows["value"].to_numpy()
        ranks = {str(s): i for s, i in RANK.items()}
        states[row, column] = rows["state"].astype(str).map(ranks).to_numpy()
        blocks[table, measure, level, territory] = Figures(codes, years, values, states)
    return blocks


def _bounds(folder: Path, manifest: Manifest) -> tuple[float, float, float, float]:
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
