"""Judge tables before they take the place of others: an error stops the build, a warning is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.origins import declared_of, files_of, with_origins
from atlas.data.rules.before import before_rule
from atlas.data.rules.broken import Severity
from atlas.data.rules.ground import read_ground
from atlas.data.rules.report import sentence
from atlas.data.rules.run import findings, run_rules
from atlas.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from atlas.data.rules.ground import Ground
    from atlas.data.rules.run import Finding


def judge(made: Path, shown: Path, tables: Collection[str] | None = None) -> Iterator[str]:
    """Run the rules over a data folder that was made, and compare it with the one that is shown.

    Parameters
    ----------
    made, shown : Path
        Data folders; of `shown` only the tables are read.
    tables : collection of str, optional
        Tables whose warnings are told; how many others have is said in one sentence. All where it is left out.

    Yields
    ------
    str
        One sentence a warning.

    Raises
    ------
    DataError
        Names every error, one a line.
    """
    found = faults(made, shown)
    errors = [sentence(f) for f in found if f.severity is Severity.ERROR]
    if errors:
        raise DataError("\n".join([*errors, "Nothing was written: what was there stays."]))
    warnings = [f for f in found if f.severity is Severity.WARNING]
    told = [f for f in warnings if tables is None or f.table in tables]
    yield from (f"warning: {sentence(f)}" for f in told)
    if others := len(warnings) - len(told):
        yield f"other tables have {others} warnings: 'check' tells them"


def faults(made: Path, shown: Path) -> list[Finding]:
    """Find all that breaks a rule, and all that differs from what is shown."""
    tables, before = _tables(made), _tables(shown)
    ground = read_ground(made)
    found = list(run_rules(tables, ground))
    for key in sorted(tables.keys() & before.keys()):
        both = (_published(key, frame, ground) for frame in (before[key], tables[key]))
        found += findings(key, list(before_rule(*both)), ground)
    files, declared = files_of(made), declared_of(made)
    return [replace(f, rows=with_origins(f.rows, declared.get(f.table), files.get(f.table, ()))) for f in found]


def _published(table: str, frame: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    return frame[~ground.carried.are(table, frame)]


def _tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {p.stem: pd.read_parquet(p) for p in sorted((folder / "tables").glob("*.parquet"))}
