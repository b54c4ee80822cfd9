"""A data folder becomes an atlas: every file checked, joined, hidden where it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.data.area_sizes import with_official_sizes
from atlas.data.calendar import read_calendar
from atlas.data.catalogue import check_formulas, read_catalogue
from atlas.data.crosswalks import read_walks
from atlas.data.digests import strange_files
from atlas.data.geometry_files import read_areas, read_seats
from atlas.data.manifest import read_manifest, verify
from atlas.data.measures import FOLDER as MEASURES
from atlas.data.measures import read_measures
from atlas.data.places import FILE as PLACES
from atlas.data.places import read_places
from atlas.data.reading import as_areas, as_blocks, as_seats, check_tables, read_bounds, without_followers
from atlas.data.recipes import read_recipes
from atlas.data.regions.official import with_official
from atlas.data.release import UNFINISHED, digest, release_date
from atlas.data.scope import FILE as SCOPE_FILE
from atlas.data.scope import read_scope
from atlas.data.store import Atlas
from atlas.data.tables import read_sources, read_table
from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from atlas.data.figures import Figures
    from atlas.data.manifest import Manifest
    from atlas.data.scope import Scope


def load(folder: Path, *, changed_by_hand: bool = False, rows: dict[str, pd.DataFrame] | None = None) -> Atlas:
    """Read a data folder.

    Parameters
    ----------
    folder : Path
        ``geodata/`` or a folder of the same form.
    changed_by_hand : bool
        Take files whose digest is not that of the list of sources: for a check, which tells them beside all else.
    rows : dict of str to DataFrame, optional
        Is filled with the rows of each table, for who looks at these too.

    Returns
    -------
    Atlas
        Read-only.

    Raises
    ------
    MissingDataError, DataError
        A file is missing, truncated or malformed; the sentence names file, field, found and expected.
    """
    atlas = assembled(folder, changed_by_hand=changed_by_hand, rows=rows)
    _check_figures(folder, atlas)
    return with_official(atlas)


def assembled(folder: Path, *, changed_by_hand: bool = False, rows: dict[str, pd.DataFrame] | None = None) -> Atlas:
    """Read a data folder as `load` does, also where indicators have no figures yet: parameters and errors are those.

    Parameters
    ----------
    folder : Path
        ``geodata/`` or a folder of the same form.
    changed_by_hand : bool
        As in `load`.
    rows : dict of str to DataFrame, optional
        As in `load`.

    Returns
    -------
    Atlas
        Read-only.

    Raises
    ------
    MissingDataError, DataError
        As in `load`.
    """
    if (folder / UNFINISHED).is_file():
        found = f"{UNFINISHED}: its files are being taken over, or that was broken off"
        do = "wait until the work on it has ended; where nothing is at work run 'python -m atlas rollback ID'"
        raise DataError(expected(str(folder), found, "a whole folder", do))
    scope = read_scope(folder)
    manifest = read_manifest(folder / "areas")
    _check_dates(folder, scope, manifest)
    for broken in verify(folder / "areas", manifest):
        raise DataError(broken)
    areas = {t: as_areas(read_areas(folder / "areas", t)) for t in manifest.territories}
    catalogue = read_catalogue(folder / "indicators")
    tables = read_sources(folder / "sources.yaml")
    if not changed_by_hand and (strange := list(strange_files(folder))):
        raise DataError(" ".join(strange))
    declared = read_measures(folder / MEASURES)
    check_tables(folder, declared, tables)
    check_formulas(folder / "indicators", catalogue, declared)
    blocks: dict[tuple[str, str, str, str], Figures] = {}
    paths = {table: folder / "tables" / f"{table}.parquet" for table in tables}
    frames = {table: read_table(paths[table], tables[table]) for table in tables}
    if rows is not None:
        rows |= frames
    for table, frame in without_followers(frames, tables, areas).items():
        blocks |= as_blocks(paths[table], frame, table, areas)
    release = digest(folder)
    return Atlas(
        folder=folder,
        scope=scope,
        catalogue=catalogue,
        declared=declared,
        tables=tables,
        areas=with_official_sizes(areas, blocks, declared),
        seats=as_seats(read_seats(folder / "areas")),
        manifest=manifest,
        bounds=read_bounds(folder, manifest),
        release=release,
        released=release_date(folder, release),
        _blocks=blocks,
        known_names=read_places(folder / PLACES, scope.built, read_walks(folder / "areas", scope)),
        reports=read_calendar(folder, catalogue, tables),
        recipes=read_recipes(folder, catalogue),
    )


def _check_dates(folder: Path, scope: Scope, manifest: Manifest) -> None:
    if set(scope.territories) != set(manifest.territories):
        found, wanted = (", ".join(map(str, sorted(d))) for d in (scope.territories, manifest.territories))
        do = "name the dates of the areas, or build those of the dates with `make data`"
        raise DataError(expected(f"{folder / SCOPE_FILE}, territories", found, f"{wanted} (areas/manifest.json)", do))


def _check_figures(folder: Path, atlas: Atlas) -> None:
    first = atlas.catalogue.indicators.get(atlas.scope.view.indicator)
    if first is None or not first.has_figures:
        found = repr(atlas.scope.view.indicator)
        wanted = "an indicator of the catalogue that has figures"
        raise DataError(expected(f"{folder / SCOPE_FILE}, view.indicator", found, wanted, "name another one"))
    for indicator in atlas.catalogue.indicators.values():
        if indicator.has_figures and not any(atlas.levels(indicator, t) for t in atlas.territories):
            names = ", ".join(map(str, indicator.measures))
            raise DataError(
                expected(
                    f"{folder / 'tables'}, {names}", "no figures", f"those of {indicator.id!r}", "import the table"
                )
            )
