"""Which area lies in which: the list of all areas of a territory date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level
from atlas.sources.memberships import read_district_names

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.scope import Scope

#: What an area that holds several states is called in lists.
SEVERAL = "Gesamtgebiet"
HIERARCHY = ["code", "name", "designation", "level", "parent", "association"]


def hierarchy(
    municipalities: pd.DataFrame, associations: pd.DataFrame, above: pd.DataFrame, scope: Scope
) -> pd.DataFrame:
    """List all areas of a territory with what they belong to.

    Parameters
    ----------
    municipalities : DataFrame
        ``code``, ``name``, ``designation``, ``association``.
    associations : DataFrame
        ``code``, ``name``, ``designation``.
    above : DataFrame
        The same of districts and of states.
    scope : Scope
        Its states, and what all of them together are called.

    Returns
    -------
    DataFrame
        ``code``, ``name``, ``designation``, ``level``, ``parent``, ``association``, from the largest down and by code.

    Raises
    ------
    DataError
        An association or a district that a municipality belongs to has no name.
    """
    district = municipalities["code"].str[:5]
    wanted = {
        Level.STATE: (above, list(scope.keys)),
        Level.DISTRICT: (above, sorted(set(district))),
        Level.ASSOCIATION: (associations, sorted(set(municipalities["association"]))),
        Level.MUNICIPALITY: (municipalities, sorted(municipalities["code"])),
    }
    parts = []
    if scope.several:
        name = next(iter(scope.name.values()))
        whole = {"code": scope.top, "name": name, "designation": SEVERAL, "level": str(Level.WHOLE)}
        parts.append(pd.DataFrame([whole | {"parent": "", "association": ""}]))
    for level, (names, codes) in wanted.items():
        rows = names.set_index("code").reindex(codes).reset_index()
        if rows["name"].isna().any():
            lone = rows["code"][rows["name"].isna()].iloc[0]
            raise DataError(
                expected(f"areas, {level}", f"{lone} without a name", "a name for each code", "check the source")
            )
        holder = {Level.DISTRICT: rows["code"].str[: CODE_LENGTH[Level.STATE]]}.get(level, rows["code"].str[:5])
        parent = (scope.top if scope.several else "") if level is Level.STATE else holder
        rows = rows.assign(level=str(level), parent=parent)
        parts.append(rows if level is Level.MUNICIPALITY else rows.assign(association=""))
    return pd.concat(parts, ignore_index=True)[HIERARCHY]


def inside(table: pd.DataFrame, scope: Scope) -> dict[Level, dict[str, str]]:
    """Give for each level above the municipality the area that each municipality lies in."""
    rows = table[table["level"] == Level.MUNICIPALITY]
    codes = rows["code"]
    whole = {Level.WHOLE: dict.fromkeys(codes, scope.top)} if scope.several else {}
    return whole | {
        Level.STATE: {code: code[: CODE_LENGTH[Level.STATE]] for code in codes},
        Level.DISTRICT: dict(zip(codes, rows["parent"], strict=True)),
        Level.ASSOCIATION: dict(zip(codes, rows["association"], strict=True)),
    }


def named_since(workbook: Path | None, before: Path, above: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Name the districts that are younger than the package: as the newest edition does, else as so far."""
    if workbook is not None:
        found = read_district_names(workbook, keys)
    elif before.is_file():
        found = pd.read_csv(before, dtype=str, keep_default_na=False)
        found = found.loc[found["level"] == Level.DISTRICT, ["code", "name", "designation"]]
    else:
        return above[:0]
    return found[~found["code"].isin(above["code"])]
