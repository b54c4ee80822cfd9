"""What an import would do: rows of files laid over those that are there, told in words, and written on demand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml
from pydantic import TypeAdapter

from atlas.build.across_tables import hidden_across, hide_across
from atlas.build.border_writing import carry_all
from atlas.build.carry import TABLE
from atlas.build.declarations import FOLDER, read_publishers
from atlas.build.deliveries import as_entries, laid_over, merged, note, told, with_notes
from atlas.build.joined import as_entries as joined_entries
from atlas.build.joined import joined_at, noted, without_carried, without_replaced
from atlas.build.kept_editions import FOLDER as EDITIONS
from atlas.build.kept_editions import is_of_editions, read_editions, with_new, write_editions
from atlas.build.make import at_most, carried, make
from atlas.build.publisher_files import refuse_twice
from atlas.build.table_files import LIST, write_table
from atlas.build.tables import context_of, dated, finished
from atlas.data.deliveries import Delivery
from atlas.data.join import match
from atlas.data.scope import read_scope
from atlas.data.tables import read_sources
from atlas.data.writing import write_beside
from atlas.data.yaml_files import read_yaml
from atlas.errors import DataError, expected
from atlas.model import Level
from atlas.sources.layout import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from atlas.build.declarations import Declaration
    from atlas.build.publisher_files import Context
    from atlas.build.recognise import Understood
    from atlas.data.joined import Joined

BLOCK = ["measure", "level", "territory", "year"]
KEY = [*BLOCK, "code"]
LARGEST = 20
NUMBERS = {"year": "int16", "value": "float64"}
DELIVERIES = TypeAdapter(list[Delivery])


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A table as it would be, beside what it is now, the editions of which it is made, and what stands as published."""

    one: Declaration
    files: tuple[Understood, ...]
    before: pd.DataFrame
    after: pd.DataFrame
    editions: Sequence[pd.DataFrame] = ()
    joined: Sequence[Joined] = ()


def understood_as(file: Understood, context: Context) -> Iterator[str]:
    """Tell what a file was found to be, what of it is ignored, and how its areas join."""
    figures, part = file.figures, file.part
    edition = f", edition {file.edition}" if file.edition else ""
    yield f"{file.path.name}: {file.one.title} (table {file.one.table}, form {part.form}{edition})"
    years = sorted({int(y) for y in figures["year"]})
    span = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
    if part.form is Form.ELECTION:
        yield f"  {len(figures)} rows, {span}"
        return
    levels, today = [Level(x) for x in figures["level"].unique()], context.today
    named = ", ".join(sorted(set(figures["measure"])))
    yield f"  {len(figures)} figures by {', '.join(levels)}, {span}: {named}"
    if file.ignored:
        yield f"  ignored columns: {', '.join(file.ignored)}"
    for there, rows in joined_at(part, figures, context):
        for level in levels:
            own = pd.Series(sorted(set(rows.loc[rows["level"] == level, "code"])), dtype=str)
            yield f"  joined with {(there or today).date}: {match((there or today).codes[level], own)}"
        if there is not None:
            span = ", ".join(map(str, sorted(set(rows["year"]))))
            yield f"  {span}: in the codes of {there.date}, carried to {today.date} by the crosswalk"
    moved = sum(code in today.crosswalk and today.crosswalk[code] != code for code in figures["code"].unique())
    if moved:
        yield f"  carried by the crosswalk of {context.older.date}: {moved} of them"


def plan(files: Sequence[Understood], folder: Path, declared: Mapping[str, Declaration]) -> list[Planned]:
    """Lay the figures of files over those of their tables, block by block (measure, level, territory, year).

    Parameters
    ----------
    files : sequence of Understood
        Of one table or several.
    folder : Path
        The data folder.
    declared : mapping of str to Declaration
        By table.

    Returns
    -------
    list of Planned
        One a table.

    Raises
    ------
    DataError
        Two files hold the same figures, or the editions by which a file is carried are not kept or do not fit it.
    """
    context, parents = context_of(folder, folder, declared)
    scope, listed = read_scope(folder), read_sources(folder / LIST)
    planned = []
    # editions first: what comes with them is judged by their areas
    for table in sorted({f.one.table for f in files}, key=lambda table: not is_of_editions(declared[table])):
        own = tuple(f for f in files if f.one.table == table)
        one = own[0].one
        if not own[0].part.by_providers:
            refuse_twice([f.path.name for f in own], [f.figures for f in own])
        new = _new(own, folder, context)
        path = folder / "tables" / f"{table}.parquet"
        before = pd.read_parquet(path) if path.is_file() else pd.DataFrame(columns=TABLE).astype(NUMBERS)
        base = without_carried(before, listed[table].joined if table in listed else (), scope)
        if own[0].part.by_providers:
            frame = laid_over(base, new)
        else:
            kept = without_replaced(base, new, scope)
            frame = pd.concat([kept, new], ignore_index=True) if len(kept) else new
        for measure, limit in one.at_most.items():
            frame = at_most(frame, measure, limit)
        planned.append(
            Planned(
                one=one,
                files=own,
                before=before,
                after=finished(frame, one.hiding, parents, folder, table),
                editions=context.given[table] if is_of_editions(one) else (),
                joined=noted(frame, scope),
            )
        )
    minimum = {table: one.hiding.minimum for table, one in declared.items()}
    across = hidden_across({p.one.table: p.after for p in planned}, minimum, folder)
    return [replace(p, after=across.get(p.one.table, p.after)) for p in planned]


