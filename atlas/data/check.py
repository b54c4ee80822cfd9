"""Check a data folder: every table joins its geometry completely, every file is what the manifest says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.digests import strange_files
from atlas.data.geometry_files import drawn_codes
from atlas.data.grouping import groups
from atlas.data.join import match
from atlas.data.kept import broken_releases, kept_releases
from atlas.data.load import load
from atlas.data.manifest import verify
from atlas.data.release import not_noted
from atlas.data.rules.broken import Severity
from atlas.data.rules.grids import sums_beside
from atlas.data.rules.ground import read_ground
from atlas.data.rules.report import sentence
from atlas.data.rules.run import judged, laid_out
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from atlas.data.rules.grids import Sums
    from atlas.data.rules.ground import Ground
    from atlas.data.rules.run import Finding, LaidOut
    from atlas.data.store import Atlas

#: Counts are whole; areas in km2 are compared to the hectare.
EQUAL = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report; ``bad`` ones make the check fail."""

    text: str
    bad: bool = False
    broken: Finding | None = None

    @property
    def mark(self) -> str:
        """What stands before its line."""
        if self.broken and self.broken.severity is not Severity.ERROR:
            return "warn" if self.broken.severity is Severity.WARNING else "acc "
        return "BAD " if self.bad else "ok  "


def check(folder: Path, progress: Callable[[str], None] = lambda _text: None) -> Iterator[Line]:
    """Check a data folder.

    Parameters
    ----------
    folder : Path
        ``geodata/`` or a folder of the same form.
    progress : callable
        Told what is being looked at.

    Yields
    ------
    Line
        The join of each table (matched, only in the table, only in the geometry, duplicates), the digests of the files,
        indicators without figures, how far the sums of their parts are from published figures, and what broke
        the rules of the measures.

    Raises
    ------
    AtlasError
        The folder cannot be read at all.
    """
    progress("reading")
    frames: dict[str, pd.DataFrame] = {}
    atlas = load(folder, changed_by_hand=True, rows=frames)
    for strange in strange_files(folder):
        yield Line(strange, bad=True)
    for broken in verify(folder / "areas", atlas.manifest):
        yield Line(broken, bad=True)
    yield from _releases(folder, atlas)
    geometry: dict[tuple[dt.date, Level], tuple[str, ...]] = {}
    for table in atlas.tables.values():
        progress(table.id)
        for group, rows in frames[table.id].groupby(["level", "territory"], observed=True):
            level, territory = map(str, group)
            key = (dt.date.fromisoformat(territory), Level(level))
            if key not in geometry:
                geometry[key] = drawn_codes(folder / "areas", *key)
            yield _join_of(table.id, geometry[key], rows, f"{level} {territory}")
    without = [i.id for i in atlas.catalogue.indicators.values() if not i.has_figures]
    n = len(atlas.catalogue.indicators)
    yield Line(
        f"catalogue: {n} indicators in {len(atlas.catalogue.fields)} fields, {len(without)} without figures so far"
    )
    yield from _declared_levels(atlas)
    progress("rules")
    ground = read_ground(folder)
    tables = {key: laid_out(key, frame) for key, frame in frames.items()}
    yield from _differences(tables, ground)
    for found in judged(tables, ground):
        yield Line(sentence(found), bad=found.severity is Severity.ERROR, broken=found)


def _releases(folder: Path, atlas: Atlas) -> Iterator[Line]:
    """Tell whether the content is that of the noted release, and whether those that are kept are whole."""
    if (unnoted := not_noted(folder, atlas.release)) is not None:
        yield Line(unnoted, bad=True)
    broken = list(broken_releases(folder))
    for sentence_ in broken:
        yield Line(sentence_, bad=True)
    if not broken:
        yield Line(f"releases: {len(kept_releases(folder))} kept, each whole")


def _join_of(table: str, areas: tuple[str, ...], rows: pd.DataFrame, where: str) -> Line:
    """Join each measure and year; blocks that match alike are told in one line."""
    reports: dict[str, int] = {}
    complete = True
    known: dict[bytes, tuple[str, bool]] = {}
    code = rows["code"].cat.codes.to_numpy()
    for _key, at in groups([rows["measure"].cat.codes.to_numpy(), rows["year"].to_numpy()]):
        # most blocks hold the very same codes in the same order
        same = code[at].tobytes()
        if same not in known:
            report = match(areas, rows["code"].iloc[at])
            known[same] = str(report), report.complete
        text, whole = known[same]
        reports[text] = reports.get(text, 0) + 1
        complete &= whole
    text = " | ".join(f"{n} x {line}" for line, n in reports.items())
    return Line(f"{table}, {where}: {text}", bad=not complete)


def _declared_levels(atlas: Atlas) -> Iterator[Line]:
    for indicator in atlas.catalogue.indicators.values():
        if not indicator.has_figures:
            continue
        has = {x for t in atlas.territories for x in atlas.levels(indicator, t)}
        lacking = [str(x) for x in indicator.levels if x not in has]
        if lacking:
            yield Line(
                f"indicator {indicator.id}: no figures for the level {', '.join(lacking)} it is defined for", bad=True
            )


def _differences(tables: Mapping[str, LaidOut], ground: Ground) -> Iterator[Line]:
    """Compare the sums of their parts with the figures that are published, which are what is shown: a line a table."""
    for table, laid in tables.items():
        pairs: dict[tuple[str, str], list[tuple[Sums, np.ndarray, np.ndarray]]] = {}
        for measure, grids in laid.grids.items():
            if measure in ground.declared and ground.declared[measure].sums:
                for sums in sums_beside(grids, ground.above):
                    # a sum that lacks hidden parts says nothing of the published figure
                    known = sums.compared & (sums.hidden == 0) & ~np.isnan(sums.published.values)
                    gaps = np.abs(sums.totals - sums.published.values)[known]
                    pairs.setdefault((sums.below, sums.published.level), []).append((sums, known, gaps))
        for (below, level), found in pairs.items():
            if not (n := sum(len(gaps) for _, _, gaps in found)):
                continue
            equal = sum(int((gaps < EQUAL).sum()) for _, _, gaps in found)
            sums, known, gaps = max((x for x in found if len(x[2])), key=lambda x: x[2].max())
            largest = ""
            if gaps.max() >= EQUAL:
                published, (year, area) = sums.published, np.argwhere(known)[gaps.argmax()]
                at = f"{published.measure}, {published.codes[area]}, {published.years[year]}"
                largest = f", largest difference {gaps.max():,.0f} ({at})"
            told = f"{equal} of {n} published figures by {level}{largest}"
            yield Line(f"{table}: sums of {below} equal {told} (the published figure is shown)")
