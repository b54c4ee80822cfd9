"""Read the shipped tables of figures and say who published them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from pydantic import BaseModel, BeforeValidator, TypeAdapter

from atlas.data.deliveries import Delivery
from atlas.data.grouping import groups
from atlas.data.joined import Joined
from atlas.data.secrecy import hide_small
from atlas.data.yaml_files import read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import CODE_LENGTH, LEVELS, VALUELESS, Level, Source, Table, ValueState
from atlas.validation import Positive, Text, checked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COLUMNS = ("measure", "level", "territory", "code", "year", "value", "state")
TEXTS = ("measure", "level", "territory", "code", "state")
YEARS = (1900, 2100)
REBUILD = "rebuild the table with 'make data SOURCES=DIR' or restore the file"


def _with_ids(found: object) -> object:
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: {**entry, "id": key} if isinstance(entry, dict) else entry for key, entry in pairs} or found


class _Entry(BaseModel):
    """A table as the list names it; the digests of the publishers' files beside it are for people."""

    source: Text
    title: Text
    date: Annotated[Text, BeforeValidator(lambda found: str(found) if isinstance(found, (dt.date, int)) else found)]
    sha256: str = ""  # `make data` fills it in
    minimum: dict[str, Positive] = {}
    files: Annotated[tuple[str, ...], BeforeValidator(tuple)] = ()  # their digests are for people
    deliveries: tuple[Delivery, ...] = ()
    joined: tuple[Joined, ...] = ()


class _List(BaseModel):
    sources: Annotated[dict[str, Source], BeforeValidator(_with_ids)]
    tables: dict[str, _Entry]
    places: _Entry | None = None


LIST = TypeAdapter(_List)


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
    found = checked(LIST, read_yaml(path), str(path), "mend the file")
    entries = {f"tables.{key}": entry for key, entry in found.tables.items()}
    for key, entry in (entries | {"places": found.places} if found.places else entries).items():
        if entry.source not in found.sources:
            where, wanted = f"{path}, {key}.source", f"one of {', '.join(sorted(found.sources))}"
            raise DataError(expected(where, repr(entry.source), wanted, "name a listed source"))
    return {
        key: Table(**{**dict(entry), "id": key, "source": found.sources[entry.source]})
        for key, entry in found.tables.items()
    }


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
        # not `read_table`, which looks for a folder of files first and takes twice as long
        frame = pq.ParquetFile(path, read_dictionary=list(TEXTS)).read().to_pandas()
    except (OSError, ValueError) as error:
        raise DataError(
            expected(str(path), f"a file that is no complete Parquet file ({_short(error)})", "Parquet", REBUILD)
        ) from error
    missing = [c for c in COLUMNS if c not in frame.columns]
    if missing:
        raise DataError(expected(f"{path}, columns", ", ".join(map(str, frame.columns)), ", ".join(COLUMNS), REBUILD))
    frame = frame.loc[:, list(COLUMNS)]
    for column in TEXTS:
        frame[column] = frame[column].astype("category").cat.remove_unused_categories()
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

    def refuse_texts(field: str, wrong: Callable[[object], bool], wanted: str) -> None:
        # looked at once a text, not once a row
        if broken := [text for text in frame[field].cat.categories if wrong(text)]:
            refuse(field, frame[field].isin(broken), wanted)
        refuse(field, frame[field].isna(), wanted)

    refuse_texts("level", lambda text: text not in LEVELS, f"one of {', '.join(LEVELS)}")
    states = [str(s) for s in ValueState]
    refuse_texts("state", lambda text: text not in states, f"one of {', '.join(states)}")
    refuse_texts("territory", lambda text: not _is_date(text), "a date")
    code, level_of = frame["code"].cat.codes.to_numpy(), frame["level"].cat.codes.to_numpy()
    refuse("code", frame["code"].isna(), "a code")
    for (at,), rows in groups([level_of]):
        digits = CODE_LENGTH[Level(frame["level"].cat.categories[at])]
        used = np.unique(code[rows])
        texts = frame["code"].cat.categories[used]
        broken = used[[not (isinstance(c, str) and re.fullmatch(rf"\d{{{digits}}}", c)) for c in texts]]
        if len(broken):
            bad = pd.Series(np.isin(code, broken) & (level_of == at), frame.index)
            refuse("code", bad, f"{digits} digits as text")
    if not pd.api.types.is_integer_dtype(frame["year"]):
        raise DataError(expected(f"{path}, year", str(frame["year"].dtype), "whole numbers", REBUILD))
    refuse("year", ~frame["year"].between(*YEARS), f"a year from {YEARS[0]} to {YEARS[1]}")
    if not pd.api.types.is_float_dtype(frame["value"]):
        raise DataError(expected(f"{path}, value", str(frame["value"].dtype), "numbers", REBUILD))
    refuse("value", pd.Series(np.isinf(frame["value"].to_numpy()), frame.index), "a finite number")
    valueless = frame["state"].isin([str(s) for s in VALUELESS])
    refuse("value", valueless != frame["value"].isna(), "a number exactly where the state says that there is one")
    keys = {name: frame[name].cat.codes for name in ("measure", "level", "territory", "code")}
    double = pd.DataFrame(keys | {"year": frame["year"]}).duplicated()
    refuse("code", double, "each code once a measure, level, territory and year")


def _is_date(text: object) -> bool:
    try:
        dt.date.fromisoformat(str(text))
    except ValueError:
        return False
    return True
