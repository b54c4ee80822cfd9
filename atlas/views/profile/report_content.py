"""Everything that stands in the report of a region, whatever file it becomes: texts, numbers, drawings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.model import TOP_LEVELS
from atlas.views.numbers.course_sentences import course_sentences
from atlas.views.numbers.uncertainty import interval_meaning
from atlas.views.profile.locator import locator_svg, locator_text
from atlas.views.profile.page import missing_line, profile
from atlas.views.profile.report_ages import demography_courses
from atlas.views.profile.report_parts import report_part
from atlas.views.profile.report_spread import spread_table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from atlas.data.scope import Credit
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.profile.page import Profile, Row
    from atlas.views.profile.report_parts import Course, ReportPart
    from atlas.views.profile.report_spread import SpreadTable
    from atlas.words.words import Words

#: So many neighbours are named.
MOST_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is, and what it does not say."""

    title: str
    text: str
    limit: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Whose figures or borders were used, the licence with its address, and for what."""

    attribution: str
    licence: str
    licence_url: str
    used_for: str


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a region; ``facts`` are pairs, ``columns`` the heads of the tables of figures."""

    title: str
    author: str
    language: str
    kind: str
    name: str
    where: str
    date: str
    address: str
    release: str
    lead: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    striking: tuple[tuple[str, str], ...]
    summary: tuple[tuple[str, str], ...]
    locator: str
    locator_text: str
    has_district: bool
    has_ranks: bool
    columns: tuple[str, ...]
    demography: tuple[Course, ...]
    parts: tuple[ReportPart, ...]
    spread: SpreadTable | None
    key: tuple[tuple[str, str], ...]
    how_to_read: tuple[str, ...]
    missing: str
    definitions: tuple[Definition, ...]
    sources: tuple[SourceNote, ...]
    notes: tuple[str, ...]
    foot: str


def report_content(
    atlas: Atlas, area: Area, territory: dt.date, address: str, made_on: dt.date, words: Words, *, wide: float = 0.0
) -> Report:
    """Put together what a report says.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    address : str
        Absolute address of the region's page.
    made_on : date
        The day that stands on the report.
    words : Words
        Language of the texts.
    wide : float
        Width of each course in millimetres; 0: those of a field share the width of a sheet.
    """
    page = profile(atlas, area, territory, words)
    area = page.area
    rows = [row for part in page.fields for row in part.rows]
    has_district = any(len(row.against) > 1 for row in rows)
    has_ranks = area.level not in TOP_LEVELS
    release = words("release {release} of {day}").format(release=atlas.release, day=words.day(atlas.released))
    above = [a.label for a in reversed(page.above)]
    return Report(
        title=words("Profile of {name}").format(name=area.label),
        author=words.own(atlas.scope.title),
        language="de" if words.language == "plain" else words.language,
        kind=words("Profile of a social area"),
        name=area.label,
        where=" \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join((*above, area.designation)),
        date=words("Areas as of {date}").format(date=words.day(territory)),
        address=address,
        release=release,
        lead=page.head,
        facts=_facts(page, words),
        striking=tuple((item.title, item.sentence) for item in page.striking),
        summary=tuple(_summary(atlas, page, territory, words)),
        locator=locator_svg(atlas, area, territory),
        locator_text=locator_text(atlas, area, territory, words),
        has_district=has_district,
        has_ranks=has_ranks,
        columns=_columns(words, has_district=has_district, has_ranks=has_ranks),
        demography=demography_courses(atlas, area, territory, words, wide),
        parts=tuple(report_part(atlas, part, area, territory, words, wide) for part in page.fields if part.rows),
        spread=spread_table(atlas, area, territory, words),
        key=_key(area, atlas.areas[territory].get(area.parent) if has_district else None, words),
        how_to_read=_how_to_read(area, rows, words),
        missing=f"{missing_line(page, words)}." if any(part.missing for part in page.fields) else "",
        definitions=tuple(
            Definition(row.indicator.title, row.indicator.definition, row.indicator.does_not_say) for row in rows
        ),
        sources=_sources(atlas.scope.credit(territory), page, words),
        notes=(words("Figures were joined with areas; rates were computed from counts, secret figures left out."),),
        foot=words("{atlas}, {release}, made on {today}").format(
            atlas=words.own(atlas.scope.title), release=release, today=words.day(made_on)
        ),
    )


