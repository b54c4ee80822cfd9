"""What may be set beside what: the one place that says which levels and years of an indicator compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.model import Kind

if TYPE_CHECKING:
    from atlas.model import Indicator, Level, MethodChange


def levels_compare(indicator: Indicator, one: Level, other: Level) -> bool:
    """Say whether figures of two levels lie on one scale.

    Parameters
    ----------
    indicator : Indicator
        What they are figures of.
    one, other : Level
        The same level always compares with itself.

    Returns
    -------
    bool
        False for scores that are made for each level anew.
    """
    return one is other or indicator.comparable_across == "all"


def years_compare(indicator: Indicator) -> bool:
    """Say whether a change between years means anything.

    Parameters
    ----------
    indicator : Indicator
        What is shown.

    Returns
    -------
    bool
        False for scores that are scaled anew each year: they have neither change nor trend.
    """
    return indicator.comparable_across == "all"


def is_score(indicator: Indicator) -> bool:
    """Say whether an indicator is a score, which orders areas and measures nothing by itself.

    Parameters
    ----------
    indicator : Indicator
        What is shown.

    Returns
    -------
    bool
        False for rates and counts.
    """
    return indicator.kind is Kind.INDEX


def has_zero(indicator: Indicator) -> bool:
    """Say whether a value of the indicator can be twice another.

    Parameters
    ----------
    indicator : Indicator
        What is shown.

    Returns
    -------
    bool
        False for scores: their zero is where somebody put it.
    """
    return not is_score(indicator) and years_compare(indicator)


def method_changes(indicator: Indicator, since: int, until: int) -> tuple[MethodChange, ...]:
    """Find what stands between two years that are compared.

    Parameters
    ----------
    indicator : Indicator
        What is shown.
    since, until : int
        The years, in any order.

    Returns
    -------
    tuple of MethodChange
        Whose year is after the earlier one and not after the later one.
    """
    first, last = sorted((since, until))
    return tuple(m for m in indicator.method_changes if first < m.year <= last)
