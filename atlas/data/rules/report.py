"""What the rules found, as sentences and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.data.measures import FOLDER
from atlas.data.rules.broken import Severity, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from atlas.data.rules.run import Finding

#: So many figures of a finding are named in its sentence; the other forms name all.
NAMED = 10
RULES = {
    "range": "outside of what can be ({limit})",
    "usual": "outside of what is usual ({limit})",
    "whole": "not a whole number",
    "digits": "with more digits than the publisher gives ({limit})",
    "complete": "missing",
    "years": "of a year beyond the edition ({limit})",
    "part_of": "above the whole ({limit})",
    "ratio": "out of proportion ({limit})",
    "sums": "other than the sum of the parts ({limit})",
    "area": "other than the area within the borders ({limit})",
    "year_before": "a jump against the year before (factor {limit})",
    "own_series": "a jump in the area's own series ({limit})",
    "before": "other than what was shown before",
}


def sentence(finding: Finding, named: int = NAMED) -> str:
    """Write a finding in one sentence.

    Parameters
    ----------
    finding : Finding
        What broke a rule.
    named : int
        How many figures are named.

    Returns
    -------
    str
        Table, measure, level, rule, figures, and what to do.
    """
    rows = finding.rows
    figures = "; ".join(figure(row) for row in rows.head(named).to_dict("records"))
    more = f"; and {len(rows) - named} more" if len(rows) > named else ""
    where = f"{finding.table}, {finding.measure}, {finding.level} {finding.territory}".rstrip(", ")
    broken = RULES[finding.rule].format(limit=finding.limit)
    if finding.accepted:
        do = f"accepted by {finding.accepted.name} on {finding.accepted.date}: {finding.accepted.reason}"
    else:
        mend = f"look at the crosswalk to {finding.territory}" if finding.carried else "mend the source"
        do = f"{mend}, or accept it in {FOLDER}/{finding.table}.yaml."
    return f"{where}: found {len(rows)} {'figure' if len(rows) == 1 else 'figures'} {broken}: {figures}{more}; {do}"


def figure(row: dict[Any, Any]) -> str:
    """Name a figure: area, year, value and that with which it was compared."""
    if not row["code"]:
        return "no figure at all, its column is missing"
    value = "" if row["value"] != row["value"] else f" {number(row['value'])}"
    other = "" if row["other"] != row["other"] else f" ({number(row['other'])})"
    origin = f" [{row['origin']}]" if row.get("origin") else ""
    return f"{row['code']} {row['name']} {row['year']}{value}{other}{origin}"


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Write findings as records of JSON, every figure named.

    Parameters
    ----------
    findings : iterable of Finding
        What broke rules.

    Returns
    -------
    list of dict
        One a finding; a figure that there is not is null.
    """
    return [
        {
            "severity": str(f.severity),
            "rule": f.rule,
            "limit": f.limit,
            "table": f.table,
            "measure": f.measure,
            "level": f.level,
            "territory": f.territory,
            "text": sentence(f),
            "accepted": f.accepted and f.accepted.model_dump(mode="json", include={"name", "date", "reason"}),
            "figures": _records(f.rows),
        }
        for f in findings
    ]


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    plain = rows.drop(columns=["measure", "level", "territory"]).astype(object)
    return [{str(k): v for k, v in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")]


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """Count the findings that are so grave.

    Parameters
    ----------
    findings : iterable of Finding
        What broke rules.
    severity : Severity
        Which of them.

    Returns
    -------
    int
        Findings, not figures.
    """
    return sum(f.severity is severity for f in findings)
