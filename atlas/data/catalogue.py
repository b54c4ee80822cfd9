"""Read the catalogue of indicators: one YAML file a field, every mistake told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from atlas.data.formulas import formula_mistakes
from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Field, Indicator, Kind
from atlas.validation import checked, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from pathlib import Path

    from atlas.data.measures import Declared
    from atlas.model import Measure

RATE = ("numerator", "denominator", "factor")
MEND = "mend the entry"
FIELD, INDICATOR = TypeAdapter(Field), TypeAdapter(Indicator)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All fields, in their order, and all indicators by id, in the order of the files."""

    fields: tuple[Field, ...]
    indicators: dict[str, Indicator]

    def of_field(self, field: Field) -> list[Indicator]:
        """List the indicators of a field."""
        return [i for i in self.indicators.values() if i.field == field.id]


def read_catalogue(folder: Path) -> Catalogue:
    """Read and check all files of a folder.

    Parameters
    ----------
    folder : Path
        Holds ``*.yaml``, each with ``field`` (id, title, order) and ``indicators``, and closed by the line ``...``.

    Raises
    ------
    MissingDataError
        There is no YAML file.
    DataError
        Names every mistake found: file, indicator, field, what was found, what was expected, what to do.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise MissingDataError(expected(str(folder), "no file", "the YAML files of the catalogue", "restore them"))
    problems: list[str] = []
    found: list[tuple[Path, Field, list[Indicator]]] = []
    for path in paths:
        try:
            field, entries = _read_file(path)
        except DataError as error:
            problems.append(str(error))
            continue
        own: list[Indicator] = []
        for at, entry in enumerate(entries):
            where = f"{path}, {entry.get('id') or f'indicator {at + 1}'}"
            line = _lines_of(path, at)
            problems += _formula(where, entry, line)
            try:
                own.append(checked(INDICATOR, {**entry, "field": field.id}, where, MEND, line))
            except DataError as error:
                problems.append(str(error))
        found.append((path, field, own))
    found.sort(key=lambda part: part[1].order)
    for key in ("id", "title", "order"):
        problems += _repeated([(f"{path}, field, {key}", getattr(field, key)) for path, field, _ in found])
    for key in ("id", "title", "short_title"):
        problems += _repeated([(f"{path}, {i.id}, {key}", getattr(i, key)) for path, _, own in found for i in own])
    if problems:
        raise DataError(" ".join(problems))
    return Catalogue(tuple(field for _, field, _ in found), {i.id: i for _, _, own in found for i in own})


def _read_file(path: Path) -> tuple[Field, list[dict[str, Any]]]:
    content = read_yaml(path, end_mark=True)
    if not isinstance(content, dict) or set(content) != {"field", "indicators"}:
        found = "an empty file" if content is None else shown(content)
        raise DataError(expected(f"{path}, top level", found, "the keys 'field' and 'indicators'", MEND))
    field, entries = checked(FIELD, content["field"], f"{path}, field", MEND), content["indicators"]
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise DataError(expected(f"{path}, indicators", shown(entries), "a list of mappings", MEND))
    return field, entries


def check_formulas(folder: Path, catalogue: Catalogue, declared: Mapping[Measure, Declared]) -> None:
    """Refuse indicators whose formula, unit or kind does not fit what their measures are.

    Parameters
    ----------
    folder : Path
        That of the catalogue, for the message.
    catalogue : Catalogue
        All indicators.
    declared : mapping of Measure to Declared
        What each measure is.

    Raises
    ------
    DataError
        Names every mistake: file, line, indicator, key, what was found and what was expected.
    """
    problems = []
    for indicator in catalogue.indicators.values():
        for key, sentence in formula_mistakes(indicator, declared):
            problems.append(f"{_place(folder, indicator.id, key)}{sentence}")
    if problems:
        raise DataError(" ".join(problems))


def _place(folder: Path, indicator: str, key: str) -> str:
    """Find file and line of an entry's key: only asked for when it is to be told."""
    for path in sorted(folder.glob("*.yaml")):
        for at, entry in enumerate(read_yaml(path)["indicators"]):
            if entry.get("id") == indicator:
                keys = tuple(int(part) if part.isdigit() else part for part in key.split("."))
                return f"{path}, {indicator}, {key}{_lines_of(path, at)(keys)}"
    return f"{folder}, {indicator}, {key}"


def _lines_of(path: Path, at: int) -> Callable[[Sequence[Hashable]], str]:
    find = line_finder(path)
    return lambda keys: find(("indicators", at, *keys))


def _formula(where: str, entry: dict[str, Any], line: Callable[[Sequence[Hashable]], str]) -> list[str]:
    """Judge the keys of an entry together, which no schema of one field can."""
    told: list[tuple[tuple[Hashable, ...], str, str]] = []
    if "field" in entry:
        told.append((("field",), shown(entry["field"]), "no entry of this name, for the file has one for all"))
    also = entry.get("also")
    parts: list[tuple[tuple[Hashable, ...], dict[str, Any]]] = [((), entry)]
    parts += [(("also", at), p) for at, p in enumerate(also if isinstance(also, list) else ()) if isinstance(p, dict)]
    for before, part in parts:
        rate = [key for key in RATE if part.get(key) is not None]
        if rate and len(rate) < len(RATE):
            told.append(((*before, rate[0]), f"only {', '.join(rate)}", "numerator, denominator and factor together"))
        if rate and part.get("value") is not None:
            told.append(((*before, "value"), shown(part["value"]), "either a value or a rate from counts, not both"))
        if rate and entry.get("kind") == Kind.COUNT:
            told.append(((*before, "kind"), "count with a denominator", "ratio"))
        if before and not (rate or part.get("value")):
            told.append((before, "nothing", "a value, or a rate from counts"))
    if also and not (entry.get("value") or entry.get("numerator")):
        told.append((("also",), "an entry", "a value or a rate from counts before it"))
    return [
        expected(f"{where}, {'.'.join(map(str, keys))}{line(keys)}", found, wanted, MEND)
        for keys, found, wanted in told
    ]


def _repeated(entries: list[tuple[str, Hashable]]) -> list[str]:
    first: dict[Hashable, str] = {}
    problems = []
    for where, value in entries:
        if value in first:
            problems.append(
                expected(where, f"{value!r} a second time, first at {first[value]}", "each once", "rename one")
            )
        first.setdefault(value, where)
    return problems
