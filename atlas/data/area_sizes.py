"""How large areas are: as the official table says; that of the simplified borders only where no table knows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.measures import MeasureKind
from atlas.model import Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.figures import Figures
    from atlas.data.measures import Declared
    from atlas.model import Area, Measure

#: Digits after the comma of official tables, in square kilometres: a hectare.
DIGITS = 2


def with_official_sizes(
    areas: Mapping[dt.date, Mapping[str, Area]],
    blocks: Mapping[tuple[str, str, str, str], Figures],
    declared: Mapping[Measure, Declared],
) -> dict[dt.date, dict[str, Area]]:
    """Give areas the size that the newest year of an official table has.

    Parameters
    ----------
    areas : mapping of date to mapping of str to Area
        With the sizes of their borders.
    blocks : mapping of tuple to Figures
        As `atlas.data.reading.as_blocks` gives them.
    declared : mapping of Measure to Declared
        The first measure of the kind ``area`` is taken.

    Returns
    -------
    dict of date to dict of str to Area
        An area that no table knows has the sum of its parts, and where one of those is unknown that of its borders.
    """
    measure = next((m for m, what in declared.items() if what.kind is MeasureKind.AREA and what.sums), None)
    found = {date: dict(by_code) for date, by_code in areas.items()}
    if measure is None:
        return found
    for date, by_code in found.items():
        known: dict[str, float] = {}
        for level in Level:
            block = blocks.get((measure.table, measure.name, level, date.isoformat()))
            if block is not None and block.years:
                known |= {c: float(v) for c, v in zip(block.codes, block.values[-1], strict=True) if not np.isnan(v)}
        held: dict[str, list[str]] = {}
        for area in by_code.values():
            for holder in {area.association, area.parent}:
                held.setdefault(holder, []).append(area.code)
        for area in by_code.values():
            if area.level in {Level.ASSOCIATION, Level.WHOLE} and area.code not in known:
                parts = held.get(area.code, [])
                if parts and all(code in known for code in parts):
                    known[area.code] = round(sum(known[code] for code in parts), DIGITS)
        found[date] = {c: replace(a, area_km2=known.get(c, a.area_km2)) for c, a in by_code.items()}
    return found
