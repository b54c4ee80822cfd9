"""The head of a profile: where a region lies, what it is in plain sentences, and where it stands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.inhabitants import INHABITANTS
from atlas.data.same_place import known_as
from atlas.model import Kind, Level
from atlas.statistics.change import percent_change
from atlas.statistics.distribution import percentile
from atlas.statistics.rounding import as_read
from atlas.views.numbers.change_sentences import YEARS_BACK, method_note
from atlas.views.numbers.rank_and_change import standing

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.numbers.rank_and_change import Standing
    from atlas.words.words import Words

DENSITY = "population_density"
#: So many indicators stand out at least and at most; beyond the least only those in the outer tenths.
LEAST_STRIKING, MOST_STRIKING = 3, 5
OUTER_TENTH = 40.0
#: Areas are published to the hectare.
SIZE_DIGITS = 2
#: With fewer areas a place far from the median says little.
MIN_AREAS = 10


@dataclass(frozen=True, slots=True)
class Striking:
    """An indicator in which the region is far from the middle of its level, in neutral words."""

    key: str
    title: str
    sentence: str


@per_atlas(maxsize=1024)
def above(atlas: Atlas, area: Area, territory: dt.date) -> tuple[Area, ...]:
    """Name the regions that hold an area, the smallest first; those that consist of it alone are left out."""
    by_code, top = atlas.areas[territory], atlas.scope.top
    codes = [area.association] if area.level is Level.MUNICIPALITY and area.association else []
    codes += [area.parent] if area.parent and area.parent != top else []
    codes += [top] if area.code != top else []
    found = [by_code[c] for c in codes if c in by_code]
    return tuple(a for a in found if a.code == top or not _same(atlas, a, area, territory))


def _same(atlas: Atlas, larger: Area, area: Area, territory: dt.date) -> bool:
    inside = [a for a in atlas.areas[territory].values() if a.level is area.level]
    held = [a for a in inside if larger.code in {a.parent, a.association}]
    return [a.code for a in held] == [area.code]


def members(atlas: Atlas, area: Area, territory: dt.date) -> tuple[Area, ...]:
    """List what the region consists of: states, districts of a state, else municipalities; none if it is only one."""
    wanted = {Level.WHOLE: Level.STATE, Level.STATE: Level.DISTRICT}.get(area.level, Level.MUNICIPALITY)
    inside = (a for a in atlas.areas[territory].values() if a.level is wanted and a.code != area.code)
    held = sorted((a for a in inside if area.code in {a.parent, a.association}), key=lambda a: (a.label, a.code))
    return tuple(held) if len(held) > 1 else ()


def head(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> tuple[str, ...]:
    """Say in plain sentences how many people live in a region, how large it is, and how much is known of it."""
    found, codes = {}, {}
    for key, indicator in atlas.catalogue.indicators.items():
        own = known_as(atlas, area, indicator, territory)
        if (at := standing(atlas, key, own.level, territory)) is not None:
            found[key], codes[key] = at, own.code
    known = [key for key, at in found.items() if not np.isnan(at.value(codes[key]))]
    sentences = []
    if INHABITANTS in known:
        at = found[INHABITANTS]
        people = words.number(at.value(codes[INHABITANTS]), 0)
        text = words("{name} has {people} inhabitants ({year}).")
        sentences.append(text.format(name=area.name, people=people, year=at.year))
    size = words.with_unit(area.area_km2, SIZE_DIGITS, "km²")
    if DENSITY in known:
        indicator = atlas.indicator(DENSITY)
        density = words.with_unit(found[DENSITY].value(codes[DENSITY]), indicator.decimals, indicator.unit)
        sentences.append(words("The area is {size}, that is {density}.").format(size=size, density=density))
    else:
        sentences.append(words("The area is {size}.").format(size=size))
    if INHABITANTS in known:
        sentences += _growth(found[INHABITANTS], codes[INHABITANTS], atlas.indicator(INHABITANTS), words)
    if len(known) < len(found):
        text = words("Of the {n} indicators of this level, {known} have a value here.")
        sentences.append(text.format(n=len(found), known=len(known)))
    return tuple(sentences)


def _growth(at: Standing, code: str, indicator: Indicator, words: Words) -> list[str]:
    own = at.figures.values[:, at.column[code]]
    years = at.figures.years
    rows = [i for i in range(at.row) if at.year - years[i] >= YEARS_BACK and own[i] > 0]
    if not rows:
        return []
    percent = float(percent_change(own[at.row], own[rows[-1]]))
    if as_read(percent, 1) == 0:
        text = words("Since {year} the number of inhabitants has hardly changed.")
    elif percent > 0:
        text = words("Since {year} the number of inhabitants has risen by {percent}.")
    else:
        text = words("Since {year} the number of inhabitants has fallen by {percent}.")
    since = years[rows[-1]]
    note = method_note(indicator, since, at.year, words)
    said = text.format(year=since, percent=words.with_unit(abs(percent), 1, "%"))
    return [said, f"{note[0].upper()}{note[1:]}."] if note else [said]


def striking(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> tuple[Striking, ...]:
    """Pick the indicators farthest from the median by percentile; counts only tell how large a region is.

    Three of them, and up to five as long as they lie in the lowest or highest tenth.
    """
    found: list[tuple[float, str, Striking]] = []
    for indicator in atlas.catalogue.indicators.values():
        at = standing(atlas, indicator.id, area.level, territory)
        if at is None or at.n < MIN_AREAS or indicator.kind is Kind.COUNT:
            continue
        own = at.value(area.code)
        away = 0.0 if np.isnan(own) else round(percentile(at.values, own) - 50, 6)
        if away:
            text = _far(at, indicator, area, away > 0, words)
            found.append((-abs(away), indicator.id, Striking(indicator.id, indicator.title, text)))
    found.sort(key=lambda item: item[:2])
    outer = sum(1 for away, _key, _item in found if -away >= OUTER_TENTH)
    return tuple(item for _away, _key, item in found[: min(MOST_STRIKING, max(LEAST_STRIKING, outer))])


def _far(at: Standing, indicator: Indicator, area: Area, high: bool, words: Words) -> str:  # noqa: FBT001  private
    below, higher = at.others(area.code)
    k = below if high else higher
    if k == at.n - 1:
        text = (
            words("{value} ({year}), the highest value of the {n} {areas}; the median is {median}.")
            if high
            else words("{value} ({year}), the lowest value of the {n} {areas}; the median is {median}.")
        )
    elif high:
        text = words("{value} ({year}), higher than in {k} of the other {others} {areas}; the median is {median}.")
    else:
        text = words("{value} ({year}), lower than in {k} of the other {others} {areas}; the median is {median}.")
    return text.format(
        value=words.figure(at.value(area.code), indicator.decimals, indicator.unit, at.state(area.code)),
        year=at.year,
        k=k,
        n=at.n,
        others=at.n - 1,
        areas=words.levels(area.level),
        median=words.number(at.median, indicator.decimals),
    )
