"""What measures of inequality say in plain words: of a year, against earlier years, and what the terms mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import method_changes
from atlas.views.numbers.change_sentences import MOST_YEARS_BACK, YEARS_BACK, Change, method_note
from atlas.words.numbers import MINUS

if TYPE_CHECKING:
    from atlas.statistics.inequality import Inequality
    from atlas.views.spread.measured import Spread
    from atlas.words.words import Words

#: Digits behind the comma of a Gini or Theil, and of a ratio.
DECIMALS, RATIO_DECIMALS = 3, 2
#: A coefficient that changed by a smaller share of itself, or by less, has hardly changed.
HARDLY, LEAST_CHANGE = 0.1, 0.005
#: Two years are compared where the areas that count in both hold at least so much of what counts.
LEAST_IN_COMMON = 0.95
DASH = "\N{EN DASH}"


def gini(found: Inequality, words: Words) -> str:
    """Write the coefficient."""
    return words.number(found.gini, DECIMALS)


def fifths(found: Inequality, words: Words) -> str:
    """Write the ratio of the fifths; a dash where the lowest one has nothing."""
    return DASH if np.isnan(found.fifths) else words.number(found.fifths, RATIO_DECIMALS)


def share_between(found: Inequality, words: Words) -> str:
    """Write which share of Theil's index lies between the groups; a dash without groups."""
    share = found.share_between
    return DASH if np.isnan(share) else words.with_unit(100 * share, 0, "%")


def year_sentences(shown: Spread, year: int, words: Words) -> list[str]:
    """Say of a year what the fifths are, and what lies between the larger areas; nothing of the coefficient."""
    own, said = shown.years[year], []
    if np.isnan(own.fifths):
        said.append(words("The lowest fifth has a value of zero, so the highest cannot be divided by it."))
    else:
        text = words("The fifth with the highest values has on average {times} times the value of the lowest fifth.")
        said.append(text.format(times=fifths(own, words)))
    if shown.between is not None and not np.isnan(own.share_between):
        text = words("{share} of the differences (Theil) lie between the {groups}, the rest within them.")
        groups = words.levels_after_number(shown.between)
        said.append(text.format(share=share_between(own, words), groups=groups))
    return said


def left_out(shown: Spread, year: int, words: Words) -> str:
    """Say how many areas do not count in a year, and why; empty where all do."""
    hidden, without = shown.hidden[year], shown.without[year]
    said = []
    if hidden:
        said.append(
            words.counted(
                "One area with a hidden value, mostly a low one, is left out.",
                "{n} areas with hidden values, mostly low ones, are left out.",
                hidden,
            )
        )
    if without:
        said.append(words.counted("One area has no value.", "{n} areas have no value.", without))
    return " ".join(said)


def change(shown: Spread, words: Words) -> Change:
    """Say whether the areas lie further apart than five to ten years before, or why that is not said.

    The newest of those years is compared: not across a change of method, not where other areas had a value, and a
    difference of less than a tenth, or than 0.005, is called none.
    """
    now, then = shown.newest, earlier_year(shown)
    if not then:
        return Change("", words("no earlier year to compare"))
    if method_changes(shown.indicator, then, now):
        return Change("", words("not compared: {why}").format(why=method_note(shown.indicator, then, now, words)))
    if shown.in_common(then, now) < LEAST_IN_COMMON:
        return Change("", words("not compared: other areas have a value than in {year}").format(year=then))
    before, after = shown.years[then].gini, shown.years[now].gini
    by = after - before
    size = words.number(abs(by), DECIMALS)
    if abs(by) < max(HARDLY * before, LEAST_CHANGE):
        return Change("same", words("about as far apart as in {year}").format(year=then), since(shown, then, words))
    text = words("further apart than in {year}") if by > 0 else words("closer together than in {year}")
    signed = f"{'+' if by > 0 else MINUS}{size}"
    return Change("up" if by > 0 else "down", text.format(year=then), since(shown, then, words), signed)


def earlier_year(shown: Spread) -> int:
    """Find the newest of the years with which the newest one may be compared; 0 where there is none."""
    return max((y for y in shown.years if YEARS_BACK <= shown.newest - y <= MOST_YEARS_BACK), default=0)


def since(shown: Spread, then: int, words: Words) -> str:
    """Write the coefficients of an earlier year and of the newest one."""
    return words("Gini {now}, then {then}").format(
        now=gini(shown.years[shown.newest], words), then=gini(shown.years[then], words)
    )


def sentence(shown: Spread, moved: Change, words: Words) -> str:
    """Say of an indicator how far the areas lie apart today, in words first."""
    areas, year = words.levels(shown.level), shown.newest
    texts = {
        "up": words("{title}: the {areas} lie further apart in {year} than in {then} ({numbers})."),
        "down": words("{title}: the {areas} lie closer together in {year} than in {then} ({numbers})."),
        "same": words("{title}: the {areas} lie about as far apart in {year} as in {then} ({numbers})."),
    }
    if moved.direction:
        first = texts[moved.direction].format(
            title=shown.indicator.title, areas=areas, year=year, then=earlier_year(shown), numbers=moved.note
        )
    else:
        text = words("{title}, {year}, Gini coefficient {gini}:")
        first = text.format(title=shown.indicator.title, year=year, gini=gini(shown.years[year], words))
    rest = [*year_sentences(shown, year, words), left_out(shown, year, words)]
    return " ".join(filter(None, (first, *rest)))


def terms(words: Words) -> tuple[tuple[str, str], ...]:
    """Explain the measures to readers who have never met them."""
    return (
        (
            words("Gini coefficient"),
            words("0: all areas have the same value. The nearer to 1, the more is gathered in few areas."),
        ),
        (
            words("highest to lowest fifth"),
            words(
                "The mean of the fifth with the highest values, divided by that of the fifth with the lowest. Fifths "
                "are parts of what areas count by, mostly of the inhabitants, and not of the number of areas."
            ),
        ),
        (
            words("Theil index"),
            words(
                "0: all areas have the same value. It is the only one of the three that falls into two parts that add "
                "up: differences between larger areas, and those within them."
            ),
        ),
    )


def caveats(words: Words) -> tuple[str, ...]:
    """Say what the measures do not tell."""
    return (
        words("An indicator is compared with itself only: a share of 5 % is spread otherwise than one of 95 %."),
        words("Figures of small places vary by chance: a change of less than a tenth, or 0.005, is called none."),
        words("Neither far apart nor close together is good by itself."),
    )


def formulas(words: Words) -> tuple[tuple[str, str], ...]:
    """Write the formulas for those who compute again, with where they come from."""
    return (
        (
            "gini",
            words(
                "Gini: 1 minus the sum over all areas, ordered by value, of p(i) times (L(i) + L(i-1)); p is the share "
                "of the weight, L the share of weight times value that is reached (Lorenz curve)."
            ),
        ),
        (
            "theil",
            words(
                "Theil's T: sum of p(i) times r(i) times ln r(i), with r the value divided by the weighted mean; an "
                "area with the value 0 adds 0. Between: the same of the groups; within: the rest."
            ),
        ),
        (
            "fifths",
            words(
                "Fifths: weighted mean of the fifth of the weight with the highest values, divided by that with the "
                "lowest; an area on the border counts with its part."
            ),
        ),
        (
            "from",
            words(
                "After C. Gini (1912), Variabilità e mutabilità, and H. Theil (1967), Economics and Information "
                "Theory, chapter 4; checked against the package inequality of PySAL."
            ),
        ),
    )
