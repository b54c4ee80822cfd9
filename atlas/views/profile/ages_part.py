"""What a profile says of the ages of a region: a pyramid for each year, the same as a table, the ratios in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.ages import ages_of
from atlas.statistics.ages import dependency_ratios
from atlas.views.numbers.pyramid import axis, bars, drawn, frame_of, ground, group_names, outline, sides

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.ages import Ages
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.numbers.pyramid import Frame
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class YearOfAges:
    """One year: the ratios in a sentence, what sort of figures they are, and the rows of the table."""

    year: int
    sentence: str
    remark: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AgesPart:
    """The ages of a region.

    ``years`` are ascending; ``outlines`` pair what can be drawn as an outline with its name: the region above in the
    same year, or another year of the region. ``svg`` holds all of them and shows the newest. ``two_sided`` is whether
    men and women stand apart; ``note`` says why not, or why nothing is drawn.
    """

    years: tuple[YearOfAges, ...]
    heads: tuple[str, ...]
    svg: str
    outlines: tuple[tuple[str, str], ...]
    two_sided: bool
    note: str


@dataclass(frozen=True, eq=False, slots=True)
class Shown:
    """What is drawn: the region, the years whose groups are shown, and the region above, if there is one."""

    own: Ages
    rows: tuple[int, ...]
    above: Ages | None
    above_name: str
    frame: Frame
    end: float
    names: tuple[str, ...]


def ages_part(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> AgesPart | None:
    """Tell of the ages of a region; None where nothing is known.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the texts.
    """
    own = ages_of(atlas, area, territory)
    if own is None:
        return None
    shown = shown_ages(atlas, area, territory, words)
    years = tuple(_year(own, row, area, words) for row in range(len(own.years)))
    heads = _heads(words, two=shown is not None and len(shown.names) > 1)
    if shown is None:
        text = words("Age groups are not shown: some of them hold fewer than 3 persons, who could be recognised.")
        return AgesPart(years[-1:], heads, "", (), two_sided=False, note=text)
    two = len(shown.names) > 1
    note = "" if two else words("Men and women are not shown apart: some groups hold fewer than 3 of them.")
    return AgesPart(
        tuple(years[row] for row in shown.rows), heads, _svg(shown, area, words), _outlines(shown, words), two, note
    )


def shown_ages(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> Shown | None:
    """Find what can be drawn of a region: the years that are as complete as the newest one; None where none is."""
    own = ages_of(atlas, area, territory)
    rows = [i for i in range(len(own.years)) if own.groups(i)] if own else []
    if own is None or not rows:
        return None
    two = own.sexes(rows[-1])
    rows = [i for i in rows if own.sexes(i) == two]
    top = atlas.areas[territory][atlas.scope.top]
    above = ages_of(atlas, top, territory) if area.code != top.code else None
    if above is not None and not two:
        above = above.without_sexes()
    pairs = [(own, row) for row in rows]
    if above is not None:
        pairs += [(above, above.years.index(own.years[row])) for row in rows if own.years[row] in above.years]
    frame, end = frame_of(pairs, words, two=two)
    names = tuple(side.name for side in sides(own, rows[-1], words))
    return Shown(own, tuple(rows), above, top.label, frame, end, names)


def state_outline(shown: Shown, row: int, words: Words) -> str:
    """Give the path of the region above in the year of a row; empty where it has none."""
    year = shown.own.years[row]
    if shown.above is None or year not in shown.above.years:
        return ""
    return outline(shown.above, shown.above.years.index(year), shown.frame, words)


def ratio_sentence(own: Ages, row: int, words: Words) -> str:
    """Say how many young and old people there are for 100 of working age; empty where that is not known."""
    ratios = dependency_ratios(*map(float, own.broad[row]))
    if np.isnan(ratios).any():
        return ""
    youth, aged, together = (words.number(ratio, 1) for ratio in ratios)
    return words(
        "In {year} there were, for every 100 persons from 20 to 64, {old} aged 65 and over and {young} under 20, "
        "together {total}."
    ).format(year=own.years[row], old=aged, young=youth, total=together)


def _heads(words: Words, *, two: bool) -> tuple[str, ...]:
    sexes = (words("Men"), words("Women")) if two else ()
    return words("Age"), *sexes, words("Together"), words("Share")


def _year(own: Ages, row: int, area: Area, words: Words) -> YearOfAges:
    remark = words("Estimated: {name} had other borders then, or has them since.") if own.estimated[row] else ""
    return YearOfAges(
        own.years[row],
        ratio_sentence(own, row, words),
        remark.format(name=area.name),
        _rows(own, row, words) if own.groups(row) else (),
    )


def _rows(own: Ages, row: int, words: Words) -> tuple[tuple[str, ...], ...]:
    columns = [own.men[row], own.women[row]] if own.sexes(row) else []
    found = []
    for i, name in enumerate(group_names(words)):
        counts = [words.number(column[i], 0) for column in (*columns, own.both[row])]
        found.append((name, *counts, words.with_unit(100 * own.both[row, i] / own.people[row], 1, "%")))
    return tuple(found)


def _outlines(shown: Shown, words: Words) -> tuple[tuple[str, str], ...]:
    pairs = [("state", words("{name}, same year").format(name=shown.above_name))] if shown.above is not None else []
    if len(shown.rows) > 1:
        pairs += [(str(year), str(year)) for year in (shown.own.years[row] for row in shown.rows)]
    return tuple(pairs)


def _svg(shown: Shown, area: Area, words: Words) -> str:
    newest = shown.rows[-1]
    parts = [ground(shown.frame, shown.end, shown.names, words)]
    for row in shown.rows:
        hidden = "" if row == newest else " hidden"
        year = shown.own.years[row]
        parts.append(f'<g data-year="{year}"{hidden}>{bars(shown.own, row, shown.frame, words)}</g>')
    for row in shown.rows:
        year, path = shown.own.years[row], state_outline(shown, row, words)
        hidden = "" if row == newest else " hidden"
        parts.append(f'<path class="outline" data-outline="state-{year}" d="{path}"{hidden}/>' if path else "")
        if len(shown.rows) > 1:
            path = outline(shown.own, row, shown.frame, words)
            parts.append(f'<path class="outline" data-outline="{year}" d="{path}" hidden/>')
    parts.append(axis(shown.frame))
    text = words("Inhabitants of {name} by age; the table beside it holds the numbers.").format(name=area.label)
    return drawn("".join(parts), text)