def _new(own: Sequence[Understood], folder: Path, context: Context) -> pd.DataFrame:
    """Carry the figures of a table's files, where they need it by the municipalities of all years that are kept."""
    one = own[0].one
    figures = [f.figures for f in own]
    if one.areas_of is not None and one.areas_of not in context.given:
        context.given[one.areas_of] = _kept(folder, one.areas_of, own[0].path.name)
    if is_of_editions(one):
        kept = _kept(folder, one.table, own[0].path.name)
        context.given[one.table] = with_new(kept, figures, context.territories, context.further.values())
        return make(one, context)
    if own[0].part.form is Form.ELECTION:
        context.given[one.table] = figures
        return make(one, context)
    if own[0].part.by_providers:
        return carried(one, own[0].part, merged([f.path.name for f in own], figures), context)
    return pd.concat([carried(one, f.part, f.figures, context) for f in own], ignore_index=True)


def _kept(folder: Path, table: str, name: str) -> list[pd.DataFrame]:
    kept = read_editions(folder, table)
    if not kept:
        found, wanted = f"a file that is carried by the editions of {table}", f"them in {folder / EDITIONS}"
        raise DataError(expected(name, found, wanted, "write them with 'make data SOURCES=DIR'"))
    return kept


def differences_of(planned: Planned, names: Mapping[str, str]) -> Iterator[str]:
    """Tell in words what would be new, gone, other or revised, and the largest changes."""
    both = planned.before.merge(planned.after, on=KEY, how="outer", suffixes=("_before", ""), indicator="side")
    both["side"] = both["side"].astype(str)
    known = both["value_before"].notna() & both["value"].notna()
    moved = known & (both["value_before"] != both["value"])
    told = False
    for (measure, level, territory), rows in both.groupby(["measure", "level", "territory"], observed=True, sort=True):
        parts = []
        for side, what in (("right_only", "new"), ("left_only", "gone")):
            years = sorted({int(y) for y in rows.loc[rows["side"] == side, "year"]})
            parts += [f"{what} {', '.join(map(str, years))} ({int((rows['side'] == side).sum())} figures)"] * bool(
                years
            )
        here = (rows["side"] == "both") & (rows["state_before"] != rows["state"])
        changed = int((moved[rows.index] | here).sum())
        shared = int((rows["side"] == "both").sum())
        parts += [f"{'revised' if changed * 2 > shared else 'changed'} {changed} of {shared} figures"] * bool(changed)
        if parts:
            told = True
            yield f"{planned.one.table}, {measure}, {level} {territory}: {'; '.join(parts)}"
    if not told:
        yield f"{planned.one.table}: nothing differs"
    largest = both[moved].assign(by=lambda rows: (rows["value"] / rows["value_before"] - 1).abs())
    for row in largest.nlargest(LARGEST, "by").to_dict("records"):
        place = f"{row['code']} {names.get(row['code'], '')}".strip()
        yield f"  {row['measure']}, {place}, {row['year']}: {row['value_before']:.10g} -> {row['value']:.10g}"


def write_plan(planned: Sequence[Planned], made: Path) -> list[str]:
    """Write the tables of a plan into a data folder, and what was read into its list of sources."""
    listed, publishers = read_yaml(made / LIST), read_publishers(made / FOLDER)
    said = []
    for table in planned:
        path = made / "tables" / f"{table.one.table}.parquet"
        said.append(f"{table.one.table}: {write_table(table.after, path)}")
        if len(table.editions):
            write_editions(made, table.one.table, table.editions)
        entry = listed["tables"].setdefault(
            table.one.table, {"source": table.one.publisher, "title": table.one.title, "files": {}}
        )
        listed["sources"].setdefault(table.one.publisher, publishers[table.one.publisher])
        territory = next((p.territory for p in table.one.each if p.territory), None)
        edition = ", ".join(dict.fromkeys(filter(None, (f.edition for f in table.files))))
        if table.files[0].part.by_providers:
            edition = ""  # who delivered what and when is noted of each
            said += _note_deliveries(entry, table, made)
        entry["date"] = dated(table.one.date, table.after["year"], territory, edition or entry.get("edition", ""))
        if edition:
            entry["edition"] = edition
        if table.joined or "joined" in entry:
            entry["joined"] = joined_entries(table.joined)
        for file in table.files:
            name = f"{file.part.files.rpartition('/')[0]}/{file.path.name}".lstrip("/*")
            entry["files"][name] = hashlib.sha256(file.path.read_bytes()).hexdigest()
        entry["files"] = dict(sorted(entry["files"].items()))
        entry["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    write_beside(made / LIST, yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120))
    return [*said, *hide_across(made), *carry_all(made)]


def _note_deliveries(entry: dict[str, Any], table: Planned, made: Path) -> Iterator[str]:
    """Note who delivered what beside what was noted before, and tell it."""
    new = [note(file.path.name, file.edition, file.figures) for file in table.files]
    every = with_notes(DELIVERIES.validate_python(entry.get("deliveries", [])), new)
    entry["deliveries"] = as_entries(every)
    context, _ = context_of(made, made, {})
    areas = pd.read_csv(made / "areas" / f"{context.today.date}.csv", dtype=str)
    names = dict(zip(areas["code"], areas["name"], strict=True))
    return told(table.one.table, new, every, context.today, names)
