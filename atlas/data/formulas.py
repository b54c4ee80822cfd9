"""Hold the formulas of the catalogue against what the measures are: what cannot be added up, divided or called so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.data.measures import MeasureKind, nearest
from atlas.errors import expected
from atlas.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atlas.data.measures import Declared
    from atlas.model import Formula, Indicator, Measure

#: Which indicators a measure may be the published value of.
KINDS = {
    Kind.COUNT: frozenset({MeasureKind.COUNT}),
    Kind.INDEX: frozenset({MeasureKind.SCORE}),
    Kind.RATIO: frozenset(MeasureKind) - {MeasureKind.COUNT, MeasureKind.SCORE},
}
MEND = "mend the entry"
#: „je 1000 Einwohner“: how many, of what.
PER = re.compile(r"(?:(?P<what>.+) )?je (?:(?P<many>\d[\d. \u00a0\u202f]*) )?(?P<of>\D.*)")
PERCENT = 100
PLACEHOLDER = re.compile(r"\b(TODO|TBD|FIXME|XXX)\b|^\W*$", re.IGNORECASE)
TEXTS = ("title", "short_title", "plain_title", "definition", "how_to_read", "does_not_say", "source_table")


def formula_mistakes(indicator: Indicator, declared: Mapping[Measure, Declared]) -> Iterator[tuple[str, str]]:
    """Find what is wrong with the formula of an indicator, its unit and its texts.

    Parameters
    ----------
    indicator : Indicator
        An entry of the catalogue.
    declared : mapping of Measure to Declared
        What each measure is.

    Yields
    ------
    tuple of str and str
        The key of the entry, and the sentence behind it: what was found, what was expected, what to do.
    """
    for key in TEXTS:
        if PLACEHOLDER.search(getattr(indicator, key)):
            yield key, _told(repr(getattr(indicator, key)), "a text for readers", "write it before figures are shown")
    for at, formula in enumerate(indicator.formulas):
        before = f"also.{at - 1}." if at else ""
        yield from ((f"{before}{key}", told) for key, told in _mistakes_of(indicator, formula, declared))
    breaks = {y for m in indicator.measures if m in declared for y in declared[m].breaks}
    lacking = sorted(breaks - {m.year for m in indicator.method_changes})
    if lacking:
        found = f"no note for {', '.join(map(str, lacking))}"
        yield "method_changes", _told(found, "one for each year in which a method changed", "say what changed")


def _mistakes_of(
    indicator: Indicator, formula: Formula, declared: Mapping[Measure, Declared]
) -> Iterator[tuple[str, str]]:
    roles = {"value": formula.value, "numerator": formula.numerator, "denominator": formula.denominator}
    named = {key: measure for key, measure in roles.items() if measure is not None}
    unknown = [key for key, measure in named.items() if measure not in declared]
    for key in unknown:
        yield key, _told(f"the unknown measure {str(named[key])!r}", nearest(named[key], declared), "name one of these")
    if unknown or not named:
        return
    one = replace(
        indicator,
        value=formula.value,
        numerator=formula.numerator,
        denominator=formula.denominator,
        factor=formula.factor,
    )
    if not indicator.unit.strip():
        yield "unit", _told("an empty text", "what the figures are counted in", MEND)
    elif formula.value is not None:
        yield from _value_mistakes(one, formula.value, declared[formula.value])
    else:
        top, bottom = (declared[named[key]] for key in ("numerator", "denominator"))
        yield from _rate_mistakes(one, top, bottom)


def _value_mistakes(indicator: Indicator, measure: Measure, what: Declared) -> Iterator[tuple[str, str]]:
    if what.kind not in KINDS[indicator.kind] or (indicator.kind is Kind.COUNT and not what.sums):
        may = [str(k) for k, kinds in KINDS.items() if what.kind in kinds and (k is not Kind.COUNT or what.sums)]
        found = f"{indicator.kind}, but {measure} is of the kind {what.kind} and adds up by {_way(what)}"
        yield "kind", _told(found, " or ".join(may) or "another measure", MEND)
    if what.kind is MeasureKind.SCORE and indicator.comparable_across == "all":
        yield "comparable_across", _told("all", "none: a score has a scale of its own on each level", "write none")
    # all kinds of blanks are one: which of them groups a thousand is a matter of type
    if indicator.unit.split() != what.unit.split():
        yield "unit", _told(repr(indicator.unit), f"{what.unit!r}, the unit of {measure}", "mend one of the two")


def _rate_mistakes(indicator: Indicator, top: Declared, bottom: Declared) -> Iterator[tuple[str, str]]:
    for key, what, measure in (
        ("numerator", top, indicator.numerator),
        ("denominator", bottom, indicator.denominator),
    ):
        if not what.sums:
            found = f"{measure} of the kind {what.kind}, which cannot be added up"
            yield key, _told(found, "a measure whose parts add up", "show it as 'value', or name a count")
    if bottom.part_of == str(indicator.numerator):
        found = f"{indicator.denominator}, which is a part of the numerator"
        yield "denominator", _told(found, "the whole below its part", "swap the two")
    if indicator.unit == "%":
        yield from _percent_mistakes(indicator, top, bottom)
        return
    per = PER.fullmatch(indicator.unit)
    if per is None:
        yield "unit", _told(repr(indicator.unit), "'%' or '... je ...', for it is a rate", MEND)
        return
    many = int(re.sub(r"\D", "", per["many"])) if per["many"] else 1
    if many != indicator.factor:
        found = f"{indicator.factor:g} beside the unit {indicator.unit!r}"
        yield "factor", _told(found, str(many), "mend factor or unit")
    if per["of"] not in {bottom.counted, bottom.unit}:
        found = f"{indicator.unit!r}, but {indicator.denominator} counts {bottom.counted}"
        yield "unit", _told(found, f"'je ... {bottom.counted}'", "mend unit or denominator")
    if per["what"] and per["what"] not in {top.counted, top.unit}:
        found = f"{indicator.unit!r}, but {indicator.numerator} counts {top.counted}"
        yield "unit", _told(found, f"'{top.counted} je ...'", "mend unit or numerator")
    if not per["what"] and top.kind is not MeasureKind.COUNT:
        found = f"{indicator.numerator}, counted in {top.unit}, with the unit {indicator.unit!r}"
        yield "numerator", _told(found, "a count", f"write '{top.unit} je ...' or name a count")


def _percent_mistakes(indicator: Indicator, top: Declared, bottom: Declared) -> Iterator[tuple[str, str]]:
    if indicator.factor != PERCENT:
        yield "factor", _told(f"{indicator.factor:g} beside the unit '%'", str(PERCENT), "mend factor or unit")
    if top.unit != bottom.unit:
        found = f"{indicator.numerator} in {top.unit}, {indicator.denominator} in {bottom.unit}"
        yield "unit", _told(found, "one unit above and below for '%'", "mend the formula or the unit")


def _way(what: Declared) -> str:
    return what.adds_up if isinstance(what.adds_up, str) else f"a mean weighted by {what.adds_up.mean_by}"


def _told(found: str, wanted: str, do: str) -> str:
    return expected("", found, wanted, do)
