"""Check a data folder: every table joins its geometry completely, every file is what the manifest says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.geometry_files import read_geometry
from atlas.data.join import join
from atlas.data.load import load
from atlas.data.manifest import verify
from atlas.data.tables import read_table
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from atlas.data.store import Atlas


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; ``bad`` ones make the check fail."""

    text: str
    bad: bool = False


def check(folder: Path, progress: Callable[[str], None] = lambda _text: None) -> Iterator[Finding]:
    """Check a data folder.

    Parameters
    ----------
    folder : Path
        ``geodata/`` or a folder of the same form.
    progress : callable
        Told what is being looked at.

    Yields
    ------
    Finding
        The join of each table (matched, only in the table, only in the geometry, duplicates), the digests of the files,
        indicators without figures, and how far sums over municipalities are from published district figures.

    Raises
    ------
    AtlasError
        The folder cannot be read at all.
    """
    progress("reading")
    atlas = load(folder)
    for sentence in verify(folder / "areas", atlas.manifest):
        yield Finding(sentence, bad=True)
    geometry: dict[tuple[dt.date, Level], gpd.GeoDataFrame] = {}
    for table in atlas.tables.values():
        progress(table.id)
        frame = read_table(folder / "tables" / f"{table.id}.parquet", table)
        for group, rows in frame.groupby(["level", "territory"], observed=True):
            level, territory = map(str, group)
            key = (dt.date.fromisoformat(territory), Level(level))
            if key not in geometry:
                geometry[key] = read_geometry(folder / "areas", *key, detail="coarse")
            yield _join_of(table.id, geometry[key], rows, f"{level} {territory}")
    without = [i.id for i in atlas.catalogue.indicators.values() if not i.has_figures]
    n = len(atlas.catalogue.indicators)
    yield Finding(
        f"catalogue: {n} indicators in {len(atlas.catalogue.fields)} fields, {len(without)} without figures so far"
    )
    yield from _declared_levels(atlas)
    yield from _differences(atlas)


def _join_of(table: str, areas: gpd.GeoDataFrame, rows: pd.DataFrame, where: str) -> Finding:
    """Join each measure and year; blocks that match alike are told in one line."""
    reports: dict[str, int] = {}
    complete = True
    for _key, block in rows.groupby(["measure", "year"], observed=True):
        _joined, report = join(areas, block[["code", "value", "state"]])
        reports[str(report)] = reports.get(str(report), 0) + 1
        complete &= report.complete
    text = " | ".join(f"{n} x {line}" for line, n in reports.items())
    return Finding(f"{table}, {where}: {text}", bad=not complete)


def _declared_levels(atlas: Atlas) -> Iterator[Finding]:
    for indicator in atlas.catalogue.indicators.values():
        if not indicator.has_figures:
            continue
        has = {x for t in atlas.territories for x in atlas.levels(indicator, t)}
        lacking = [str(x) for x in indicator.levels if x not in has]
        if lacking:
            yield Finding(
                f"indicator {indicator.id}: no figures for the level {', '.join(lacking)} it is defined for", bad=True
            )


def _differences(atlas: Atlas) -> Iterator[Finding]:
    """Compare sums over municipalities with published district figures, which are what is shown."""
    shown = {i.value: None for i in atlas.catalogue.indicators.values() if i.value is not None}
    for measure in (m for m in shown if atlas.declared[m].sums):
        for territory in atlas.territories:
            gaps = atlas.gaps(measure, territory)
            known = gaps[~np.isnan(gaps)]
            if known.size:
                equal = int((known == 0).sum())
                largest = float(np.abs(known).max())
                yield Finding(
                    f"{measure}, {territory}: sums over municipalities equal {equal} of {known.size} published"
                    f" district figures, largest difference {largest:.0f} (the published figure is shown)"
                )
