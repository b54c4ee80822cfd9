"""Hide in all tables of a data folder what, with the figures of another table, would tell a small count."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd
import yaml

from atlas.build.table_files import LIST, parents_at_all_dates, write_table
from atlas.data.followers import is_proven
from atlas.data.hide_related import hide_related
from atlas.data.scope import read_scope
from atlas.data.tables import read_sources
from atlas.data.writing import write_beside
from atlas.data.yaml_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def hidden_across(
    made: Mapping[str, pd.DataFrame], minimum: Mapping[str, Mapping[str, int]], folder: Path
) -> dict[str, pd.DataFrame]:
    """Look at tables that are about to be written together with those that a data folder holds.

    Parameters
    ----------
    made : mapping of str to DataFrame
        The new tables by id, each finished.
    minimum : mapping of str to mapping of str to int
        Smallest counts that may be shown, by table and measure; those of other tables are in the list of sources.
    folder : Path
        The data folder.

    Returns
    -------
    dict of str to DataFrame
        The tables in which more is hidden: new ones, and others that the folder holds.
    """
    listed = read_sources(folder / LIST) if (folder / LIST).is_file() else {}
    limits = {t: one.minimum for t, one in listed.items()} | dict(minimum)
    paths = {t: folder / "tables" / f"{t}.parquet" for t in listed if t not in made}
    frames = {t: pd.read_parquet(path) for t, path in paths.items() if path.is_file()}
    frames |= made
    if not any(limits.get(t) and not is_proven(limits[t]) for t in frames):
        return {}
    return hide_related(frames, limits, parents_at_all_dates(folder / "areas", read_scope(folder)))


def hide_across(folder: Path) -> list[str]:
    """Hide in the tables of a data folder what others tell, and say which changed; their digests are noted anew.

    Parameters
    ----------
    folder : Path
        The data folder, into which is written.

    Returns
    -------
    list of str
        One sentence a table that changed.
    """
    listed, said = read_yaml(folder / LIST), []
    for table, frame in hidden_across({}, {}, folder).items():
        path = folder / "tables" / f"{table}.parquet"
        said.append(f"{table}, what others tell is hidden: {write_table(frame, path)}")
        listed["tables"][table]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    if said:
        write_beside(folder / LIST, yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120))
    return said
