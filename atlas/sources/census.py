"""Census 2022 (Zensus 2022), table of municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.model import Level
from atlas.sources.files import FIGURES, read_csv
from atlas.sources.keys import check_keys, of_state, refuse_duplicates
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from pathlib import Path

CENSUS_YEAR = 2022
#: Age bands and the share of single-family houses stand in the file under wrong names and are not read.
MEASURES = {
    "population_census22": "population",
    "share_foreign_census22": "share_foreign",
    "avg_household_size_census22": "household_size",
    "total_dwellings_census22": "dwellings",
    "vacancy_rate_census22": "vacancy_rate",
    "share_owner_occupied_census22": "share_owner_occupied",
    "avg_rent_per_m2_census22": "rent_per_m2",
}


def read_census(path: Path) -> pd.DataFrame:
    """Read the table.

    Parameters
    ----------
    path : Path
        Comma-separated; column ``ags`` and those of `MEASURES`.

    Returns
    -------
    DataFrame
        ``measure`` (population and dwellings are counts; share_foreign, vacancy_rate and share_owner_occupied percent;
        rent_per_m2 euros a square metre without heating; household_size persons), ``level``, ``code``, ``year``,
        ``value``, ``state``. An empty cell is not known, never zero.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form.
    """
    frame = read_csv(path, ["ags", *MEASURES])
    check_keys(frame["ags"], Level.MUNICIPALITY, f"{path.name}, ags")
    frame = of_state(frame.rename(columns={"ags": "code"}), path.name)
    refuse_duplicates(frame, ["code"], f"{path.name}, ags")
    parts = [
        pd.DataFrame({"measure": m, "code": frame["code"], **read_cells(frame[c], frame["code"], f"{path.name}, {c}")})
        for c, m in MEASURES.items()
    ]
    found = pd.concat(parts, ignore_index=True).assign(level=str(Level.MUNICIPALITY), year=CENSUS_YEAR)
    return found.astype({"year": "int16"})[FIGURES]
