"""Where a figure of a table comes from: file, column and row of the publisher, for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.build.recipes import WORKBOOKS
from atlas.data.yaml_files import read_yaml
from atlas.model import Level
from atlas.sources import census, elections, gemeindeverzeichnis, gisd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

CENSUS_COLUMNS = {measure: column for column, measure in census.MEASURES.items()}
GV_COLUMNS = {measure: gemeindeverzeichnis.HEADS[at] for at, measure in gemeindeverzeichnis.MEASURES.items()}
GV_COLUMNS |= {"population_change": GV_COLUMNS["population"], "population_previous": GV_COLUMNS["population"]}
ELECTION_COLUMNS = {name: head for head, name in reversed(elections.HEADS.items())}
GISD_FILES = {"municipality": "Gemeinde_", "association": "Gemeindeverband_", "district": "Kreis_"}


def with_origins(rows: pd.DataFrame, table: str, files: Sequence[str]) -> pd.DataFrame:
    """Add where figures come from.

    Parameters
    ----------
    rows : DataFrame
        Figures of a finding.
    table : str
        Their table.
    files : sequence of str
        The publishers' files of the table, as the list of sources names them.
    """
    return rows.assign(origin=[_origin(row, table, files) for row in rows.to_dict("records")])


def files_of(folder: Path) -> Mapping[str, Sequence[str]]:
    """Name the publishers' files of each table of a data folder."""
    listed = read_yaml(folder / "sources.yaml")["tables"]
    return {table: list(entry.get("files", {})) for table, entry in listed.items()}


def _origin(row: Mapping[Any, Any], table: str, files: Sequence[str]) -> str:
    measure, level, code, year = str(row["measure"]), str(row["level"]), row["code"], row["year"]
    if table == "population":
        return _told(_of_year(files, "_GV", year), GV_COLUMNS[measure], code)
    if table == "state_elections":
        return _told(_of_year(files, "_Landtag", year), ELECTION_COLUMNS[measure], code)
    if table == "gisd":
        return _told([f for f in files if GISD_FILES.get(level, "") in f], gisd.SCORE, f"{code}, {year}")
    if table == "census_2022":
        return _told(files, CENSUS_COLUMNS[measure], code)
    workbooks = [f for f in files if WORKBOOKS.get(f, ("", ""))[1] == measure]
    if workbooks:
        districts = [f for f in workbooks if "Kreis" in f]
        other = [f for f in workbooks if f not in districts]
        return _told((districts if level == Level.DISTRICT and districts else other) or workbooks, year, code)
    return _told(files, measure, f"{code}, {year}")


def _of_year(files: Sequence[str], kind: str, year: int) -> list[str]:
    """Choose the file of a year by its name, all of its kind where no name holds it."""
    own = [f for f in files if kind in f]
    return [f for f in own if str(year) in f] or own


def _told(files: Sequence[str], column: object, row: str) -> str:
    names = " or ".join(f.rpartition("/")[2] for f in files)
    return f"{names}, column {column}, row {row}"
