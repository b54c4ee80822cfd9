"""An atlas with social regions: a level more, which maps, files and prints show like any other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.comparable import levels_compare
from atlas.data.figures import N_VALUELESS, NOT_MEANINGFUL, Figures, empty, in_years, merge
from atlas.data.manifest import DETAILS
from atlas.data.regions.address import read_address
from atlas.data.regions.definition import region_code
from atlas.data.regions.districts import district_positions
from atlas.data.regions.outlines import Outlines
from atlas.data.regions.sums import SECRET, Members, region_sums, with_those_of
from atlas.data.store import Atlas
from atlas.model import CODE_LENGTH, Area, Level

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.edition import Edition
    from atlas.data.regions.definition import Areas, Region, SocialRegions
    from atlas.model import Indicator, Measure

#: Levels whose areas a region can be, the largest last.
AREAS = (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class RegionLevel:
    """What an atlas knows of its social regions.

    Attributes
    ----------
    social : SocialRegions
        What they are.
    address : str
        The word of an address that names them; empty for those that the atlas itself brings.
    members : Members
        Which of them holds each municipality.
    same : tuple of tuple of str
        For each region the areas that hold the very same municipalities, the largest last.
    outlines : dict of str to Outlines
        By detail.
    """

    social: SocialRegions
    address: str
    members: Members
    same: tuple[tuple[str, ...], ...]
    outlines: dict[str, Outlines]


@dataclass(frozen=True, eq=False, kw_only=True)
class RegionAtlas(Atlas):
    """An atlas with social regions; of all other levels it gives what the plain one has worked out already.

    Attributes
    ----------
    plain : Atlas
        The same atlas without them.
    own : RegionLevel
        The regions.
    """

    plain: Atlas = field(repr=False)
    own: RegionLevel

    @property
    def edition(self) -> Edition:
        """What all its maps and figures have in common, with the outlines of the regions."""
        return replace(super().edition, own=self.own.outlines)

    def levels(self, indicator: Indicator, territory: dt.date) -> tuple[Level, ...]:
        """Levels on which the indicator has figures, the regions last; parameters as for every atlas."""
        shipped = [x for x in super().levels(indicator, territory) if x is not Level.SOCIAL_REGION]
        has = bool(self.figures(indicator, Level.SOCIAL_REGION, territory).years)
        return (*shipped, Level.SOCIAL_REGION) if has else tuple(shipped)

    @per_atlas(maxsize=4096)
    def measured(self, measure: Measure, level: Level, territory: dt.date) -> Figures:
        """Give the figures of a measure on a level; parameters as for every atlas."""
        if level is not Level.SOCIAL_REGION:
            return self.plain.measured(measure, level, territory)
        codes = self.codes(level, territory)
        if not codes or not self.declared[measure].sums:
            return empty(codes)
        small, large = (self.plain.measured(measure, x, territory) for x in (Level.MUNICIPALITY, Level.DISTRICT))
        return region_sums(small, large, self.own.members, codes)

    def _compute(self, indicator: Indicator, level: Level, territory: dt.date) -> Figures:
        if level is not Level.SOCIAL_REGION:
            return self.plain.figures(indicator, level, territory)
        codes = self.codes(level, territory)
        if not codes:
            return empty(codes)
        made = reduce(merge, (self._made_by(f, level, territory) for f in indicator.formulas), empty(codes))
        adds_up = bool(made.years)
        given = self._published(indicator, territory)
        for at, areas in enumerate(given):
            for area in areas:
                own = self.plain.figures(indicator, area.level, territory)
                made = with_those_of(made, own, own.codes.index(area.code), at)
        if not adds_up and made.years:
            made.states[:, ~np.array([bool(areas) for areas in given])] = NOT_MEANINGFUL
        return in_years(made, _told_years(made))

    def _published(self, indicator: Indicator, territory: dt.date) -> list[list[Area]]:
        """Give the areas whose published figures each region has: of a score those of one level alone."""
        scale = self._scale(indicator, territory)
        areas = ([self.areas[territory][code] for code in same] for same in self.own.same)
        return [[a for a in own if scale is None or levels_compare(indicator, a.level, scale)] for own in areas]

    def _scale(self, indicator: Indicator, territory: dt.date) -> Level | None:
        """Choose the level of which most regions are areas with figures, of several the largest."""
        levels = Counter(self.areas[territory][code].level for same in self.own.same for code in same)
        known = [x for x in AREAS if levels[x] and self.plain.figures(indicator, x, territory).years]
        return max(known, key=lambda x: (levels[x], AREAS.index(x)), default=None)


def _told_years(figures: Figures) -> tuple[int, ...]:
    """Give the years in which a region has a figure, or one that is hidden: of the others nothing could be shown."""
    told = ((figures.states >= N_VALUELESS) | (figures.states == SECRET)).any(axis=1)
    return tuple(year for year, one in zip(figures.years, told, strict=True) if one)


def with_regions(atlas: Atlas, social: SocialRegions, address: str = "", designation: str = "") -> RegionAtlas:
    """Add social regions as a level of their territory date.

    Parameters
    ----------
    atlas : Atlas
        What is known; it stays as it is. Regions of its own give way.
    social : SocialRegions
        The regions.
    address : str
        The word of an address that names them.
    designation : str
        What one such area is called.

    Returns
    -------
    RegionAtlas
        The same figures; those of the regions are worked out when they are asked for.
    """
    plain = without_regions(atlas)
    date = social.territory
    areas = plain.areas[date]
    level = RegionLevel(
        social=social,
        address=address,
        members=_members(plain, social),
        same=tuple(_same(region, areas) for region in social.regions),
        outlines={detail: Outlines(social, plain.edition, detail) for detail in DETAILS},
    )
    regions = {a.code: a for a in _areas(social, areas, plain.scope.top, designation)}
    shown = {f.name: getattr(plain, f.name) for f in fields(plain) if f.init}
    shown |= {"areas": plain.areas | {date: areas | regions}, "_cache": {}}
    return RegionAtlas(**shown, plain=plain, own=level)


def without_regions(atlas: Atlas) -> Atlas:
    """Give an atlas without its social regions."""
    return atlas.plain if isinstance(atlas, RegionAtlas) else atlas


def own_regions(atlas: Atlas) -> RegionLevel | None:
    """Give the social regions of an atlas, None where it has none."""
    return atlas.own if isinstance(atlas, RegionAtlas) else None


@per_atlas(maxsize=8)
def opened(atlas: Atlas, word: str, designation: str) -> RegionAtlas:
    """Add the regions that a word of an address names; the same word gives the same atlas.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    word : str
        As `atlas.data.regions.address.regions_address` writes it; may be any text.
    designation : str
        What one such area is called.

    Returns
    -------
    RegionAtlas
        As `with_regions` makes it.

    Raises
    ------
    RegionsError
        The word cannot be read.
    """
    return with_regions(atlas, read_address(word, atlas.areas), word, designation)


def _members(atlas: Atlas, social: SocialRegions) -> Members:
    of = {code: at for at, region in enumerate(social.regions) for code in region.codes}
    municipalities = atlas.codes(Level.MUNICIPALITY, social.territory)
    return Members(
        region=np.array([of.get(c, -1) for c in municipalities], dtype=np.intp),
        district=district_positions(atlas, social.territory),
    )


def _same(region: Region, areas: Areas) -> tuple[str, ...]:
    own = [areas[c] for c in region.codes]
    sizes = Counter(h for a in areas.values() if a.level is Level.MUNICIPALITY for h in {a.association, a.parent})
    holders = {holder for a in own[:1] for holder in (a.association, a.parent)}
    whole = [
        h for h in holders if h in areas and sizes[h] == len(own) and all(h in {a.association, a.parent} for a in own)
    ]
    alone = [own[0].code] if len(own) == 1 else []
    return tuple(alone + sorted(whole, key=lambda code: areas[code].level is Level.DISTRICT))


def _areas(social: SocialRegions, areas: Areas, top: str, designation: str) -> list[Area]:
    holder = social.holders
    labels = {a.label for a in areas.values()}
    found = []
    for at, region in enumerate(social.regions):
        own, code = [areas[c] for c in region.codes], region_code(at)
        near = {holder[n] for a in own for n in a.neighbours if n in holder} - {code}
        districts = {a.parent for a in own}
        states = {a.code[: CODE_LENGTH[Level.STATE]] for a in own}
        largest = max(own, key=lambda a: a.area_km2)  # the point inside of it is one inside of the region
        found.append(
            Area(
                code=code,
                name=region.name,
                designation=designation,
                level=Level.SOCIAL_REGION,
                parent=(districts if len(districts) == 1 else states if len(states) == 1 else {top}).pop(),
                association="",
                area_km2=round(sum(a.area_km2 for a in own), 2),
                lon=largest.lon,
                lat=largest.lat,
                neighbours=tuple(sorted(near)),
                label=f"{region.name} ({designation})" if region.name in labels and designation else region.name,
                place=(code,),
            )
        )
    return found
