"""The crosswalks between a territory date that is brought in and all others, in both directions, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.declarations import FOLDER, read_declarations
from atlas.build.layers import as_csv
from atlas.build.share_out import VALUED
from atlas.build.weights import as_crosswalk, in_words, overlay, shares, shares_above, sliver_width
from atlas.data.crosswalks import AREA, PATTERN, POPULATION, municipalities_of
from atlas.data.geometry_files import read_areas, read_geometry
from atlas.model import Level
from atlas.sources.layout import Form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

#: What the Gemeindeverzeichnis calls its column of all people.
ALL_PEOPLE = "insgesamt"


@dataclass(frozen=True)
class Known:
    """A territory date: its municipalities in metres, and the list of all of its areas."""

    date: dt.date
    municipalities: gpd.GeoDataFrame
    areas: pd.DataFrame

    @property
    def names(self) -> dict[str, str]:
        """Names by code."""
        return dict(zip(self.areas["code"], self.areas["name"], strict=True))

    def inside(self, column: str) -> dict[str, str]:
        """Give the district (``parent``) or ``association`` of each municipality."""
        rows = self.areas[self.areas["level"] == Level.MUNICIPALITY]
        return dict(zip(rows["code"], rows[column], strict=True))

    @property
    def sizes(self) -> dict[str, float]:
        """Area of each municipality in km2."""
        rows = self.areas[self.areas["level"] == Level.MUNICIPALITY]
        return dict(zip(rows["code"], rows["area_km2"].astype(float), strict=True))


def walks(
    new: Known, others: Sequence[dt.date], folder: Path, crs: str, sliver_m: float | None
) -> Iterator[tuple[str, bytes, list[str]]]:
    """Find how areas of the other dates went over into those of the new one, and the other way round.

    Parameters
    ----------
    new : Known
        The date that is brought in.
    others : sequence of date
        All others.
    folder : Path
        The data folder, which holds their areas and perhaps their population.
    crs : str
        Reference system of the municipalities.
    sliver_m : float or None
        Parts narrower than this are slivers; None takes what `sliver_width` finds.

    Yields
    ------
    tuple of (str, bytes, list of str)
        Name and content of a crosswalk file, and what it says; in words where it leads from the older to the newer.
    """
    known = [_known(folder, date, crs) for date in others]
    people = {other.date: people_of(folder, other.date) for other in known}
    width = {other.date: sliver_m or sliver_width(other.municipalities, new.municipalities) for other in known}
    pairs = {other.date: overlay(other.municipalities, new.municipalities, width[other.date]) for other in known}
    here: dict[str, float] = {}
    for other in known:
        here = _followed(pairs[other.date][0], people[other.date]) | here
    for other in known:
        found, slivers = pairs[other.date]
        yield _walk(other, new, found, (people[other.date], here), width[other.date], slivers)
        turned = found.rename(columns={"before": "after", "after": "before"}).sort_values(["before", "after"])
        yield _walk(new, other, turned.reset_index(drop=True), (here, people[other.date]), width[other.date], slivers)


def _walk(
    before: Known,
    after: Known,
    pairs: pd.DataFrame,
    people: tuple[Mapping[str, float], Mapping[str, float]],
    width: float,
    slivers: int,
) -> tuple[str, bytes, list[str]]:
    steps = shares(pairs, people[1])
    by_people = set(people[0]) >= set(steps["before"])
    weight, basis = (people[0], POPULATION) if by_people else (before.sizes, AREA)
    levels = {Level.MUNICIPALITY: steps}
    for level, column in ((Level.ASSOCIATION, "association"), (Level.DISTRICT, "parent")):
        levels[level] = shares_above(steps, (before.inside(column), after.inside(column)), weight, basis)
    crosswalk = as_crosswalk(levels, (before.names, after.names))
    path = PATTERN.format(before=before.date, after=after.date)
    title = f"{before.date} to {after.date}"
    said = []
    if before.date < after.date:
        said = list(in_words(municipalities_of(crosswalk), title, "municipalities"))
        said += in_words(crosswalk[crosswalk["ags_before"].str.len() == 5], title, "districts")  # noqa: PLR2004
        said.append(
            f"  dropped: {slivers} slivers, parts narrower than {width:.0f} m (--sliver) or below 1 % of their area"
        )
    heads = [f"{k}_{date}" for date in (before.date, after.date) for k in ("code", "name")]
    return path, as_csv(crosswalk.set_axis([*heads, *crosswalk.columns[4:]], axis=1)), said


def _known(folder: Path, date: dt.date, crs: str) -> Known:
    areas = folder / "areas"
    return Known(date, read_geometry(areas, date, Level.MUNICIPALITY, "fine").to_crs(crs), read_areas(areas, date))


def people_of(folder: Path, date: dt.date) -> dict[str, float]:
    """Give the population of the municipalities of a date: of the newest year in which all are known, none else."""
    for table, one in read_declarations(folder / FOLDER).items():
        part = next((p for p in one.each if p.form is Form.GEMEINDEVERZEICHNIS), None)
        path = folder / "tables" / f"{table}.parquet"
        if part is None or not path.is_file():
            continue
        rows = pd.read_parquet(path)
        rows = rows[(rows["measure"] == part.named[ALL_PEOPLE]) & (rows["level"] == Level.MUNICIPALITY)]
        rows = rows[rows["territory"] == str(date)]
        whole = rows["state"].isin(VALUED).groupby(rows["year"]).all()
        if whole.any():
            newest = rows[rows["year"] == whole.index[whole].max()]
            return dict(zip(newest["code"], newest["value"], strict=True))
    return {}


def _followed(pairs: pd.DataFrame, people: Mapping[str, float]) -> dict[str, float]:
    """Add population up to the areas that are made of whole ones."""
    whole = ~pairs["before"].duplicated(keep=False)
    sums = pairs.assign(people=pairs["before"].map(people).astype(float)).groupby("after")["people"].sum(min_count=1)
    made = whole.groupby(pairs["after"]).all()
    return {str(code): float(n) for code, n in sums[made].dropna().items()}
