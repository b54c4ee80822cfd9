"""Which area lies in which: the list of all areas of a territory date."""

from __future__ import annotations

import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import STATE_CODE, Level

HIERARCHY = ["code", "name", "designation", "level", "parent", "association"]


def hierarchy(municipalities: pd.DataFrame, associations: pd.DataFrame, above: pd.DataFrame) -> pd.DataFrame:
    """List all areas of a territory with what they belong to.

    Parameters
    ----------
    municipalities : DataFrame
        ``code``, ``name``, ``designation``, ``association``.
    associations : DataFrame
        ``code``, ``name``, ``designation``.
    above : DataFrame
        The same of districts and of the state.

    Returns
    -------
    DataFrame
        ``code``, ``name``, ``designation``, ``level``, ``parent``, ``association``, from the state down and by code.

    Raises
    ------
    DataError
        An association or a district that a municipality belongs to has no name.
    """
    district = municipalities["code"].str[:5]
    wanted = {
        Level.STATE: (above, [STATE_CODE]),
        Level.DISTRICT: (above, sorted(set(district))),
        Level.ASSOCIATION: (associations, sorted(set(municipalities["association"]))),
        Level.MUNICIPALITY: (municipalities, sorted(municipalities["code"])),
    }
    parts = []
    for level, (names, codes) in wanted.items():
        rows = names.set_index("code").reindex(codes).reset_index()
        if rows["name"].isna().any():
            lone = rows["code"][rows["name"].isna()].iloc[0]
            raise DataError(
                expected(f"areas, {level}", f"{lone} without a name", "a name for each code", "check the source")
            )
        parent = {Level.STATE: "", Level.DISTRICT: STATE_CODE}.get(level, rows["code"].str[:5])
        rows = rows.assign(level=str(level), parent=parent)
        parts.append(rows if level is Level.MUNICIPALITY else rows.assign(association=""))
    return pd.concat(parts, ignore_index=True)[HIERARCHY]


def inside(table: pd.DataFrame) -> dict[Level, dict[str, str]]:
    """Give for each level above the municipality the area that each municipality lies in."""
    rows = table[table["level"] == Level.MUNICIPALITY]
    codes = rows["code"]
    return {
        Level.STATE: dict.fromkeys(codes, STATE_CODE),
        Level.DISTRICT: dict(zip(codes, rows["parent"], strict=True)),
        Level.ASSOCIATION: dict(zip(codes, rows["association"], strict=True)),
    }
