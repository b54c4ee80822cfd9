"""Names and memberships of areas whose borders are brought in: as the files say, else as at the nearest date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level
from atlas.sources.memberships import INDEPENDENT, MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

NAMED = ["code", "name", "designation"]
MUNICIPALITY_MARK = "64"


@dataclass(frozen=True)
class Names:
    """What is known of names: ``before``, the list of the nearest date by code, and the layers of the files."""

    before: pd.DataFrame
    layers: Mapping[Level, pd.DataFrame]

    def of(self, level: Level) -> pd.DataFrame:
        """Name the areas of a level: as the file does, where it has that level, else as at the nearest date."""
        known = self.before.loc[self.before["level"] == level, NAMED]
        if level not in self.layers:
            return known.reset_index(drop=True)
        own = self.layers[level][NAMED].drop_duplicates("code").reset_index(drop=True)
        said = own["code"].map(known.set_index("code")["designation"]).fillna("")
        own["designation"] = own["designation"].mask(own["designation"] == "", said)
        return pd.concat([own, known[~known["code"].isin(own["code"])]], ignore_index=True)


def designated(municipalities: gpd.GeoDataFrame, names: Names) -> gpd.GeoDataFrame:
    """Say of each municipality what it is: towns that are a district of their own are called so."""
    known = names.before["designation"]
    title = municipalities["designation"]
    title = title.mask(title == "", municipalities["code"].map(known).fillna(MARKS[MUNICIPALITY_MARK]))
    districts = names.of(Level.DISTRICT).set_index("code")["designation"]
    of_district = municipalities["code"].str[: CODE_LENGTH[Level.DISTRICT]].map(districts)
    return municipalities.assign(designation=title.mask(of_district.isin(INDEPENDENT), of_district))


def grouped(
    municipalities: gpd.GeoDataFrame, before: pd.DataFrame, near: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, str]:
    """Say to which association each municipality belongs.

    Parameters
    ----------
    municipalities : GeoDataFrame
        ``association`` is empty where the file does not tell it.
    before : DataFrame
        List of the nearest date by code.
    near : GeoDataFrame
        Its municipalities, in the same system.

    Returns
    -------
    municipalities : GeoDataFrame
        Each with its association.
    str
        How many were taken from the nearest date.
    """
    lone = municipalities["association"] == ""
    if not lone.any():
        return municipalities, ""
    of = before.loc[before["level"] == Level.MUNICIPALITY, "association"]
    found = municipalities["code"].map(of)
    fresh = municipalities[found.isna() & lone]
    if len(fresh):
        shapes, others = fresh.geometry.to_numpy(), near.geometry.to_numpy()
        i, j = shapely.STRtree(others).query(shapes, predicate="intersects")
        size = pd.Series(shapely.area(shapely.intersection(shapes[i], others[j])))
        largest = size.groupby(i).idxmax()
        held = near["code"].to_numpy()[j[largest.to_numpy()]]
        found.loc[fresh.index[largest.index]] = of[held].to_numpy()
    # an association lies in one district
    strange = found.str[: CODE_LENGTH[Level.DISTRICT]] != municipalities["code"].str[: CODE_LENGTH[Level.DISTRICT]]
    own = municipalities["code"].str[:5] + "0" + municipalities["code"].str[5:]
    found = found.mask(strange, own)
    whole = municipalities.assign(association=municipalities["association"].mask(lone, found))
    return whole, (
        f"associations: the file tells none of {int(lone.sum())} municipalities (it has no ARS);"
        f" taken as at the nearest date, {len(fresh)} of them by the area that they share"
    )


def areas_above(municipalities: pd.DataFrame, names: Names, where: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Name associations, and districts with the states.

    Raises
    ------
    DataError
        An association of several municipalities, or a district, is named nowhere.
    """
    groups, districts = names.of(Level.ASSOCIATION), names.of(Level.DISTRICT)
    size = municipalities["association"].map(municipalities["association"].value_counts())
    alone = municipalities[(size == 1) & ~municipalities["association"].isin(groups["code"])]
    groups = pd.concat([groups, pd.DataFrame(alone)[["association", "name", "designation"]].set_axis(NAMED, axis=1)])
    wanted = {
        Level.ASSOCIATION: (groups, set(municipalities["association"])),
        Level.DISTRICT: (districts, set(municipalities["code"].str[: CODE_LENGTH[Level.DISTRICT]])),
    }
    for level, (named, codes) in wanted.items():
        if lost := sorted(codes - set(named["code"])):
            do = f"name the file with the layer of level {level} too"
            raise DataError(expected(where, f"{lost[0]} ({level}) without a name", "a name for each code", do))
    # a town that is a district of its own is an association of its own too
    lone = dict(zip(municipalities["association"], municipalities["designation"], strict=True))
    single = groups["code"].map(municipalities["association"].value_counts()) == 1
    title = groups["code"].map(lone).where(single)
    groups["designation"] = groups["designation"].mask(title.isin(INDEPENDENT), title)
    return groups, pd.concat([districts, names.of(Level.STATE)], ignore_index=True)
