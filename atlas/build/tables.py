"""Turn the publishers' files into the tables that ship: one Parquet file a table and the list of sources."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from atlas.build.carry import TABLE, read_territory
from atlas.build.publisher_files import Context
from atlas.build.publishers import SOURCES, TABLES
from atlas.build.recipes import RECIPES
from atlas.data.secrecy import hide_complements, hide_small, parents_of
from atlas.data.tables import read_sources
from atlas.data.writing import beside, write_beside
from atlas.data.yaml_files import read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import VALUELESS
from atlas.sources.census import read_census
from atlas.sources.district_table import read_district_table
from atlas.sources.elections import read_election
from atlas.sources.gemeindeverzeichnis import read_gemeindeverzeichnis
from atlas.sources.gisd import read_gisd
from atlas.sources.inkar import read_inkar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIST = "sources.yaml"
TODAY, OLDER = "2021-12-31", "2016-01-01"
IMPORTERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "census": read_census,
    "district_table": read_district_table,
    "elections": read_election,
    "gemeindeverzeichnis": read_gemeindeverzeichnis,
    "gisd": read_gisd,
    "inkar": read_inkar,
}
SCHEMA = pa.schema(
    [
        ("measure", pa.string()),
        ("level", pa.string()),
        ("territory", pa.string()),
        ("code", pa.string()),
        ("year", pa.int16()),
        ("value", pa.float64()),
        ("state", pa.string()),
    ]
)


def import_file(kind: str, path: Path) -> pd.DataFrame:
    """Read one file of a publisher as a tidy table, in the publisher's own codes.

    Parameters
    ----------
    kind : str
        One of `IMPORTERS`.
    path : Path
        The file.

    Raises
    ------
    MissingDataError, DataError
        The kind is unknown, or the file missing or malformed.
    """
    if kind not in IMPORTERS:
        raise DataError(
            expected("kind of file", repr(kind), f"one of {', '.join(sorted(IMPORTERS))}", "name one of these")
        )
    return IMPORTERS[kind](path)


def build_tables(sources: Path, geodata: Path, *, prune: bool = False) -> list[str]:
    """Write ``tables/*.parquet`` and ``sources.yaml``.

    Everything is made before anything is written; a table whose rows did not change keeps its file byte for byte, and
    one that no recipe makes stays with its entry.

    Parameters
    ----------
    sources : Path
        Folder of the publishers' files.
    geodata : Path
        Data folder; ``areas/`` holds the codes of both territories and the crosswalk.
    prune : bool
        Remove the tables that no recipe makes, and their entries.

    Returns
    -------
    list of str
        One sentence a table: what changed.

    Raises
    ------
    MissingDataError, DataError
        A file is missing or malformed; what was there stays.
    """
    if not sources.is_dir():
        raise MissingDataError(
            expected(str(sources), "no such folder", "the publishers' files", "name it with SOURCES=DIR")
        )
    areas = geodata / "areas"
    today = read_territory(areas, TODAY, areas / f"crosswalk_{OLDER}_{TODAY}.csv")
    older = read_territory(areas, OLDER)
    parents = {c: p for d in (OLDER, TODAY) for c, p in parents_of(pd.read_csv(areas / f"{d}.csv", dtype=str)).items()}
    context = Context(sources, today, older)
    made = {}
    for table, recipe in RECIPES.items():
        context.files.clear()
        frame = finish(recipe(context), TABLES[table].get("minimum"), parents)
        made[table] = (frame, sorted(context.files))
    listed: dict[str, Any] = {"sources": {}, "tables": {}}
    if (geodata / LIST).is_file():
        read_sources(geodata / LIST)  # whatever is wrong in it is told before anything is written
        listed = read_yaml(geodata / LIST)
    sentences = []
    entries: dict[str, Any] = {}
    for table, (frame, files) in made.items():
        path = geodata / "tables" / f"{table}.parquet"
        sentences.append(f"{table}: {write_table(frame, path)}")
        digests = {name: _sha256(sources / name) for name in files}
        entries[table] = {**TABLES[table], "files": digests, "sha256": _sha256(path)}
    others = {} if prune else {key: entry for key, entry in listed["tables"].items() if key not in made}
    for path in (p for p in sorted((geodata / "tables").glob("*.parquet")) if p.stem not in made):
        if prune:
            path.unlink()
            sentences.append(f"{path.stem}: removed, no recipe makes it")
        elif path.stem in others:
            others[path.stem] = others[path.stem] | {"sha256": _sha256(path)}
            sentences.append(f"{path.stem}: kept, no recipe makes it (--prune removes it)")
        else:
            sentences.append(
                f"{path.stem}: kept, but {LIST} does not name it; add its entry, or remove it with --prune"
            )
    used = {entry["source"] for entry in others.values()}
    publishers = SOURCES | {key: listed["sources"][key] for key in sorted(used - set(SOURCES))}
    content = listed | {"sources": publishers, "tables": entries | others}
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    write_beside(geodata / LIST, text)
    return sentences


def finish(frame: pd.DataFrame, minimum: Any, parents: dict[str, str]) -> pd.DataFrame:  # noqa: ANN401  of a mixed mapping
    """Hide what must be hidden, sort, and check that each row stands once, with a value where its state says so.

    Raises
    ------
    DataError
        A row stands twice, or value and state contradict each other: a recipe is wrong.
    """
    if minimum:
        frame = hide_complements(hide_small(frame.reset_index(drop=True), minimum), parents)
    key = ["measure", "level", "territory", "code", "year"]
    frame = frame[TABLE].sort_values(key, ignore_index=True).astype({"year": "int16", "value": "float64"})
    wrong = frame["state"].isin([str(s) for s in VALUELESS]) != frame["value"].isna()
    for rows, what in ((frame[frame.duplicated(key)], "twice"), (frame[wrong], "a value that its state denies")):
        if not rows.empty:
            row = ", ".join(str(rows[k].iloc[0]) for k in key)
            raise DataError(
                expected(row, what, "each row once, with a value where the state has one", "mend the recipe")
            )
    return frame


def write_table(frame: pd.DataFrame, path: Path) -> str:
    """Write a table unless the same rows are there already, and say what changed.

    Returns
    -------
    str
        How many rows are new, gone or changed.
    """
    before = None
    if path.is_file():
        try:
            before = pd.read_parquet(path)
        except (OSError, ValueError):
            before = None
    if before is not None and list(before.columns) == TABLE:
        news = _difference(before, frame)
        if not news:
            return f"unchanged, {len(frame)} rows"
    else:
        news = "new"
    table = pa.Table.from_pandas(frame, schema=SCHEMA, preserve_index=False).replace_schema_metadata(None)
    with beside(path) as place:
        pq.write_table(table, place, compression="zstd", compression_level=19)
    return f"{news}, {len(frame)} rows"


def _difference(before: pd.DataFrame, after: pd.DataFrame) -> str:
    key = ["measure", "level", "territory", "code", "year"]
    both = before.merge(after, on=key, how="outer", suffixes=("_before", ""), indicator=True)
    counts = both["_merge"].value_counts()
    same = (both["value"] == both["value_before"]) | (both["value"].isna() & both["value_before"].isna())
    changed = int(((both["_merge"] == "both") & ~(same & (both["state"] == both["state_before"]))).sum())
    told = {"new": counts["right_only"], "gone": counts["left_only"], "changed": changed}
    return ", ".join(f"{n} rows {word}" for word, n in told.items() if n)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
