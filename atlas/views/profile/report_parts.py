"""What a report says of one field: its courses over time, its rows of figures, and whose figures they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.inhabitants import INHABITANTS
from atlas.data.part_sums import other_sum
from atlas.model import Kind
from atlas.views.map.benchmark import sum_name
from atlas.views.map.sparkline import runs
from atlas.views.numbers.course_sentences import course_sentences
from atlas.views.numbers.rank_and_change import benchmarks, standing, strip_text
from atlas.views.profile.field_chart import MIN_YEARS, chart_lines
from atlas.views.profile.report_drawings import course_svg, print_strip

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.map.sparkline import Line
    from atlas.views.profile.page import FieldPart, Row
    from atlas.words.words import Words

#: So many courses of a field stand side by side on the width of a sheet, millimetres with the gap between them.
MOST_CHARTS, ROOM, GAP = 3, 178.0, 5.0
NONE = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its unit, how many digits stand behind its comma, and a word below it."""

    text: str = NONE
    decimals: int = -1
    below: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A drawing over time; ``told`` says in sentences how it ran, ``alternative`` also what else is drawn."""

    title: str
    unit: str
    svg: str
    wide: float
    alternative: str
    told: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of figures; ``about`` tells unit, year and interval, ``remark`` what sort of figure it is or why none."""

    title: str
    about: str
    remark: str
    value: Number
    district: Number
    state: Number
    rank: str
    among: str
    strip: str
    strip_text: str
    change: str
    change_note: str


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A field of the report."""

    title: str
    courses: tuple[Course, ...]
    rows: tuple[ReportRow, ...]
    credit: str


def report_part(
    atlas: Atlas, part: FieldPart, area: Area, territory: dt.date, words: Words, wide: float = 0.0
) -> ReportPart:
    """Tell of a field of the profile what stands on paper; without a width the courses share that of a sheet."""
    credits_ = (f"{c.attribution}, {c.licence}" for c in part.credits)
    chosen = _with_courses(atlas, part, territory)
    wide = wide or (ROOM - GAP * (len(chosen) - 1)) / max(1, len(chosen))
    return ReportPart(
        title=part.field.title,
        courses=tuple(_course(atlas, row, territory, wide, words) for row in chosen),
        rows=tuple(_row(atlas, row, area, territory, words) for row in part.rows),
        credit=words("Figures: {sources}.").format(sources="; ".join(credits_)),
    )


def _with_courses(atlas: Atlas, part: FieldPart, territory: dt.date) -> list[Row]:
    """Choose by number of years: inhabitants first, then rates, then other counts; in the order of the catalogue."""
    found = []
    for i, row in enumerate(part.rows):
        figures = atlas.figures(row.indicator, row.area.level, territory)
        own = [figures.value(year, row.area.code) for year in figures.years]
        years = sum(v is not None for v in own)
        if years >= MIN_YEARS:
            found.append((row.indicator.id != INHABITANTS, row.indicator.kind is Kind.COUNT, -years, i))
    return [part.rows[i] for i in sorted(i for *_order, i in sorted(found)[:MOST_CHARTS])]


def _course(atlas: Atlas, row: Row, territory: dt.date, wide: float, words: Words) -> Course:
    indicator, area = row.indicator, row.area
    figures = atlas.figures(indicator, area.level, territory)
    lines = chart_lines(atlas, indicator, area, territory, words)
    told = " ".join(course_sentences(figures, indicator, area.code, row.year, words))
    title = words("{title}, {first} to {last}").format(
        title=indicator.title, first=figures.years[0], last=figures.years[-1]
    )
    names = {"district": words("District"), "against": _short(lines[-1], atlas, territory, words)}
    ends = "; ".join(f"{line.name}: {_last(line, figures.years, row, words)}" for line in lines)
    return Course(
        title=indicator.title,
        unit=indicator.unit,
        svg=course_svg(figures.years, lines, names, indicator, wide, words),
        wide=wide,
        alternative=words("Line chart. {title}. {ends}. {told}").format(title=title, ends=ends, told=told).strip(),
        told=told or words("Newest value {value} ({year}).").format(value=row.value, year=row.year),
    )


def _short(line: Line, atlas: Atlas, territory: dt.date, words: Words) -> str:
    top = atlas.areas[territory][atlas.scope.top]
    return words.level(top.level).capitalize() if line.name == top.label else words("Median")


def _last(line: Line, years: tuple[int, ...], row: Row, words: Words) -> str:
    year, value = runs(years, line.values)[-1][-1]
    return f"{words.with_unit(value, row.indicator.decimals, row.indicator.unit)} ({year})"


def _row(atlas: Atlas, row: Row, area: Area, territory: dt.date, words: Words) -> ReportRow:
    indicator = row.indicator
    at = standing(atlas, indicator.id, row.area.level, territory)
    own = at.value(row.area.code) if at is not None and row.rank else None
    against = benchmarks(atlas, indicator, row.area, territory, words)
    numbers = [Number(words.number(a.value, indicator.decimals), indicator.decimals) for a in against]
    state = numbers[-1] if numbers else Number()
    if against and against[-1].name != atlas.areas[territory][atlas.scope.top].label:
        state = Number(state.text, state.decimals, words("Median"))
    about = [indicator.unit, str(row.year)]
    parts = other_sum(atlas, indicator, row.area, territory, row.year)
    if parts is not None:
        about.append(f"{sum_name(parts.below, words)} {words.number(parts.value, indicator.decimals)}")
    if row.interval:
        about.append(words("95 % interval {ends}").format(ends=row.interval))
    return ReportRow(
        title=indicator.title,
        about=" \N{MIDDLE DOT} ".join(filter(None, about)),
        remark=f"{row.sign} {row.remark}".strip() if row.sign else "",
        value=Number(row.value) if own is None else Number(words.number(own, indicator.decimals), indicator.decimals),
        district=numbers[0] if len(numbers) > 1 else Number(),
        state=state,
        rank=words("{rank} of {n}").format(rank=row.rank, n=row.n) if row.rank else NONE,
        among=row.among if row.rank and row.area.level is not area.level else "",
        strip=print_strip(row.strip),
        strip_text=strip_text(at, indicator, row.area, against[-1] if against else None, words)
        if at is not None and row.strip
        else "",
        change=row.change.text,
        change_note=row.change.note,
    )
