"""What can be chosen instead of what a view shows: levels, districts, dates, benchmarks, years, indicators, marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.comparable import years_compare
from atlas.model import TOP_LEVELS, Kind, Level
from atlas.views.query.place_values import NO_BENCHMARK
from atlas.views.query.values import has_neighbours

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.query.view_state import ViewState


#: Levels of which no single district can be shown: its areas may lie in others too.
WHOLE = {*TOP_LEVELS, Level.SOCIAL_REGION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Whatever fits the indicator, level and territory date of a view, in the order in which it is offered."""

    levels: tuple[Level, ...]
    sections: tuple[Area, ...]
    territories: tuple[dt.date, ...]
    benchmarks: tuple[Area, ...]
    changes: tuple[int, ...]
    seconds: tuple[Indicator, ...]
    marks: bool


def choices(atlas: Atlas, state: ViewState) -> Choices:
    """Find what can be chosen."""
    found = _choices(atlas, state.indicator, state.level, state.territory)
    chosen = () if state.benchmark in {"", NO_BENCHMARK} else (atlas.areas[state.territory][state.benchmark],)
    return Choices(
        levels=found.levels,
        sections=found.sections,
        territories=found.territories,
        benchmarks=tuple(dict.fromkeys((*found.benchmarks, *chosen))),
        changes=found.changes,
        seconds=() if state.change_from else found.seconds,
        marks=found.marks and not (state.change_from or state.second),
    )


@per_atlas(maxsize=256)
def _choices(atlas: Atlas, key: str, level: Level, territory: dt.date) -> Choices:
    indicator, areas = atlas.indicator(key), atlas.areas[territory]
    levels = atlas.levels(indicator, territory)
    compared = indicator.kind is not Kind.COUNT and Level.DISTRICT in levels
    districts = atlas.codes(Level.DISTRICT, territory) if compared else ()
    years = atlas.figures(indicator, level, territory).years
    others = (i for i in atlas.catalogue.indicators.values() if i.id != key and i.kind is not Kind.COUNT)
    return Choices(
        levels=levels,
        sections=tuple(areas[c] for c in atlas.codes(Level.DISTRICT, territory)) if level not in WHOLE else (),
        territories=tuple(t for t in atlas.territories if atlas.levels(indicator, t)),
        benchmarks=tuple(areas[code] for code in (atlas.scope.top, *districts)),
        changes=years if len(years) > 1 and years_compare(indicator) else (),
        seconds=tuple(i for i in others if level in atlas.levels(i, territory))
        if indicator.kind is not Kind.COUNT
        else (),
        marks=has_neighbours(indicator, level),
    )
