"""Turn the publishers' files into the tables that ship: one Parquet file a table and the list of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from atlas.build.across_tables import hidden_across
from atlas.build.carry import TABLE, read_territory
from atlas.build.declarations import FOLDER, read_declarations, read_publishers
from atlas.build.deliveries import as_entries
from atlas.build.further import with_further_dates
from atlas.build.joined import as_entries as joined_entries
from atlas.build.joined import noted
from atlas.build.kept_editions import keep_editions
from atlas.build.make import make
from atlas.build.publisher_files import Context, ignored
from atlas.build.table_files import LIST, parents_at_all_dates, sha256, write_table
from atlas.build.together import hide
from atlas.data.crosswalks import crosswalk_path
from atlas.data.followers import is_proven
from atlas.data.scope import read_scope
from atlas.data.tables import read_sources
from atlas.data.writing import write_beside
from atlas.data.yaml_files import read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import VALUELESS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from atlas.build.declarations import Declaration
    from atlas.build.together import Hiding


def build_tables(sources: Path, geodata: Path, *, prune: bool = False, left: dict[str, str] | None = None) -> list[str]:
    """Write ``tables/*.parquet`` and ``sources.yaml``.

    Everything is made before anything is written; a table whose rows did not change keeps its file byte for byte, and
    one that no declaration makes stays with its entry.

    Parameters
    ----------
    sources : Path
        Folder of the publishers' files.
    geodata : Path
        Data folder; ``areas/`` holds the codes of both territories and the crosswalk, ``sources/`` the declarations.
    prune : bool
        Remove the tables that no declaration makes, and their entries.
    left : dict of str to str, optional
        Filled with the tables that cannot be made, and why; without it such a table ends the build.

    Returns
    -------
    list of str
        One sentence a table: what changed; and one a folder of files that no declaration names.

    Raises
    ------
    MissingDataError, DataError
        A file is missing or malformed; what was there stays.
    """
    if not sources.is_dir():
        raise MissingDataError(
            expected(str(sources), "no such folder", "the publishers' files", "name it with SOURCES=DIR")
        )
    declared = read_declarations(geodata / FOLDER)
    context, parents = context_of(geodata, sources, declared)
    made, notes = _make_all(declared, context, parents, geodata, left)
    minimum = {table: one.hiding.minimum for table, one in declared.items()}
    across = hidden_across({table: one[0] for table, one in made.items()}, minimum, geodata)
    made |= {table: (across[table], *one[1:]) for table, one in made.items() if table in across}
    unmade = {table: geodata / "tables" / f"{table}.parquet" for table in across if table not in made}
    sentences = [f"{table}: {write_table(across[table], path)}" for table, path in unmade.items()]
    listed: dict[str, Any] = {"sources": {}, "tables": {}}
    if (geodata / LIST).is_file():
        read_sources(geodata / LIST)  # whatever is wrong in it is told before anything is written
        listed = read_yaml(geodata / LIST)
    entries: dict[str, Any] = {}
    for table, (frame, files, edition) in made.items():
        path = geodata / "tables" / f"{table}.parquet"
        sentences.append(f"{table}: {write_table(frame, path)}")
        digests = {name: sha256(sources / name) for name in files}
        said = _said(declared[table], frame, edition, notes[table])
        entries[table] = {**said, "files": digests, "sha256": sha256(path)}
    others = {} if prune else {key: entry for key, entry in listed["tables"].items() if key not in made}
    for path in (p for p in sorted((geodata / "tables").glob("*.parquet")) if p.stem not in made):
        if prune:
            path.unlink()
            sentences.append(f"{path.stem}: removed, no declaration makes it")
        elif path.stem in others:
            others[path.stem] = others[path.stem] | {"sha256": sha256(path)}
            sentences.append(f"{path.stem}: kept, no declaration makes it (--prune removes it)")
        else:
            sentences.append(
                f"{path.stem}: kept, but {LIST} does not name it; add its entry, or remove it with --prune"
            )
    keep_editions(geodata, made, context)
    used = {entry["source"] for entry in [*entries.values(), *others.values()]}
    known = listed["sources"] | read_publishers(geodata / FOLDER)
    # what was listed keeps its place, so that the list shows only what changed
    content = listed | {
        "sources": {key: entry for key, entry in known.items() if key in used},
        "tables": {key: (entries | others)[key] for key in [*listed["tables"], *entries] if key in entries | others},
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    write_beside(geodata / LIST, text)
    return [*sentences, *ignored(sources, declared)]


def _make_all(
    declared: Mapping[str, Declaration],
    context: Context,
    parents: dict[str, str],
    geodata: Path,
    left: dict[str, str] | None,
) -> tuple[dict[str, tuple[pd.DataFrame, list[str], str]], dict[str, dict[str, Any]]]:
    """Make each declared table: its rows, files and edition, who delivered it, and what stands where as published."""
    made, notes = {}, {}
    scope = read_scope(geodata)
    for table, one in declared.items():
        _refuse_states(one, context.states, geodata / FOLDER / f"{table}.yaml")
        context.files.clear()
        context.said.clear()
        context.delivered.clear()
        try:
            published = make(one, context)
            frame = finished(published, one.hiding, parents, geodata, table)
        except DataError as error:
            if left is None:
                raise
            left[table] = str(error)
            continue
        made[table] = (frame, sorted(context.files), ", ".join(dict.fromkeys(filter(None, context.said))))
        joined = joined_entries(noted(published, scope))
        notes[table] = {"deliveries": as_entries(context.delivered), "joined": joined}
    return made, notes


def _refuse_states(one: Declaration, keys: Sequence[str], path: Path) -> None:
    if one.states and not set(keys) <= set(one.states):
        do = "remove the declaration, or name the states of its files"
        raise DataError(expected(f"{path}, states", ", ".join(one.states), f"{', '.join(keys)} (atlas.yaml)", do))


def _said(one: Declaration, frame: pd.DataFrame, edition: str, notes: dict[str, Any]) -> dict[str, Any]:
    """Say of a table what the list of sources says, its years as in the figures, its edition as in the files."""
    territory = next((p.territory for p in one.each if p.territory), None)
    date = dated(one.date, frame["year"], territory, edition)
    said: dict[str, Any] = {"source": one.publisher, "title": one.title, "date": date}
    said |= {key: note for key, note in notes.items() if note}
    said |= {"edition": edition} if edition and not notes["deliveries"] else {}
    return said | ({"minimum": dict(one.hiding.minimum)} if one.hiding.minimum else {})


def dated(text: str, years: pd.Series[int], territory: dt.date | None = None, edition: str = "") -> str:
    """Fill the years of figures into the date of a table."""
    day = f"{territory:%d.%m.%Y}" if territory else ""
    each = sorted(set(years))
    return text.format(first=each[0], last=each[-1], years=", ".join(map(str, each)), territory=day, edition=edition)


def context_of(geodata: Path, sources: Path, declared: Mapping[str, Declaration]) -> tuple[Context, dict[str, str]]:
    """Read the states and territories of a data folder, and what each of its areas belongs to."""
    areas, scope = geodata / "areas", read_scope(geodata)
    dates = sorted(map(str, scope.built))
    today = read_territory(areas, dates[-1], crosswalk_path(areas, scope.borders.territory, dates[-1]))
    older = read_territory(areas, dates[0]) if len(dates) > 1 else today
    further = {str(date): read_territory(areas, str(date)) for date in scope.imported}
    context = Context(sources, scope.keys, declared, today, older, further=further)
    return context, parents_at_all_dates(areas, scope)


def finished(frame: pd.DataFrame, hiding: Hiding, parents: dict[str, str], geodata: Path, table: str) -> pd.DataFrame:
    """Finish a table and carry what may be shown of it, and no more, to the territory dates that were brought in."""
    frame = finish(frame, hiding, parents)
    carried = with_further_dates(frame, geodata, table, in_blocks=is_proven(hiding.minimum))
    return frame if carried is frame else finish(carried, hiding, parents)


def finish(frame: pd.DataFrame, hiding: Hiding, parents: dict[str, str]) -> pd.DataFrame:
    """Hide what must be hidden, sort, and check that each row stands once, with a value where its state says so.

    Raises
    ------
    DataError
        A row stands twice, or value and state contradict each other: its declaration is wrong.
    """
    if hiding.minimum:
        frame = hide(frame.reset_index(drop=True), hiding, parents)
    key = ["measure", "level", "territory", "code", "year"]
    frame = frame[TABLE].sort_values(key, ignore_index=True).astype({"year": "int16", "value": "float64"})
    wrong = frame["state"].isin([str(s) for s in VALUELESS]) != frame["value"].isna()
    for rows, what in ((frame[frame.duplicated(key)], "twice"), (frame[wrong], "a value that its state denies")):
        if not rows.empty:
            row = ", ".join(str(rows[k].iloc[0]) for k in key)
            raise DataError(
                expected(row, what, "each row once, with a value where the state has one", "mend the declaration")
            )
    return frame
