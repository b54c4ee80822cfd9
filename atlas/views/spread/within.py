"""How far the areas within a region lie apart, all indicators together: for its profile, its report and its file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.model import TOP_LEVELS, Kind, Level
from atlas.statistics.inequality import LEAST
from atlas.views.spread.line import line_svg, line_text
from atlas.views.spread.measured import lie_within, spread
from atlas.views.spread.told import change, earlier_year, fifths, gini, left_out, sentence, share_between

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.numbers.change_sentences import Change
    from atlas.views.spread.measured import Spread
    from atlas.words.words import Words

SMALLEST_FIRST = (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT, Level.STATE)
#: So many indicators stand on a page or sheet; all of them are in the file.
MOST_ROWS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadRow:
    """An indicator as it is read.

    ``between`` is a dash where nothing lies between; ``line`` is empty for a single year, ``span`` tells its years.
    """

    key: str
    title: str
    year: int
    level: Level
    gini: str
    fifths: str
    between: str
    areas: str
    left_out: str
    change: Change
    line: str
    line_text: str
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPart:
    """The part of a region.

    Attributes
    ----------
    heading : str
        What it is about.
    sentences : tuple of str
        How far the areas lie apart; the only thing there is where there are no rows.
    between : str
        Head of the column of what lies between larger areas; empty where there is none.
    rows : tuple of SpreadRow
        The first indicators, in the order that `order` tells.
    order : str
        Why they stand in that order, and how many more there are in the file.
    not_measured : tuple of (str, tuple of str)
        Reasons, each with the indicators that it holds for.
    """

    heading: str
    sentences: tuple[str, ...]
    between: str = ""
    rows: tuple[SpreadRow, ...] = ()
    order: str = ""
    not_measured: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Within:
    """All that is measured within a region, in the order in which it is told, and what is not, in that of fields."""

    measured: tuple[tuple[Spread, Change], ...]
    refused: tuple[Spread, ...]
    areas: int


@per_atlas(maxsize=256)
def spreads_within(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> Within:
    """Measure all indicators within a region.

    Each is measured on the smallest level on which two years can be compared, else on the smallest with figures.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the texts.
    """
    smaller = tuple(takewhile(lambda level: level is not area.level, SMALLEST_FIRST))
    areas = max((int(lie_within(atlas, area, level, territory).sum()) for level in smaller), default=0)
    if areas <= 1:
        return Within((), (), areas)
    every = [_best(atlas, one, area, smaller, territory, words) for one in _known(atlas)]
    found = [one for one in every if one is not None]
    measured = [(one, change(one, words)) for one in found if one.years]
    first = atlas.scope.view.indicator
    measured.sort(key=lambda pair: (pair[0].indicator.id != first, *_place(*pair)))
    return Within(tuple(measured), tuple(one for one in found if not one.years), areas)


def _known(atlas: Atlas) -> list[Indicator]:
    return [one for field in atlas.catalogue.fields for one in atlas.catalogue.of_field(field) if one.has_figures]


def _best(
    atlas: Atlas, one: Indicator, area: Area, smaller: tuple[Level, ...], territory: dt.date, words: Words
) -> Spread | None:
    levels = atlas.levels(one, territory)
    found = [spread(atlas, one.id, x, area.code, territory, words) for x in smaller if x in levels]
    with_years = [shown for shown in found if shown.years]
    compared = (shown for shown in with_years if change(shown, words).direction)
    return next(compared, None) or next(iter(with_years), None) or next(iter(found), None)


def _place(shown: Spread, moved: Change) -> tuple[int, float]:
    """Put first where most has changed, then where nothing has, then what cannot be compared as the fields have it."""
    if moved.direction not in {"up", "down"}:
        return (1 if moved.direction else 2), 0.0
    before, after = (shown.years[year].gini for year in (earlier_year(shown), shown.newest))
    return 0, -abs(after - before) / before if before else -np.inf


def spread_part(atlas: Atlas, area: Area, territory: dt.date, words: Words, inks: str = "") -> SpreadPart | None:
    """Tell how far the areas within a region lie apart; None where there is one alone, or none.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the texts.
    inks : str
        Style of the lines, for paper.
    """
    found = spreads_within(atlas, area, territory, words)
    if found.areas <= 1:
        return None
    areas = words("areas") if area.level in TOP_LEVELS else words.levels(Level.MUNICIPALITY)
    heading = words("How far the {areas} lie apart").format(areas=areas)
    if not found.measured:
        text = words("There are fewer than {n} areas with a value; that is too few to measure how far they lie apart.")
        return SpreadPart(heading=heading, sentences=(text.format(n=words.number(LEAST, 0)),))
    shown = found.measured[:MOST_ROWS]
    between = {one.between for one, _moved in shown if one.between}
    head = words("of it between the {groups}")
    return SpreadPart(
        heading=heading,
        sentences=(sentence(*found.measured[0], words), *_counted(found, areas, words)),
        between=head.format(groups=words.levels_after_number(between.pop())) if len(between) == 1 else "",
        rows=tuple(_row(one, moved, words, inks) for one, moved in shown),
        order=_order(len(found.measured) - MOST_ROWS, words),
        not_measured=_not_measured(found),
    )


def _order(rest: int, words: Words) -> str:
    first = words("The indicator with which the atlas opens stands first, then those that have changed most.")
    if rest <= 0:
        return first
    more = words.counted(
        "The file holds all years and one more indicator.", "The file holds all years and {n} more indicators.", rest
    )
    return f"{first} {more}"


def _counted(found: Within, areas: str, words: Words) -> tuple[str, ...]:
    """Count the indicators by what became of them, where there are some."""
    ways = [moved.direction for _one, moved in found.measured]
    up, down, same, none = (ways.count(way) for way in ("up", "down", "same", ""))
    if up + down + same <= 1:
        return ()
    text = words(
        "Of {n} indicators the {areas} lie further apart than five to ten years before in {up}, closer together in "
        "{down}, about as far apart in {same}; {none} cannot be compared."
    )
    return (text.format(n=len(ways), areas=areas, up=up, down=down, same=same, none=none),)


def _row(shown: Spread, moved: Change, words: Words, inks: str) -> SpreadRow:
    year = shown.newest
    own, areas = shown.years[year], words.levels_after_number(shown.level)
    return SpreadRow(
        key=shown.indicator.id,
        title=shown.indicator.short_title,
        year=year,
        level=shown.level,
        gini=gini(own, words),
        fifths=fifths(own, words),
        between=share_between(own, words),
        areas=words("{n} of {all} {areas}").format(n=own.n, all=shown.areas, areas=areas),
        left_out=left_out(shown, year, words),
        change=moved,
        line=line_svg(shown, words, inks),
        line_text=line_text(shown, words),
        span=words("{first} to {last}").format(first=min(shown.years), last=max(shown.years)),
    )


def _not_measured(found: Within) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Name what is not measured, by reason; counts are named by their reason alone, there are many of them."""
    reasons: dict[str, list[str]] = {}
    for one in found.refused:
        titles = reasons.setdefault(one.why_none, [])
        if one.indicator.kind is not Kind.COUNT:
            titles.append(one.indicator.short_title)
    return tuple((why, tuple(titles)) for why, titles in reasons.items())
