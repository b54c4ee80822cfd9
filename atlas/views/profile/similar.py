"""Regions like one: the nearest over chosen indicators, and in words what makes them alike and what sets them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.cached import per_atlas
from atlas.errors import DataError
from atlas.model import TOP_LEVELS, Kind, Level
from atlas.statistics.correlation import correlate
from atlas.statistics.similarity import MIN_REGIONS, similar_regions
from atlas.views.numbers.rank_and_change import standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from atlas.data.store import Atlas
    from atlas.model import Area, Field, Indicator
    from atlas.statistics.similarity import Contribution, Similar
    from atlas.words.words import Words

NEAREST = 10
#: Fewer indicators make no likeness.
MIN_INDICATORS = 2
#: The default takes at most so many indicators of a field, each known for this share of areas, and none that goes along
#: with another one more closely than this: two that measure the same thing would count twice.
MOST_OF_A_FIELD = 3
COVERAGE = 0.95
MOST_CORRELATION = 0.8
#: Reasons named for each region on either side.
MOST_REASONS = 2
#: Up to so many standard deviations of an indicator, on average, two regions are called very alike, and alike.
VERY_ALIKE, ALIKE = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that can be chosen; ``known`` says for how many areas it has a value."""

    key: str
    title: str
    known: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """One similar region: the distance in words and the reasons, the closest indicators and those farthest apart."""

    area: Area
    distance: str
    summary: str
    close: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the section on similar regions says: regions or the reason why there are none, remarks, choices by field."""

    regions: tuple[Alike, ...]
    why_none: str
    remarks: tuple[str, ...]
    keys: tuple[str, ...]
    choices: tuple[tuple[Field, tuple[Choice, ...]], ...]


def likeness(atlas: Atlas, area: Area, territory: dt.date, keys: tuple[str, ...] | None, words: Words) -> Likeness:
    """Find the ten regions of the same level that are most like one.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    area : Area
        The region.
    territory : date
        Date of the area status.
    keys : tuple of str or None
        Chosen indicators, each with figures on the level; None for the default ones.
    words : Words
        Language of the texts.
    """
    default = default_keys(atlas, area.level, territory)
    wanted = default if keys is None else tuple(k for k in possible_keys(atlas, area.level, territory) if k in keys)
    usable = tuple(k for k in wanted if not np.isnan(_own(atlas, k, area, territory)))
    remarks = []
    if area.level not in TOP_LEVELS and len(usable) < len(wanted):
        titles = ", ".join(atlas.indicator(k).short_title for k in wanted if k not in usable)
        text = words("{name} has no value for: {titles}. The comparison does without.")
        remarks.append(text.format(name=area.name, titles=titles))
    regions: tuple[Alike, ...] = ()
    why = _why_none(atlas, area, territory, usable, words)
    if not why:
        try:
            found = _similar(atlas, area.level, territory, usable, area.code)
        except DataError:
            why = words("Fewer than three areas have a value for all of these indicators; choose fewer of them.")
        else:
            regions = tuple(
                _alike(atlas, area, territory, n.code, n.distance, n.contributions, words) for n in found.neighbours
            )
            remarks += _left_out(atlas, area, found, words)
    return Likeness(regions, why, tuple(remarks), wanted, _choices(atlas, area, territory, wanted, words))


def possible_keys(atlas: Atlas, level: Level, territory: dt.date) -> tuple[str, ...]:
    """List the indicators with enough figures on the level, in the order of the catalogue."""
    found = ((key, standing(atlas, key, level, territory)) for key in atlas.catalogue.indicators)
    return tuple(key for key, at in found if at is not None and at.n >= MIN_REGIONS)


@per_atlas(maxsize=32)
def default_keys(atlas: Atlas, level: Level, territory: dt.date) -> tuple[str, ...]:
    """Choose indicators that nearly all areas have, at most three of a field, and none that nearly repeats another."""
    chosen: list[str] = []
    for key in possible_keys(atlas, level, territory):
        indicator, at = atlas.indicator(key), standing(atlas, key, level, territory)
        same_field = [k for k in chosen if atlas.indicator(k).field == indicator.field]
        if (
            at is None
            or indicator.kind is Kind.COUNT
            or at.n < COVERAGE * len(at.figures.codes)
            or len(same_field) == MOST_OF_A_FIELD
            or np.nanmin(at.values) == np.nanmax(at.values)
        ):
            continue
        others = (standing(atlas, k, level, territory) for k in chosen)
        if all(abs(correlate(at.values, o.values).spearman) <= MOST_CORRELATION for o in others if o is not None):
            chosen.append(key)
    return tuple(chosen)


def _own(atlas: Atlas, key: str, area: Area, territory: dt.date) -> float:
    at = standing(atlas, key, area.level, territory)
    return np.nan if at is None else at.value(area.code)


def _why_none(atlas: Atlas, area: Area, territory: dt.date, usable: Sequence[str], words: Words) -> str:
    if len(atlas.codes(area.level, territory)) < MIN_REGIONS:
        return words("There are no other regions of this level to compare with.")
    if len(usable) < MIN_INDICATORS:
        return words("For a comparison at least two indicators are needed that have a value here. Choose more of them.")
    return ""


@per_atlas(maxsize=64)
def _table(atlas: Atlas, level: Level, territory: dt.date, keys: tuple[str, ...]) -> pd.DataFrame:
    found = {key: standing(atlas, key, level, territory) for key in keys}
    return pd.DataFrame(
        {key: at.values for key, at in found.items() if at is not None}, index=list(atlas.codes(level, territory))
    )


@per_atlas(maxsize=256)
def _similar(atlas: Atlas, level: Level, territory: dt.date, keys: tuple[str, ...], code: str) -> Similar:
    return similar_regions(_table(atlas, level, territory, keys), code, NEAREST)


def _alike(
    atlas: Atlas,
    area: Area,
    territory: dt.date,
    code: str,
    distance: float,
    parts: tuple[Contribution, ...],
    words: Words,
) -> Alike:
    close = [p for p in parts if p.close]
    apart = [p for p in reversed(parts) if not p.close]

    def reason(part: Contribution) -> str:
        indicator = atlas.indicator(part.indicator)
        at = standing(atlas, part.indicator, area.level, territory)
        own, other = (at.value(c) for c in (area.code, code)) if at else (np.nan, np.nan)
        unit = indicator.unit if indicator.unit == "%" else ""
        return words("{title} {value} (here {own})").format(
            title=indicator.short_title,
            value=words.with_unit(other, indicator.decimals, unit),
            own=words.number(own, indicator.decimals),
        )

    return Alike(
        area=atlas.areas[territory][code],
        distance=_how_far(distance / len(parts) ** 0.5, words),
        summary=words("{k} of {n} indicators close").format(k=len(close), n=len(parts)),
        close=tuple(reason(p) for p in close[:MOST_REASONS]),
        apart=tuple(reason(p) for p in apart[:MOST_REASONS]),
    )


def _how_far(deviations: float, words: Words) -> str:
    """Say a mean distance (root mean square, in standard deviations) in plain words."""
    if deviations <= VERY_ALIKE:
        return words("very alike")
    return words("alike") if deviations <= ALIKE else words("only partly alike")


def _left_out(atlas: Atlas, area: Area, found: Similar, words: Words) -> list[str]:
    remarks = []
    if found.dropped:
        text = words.counted(
            "One area lacks a value for at least one of these indicators and is not compared.",
            "{n} {areas} lack a value for at least one of these indicators and are not compared.",
            len(found.dropped),
        )
        remarks.append(text.format(areas=words.levels(area.level)))
    if found.constant:
        titles = ", ".join(atlas.indicator(k).short_title for k in found.constant)
        remarks.append(words("The same everywhere, so it tells nothing: {titles}.").format(titles=titles))
    return remarks


def _choices(
    atlas: Atlas, area: Area, territory: dt.date, wanted: tuple[str, ...], words: Words
) -> tuple[tuple[Field, tuple[Choice, ...]], ...]:
    possible = possible_keys(atlas, area.level, territory)

    def choice(indicator: Indicator) -> Choice:
        at = standing(atlas, indicator.id, area.level, territory)
        n, of = (at.n, len(at.figures.codes)) if at else (0, 0)
        known = "" if n == of else words("{n} of {of} with a value").format(n=n, of=of)
        return Choice(indicator.id, indicator.title, known, indicator.id in wanted)

    found = (
        (field, tuple(choice(atlas.indicator(k)) for k in possible if atlas.indicator(k).field == field.id))
        for field in atlas.catalogue.fields
    )
    return tuple((field, own) for field, own in found if own)
