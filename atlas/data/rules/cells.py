"""Rules of a single figure, checked by pandera: range, whole numbers, digits, years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandera.pandas as pa  # kept, checks whole columns at once and tells every cell that fails
from pandera.errors import SchemaErrors

from atlas.data.rules.broken import Broken, Severity, named
from atlas.data.rules.broken import ends as written
from atlas.data.rules.declared import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

ENDLESS = float("inf")
#: Binary numbers are no decimal ones: so far may one be from its rounded self.
ROUNDING = 1e-9


def of_cells(rules: Rules) -> Rules:
    """Keep of the rules of a measure those that look at each figure for itself."""
    return Rules(range=rules.range, usual=rules.usual, whole=rules.whole, digits=rules.digits)


def cell_rules(rows: pd.DataFrame, rules: Rules, last_year: int) -> Iterator[Broken]:
    """Check every figure for itself.

    Parameters
    ----------
    rows : DataFrame
        Rows of a table, of one measure or of several with the same rules.
    rules : Rules
        What was declared of them.
    last_year : int
        The latest year of which there can be a figure.

    Yields
    ------
    Broken
        One a rule that is broken.
    """
    checks: dict[str, tuple[pa.Check, Severity, str]] = {}
    for name, ends, severity in (("range", rules.range, Severity.ERROR), ("usual", rules.usual, Severity.WARNING)):
        if ends is not None:
            low, high = (-ENDLESS if ends[0] is None else ends[0]), (ENDLESS if ends[1] is None else ends[1])
            checks[name] = (pa.Check.in_range(low, high, error=name), severity, written(*ends))
    if rules.whole:
        checks["whole"] = (pa.Check(_has_digits(0), error="whole"), Severity.ERROR, "")
    if rules.digits is not None:
        checks["digits"] = (pa.Check(_has_digits(rules.digits), error="digits"), Severity.ERROR, f"≤ {rules.digits}")
    not_later = pa.Check.le(last_year, error="years")
    columns = {
        "value": pa.Column(float, [check for check, _, _ in checks.values()], nullable=True),
        "year": pa.Column(checks=not_later),
    }
    checks["years"] = (not_later, Severity.ERROR, f"≤ {last_year}")
    try:
        pa.DataFrameSchema(columns).validate(rows, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        for name, (_, severity, limit) in checks.items():
            at = cases.loc[cases["check"] == name, "index"]
            failed = rows.loc[rows.index.isin(at)]
            if not failed.empty:
                yield Broken(name, severity, limit, named(failed))


def _has_digits(digits: int) -> Callable[[pd.Series[float]], pd.Series[bool]]:
    return lambda values: (values - values.round(digits)).abs() <= ROUNDING * values.abs().clip(lower=1)
