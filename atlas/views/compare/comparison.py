"""What the comparison says: regions of any level beside each other, with change, trend, interval and rank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import numpy as np

from atlas.data.comparable import levels_compare, method_changes, years_compare
from atlas.data.same_place import known_as
from atlas.model import Kind, Polarity, ValueState
from atlas.statistics.ranking import rank_range, ranks
from atlas.statistics.rounding import as_read
from atlas.statistics.trend import Direction, trend
from atlas.views.numbers.change_sentences import method_note
from atlas.views.numbers.uncertainty import intervals
from atlas.views.query.place_values import MOST_REGIONS
from atlas.views.query.view_query import read_query
from atlas.views.query.without import without

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

#: The smallest p that is written out.
LEAST_P = 0.001


@dataclass(frozen=True, slots=True)
class Compared:
    """One region: its figures over its own level's years."""

    area: Area
    years: tuple[int, ...]
    values: tuple[float | None, ...]
    estimated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A view with regions of any level, and what was wrong in the query."""

    state: ViewState
    regions: tuple[Compared, ...]
    notices: tuple[str, ...]


def read_comparison(query: str, atlas: Atlas, words: Words) -> Comparison:
    """Read a query; unlike on the map, regions may be of any level. Codes of one place are one region.

    Returns
    -------
    Comparison
        At most ten regions; a notice for each that is unknown, too many, or without figures of the indicator.
    """
    codes = [c.strip() for k, v in parse_qsl(query.lstrip("?")) if k == "regions" for c in v.split(",") if c.strip()]
    asked = read_query(without(query, {"regions"}), atlas, words)
    state, notices = replace(asked.state, change_from=0), list(asked.notices)
    indicator = atlas.indicator(state.indicator)
    by_code = atlas.areas[state.territory]
    text = words('There is no region with the code "{found}" in this territory; it is left out.')
    notices += [text.format(found=code[:40]) for code in codes if code not in by_code]
    places = (known_as(atlas, by_code[c], indicator, state.territory, state.level) for c in codes if c in by_code)
    found: list[Compared] = []
    for area in dict.fromkeys(places):
        figures = atlas.figures(indicator, area.level, state.territory)
        if not levels_compare(indicator, area.level, state.level):
            text = words('"{indicator}" is scaled for each level anew, so {found} cannot stand beside the {areas}.')
            told = {"indicator": indicator.title, "found": area.label, "areas": words.levels(state.level)}
            notices.append(text.format(**told))
        elif not figures.years:
            text = words('"{indicator}" has no figures for {found}, because there are none for its level.')
            notices.append(text.format(indicator=indicator.title, found=area.label))
        elif len(found) == MOST_REGIONS:
            notices.append(
                words("More than {n} regions were asked for; the first {n} are shown.").format(n=MOST_REGIONS)
            )
        else:
            values = tuple(figures.value(y, area.code) for y in figures.years)
            estimated = tuple(y for y in figures.years if figures.state(y, area.code) is ValueState.ESTIMATED)
            found.append(Compared(area, figures.years, values, estimated))
    state = replace(state, regions=tuple(c.area.code for c in found))
    return Comparison(state, tuple(found), tuple(dict.fromkeys(notices)))


def change_text(compared: Compared, indicator: Indicator, words: Words) -> str:
    """Say the change between the first and the last year with a value, sign written out."""
    if not years_compare(indicator):
        return words("no change: scaled anew each year")
    known = [(y, v) for y, v in zip(compared.years, compared.values, strict=True) if v is not None]
    if len(known) < len(("first", "last")):
        return words("one year only")
    (first, then), (last, now) = known[0], known[-1]
    if indicator.kind is Kind.COUNT:
        if then == 0:
            return words("not in percent, because it began at zero")
        change, unit, decimals = (now - then) / then * 100, "%", 1
    else:
        unit = words("percentage points") if indicator.unit == "%" else ""
        change, decimals = now - then, indicator.decimals
    sign = "+" if as_read(change, decimals) > 0 else ""
    text = words("{change} ({first} to {last})").format(
        change=sign + words.with_unit(change, decimals, unit), first=first, last=last
    )
    guessed = words("with an estimated figure") if {first, last} & set(compared.estimated) else ""
    return "; ".join(filter(None, (text, guessed, method_note(indicator, first, last, words))))


def trend_text(compared: Compared, indicator: Indicator, words: Words) -> str:
    """Name a trend only where a test finds one, and the test with it; never across a change of method."""
    if not years_compare(indicator):
        return words("no trend: scaled anew each year")
    known = [(y, v) for y, v in zip(compared.years, compared.values, strict=True) if v is not None]
    broken = method_changes(indicator, known[0][0], known[-1][0]) if known else ()
    if broken:
        known = [(y, v) for y, v in known if y >= broken[-1].year]
    result = trend([y for y, _v in known], [v for _y, v in known])
    if result.direction is Direction.INSUFFICIENT:
        return words("fewer than five years")
    names = {
        Direction.RISING: words("rising"),
        Direction.FALLING: words("falling"),
        Direction.NO_TREND: words("no trend that a test finds"),
    }
    p = f"< {words.number(LEAST_P, 3)}" if result.p < LEAST_P else f"= {words.number(result.p, 3)}"
    text = words("{trend} ({test}, p {p})").format(trend=names[result.direction], test=words(result.test), p=p)
    return words("from {year} on: {trend}").format(year=broken[-1].year, trend=text) if broken else text


@dataclass(frozen=True, slots=True)
class Ranked:
    """One area of a ranking; rank range None where there is no interval."""

    area: Area
    rank: int
    value: float
    low: float | None
    high: float | None
    range: tuple[int, int] | None
    state: ValueState = ValueState.OK


def ranking(scene: Scene) -> tuple[list[Ranked], list[tuple[Area, str]]]:
    """Rank the areas of the view's level in its year, those of the one district where it shows one.

    Returns
    -------
    ranked : list of Ranked
        Highest first; equal values share a rank.
    apart : list of (Area, str)
        Areas without a value and the state that says why; never ranked.
    """
    indicator, figures, at = scene.indicator, scene.figures, scene.row
    only = scene.ranked
    row = figures.values[at][only]
    places = ranks(row)
    every = intervals(figures, indicator, at)
    between = (every[0][only], every[1][only]) if every else None
    # what has no interval stands where its value is
    ends = [np.where(np.isnan(side), row, side) for side in between or (row, row)]
    best, worst = rank_range(*ends)
    ranked, apart = [], []
    for i, code in enumerate(compress(figures.codes, only)):
        area = scene.areas[code]
        if np.isnan(row[i]):
            apart.append((area, str(figures.state(scene.state.year, code))))
            continue
        known = between is not None and not np.isnan(between[0][i])
        ranked.append(
            Ranked(
                area,
                int(places[i]),
                float(row[i]),
                float(between[0][i]) if between and known else None,
                float(between[1][i]) if between and known else None,
                (int(best[i]), int(worst[i])) if known else None,
                figures.state(scene.state.year, code),
            )
        )
    return sorted(ranked, key=lambda r: (r.rank, r.area.label)), sorted(apart, key=lambda pair: pair[0].label)


def polarity_text(indicator: Indicator, words: Words) -> str:
    """Say which end of a ranking is the better one for people, or that neither is."""
    return {
        Polarity.HIGHER_IS_BETTER: words("Higher values are better for people here."),
        Polarity.LOWER_IS_BETTER: words("Lower values are better for people here."),
        Polarity.NEUTRAL: words("Neither high nor low values are better in themselves."),
    }[indicator.polarity]
