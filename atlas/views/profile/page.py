"""What the profile of one region says: all its indicators by field, with benchmark, change, rank and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.figures import N_VALUELESS, RANK
from atlas.data.part_sums import other_sum
from atlas.data.same_place import first_of, known_as
from atlas.model import VALUELESS, Level, ValueState
from atlas.views.map.benchmark import sum_name
from atlas.views.numbers.change_sentences import Change, change
from atlas.views.numbers.rank_and_change import Against, benchmarks, standing, strip_text
from atlas.views.numbers.strip_plot import strip_svg
from atlas.views.numbers.uncertainty import interval_meaning, interval_text
from atlas.views.profile.ages_part import AgesPart, ages_part
from atlas.views.profile.components import ComponentsPart, components_part
from atlas.views.profile.field_chart import FieldChart, field_chart
from atlas.views.profile.head import Striking, above, head, members, striking
from atlas.views.spread.within import spread_part

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area, Field, Indicator
    from atlas.views.numbers.rank_and_change import Standing
    from atlas.views.spread.within import SpreadPart
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the region; texts are ready to be shown, empty where there is nothing to say.

    ``area`` is the one of the place that has the figure. ``interval`` holds the ends of the 95 % interval of a rate
    from counts. ``rank`` is 0 where the area has none, one among ``n`` of the areas
    named by ``among`` otherwise; ``sign`` and ``remark`` tell what sort of figure it is or why there is none.
    """

    indicator: Indicator
    area: Area
    year: int
    value: str
    interval: str
    sign: str
    remark: str
    against: tuple[tuple[str, str], ...]
    change: Change
    rank: int
    n: int
    among: str
    strip: str


@dataclass(frozen=True, slots=True)
class Missing:
    """An indicator without figures for the region's level: why, and the region above that has them."""

    title: str
    reason: str
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose figures stand in a field: attribution, licence and its address, and for which indicators."""

    titles: str
    attribution: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class FieldPart:
    """One field of the profile: indicators with figures, one of them over time, and those without figures here."""

    field: Field
    rows: tuple[Row, ...]
    missing: tuple[Missing, ...]
    credits: tuple[Credit, ...]
    chart: FieldChart | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the page of a region says."""

    area: Area
    head: tuple[str, ...]
    above: tuple[Area, ...]
    neighbours: tuple[Area, ...]
    members: tuple[Area, ...]
    striking: tuple[Striking, ...]
    fields: tuple[FieldPart, ...]
    credits: tuple[Credit, ...]
    intervals: str
    ages: AgesPart | None
    components: ComponentsPart | None
    spread: SpreadPart | None


