"""What is found in a folder that was just begun is taken as it is, and says that nobody has looked at it yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import yaml

from atlas.build.declarations import FOLDER as SOURCES
from atlas.build.judge import faults
from atlas.data.measures import FOLDER as MEASURES
from atlas.data.rules.broken import Severity
from atlas.data.yaml_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from atlas.data.rules.run import Finding

FORMULA = ("value", "numerator", "denominator")
INDICATORS = "indicators"
#: Why figures of a new atlas that break a rule are shown all the same.
UNCHECKED = "Beim Anlegen des Atlas gefunden; von niemandem geprüft."


def accept_unchecked(folder: Path) -> Iterator[str]:
    """Accept what breaks a rule in a folder that was just begun, each with the word that nobody has looked at it yet.

    Parameters
    ----------
    folder : Path
        The data folder; the declarations of its measures are written anew.

    Yields
    ------
    str
        How many findings there are, one sentence a table.
    """
    found: dict[str, list[Finding]] = {}
    for finding in faults(folder, folder):
        if finding.severity is Severity.ERROR:
            found.setdefault(finding.table, []).append(finding)
    for table, errors in found.items():
        path = folder / MEASURES / f"{table}.yaml"
        declared = read_yaml(path)
        absent = {one.measure for one in errors if not any(one.rows["code"])}
        for measure in absent & set(declared["measures"]):
            del declared["measures"][measure]
        left = [one for one in errors if one.measure not in absent]
        write_yaml(path, declared | {"accepted": [_accepted(one) for one in left]})
        _without(folder, {f"{table}.{measure}" for measure in absent})
        if absent:
            yield f"{table}: without {', '.join(sorted(absent))}, of which there are no figures"
        if n := sum(len(one.rows) for one in left):
            yield f"{table}: {n} figures that break a rule were taken as they are; look at them in {path.name}"


def leave_out(folder: Path, tables: Mapping[str, str]) -> Iterator[str]:
    """Leave out tables that cannot be made for these states, with their measures and indicators; say why."""
    for table, why in tables.items():
        measures = folder / MEASURES / f"{table}.yaml"
        _without(folder, {f"{table}.{name}" for name in read_yaml(measures)["measures"]})
        measures.unlink()
        (folder / SOURCES / f"{table}.yaml").unlink()
        yield f"{table}: left out: {why}"


def _without(folder: Path, measures: set[str]) -> None:
    """Leave out the indicators that would be made of these measures."""
    for path in sorted((folder / INDICATORS).glob("*.yaml")):
        content = read_yaml(path)
        own = [one for one in content["indicators"] if not measures & {str(one.get(key)) for key in FORMULA}]
        if not own:
            path.unlink()
        elif len(own) < len(content["indicators"]):
            write_yaml(path, content | {"indicators": own})


def _accepted(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "measure": finding.measure,
        "levels": [finding.level],
        "codes": sorted({str(code) for code in finding.rows["code"]}),
        "years": sorted({int(year) for year in finding.rows["year"]}),
        "reason": UNCHECKED,
        "name": "python -m atlas new",
        "date": dt.datetime.now(dt.UTC).date(),
    }


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    """Write a file of the data folder, closed by the line that says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120, explicit_end=True)
    path.write_text(text, encoding="utf-8")
