"""Join areas and figures, and say honestly what did not match on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What became of a join; the codes that failed are listed, not only counted."""

    matched: int
    areas: int
    only_in_table: tuple[str, ...]
    only_in_geometry: tuple[str, ...]
    duplicates: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every area has its row and every row its area."""
        return not (self.only_in_table or self.only_in_geometry or self.duplicates)

    def __str__(self) -> str:
        """Write it in one line."""
        parts = [f"{self.matched}/{self.areas} matched"]
        for name, codes in (
            ("only in the table", self.only_in_table),
            ("only in the geometry", self.only_in_geometry),
            ("duplicates", self.duplicates),
        ):
            if codes:
                more = f" and {len(codes) - 5} more" if len(codes) > 5 else ""  # noqa: PLR2004  enough to recognise them
                parts.append(f"{name}: {', '.join(codes[:5])}{more}")
        return "; ".join(parts)


def join(areas: gpd.GeoDataFrame, figures: pd.DataFrame) -> tuple[gpd.GeoDataFrame, JoinReport]:
    """Join figures to areas by code.

    Parameters
    ----------
    areas : GeoDataFrame
        Column ``code`` (unique, text) and a geometry; CRS is kept.
    figures : DataFrame
        Column ``code`` (text) and any others.

    Returns
    -------
    joined : GeoDataFrame
        One row an area, in the order of `areas`; columns of `figures` are missing where it has no row. Of a code that
        stands more than once in `figures`, the first row is taken and the report names it.
    report : JoinReport
        What did not match.
    """
    in_table = figures["code"].astype(str)
    duplicates = tuple(sorted(set(in_table[in_table.duplicated()])))
    in_geometry = set(areas["code"])
    once = figures.assign(code=in_table).drop_duplicates("code")
    joined = gpd.GeoDataFrame(areas.merge(once, on="code", how="left", validate="one_to_one"), crs=areas.crs)
    codes = set(in_table)
    report = JoinReport(
        matched=len(codes & in_geometry),
        areas=len(in_geometry),
        only_in_table=tuple(sorted(codes - in_geometry)),
        only_in_geometry=tuple(sorted(in_geometry - codes)),
        duplicates=duplicates,
    )
    return joined, report
