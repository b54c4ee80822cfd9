"""The answer in words: what the card of a selected region says in each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.statistics.ranking import n_ranked, ranks
from atlas.views.map.whole import within
from atlas.views.numbers.course_sentences import course_sentences
from atlas.words.districts import in_district

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene


def region_sentences(scene: Scene, code: str) -> dict[int, list[str]]:
    """Tell of a selected region, for each year that can be shown: who stands beside it, its ranks, how it came so far.

    All years are told at once, because the browser moves the year without a request.

    Parameters
    ----------
    scene : Scene
        The view; the region is one of its selected ones.
    code : str
        Code of the region.

    Returns
    -------
    dict of int to list of str
        Sentences by year.
    """
    ranked = _ranks(scene, code)
    told = {}
    for year in scene.figures.years:
        if scene.figures.value(year, code) is None:
            state = scene.words.state(scene.figures.state(year, code))
            parts = [state.sentence.format(name=scene.areas[code].label, year=year), _beside(scene, code, year)]
        else:
            parts = [_beside(scene, code, year), ranked[year], *_course(scene, code, year)]
        told[year] = [part for part in (*parts, _second(scene, code, year)) if part]
    return told


def _beside(scene: Scene, code: str, year: int) -> str:
    row = scene.figures.years.index(year)
    words, decimals = scene.words, scene.indicator.decimals
    known = [(b.name, value) for b in scene.beside.get(code, ()) if (value := b.values[row]) is not None]
    return " \N{MIDDLE DOT} ".join(f"{name}\N{NO-BREAK SPACE}{words.number(v, decimals)}" for name, v in known)


def _ranks(scene: Scene, code: str) -> dict[int, str]:
    """Say the rank in the state, and in the district where others of it have a value too."""
    words, figures, area = scene.words, scene.figures, scene.areas[code]
    everybody = np.full(len(figures.codes), fill_value=True)
    circles = [(everybody, words("Rank {rank} of {n} {areas} {within}"))]
    if area.level in {Level.MUNICIPALITY, Level.ASSOCIATION}:
        inside = np.array([scene.areas[c].parent == area.parent for c in figures.codes])
        circles.append((inside, words("{rank} of {n} {in_district}")))
    at = figures.codes.index(code)
    told = {}
    for year, row in zip(figures.years, figures.values, strict=True):
        parts = [
            text.format(
                rank=words.number(float(ranks(row[those])[np.count_nonzero(those[:at])]), 0),
                n=words.number(n, 0),
                areas=words.levels_after_number(area.level),
                within=within(scene.edition.scope, words),
                in_district=in_district(scene.areas[area.parent], words) if area.parent else "",
            )
            for those, text in circles
            if not np.isnan(row[at]) and (n := n_ranked(row[those])) > 1
        ]
        told[year] = words("{ranks}; rank 1 is the highest value.").format(ranks=", ".join(parts)) if parts else ""
    return told


def _course(scene: Scene, code: str, year: int) -> list[str]:
    if scene.state.change_from:
        return []  # the value itself is a change
    return course_sentences(scene.figures, scene.indicator, code, year, scene.words)


def _second(scene: Scene, code: str, year: int) -> str:
    if scene.second is None:
        return ""
    words, other = scene.words, scene.second.indicator
    value = scene.second.figures.value(year, code)
    text = words("no value") if value is None else words.with_unit(value, other.decimals, other.unit)
    return words("{title}: {value}.").format(title=other.title, value=text)
