"""INKAR indicators of all districts as one flat table, one row a district and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.model import Level
from atlas.sources.files import FIGURES, read_csv, read_years
from atlas.sources.keys import check_keys, of_state, refuse_duplicates
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from pathlib import Path

KEY = "county_code"


def read_district_table(path: Path) -> pd.DataFrame:
    """Read the table.

    Parameters
    ----------
    path : Path
        Comma-separated; ``county_code``, ``year`` (may be written 1995.0), and one column a measure.

    Returns
    -------
    DataFrame
        ``measure`` (the column's name), ``level``, ``code``, ``year``, ``value`` (unit as in the publisher's
        codebook), ``state``. Years in which a measure has no figure at all for the state are left out.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form.
    """
    frame = read_csv(path, [KEY, "year"])
    check_keys(frame[KEY], Level.DISTRICT, f"{path.name}, {KEY}")
    frame = of_state(frame.rename(columns={KEY: "code"}), path.name)
    frame["year"] = read_years(frame["year"], f"{path.name}, year")
    refuse_duplicates(frame, ["code", "year"], path.name)
    row = frame["code"] + ", " + frame["year"].astype(str)
    parts = [
        pd.DataFrame({"measure": m, **frame[["code", "year"]], **read_cells(frame[m], row, f"{path.name}, {m}")})
        for m in frame.columns.drop(["code", "year"])
    ]
    found = pd.concat(parts, ignore_index=True).assign(level=str(Level.DISTRICT))
    known = found.groupby(["measure", "year"])["value"].transform("count") > 0
    return found[known].reset_index(drop=True)[FIGURES]
