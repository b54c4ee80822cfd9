"""What became of municipalities between two territory dates of the atlas: merged, divided, or of another code."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.crosswalks import POPULATION, crosswalk_path, municipalities_of, read_crosswalk
from atlas.model import Level
from atlas.views.search.at_date import held_by, walk_between
from atlas.words.folding import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words


LARGER = (Level.DISTRICT, Level.ASSOCIATION)


@dataclass(frozen=True, slots=True)
class Step:
    """A municipality of the older date that is not the same at the newer one: what of it went where."""

    name: str
    code: str
    share: str
    into: Area


@dataclass(frozen=True, slots=True)
class Crossing:
    """All that changed from one territory date to the next.

    ``same`` counts the municipalities that did not. ``larger`` tells of districts and of associations whose
    municipalities belong to other ones now.
    """

    before: dt.date
    after: dt.date
    steps: tuple[Step, ...]
    same: int
    larger: Mapping[Level, tuple[Step, ...]]


def crossings(atlas: Atlas, words: Words) -> tuple[Crossing, ...]:
    """List what changed between the dates of the atlas, the newest first.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    words : Words
        Language of shares.

    Returns
    -------
    tuple of Crossing
        One a pair of dates that a crosswalk leads from and to.
    """
    pairs = sorted(combinations(sorted(atlas.territories), 2), reverse=True)
    found = (_crossing(atlas, older, newer, words) for older, newer in pairs)
    return tuple(crossing for crossing in found if crossing is not None)


@per_atlas(maxsize=32)
def _crossing(atlas: Atlas, before: dt.date, after: dt.date, words: Words) -> Crossing | None:
    path = crosswalk_path(atlas.folder / "areas", before, after)
    if not path.is_file():
        return None
    walk, areas = municipalities_of(read_crosswalk(path)), atlas.areas[after]
    several = walk["ags_before"].duplicated(keep=False) | walk["ags_after"].duplicated(keep=False)
    moved = several | (walk["ags_before"] != walk["ags_after"]) | (walk["name_before"] != walk["name_after"])
    steps = [
        Step(
            str(r["name_before"]),
            str(r["ags_before"]),
            _share(r["share"], str(r["basis"]), words),
            areas[r["ags_after"]],
        )
        for r in walk[moved].to_dict("records")
        if r["ags_after"] in areas
    ]
    ordered = sorted(steps, key=lambda step: (fold(step.into.name), step.into.code, fold(step.name)))
    larger = {level: _held_elsewhere(atlas, before, after, level, words) for level in LARGER}
    return Crossing(before, after, tuple(ordered), int((~moved).sum()), larger)


def _held_elsewhere(atlas: Atlas, before: dt.date, after: dt.date, level: Level, words: Words) -> tuple[Step, ...]:
    """Follow the municipalities of each larger area to the areas that hold them later."""
    areas, walk = atlas.areas[after], walk_between(atlas, before, after)
    inside: dict[str, list[Area]] = defaultdict(list)
    for code in atlas.codes(Level.MUNICIPALITY, before):
        inside[held_by(atlas.areas[before][code], level)].append(atlas.areas[before][code])
    steps = []
    for code in atlas.codes(level, before):
        members, area = inside[code], atlas.areas[before][code]
        targets = Counter(held_by(areas[t], level) for m in members for t in walk.get(m.code, ()) if t in areas)
        if set(targets) == {code}:
            continue
        for target, n in sorted(targets.items()):
            share = words("whole") if len(targets) == 1 else words("{n} of {all} municipalities")
            steps.append(Step(area.name, code, share.format(n=n, all=len(members)), areas[target]))
    return tuple(sorted(steps, key=lambda step: (fold(step.name), step.code, fold(step.into.name))))


def _share(share: float, basis: str, words: Words) -> str:
    if share >= 1:
        return words("whole")
    by = words("{share} % of its population") if basis == POPULATION else words("{share} % of its area")
    return by.format(share=words.number(share * 100, 1))