def profile(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> Profile:
    """Compose the profile of a region of a territory date.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    area : Area
        One of ``atlas.areas[territory]``; all codes of one place give the same profile.
    territory : date
        Date of the area status.
    words : Words
        Language of the texts.
    """
    by_code = atlas.areas[territory]
    area = first_of(area, by_code)
    parts = tuple(_field(atlas, field, area, territory, words) for field in atlas.catalogue.fields)
    return Profile(
        area=area,
        head=head(atlas, area, territory, words),
        above=above(atlas, area, territory),
        neighbours=tuple(sorted((by_code[c] for c in area.neighbours if c in by_code), key=lambda a: a.label)),
        members=members(atlas, area, territory),
        striking=striking(atlas, area, territory, words),
        fields=parts,
        credits=_credits(atlas, [row for part in parts for row in part.rows]),
        intervals=interval_meaning(words) if any(row.interval for part in parts for row in part.rows) else "",
        ages=ages_part(atlas, area, territory, words),
        components=components_part(atlas, area, territory, words),
        spread=spread_part(atlas, area, territory, words),
    )


def folded_line(n: int, words: Words) -> str:
    """Say how many indicators of a field are folded."""
    return words.counted("One more indicator of this field", "{n} more indicators of this field", n)


def missing_line(page: Profile, words: Words) -> str:
    """Fold all that has no figures here into one line, which names the fields that have none at all."""
    n = sum(len(part.missing) for part in page.fields)
    text = words.counted("Without figures here: one indicator", "Without figures here: {n} indicators", n)
    empty = [part.field.title for part in page.fields if part.missing and not part.rows]
    if not empty:
        return text
    return words("{line}, among them all of {fields}").format(line=text, fields=", ".join(empty))


def _field(atlas: Atlas, field: Field, area: Area, territory: dt.date, words: Words) -> FieldPart:
    rows: list[Row] = []
    missing: list[Missing] = []
    for indicator in atlas.catalogue.of_field(field):
        known = known_as(atlas, area, indicator, territory)
        at = standing(atlas, indicator.id, known.level, territory)
        if at is not None and _never(at, known):
            missing.append(Missing(indicator.title, words("cannot be added up to this region")))
        elif at is not None:
            rows.append(_row(atlas, indicator, at, known, territory, words))
        elif indicator.has_figures:
            missing.append(_elsewhere(atlas, indicator, area, territory, words))
        else:
            reason = words("no data yet; would come from: {source}").format(source=indicator.source_table)
            missing.append(Missing(indicator.title, reason))
    chart = field_chart(atlas, ((row.indicator, row.area) for row in rows), territory, words)
    return FieldPart(field, tuple(rows), tuple(missing), _credits(atlas, rows), chart)


def _never(at: Standing, area: Area) -> bool:
    """Say whether a region that somebody drew has no figure in any year, for another reason than secrecy."""
    if area.level is not Level.SOCIAL_REGION:
        return False
    states = at.figures.states[:, at.column[area.code]]
    return bool((states < N_VALUELESS).all() and (states != RANK[ValueState.SECRET]).all())


def _row(atlas: Atlas, indicator: Indicator, at: Standing, area: Area, territory: dt.date, words: Words) -> Row:
    value, state = at.value(area.code), at.state(area.code)
    known = state not in VALUELESS
    against = benchmarks(atlas, indicator, area, territory, words)
    parts = other_sum(atlas, indicator, area, territory, at.year)
    beside = against if parts is None else (*against, Against(sum_name(parts.below, words), parts.value))
    mark = against[-1] if against else None
    svg = ""
    if known and at.strip is not None:
        text = strip_text(at, indicator, area, mark, words)
        svg = strip_svg(at.strip, value, mark.value if mark else None, text, at.interval(area.code))
    short = indicator.unit if indicator.unit == "%" else ""  # longer ones stand beside the value already
    rank = at.ranks[at.column[area.code]] if known else 0
    return Row(
        indicator=indicator,
        area=area,
        year=at.year,
        value=words.with_unit(value, indicator.decimals, indicator.unit) if known else words("no value"),
        interval=interval_text(*at.interval(area.code), indicator, words) if known else "",
        sign=words.state(state).sign,
        remark=_remark(at, indicator, area, state, words),
        against=tuple((a.name, words.with_unit(a.value, indicator.decimals, short)) for a in beside),
        change=change(at, indicator, area.code, words),
        rank=int(rank),
        n=at.n,
        among=words.levels_after_number(area.level),
        strip=svg,
    )


def _remark(at: Standing, indicator: Indicator, area: Area, state: ValueState, words: Words) -> str:
    """Say what the sign means; without a value also which one was the last."""
    said = words.state(state)
    text = said.sentence.format(name=area.name, year=at.year) or said.short
    if state not in VALUELESS:
        return text
    own = at.figures.values[: at.row, at.column[area.code]].tolist()
    known = [(y, v) for y, v in zip(at.figures.years[: at.row], own, strict=True) if v == v]  # noqa: PLR0124  not NaN
    if not known:
        return text
    last = words("Last known: {value} in {year}.").format(
        value=words.with_unit(known[-1][1], indicator.decimals, indicator.unit), year=known[-1][0]
    )
    return f"{text} {last}"


def _elsewhere(atlas: Atlas, indicator: Indicator, area: Area, territory: dt.date, words: Words) -> Missing:
    levels = atlas.levels(indicator, territory)
    if not levels:
        dates = [words.day(t) for t in atlas.territories if atlas.levels(indicator, t)]
        return Missing(indicator.title, words("figures only for areas as of {date}").format(date=", ".join(dates)))
    names = ", ".join(words.levels(x) for x in levels)
    holders = {a.level: a for a in above(atlas, area, territory)}
    holder = next((holders[x] for x in reversed(levels) if x in holders), None)
    return Missing(indicator.title, words("figures only for: {levels}").format(levels=names), holder)


def _credits(atlas: Atlas, rows: list[Row]) -> tuple[Credit, ...]:
    titles: dict[str, list[str]] = {}
    sources = {}
    for row in rows:
        for key in dict.fromkeys(m.table for m in row.indicator.measures):
            source = atlas.tables[key].source
            sources[source.id] = source
            names = titles.setdefault(source.id, [])
            if row.indicator.short_title not in names:
                names.append(row.indicator.short_title)
    return tuple(Credit(", ".join(titles[key]), s.attribution, s.licence, s.licence_url) for key, s in sources.items())
