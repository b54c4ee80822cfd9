"""German Index of Socioeconomic Deprivation (Robert Koch-Institut): one file a level, one row an area and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import DataError, expected
from atlas.model import Level
from atlas.sources.files import FIGURES, read_csv, read_years
from atlas.sources.keys import check_keys, of_state, refuse_duplicates
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

KEYS = {"gemeinde_id": Level.MUNICIPALITY, "gvb_id": Level.ASSOCIATION, "kreis_id": Level.DISTRICT}
SCORE = "gisd_score"


def read_gisd(path: Path) -> pd.DataFrame:
    """Read the scores of one level.

    Parameters
    ----------
    path : Path
        Columns ``gisd_score``, ``year`` and one of ``gemeinde_id``, ``gvb_id``, ``kreis_id``.

    Returns
    -------
    DataFrame
        ``measure`` ("gisd_score"), ``level``, ``code``, ``year``, ``value`` (0 least to 1 most deprived), ``state``.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form, or a score lies outside of 0 to 1.
    """
    frame = read_csv(path, [SCORE, "year"])
    key = next((k for k in KEYS if k in frame.columns), None)
    if key is None:
        found = ", ".join(frame.columns)
        raise DataError(
            expected(f"{path.name}, columns", found, f"one of {', '.join(KEYS)}", "use the publisher's own file")
        )
    level = KEYS[key]
    check_keys(frame[key], level, f"{path.name}, {key}")
    frame = of_state(frame.rename(columns={key: "code"}), path.name)
    read = read_cells(frame[SCORE], frame["code"] + ", " + frame["year"].fillna(""), f"{path.name}, {SCORE}")
    outside = (read["value"] < 0) | (read["value"] > 1)
    if outside.any():
        row = frame[outside].iloc[0]
        raise DataError(
            expected(f"{path.name}, {SCORE}, row {row['code']}", row[SCORE], "a score from 0 to 1", "mend the cell")
        )
    frame = frame.assign(measure=SCORE, level=str(level), year=read_years(frame["year"], f"{path.name}, year"), **read)
    refuse_duplicates(frame, ["code", "year"], path.name)
    return frame[FIGURES]
