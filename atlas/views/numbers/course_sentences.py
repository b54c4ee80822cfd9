"""A series in words: how it ran lately and since its start, with its turns, its gaps and changes of method."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import years_compare
from atlas.model import VALUELESS
from atlas.statistics.course import Course, Way, course, recent_start

if TYPE_CHECKING:
    from atlas.data.figures import Figures
    from atlas.model import Indicator
    from atlas.statistics.course import Point
    from atlas.words.words import Words


def course_sentences(figures: Figures, indicator: Indicator, code: str, until: int, words: Words) -> list[str]:
    """Tell how the values of an area ran up to a year.

    First the recent past, then all years that are counted in the same way; where both begin in one year, only once.
    Years before a change of method are never compared with those after it, which is said.

    Parameters
    ----------
    figures : Figures
        All years.
    indicator : Indicator
        What they are figures of.
    code : str
        One of the areas.
    until : int
        Last year to tell of.
    words : Words
        Language.

    Returns
    -------
    list of str
        Empty where the year has no value.
    """
    row = {y: v for y, v in zip(figures.years, figures.values[:, figures.codes.index(code)], strict=True) if y <= until}
    if np.isnan(row[until]):
        return []
    if not years_compare(indicator):
        return [words("An index is scaled anew each year, so its change says nothing and is not shown.")]
    begin = max((m.year for m in indicator.method_changes if m.year <= until), default=0)
    alike = {y: v for y, v in row.items() if y >= begin}
    known = tuple(y for y, v in alike.items() if not np.isnan(v))
    told = []
    for start in dict.fromkeys((recent_start(known, until), known[0])):
        years = [y for y in alike if start is not None and y >= start]
        found = course(years, [alike[y] for y in years], indicator.decimals)
        if found is not None:
            told.append(_sentence(found, indicator.decimals, until == figures.years[-1], words))
    gaps = [(y, words.state(figures.state(y, code)).short) for y in alike if figures.state(y, code) in VALUELESS]
    if told and gaps:
        told.append(words("Without a value: {years}.").format(years=_gaps(gaps, tuple(alike), words)))
    if any(y < begin and not np.isnan(v) for y, v in row.items()):
        told.append(words("Before {year} it was counted differently; those years are not compared.").format(year=begin))
    return told


def _sentence(found: Course, decimals: int, newest: bool, words: Words) -> str:  # noqa: FBT001  said by the caller
    turned = found.high or found.low
    way = {
        Way.RISEN: words("risen on the whole") if turned else words("risen"),
        Way.FALLEN: words("fallen on the whole") if turned else words("fallen"),
        Way.SAME: words("about the same on the whole") if turned else words("about the same"),
    }[found.way]
    when = words("Since {first}") if newest else words("From {first} to {last}")
    text = words("{when} {way}: from {a} to {b}{turns}.")
    a, b = (words.number(p.value, decimals) for p in (found.first, found.last))
    if a == b:
        text = words("{when} {way}: {a} in both years{turns}.")
    return text.format(
        when=when.format(first=found.first.year, last=found.last.year),
        way=way,
        a=a,
        b=b,
        turns="".join(_turns(found, decimals, words)),
    )


def _turns(found: Course, decimals: int, words: Words) -> list[str]:
    texts: list[tuple[str, Point | None]] = [
        (words("; highest value {value} in {year}"), found.high),
        (words("; lowest value {value} in {year}"), found.low),
    ]
    return [t.format(value=words.number(p.value, decimals), year=p.year) for t, p in texts if p is not None]


def _gaps(gaps: list[tuple[int, str]], years: tuple[int, ...], words: Words) -> str:
    """Gather neighbouring years that lack for the same reason."""
    runs = [list(run) for _key, run in groupby(enumerate(gaps), lambda p: (years.index(p[1][0]) - p[0], p[1][1]))]
    texts = []
    for run in runs:
        (_i, (first, why)), (_j, (last, _why)) = run[0], run[-1]
        span = words("{first} to {last}").format(first=first, last=last) if len(run) > 1 else str(first)
        texts.append(f"{span} ({why})")
    return ", ".join(texts)
