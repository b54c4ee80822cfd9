"""Read the shipped tables of figures and say who published them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import yaml

from atlas.data.secrecy import hide_small
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import CODE_LENGTH, VALUELESS, Level, Source, Table, ValueState

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("measure", "level", "territory", "code", "year", "value", "state")
YEARS = (1900, 2100)
REBUILD = "rebuild the table with 'make data SOURCES=DIR' or restore the file"


def read_sources(path: Path) -> dict[str, Table]:
    """Read ``sources.yaml``.

    Parameters
    ----------
    path : Path
        The file; mappings ``sources`` and ``tables``.

    Returns
    -------
    dict of str to Table
        Tables by id, each with its source.

    Raises
    ------
    MissingDataError
        There is no such file.
    DataError
        It is no YAML, or a key is missing or of a wrong type.
    """
    if not path.is_file():
        raise MissingDataError(expected(str(path), "no file", "the list of sources", "restore it or set ATLAS_DATA"))
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(
            expected(str(path), f"text that is no YAML ({_short(error)})", "YAML", "mend the file")
        ) from error
    if not isinstance(content, dict) or not all(isinstance(content.get(k), dict) for k in ("sources", "tables")):
        raise DataError(expected(str(path), "other keys", "the mappings 'sources' and 'tables'", "mend the file"))
    sources = {
        key: Source(id=key, **{f: _text(path, f"sources.{key}", entry, f) for f in _SOURCE_FIELDS})
        for key, entry in content["sources"].items()
    }
    return {key: _table(path, key, entry, sources) for key, entry in content["tables"].items()}


_SOURCE_FIELDS = ("publisher", "title", "licence", "licence_url", "attribution", "url")


def _table(path: Path, key: str, entry: Any, sources: dict[str, Source]) -> Table:  # noqa: ANN401  parsed YAML
    where = f"tables.{key}"
    source = _text(path, where, entry, "source")
    if source not in sources:
        found = f"{path}, {where}.source"
        raise DataError(expected(found, repr(source), f"one of {', '.join(sorted(sources))}", "name a listed source"))
    minimum = entry.get("minimum") or {}
    if not isinstance(minimum, dict) or not all(type(n) is int and n > 0 for n in minimum.values()):
        raise DataError(expected(f"{path}, {where}.minimum", repr(minimum), "measures with whole numbers", "mend it"))
    texts = {f: _text(path, where, entry, f) for f in ("title", "date", "sha256")}
    return Table(id=key, source=sources[source], minimum=minimum, **texts)


def _text(path: Path, where: str, entry: Any, key: str) -> str:  # noqa: ANN401  parsed YAML
    value = entry.get(key) if isinstance(entry, dict) else None
    if isinstance(value, (dt.date, int)):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise DataError(expected(f"{path}, {where}.{key}", repr(value), "a text", "fill it in"))
    return value


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def read_table(path: Path, table: Table) -> pd.DataFrame:
    """Read one table and hide what its source's minimum demands.

    Parameters
    ----------
    path : Path
        Parquet file.
    table : Table
        Its entry in the list of sources.

    Returns
    -------
    DataFrame
        Columns ``measure, level, territory, code, year, value, state``; text columns are categorical,
        ``value`` is NaN exactly where ``state`` has no value.

    Raises
    ------
    MissingDataError
        There is no such file.
    DataError
        The file is not Parquet, a column is missing, or a cell breaks the rules of the table.
    """
    if not path.is_file():
        raise MissingDataError(expected(str(path), "no file", f"the table '{table.id}' of sources.yaml", REBUILD))
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise DataError(
            expected(str(path), f"a file that is no complete Parquet file ({_short(error)})", "Parquet", REBUILD)
        ) from error
    missing = [c for c in COLUMNS if c not in frame.columns]
    if missing:
        raise DataError(expected(f"{path}, columns", ", ".join(map(str, frame.columns)), ", ".join(COLUMNS), REBUILD))
    frame = frame.loc[:, list(COLUMNS)]
    for column in ("measure", "level", "territory", "code", "state"):
        frame[column] = frame[column].astype("category")
    _check_cells(path, frame)
    return hide_small(frame, table.minimum) if table.minimum else frame


def _check_cells(path: Path, frame: pd.DataFrame) -> None:
    def refuse(field: str, bad: pd.Series, wanted: str) -> None:
        if bad.any():
            row = frame[bad].iloc[0]
            raise DataError(
                expected(
                    f"{path}, {field}",
                    f"{row[field]!r} ({row['measure']}, {row['code']}, {row['year']})",
                    wanted,
                    REBUILD,
                )
            )

    states = [str(s) for s in ValueState]
    refuse("level", ~frame["level"].isin([str(x) for x in Level]), f"one of {', '.join(Level)}")
    refuse("state", ~frame["state"].isin(states), f"one of {', '.join(states)}")
    refuse(
        "territory", ~frame["territory"].isin([t for t in frame["territory"].cat.categories if _is_date(t)]), "a date"
    )
    for level, rows in frame.groupby("level", observed=True):
        pattern = re.compile(rf"\d{{{CODE_LENGTH[Level(str(level))]}}}")
        codes = rows["code"].cat.remove_unused_categories().cat.categories
        broken = [c for c in codes if not (isinstance(c, str) and pattern.fullmatch(c))]
        refuse(
            "code",
            frame["code"].isin(broken) & (frame["level"] == level),
            f"{CODE_LENGTH[Level(str(level))]} digits as text",
        )
    if not pd.api.types.is_integer_dtype(frame["year"]):
        raise DataError(expected(f"{path}, year", str(frame["year"].dtype), "whole numbers", REBUILD))
    refuse("year", ~frame["year"].between(*YEARS), f"a year from {YEARS[0]} to {YEARS[1]}")
    if not pd.api.types.is_float_dtype(frame["value"]):
        raise DataError(expected(f"{path}, value", str(frame["value"].dtype), "numbers", REBUILD))
    refuse("value", pd.Series(np.isinf(frame["value"].to_numpy()), frame.index), "a finite number")
    valueless = frame["state"].isin([str(s) for s in VALUELESS])
    refuse("value", valueless != frame["value"].isna(), "a number exactly where the state says that there is one")
    key = ["measure", "level", "territory", "code", "year"]
    refuse("code", frame.duplicated(key), "each code once a measure, level, territory and year")


def _is_date(text: object) -> bool:
    try:
        dt.date.fromisoformat(str(text))
    except ValueError:
        return False
    return True
