"""Where a figure of a table comes from: file, column and row of the publisher, for messages."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from atlas.build.declarations import FOLDER, read_declarations
from atlas.data.yaml_files import read_yaml
from atlas.sources.layout import ALL, Form, Year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from atlas.build.declarations import Declaration, Part


def with_origins(rows: pd.DataFrame, one: Declaration | None, files: Sequence[str]) -> pd.DataFrame:
    """Add where figures come from.

    Parameters
    ----------
    rows : DataFrame
        Figures of a finding.
    one : Declaration or None
        Of their table; None if nothing declares it.
    files : sequence of str
        The publishers' files of the table, as the list of sources names them.
    """
    # looked up once a measure: a state of which a table knows nothing has thousands of rows
    change, parts = (one.change, one.each) if one else (None, ())
    holding: dict[str, list[tuple[Part, str]]] = {}
    for measure in map(str, rows["measure"].unique()):
        own = change.measure if change and measure.startswith(f"{change.measure}_") else measure
        holding[measure] = [(p, heads) for p in parts if (heads := _heads(p, own))]
    return rows.assign(origin=[_origin(row, holding[str(row["measure"])], files) for row in rows.to_dict("records")])


def files_of(folder: Path) -> Mapping[str, Sequence[str]]:
    """Name the publishers' files of each table of a data folder."""
    listed = read_yaml(folder / "sources.yaml")["tables"]
    return {table: list(entry.get("files", {})) for table, entry in listed.items()}


def declared_of(folder: Path) -> Mapping[str, Declaration]:
    """Read the declarations of a data folder; a folder that was made elsewhere may have none."""
    return read_declarations(folder / FOLDER) if (folder / FOLDER).is_dir() else {}


def _origin(row: Mapping[Any, Any], holding: Sequence[tuple[Part, str]], files: Sequence[str]) -> str:
    level, code, year = str(row["level"]), row["code"], row["year"]
    if not holding:
        return _told(files, row["measure"], f"{code}, {year}")
    part, heads = next(((p, h) for p, h in holding if level in p.levels), holding[0])
    own = [f for f in files if fnmatch(f, part.files)]
    if part.form is not Form.TABLE:
        own = [f for f in own if str(year) in f.rpartition("/")[2]] or own
        return _told(own, heads, code)
    if isinstance(part.year, Year) and part.year.row is not None:
        return _told(own, year, code)
    in_row = isinstance(part.year, Year) and part.year.column is not None
    return _told(own, heads, f"{code}, {year}" if in_row else code)


def _heads(part: Part, measure: str) -> str:
    """Name the heading under which the publisher has a measure, nothing where it has none."""
    if part.measures == ALL:
        return measure
    return " + ".join(str(head) for head, name in part.pairs if name == measure)


def _told(files: Sequence[str], column: object, row: str) -> str:
    names = " or ".join(f.rpartition("/")[2] for f in files)
    return f"{names}, column {column}, row {row}"