def _facts(page: Profile, words: Words) -> tuple[tuple[str, str], ...]:
    near = [a.label for a in page.neighbours]
    more = len(near) - MOST_NEIGHBOURS
    named = "; ".join(near[:MOST_NEIGHBOURS])
    if more > 0:
        named += " " + words.counted("and one more", "and {n} more", more)
    inside = ""
    if page.members:
        inside = words.number(len(page.members), 0) + " " + words.levels(page.members[0].level)
    facts = (
        (words("Code"), ", ".join(page.area.place)),
        (words("Neighbours"), named),
        (words("Belonging to it"), inside),
    )
    return tuple((name, text) for name, text in facts if text)


def _summary(atlas: Atlas, page: Profile, territory: dt.date, words: Words) -> Iterator[tuple[str, str]]:
    """Tell the recent course of the indicator by which the page shows each field, but for what stands out anyhow."""
    told = {item.key for item in page.striking}
    for part in page.fields:
        row = next((r for r in part.rows if part.chart is not None and r.indicator == part.chart.indicator), None)
        if row is None or not row.rank or row.indicator.id in told:
            continue
        figures = atlas.figures(row.indicator, row.area.level, territory)
        parts = [f"{row.value} ({row.year})"]
        if row.n > 1:
            parts.append(words("rank {rank} of {n} {areas}").format(rank=row.rank, n=row.n, areas=row.among))
        recent = course_sentences(figures, row.indicator, row.area.code, row.year, words)[:1]
        yield row.indicator.title, " ".join((f"{', '.join(parts)}.", *recent))


def _columns(words: Words, *, has_district: bool, has_ranks: bool) -> tuple[str, ...]:
    between = [words("District")] if has_district else []
    if has_ranks:
        between += [words("State"), words("Rank"), words("Place among all")]
    return words("Indicator"), words("Value"), *between, words("Change")


def _key(area: Area, district: Area | None, words: Words) -> tuple[tuple[str, str], ...]:
    pairs = [("own", area.label)]
    if district is not None:
        pairs.append(("district", district.label))
    if area.level not in TOP_LEVELS:
        pairs.append(("against", words("state, or the median where the state has no figure")))
    return tuple(pairs)


def _how_to_read(area: Area, rows: list[Row], words: Words) -> tuple[str, ...]:
    texts = []
    if area.level not in TOP_LEVELS:
        levels = words.levels(area.level)
        texts = [
            words("Rank 1 is the highest value, be that favourable or not."),
            words("In the strips each tick stands for {areas}, from low on the left to high on the right.").format(
                areas=levels
            ),
            words("The dot is {name}, the long tick the state or the median, the bar the 95 % interval.").format(
                name=area.label
            ),
            words("An en dash says that there is no value to compare with; counts are not compared."),
        ]
    if any(row.interval for row in rows):
        texts.append(interval_meaning(words))
    texts.append(words("The scales of the courses do not begin at zero; where a value is missing the line is broken."))
    if any(row.indicator.method_changes for row in rows):
        texts.append(words("A dashed upright line marks a year from which it was counted differently."))
    return tuple(texts)


def _sources(owner: Credit, page: Profile, words: Words) -> tuple[SourceNote, ...]:
    borders = SourceNote(owner.attribution, owner.licence, owner.licence_url, words("Borders and map"))
    figures = (SourceNote(c.attribution, c.licence, c.licence_url, c.titles) for c in page.credits)
    return (*figures, borders)
