"""The ages of a region, and births, deaths and migration, as drawings of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.numbers.pyramid import axis, bars, drawn, ground
from atlas.views.print.inks import COLOUR
from atlas.views.print.typeset import FAMILIES
from atlas.views.profile.ages_part import ratio_sentence, shown_ages, state_outline
from atlas.views.profile.components import components_part, components_svg, parts_of
from atlas.views.profile.report_parts import Course

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words

#: Millimetres on a sheet, and points of the drawing for one of them.
WIDE = 86.0
WOMEN, DEATHS = "#8a6d3b", "#9aa6a9"
STYLE = (
    f"<style>text{{font-family:{FAMILIES};font-size:11px;fill:{COLOUR.soft}}}.side{{font-weight:600;fill:{COLOUR.ink}}}"
    f".grid{{stroke:#d5dbdd;stroke-width:.7}}.axis{{stroke:{COLOUR.ink}}}"
    f".men,.births{{fill:{COLOUR.accent}}}.women{{fill:{WOMEN}}}.deaths{{fill:{DEATHS}}}"
    f".outline,.natural{{fill:none;stroke:{COLOUR.ink};stroke-width:1.5}}"
    f".migration{{fill:{COLOUR.paper};stroke:{COLOUR.ink};stroke-width:1.6}}</style>"
)


def demography_courses(
    atlas: Atlas, area: Area, territory: dt.date, words: Words, wide: float = 0.0
) -> tuple[Course, ...]:
    """Draw what is known: the pyramid of the newest year with the outline of the state, and what changed it.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the texts.
    wide : float
        Width in millimetres; 0: two stand side by side on a sheet.
    """
    found = (
        _pyramid(atlas, area, territory, words, wide or WIDE),
        _components(atlas, area, territory, words, wide or WIDE),
    )
    return tuple(course for course in found if course is not None)


def _pyramid(atlas: Atlas, area: Area, territory: dt.date, words: Words, wide: float) -> Course | None:
    shown = shown_ages(atlas, area, territory, words)
    if shown is None:
        return None
    row = shown.rows[-1]
    path = state_outline(shown, row, words)
    body = ground(shown.frame, shown.end, shown.names, words) + bars(shown.own, row, shown.frame, words)
    body += f'<path class="outline" d="{path}"/>' if path else ""
    title = words("Inhabitants by age and sex") if len(shown.names) > 1 else words("Inhabitants by age")
    told = ratio_sentence(shown.own, row, words)
    if path:
        told += " " + words("Outline: {name}.").format(name=shown.above_name)
    text = words("{title}, {year}. {told}").format(title=title, year=shown.own.years[row], told=told)
    svg = drawn(body + axis(shown.frame), text, STYLE)
    unit = words("{year}, percent of all inhabitants in one year of age").format(year=shown.own.years[row])
    return Course(title, unit, svg, wide, text, told)


def _components(atlas: Atlas, area: Area, territory: dt.date, words: Words, wide: float) -> Course | None:
    part, parts = components_part(atlas, area, territory, words), parts_of(atlas, area, territory)
    if part is None or parts is None:
        return None
    key = words("Bars upwards: births; downwards: deaths; line: natural balance; diamonds: net migration.")
    svg = components_svg(parts, part.title, words, STYLE)
    return Course(part.title, words("persons"), svg, wide, f"{part.title}. {part.sentence}", f"{part.sentence} {key}")
