"""The ages of the compared regions beside each other: pyramids on one scale, and their dependency ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.ages import ages_of
from atlas.data.cached import per_atlas
from atlas.model import ValueState
from atlas.statistics.ages import dependency_ratios
from atlas.views.compare.chart_design import HAIR, INK, SOFT
from atlas.views.numbers.pyramid import axis, bars, drawn, frame_of, ground, outline, sides

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from atlas.data.ages import Ages
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words

MEN, WOMEN = "#0b5d66", "#8a6d3b"
#: A picture on the page is a document of its own: it brings its colours along, and has the fonts of the reader.
STYLE = (
    f"<style>text{{font-family:sans-serif;font-size:11px;fill:{SOFT}}}.side{{font-weight:600;fill:{INK}}}"
    f".grid{{stroke:{HAIR};stroke-width:.7}}.axis{{stroke:{INK}}}.men{{fill:{MEN}}}.women{{fill:{WOMEN}}}"
    f".outline{{fill:none;stroke:{INK};stroke-width:1.5}}</style>"
)


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The ages of one region: its name, the drawing as SVG and the sentence that says the same."""

    name: str
    svg: str
    text: str


@dataclass(frozen=True, slots=True)
class AgesBeside:
    """What is told of the ages: a title, pyramids, a table of its head and rows, and remarks."""

    title: str
    pyramids: tuple[Pyramid, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Known:
    area: Area
    ages: Ages

    def row(self, year: int) -> int:
        return self.ages.years.index(year)


@per_atlas(maxsize=32)  # another year or indicator of the same regions has the same ages
def ages_beside(atlas: Atlas, regions: tuple[Area, ...], territory: dt.date, words: Words) -> AgesBeside | None:
    """Set the ages of regions beside each other, in the newest year in which most of them are shown.

    All stand on one scale, with the outline of the state; men and women stand apart where they do so in all of them.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    regions : tuple of Area
        Of any level.
    territory : date
        Territory date.
    words : Words
        Language of the texts.

    Returns
    -------
    AgesBeside or None
        None where no region has any.
    """
    known = [one for area in regions if (one := _known(atlas, area, territory)) is not None]
    years = [year for one in known for i, year in enumerate(one.ages.years) if one.ages.groups(i)]
    if not years:
        return None
    year = max(years, key=lambda y: (years.count(y), y))
    drawable = [one for one in known if year in one.ages.years and one.ages.groups(one.row(year))]
    left_out = [area.label for area in regions if area not in {one.area for one in drawable}]
    remarks = [words("Bars: percent of all inhabitants in one year of age, all on one scale.")]
    if not all(one.ages.sexes(one.row(year)) for one in drawable):
        drawable = [replace(one, ages=one.ages.without_sexes()) for one in drawable]
        remarks.append(words("Men and women are not shown apart: some groups hold fewer than 3 of them."))
    top = _top(atlas, drawable, territory, year)
    if top is not None:
        remarks.append(words("Outline: {name}.").format(name=top.area.label))
    if left_out:
        text = words("Without age groups in {year}: {names}.")
        remarks.append(text.format(year=year, names=", ".join(left_out)))
    beside = [*drawable, *([top] if top else [])]
    return AgesBeside(
        title=words("Inhabitants by age, {year}").format(year=year),
        pyramids=_pyramids(drawable, top, year, words),
        head=(
            words("Region"),
            words("Inhabitants"),
            words("Under 20 per 100 aged 20 to 64"),
            words("65 and over per 100 aged 20 to 64"),
            words("Both together"),
        ),
        rows=tuple(_ratios(one, year, words) for one in beside),
        remarks=tuple(remarks),
    )


def _known(atlas: Atlas, area: Area, territory: dt.date) -> _Known | None:
    """Find the ages of a place under that of its codes for which most years are known."""
    found = [ages_of(atlas, atlas.areas[territory][code], territory) for code in area.place]
    ages = max((x for x in found if x is not None), key=lambda x: len(x.years), default=None)
    return None if ages is None else _Known(area, ages)


def _top(atlas: Atlas, drawn_: Sequence[_Known], territory: dt.date, year: int) -> _Known | None:
    top = atlas.areas[territory][atlas.scope.top]
    ages = ages_of(atlas, top, territory)
    if ages is None or year not in ages.years or any(one.area.code == top.code for one in drawn_):
        return None
    found = _Known(top, ages)
    if not ages.groups(found.row(year)):
        return None
    apart = all(one.ages.sexes(one.row(year)) for one in drawn_)
    return found if apart else replace(found, ages=ages.without_sexes())


def _pyramids(drawable: Sequence[_Known], top: _Known | None, year: int, words: Words) -> tuple[Pyramid, ...]:
    pairs = [(one.ages, one.row(year)) for one in (*drawable, *([top] if top else []))]
    names = tuple(side.name for side in sides(*pairs[0], words))
    frame, end = frame_of(pairs, words, two=len(names) > 1)
    found = []
    for one in drawable:
        body = ground(frame, end, names, words) + bars(one.ages, one.row(year), frame, words, titled=False)
        if top is not None:
            body += f'<path class="outline" d="{outline(top.ages, top.row(year), frame, words)}"/>'
        text = words("Inhabitants of {name} by age in {year}; the table holds their ratios.")
        said = text.format(name=one.area.label, year=year)
        found.append(Pyramid(one.area.label, drawn(body + axis(frame), said, STYLE), said))
    return tuple(found)


def _ratios(one: _Known, year: int, words: Words) -> tuple[str, ...]:
    row = one.row(year)
    ratios = dependency_ratios(*map(float, one.ages.broad[row]))
    told = [words("no value") if np.isnan(ratio) else words.number(ratio, 1) for ratio in ratios]
    state = ValueState.ESTIMATED if one.ages.estimated[row] else ValueState.OK
    return one.area.label, words.figure(float(one.ages.people[row]), 0, "", state), *told
