"""What broke a rule: the figures, the rule and how grave it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Columns by which a figure is named.
KEY = ["measure", "level", "territory", "code", "year"]


def named(rows: pd.DataFrame, other: pd.Series[float] | float = math.nan) -> pd.DataFrame:
    """Keep what names the figures, with their value and that with which it was compared."""
    return rows[[*KEY, "value"]].assign(other=other)


class Severity(StrEnum):
    """How grave it is: an error stops the build."""

    ERROR = "error"
    WARNING = "warning"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Broken:
    """Figures of one table that break one rule.

    Attributes
    ----------
    rule : str
        Its name, as in the declaration.
    severity : Severity
        Error or warning.
    limit : str
        The numbers of the rule, without words.
    rows : DataFrame
        Columns of `KEY`, ``value`` and ``other``, that with which it was compared; NaN where there is none.
    carried : bool
        Whether the figures are only carried from another territory date.
    """

    rule: str
    severity: Severity
    limit: str
    rows: pd.DataFrame
    carried: bool = False


def number(value: float) -> str:
    """Write a number with no digits that are not there."""
    return f"{value:.10g}"


def ends(low: float | None, high: float | None) -> str:
    """Write a range whose ends may be open."""
    if low is None or high is None:
        return f"≤ {number(high)}" if high is not None else f"≥ {number(low or 0)}"
    return f"{number(low)} … {number(high)}"
