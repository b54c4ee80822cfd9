"""Check a data folder: every table joins its geometry completely, every file is what the manifest says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.digests import strange_files
from atlas.data.geometry_files import read_geometry
from atlas.data.join import match
from atlas.data.kept import broken_releases, kept_releases
from atlas.data.load import load
from atlas.data.manifest import verify
from atlas.data.release import not_noted
from atlas.data.rules.broken import Severity
from atlas.data.rules.ground import read_ground
from atlas.data.rules.report import sentence
from atlas.data.rules.run import run_rules
from atlas.data.rules.whole import sums_beside
from atlas.data.tables import read_table
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from atlas.data.join import JoinReport
    from atlas.data.rules.ground import Ground
    from atlas.data.rules.run import Finding
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
    atlas = load(folder, changed_by_hand=True)
    for strange in strange_files(folder):
        yield Line(strange, bad=True)
    for broken in verify(folder / "areas", atlas.manifest):
        yield Line(broken, bad=True)
    yield from _releases(folder, atlas)
    geometry: dict[tuple[dt.date, Level], tuple[str, ...]] = {}
    frames: dict[str, pd.DataFrame] = {}
    for table in atlas.tables.values():
        progress(table.id)
        frame = frames[table.id] = read_table(folder / "tables" / f"{table.id}.parquet", table)
        for group, rows in frame.groupby(["level", "territory"], observed=True):
            level, territory = map(str, group)
            key = (dt.date.fromisoformat(territory), Level(level))
            if key not in geometry:
                geometry[key] = tuple(read_geometry(folder / "areas", *key, detail="coarse")["code"])
            yield _join_of(table.id, geometry[key], rows, f"{level} {territory}")
    without = [i.id for i in atlas.catalogue.indicators.values() if not i.has_figures]
    n = len(atlas.catalogue.indicators)
    yield Line(
        f"catalogue: {n} indicators in {len(atlas.catalogue.fields)} fields, {len(without)} without figures so far"
    )
    yield from _declared_levels(atlas)
    progress("rules")
    ground = read_ground(folder)
    yield from _differences(frames, ground)
    for found in run_rules(frames, ground):
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
    known: dict[bytes, JoinReport] = {}
    for _key, block in rows.groupby(["measure", "year"], observed=True):
        # most blocks hold the very same codes in the same order
        same = block["code"].cat.codes.to_numpy().tobytes()
        report = known.get(same) or known.setdefault(same, match(areas, block["code"]))
        reports[str(report)] = reports.get(str(report), 0) + 1
        complete &= report.complete
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


def _differences(frames: Mapping[str, pd.DataFrame], ground: Ground) -> Iterator[Line]:
    """Compare the sums of their parts with the figures that are published, which are what is shown: a line a table."""
    for table, frame in frames.items():
        sums = [m.name for m, what in ground.declared.items() if m.table == table and what.sums]
        pairs: dict[tuple[Level, Level], list[pd.DataFrame]] = {}
        for below, level, both in sums_beside(frame[frame["measure"].isin(sums)], ground.above):
            pairs.setdefault((below, level), []).append(both[~both["unknown"] & both["value"].notna()])
        for (below, level), found in pairs.items():
            known = pd.concat(found, ignore_index=True)
            if known.empty:
                continue
            gaps = (known["total"] - known["value"]).abs()
            equal = f"{int((gaps < EQUAL).sum())} of {len(known)} published figures by {level}"
            measure, code, year = known.loc[gaps.nlargest(1).index, ["measure", "code", "year"]].to_numpy()[0]
            largest = (
                f", largest difference {gaps.max():,.0f} ({measure}, {code}, {year})" if gaps.max() >= EQUAL else ""
            )
            yield Line(f"{table}: sums of {below} equal {equal}{largest} (the published figure is shown)")
