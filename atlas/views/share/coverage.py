"""What the catalogue holds: for each field and indicator the years of each level, and what nobody has delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.model import LEVELS

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Field, Indicator, Level

DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class FieldCoverage:
    """A field: its indicators with figures, each with its years by level, and those without."""

    field: Field
    rows: tuple[tuple[Indicator, tuple[str, ...]], ...]
    empty: tuple[Indicator, ...]


def covered_levels(atlas: Atlas, territory: dt.date) -> tuple[Level, ...]:
    """Name the levels of which any indicator has figures, the smallest areas first."""
    found = {x for i in atlas.catalogue.indicators.values() for x in atlas.levels(i, territory)}
    return tuple(level for level in reversed(LEVELS) if level in found)


def coverage(atlas: Atlas, territory: dt.date) -> tuple[FieldCoverage, ...]:
    """Tell for each field what is there, from when and for which areas.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    territory : date
        Date of the areas.

    Returns
    -------
    tuple of FieldCoverage
        In the order of the catalogue; the years of an indicator stand in the order of `covered_levels`, empty where a
        level has none.
    """
    levels = covered_levels(atlas, territory)
    parts = []
    for field in atlas.catalogue.fields:
        own = atlas.catalogue.of_field(field)
        there = [i for i in own if atlas.levels(i, territory)]
        rows = tuple((i, tuple(_span(atlas.figures(i, x, territory).years) for x in levels)) for i in there)
        parts.append(FieldCoverage(field, rows, tuple(i for i in own if i not in there)))
    return tuple(parts)


def _span(years: tuple[int, ...]) -> str:
    """Write first and last year, and how many of a series with gaps are there."""
    if not years:
        return ""
    if len(years) == 1:
        return str(years[0])
    whole = years[-1] - years[0] + 1 == len(years)
    return f"{years[0]}{DASH}{years[-1]}" + ("" if whole else f" ({len(years)})")
