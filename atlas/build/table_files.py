"""The files of tables that ship: Parquet, written only when their rows change, and the list of sources beside them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.build.carry import TABLE
from atlas.data.secrecy import parents_of
from atlas.data.writing import beside

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.scope import Scope

LIST = "sources.yaml"
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


def parents_at_all_dates(areas: Path, scope: Scope) -> dict[str, str]:
    """Give the district of each municipality of each territory date."""
    lists = [pd.read_csv(areas / f"{date}.csv", dtype=str) for date in scope.territories]
    return {code: parent for listed in lists for code, parent in parents_of(listed).items()}


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


def sha256(path: Path) -> str:
    """Give the digest of a file as the list of sources notes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
