"""What social regions hold: municipalities, inhabitants, ground, and whether each is in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.figures import N_VALUELESS
from atlas.data.inhabitants import inhabitants
from atlas.data.regions.definition import region_code
from atlas.model import Level

if TYPE_CHECKING:
    from atlas.data.regions.atlas_with import RegionAtlas
    from atlas.data.regions.definition import Areas
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Held:
    """A region in words; ``parts`` is told where it is in more than one piece."""

    code: str
    name: str
    colour: str
    municipalities: str
    inhabitants: str
    area: str
    parts: str


@dataclass(frozen=True, slots=True)
class Holding:
    """All regions, the year of their inhabitants (0: not known), and how many municipalities are in none."""

    rows: tuple[Held, ...]
    year: int
    left: int


def holding(atlas: RegionAtlas, words: Words) -> Holding:
    """Sum up what the regions hold.

    Parameters
    ----------
    atlas : RegionAtlas
        With the regions.
    words : Words
        The language.

    Returns
    -------
    Holding
        A row a region, in their order.
    """
    social = atlas.own.social
    areas = atlas.areas[social.territory]
    people, year = _inhabitants(atlas, words)
    rows = []
    for at, region in enumerate(social.regions):
        code = region_code(at)
        n = pieces(region.codes, areas)
        rows.append(
            Held(
                code=code,
                name=region.name,
                colour=region.colour,
                municipalities=words.number(len(region.codes), 0),
                inhabitants=people.get(code, ""),
                area=words.number(areas[code].area_km2, 0),
                parts=words("in {n} pieces").format(n=words.number(n, 0)) if n > 1 else "",
            )
        )
    everywhere = sum(a.level is Level.MUNICIPALITY for a in areas.values())
    return Holding(tuple(rows), year, everywhere - len(social.holders))


def pieces(codes: tuple[str, ...], areas: Areas) -> int:
    """Count the pieces in which municipalities lie, joined over common borders."""
    left, n = set(codes), 0
    while left:
        n += 1
        ahead = [left.pop()]
        while ahead:
            near = left & set(areas[ahead.pop()].neighbours)
            left -= near
            ahead += near
    return n


def _inhabitants(atlas: RegionAtlas, words: Words) -> tuple[dict[str, str], int]:
    figures = inhabitants(atlas, Level.SOCIAL_REGION, atlas.own.social.territory)
    if figures is None:
        return {}, 0
    known = zip(figures.codes, figures.values[-1].tolist(), figures.states[-1].tolist(), strict=True)
    return {code: words.number(v, 0) for code, v, state in known if state >= N_VALUELESS}, figures.years[-1]
