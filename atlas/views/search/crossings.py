"""What became of municipalities between two territory dates of the atlas: merged, divided, or of another code."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.crosswalks import POPULATION, crosswalk_path, municipalities_of, read_crosswalk

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """A municipality of the older date that is not the same at the newer one: what of it went where."""

    name: str
    code: str
    share: str
    into: Area


@dataclass(frozen=True, slots=True)
class Crossing:
    """All that changed from one territory date to the next; ``same`` counts the municipalities that did not."""

    before: dt.date
    after: dt.date
    steps: tuple[Step, ...]
    same: int


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
        One a pair of dates next to each other; none where no crosswalk leads from one to the other.
    """
    found = (_crossing(atlas, older, newer, words) for newer, older in pairwise(atlas.territories))
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
    ordered = sorted(steps, key=lambda step: (step.into.name, step.into.code, step.name))
    return Crossing(before, after, tuple(ordered), int((~moved).sum()))


def _share(share: float, basis: str, words: Words) -> str:
    if share >= 1:
        return words("whole")
    by = words("{share} % of its population") if basis == POPULATION else words("{share} % of its area")
    return by.format(share=words.number(share * 100, 1))
