"""What is found in a folder that was just begun is taken as it is, and says that nobody has looked at it yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import yaml

from atlas.build.declarations import FOLDER as SOURCES
from atlas.build.judge import faults
from atlas.data.load import assembled
from atlas.data.measures import FOLDER as MEASURES
from atlas.data.rules.broken import Severity
from atlas.data.yaml_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from atlas.data.rules.run import Finding

FORMULA = ("value", "numerator", "denominator")
FACTOR = "factor"
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
    """Leave out what would be made of these measures, and the indicators of which nothing else is left."""
    for path in sorted((folder / INDICATORS).glob("*.yaml")):
        content = read_yaml(path)
        _write_indicators(
            path, content, [made_of(one, lambda name: name not in measures) for one in content["indicators"]]
        )


def made_of(indicator: dict[str, Any], known: Callable[[str], bool]) -> dict[str, Any] | None:
    """Keep of an indicator what is made of known measures.

    Parameters
    ----------
    indicator : dict
        An entry of the catalogue.
    known : callable
        Whether a measure is there.

    Returns
    -------
    dict or None
        The entry with the formulas that are left, the first of which is its own now; None where none is.
    """
    own = {key: indicator[key] for key in (*FORMULA, FACTOR) if indicator.get(key) is not None}
    formulas = [own, *indicator.get("also", ())]
    left = [f for f in formulas if (names := [str(f[k]) for k in FORMULA if f.get(k)]) and all(map(known, names))]
    if left == formulas:
        return indicator
    others = {key: value for key, value in indicator.items() if key not in {*own, "also"}}
    return others | left[0] | ({"also": left[1:]} if left[1:] else {}) if left else None


def only_levels_with_figures(folder: Path) -> Iterator[str]:
    """Define indicators for the levels on which they have figures in this atlas; say which have less than before."""
    atlas = assembled(folder)
    for path in sorted((folder / INDICATORS).glob("*.yaml")):
        content = read_yaml(path)
        entries: list[dict[str, Any] | None] = []
        for entry in content["indicators"]:
            has = {level for t in atlas.territories for level in atlas.levels(atlas.indicator(entry["id"]), t)}
            levels = [level for level in entry["levels"] if level in has]
            entries.append(entry | {"levels": levels} if levels else None)
            if lacking := [level for level in entry["levels"] if level not in has]:
                yield f"{entry['id']}: no figures by {', '.join(lacking)} in this atlas"
        _write_indicators(path, content, entries)


def _write_indicators(path: Path, content: dict[str, Any], entries: list[dict[str, Any] | None]) -> None:
    own = [entry for entry in entries if entry is not None]
    if not own:
        path.unlink()
    elif own != content["indicators"]:
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
