"""Read the catalogue of indicators: one YAML file a field, every mistake told at once."""

from __future__ import annotations

import re
import reprlib
import sys
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import yaml

from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Field, Indicator, Kind, Level, Measure, MethodChange, Polarity

if TYPE_CHECKING:
    from collections.abc import Hashable
    from enum import StrEnum
    from pathlib import Path

MOST_DECIMALS = 3
MOST_NESTED = 20
#: Ids stand in addresses and file names.
ID = re.compile(r"[a-z][a-z0-9_]*")
TEXTS = ("id", "title", "short_title", "plain_title", "definition", "how_to_read", "does_not_say", "source_table")
OPTIONAL = frozenset({"numerator", "denominator", "factor", "value", "method_changes"})
KEYS = {f.name for f in fields(Indicator)} - {"field"}


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
        field, own = _Reader(path, problems).read()
        if field is not None:
            found.append((path, field, own))
    found.sort(key=lambda part: part[1].order)
    for key in ("id", "title", "order"):
        problems += _repeated([(f"{path}, field, {key}", getattr(field, key)) for path, field, _ in found])
    for key in ("id", "title", "short_title"):
        problems += _repeated([(f"{path}, {i.id}, {key}", getattr(i, key)) for path, _, own in found for i in own])
    if problems:
        raise DataError(" ".join(problems))
    return Catalogue(tuple(field for _, field, _ in found), {i.id: i for _, _, own in found for i in own})


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


class _Loader(yaml.CSafeLoader):
    """Refuses a key given twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  signature of the library
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                line = node.start_mark.line + 1
                raise yaml.YAMLError(f"the key {key!r} twice in the entry that begins in line {line}")
        return super().construct_mapping(node, deep=deep)


def _load(text: str) -> object:
    depth, ended = 0, True
    # the C library has no limit of its own: what is nested too deep would end the process
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_NESTED:
            raise yaml.YAMLError(f"entries nested more than {MOST_NESTED} deep")
        if isinstance(event, yaml.DocumentEndEvent):
            ended = bool(event.explicit)
    # a file that was cut off is often still YAML: only its end mark tells that nothing is missing
    if not ended:
        raise yaml.YAMLError("no line '...' at the end, as in a file that was cut off")
    return yaml.load(text, Loader=_Loader)  # noqa: S506  derived from the safe one


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; problems are gathered, so that one run tells them all."""

    path: Path
    problems: list[str]

    def refuse(self, where: str, found: object, wanted: str) -> None:
        shown = found[:200] if isinstance(found, str) else reprlib.repr(found)
        self.problems.append(expected(f"{self.path}, {where}", shown or "an empty text", wanted, "mend the entry"))

    def read(self) -> tuple[Field | None, list[Indicator]]:
        try:
            content = _load(self.path.read_text(encoding="utf-8"))
        except OSError as error:
            self.refuse("file", error.strerror, "a file that can be read")
            return None, []
        except (yaml.YAMLError, ValueError) as error:
            self.refuse("syntax", " ".join(str(error).split()), "YAML in UTF-8")
            return None, []
        if not isinstance(content, dict) or set(content) != {"field", "indicators"}:
            found = "an empty file" if content is None else content
            self.refuse("top level", found, "the keys 'field' and 'indicators'")
            return None, []
        head, entries = content["field"], content["indicators"]
        good = isinstance(head, dict) and set(head) == {"id", "title", "order"} and type(head["order"]) is int
        if not good or not all(isinstance(head[k], str) and head[k].strip() for k in ("id", "title")):
            self.refuse("field", head, "the texts 'id' and 'title' and the whole number 'order'")
            return None, []
        if not ID.fullmatch(head["id"]):
            self.refuse("field, id", head["id"], "small letters, digits and underscores")
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self.refuse("indicators", entries, "a list of mappings")
            return None, []
        own = [self.indicator(e, head["id"], i) for i, e in enumerate(entries)]
        return Field(**head), [i for i in own if i is not None]

    def indicator(self, entry: dict[str, Any], field: str, at: int) -> Indicator | None:
        before = len(self.problems)
        name = str(entry.get("id") or f"indicator {at + 1}")
        for key in sorted({str(k) for k in entry} - KEYS):
            self.refuse(f"{name}, {key}", entry.get(key), f"one of the keys {', '.join(sorted(KEYS))}")
        for key in sorted(KEYS - OPTIONAL - set(entry)):
            self.refuse(f"{name}, {key}", "nothing", "an entry")
        for key in TEXTS:
            if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
                self.refuse(f"{name}, {key}", entry[key], "a text")
        if isinstance(entry.get("id"), str) and not ID.fullmatch(entry["id"]):
            self.refuse(f"{name}, id", entry["id"], "small letters, digits and underscores")
        if "unit" in entry and not isinstance(entry["unit"], str):
            self.refuse(f"{name}, unit", entry["unit"], "a text, which may be empty")
        decimals = entry.get("decimals", 0)
        if type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS:
            self.refuse(f"{name}, decimals", decimals, f"0 to {MOST_DECIMALS}")
        kind = self.choice(f"{name}, kind", entry.get("kind", "ratio"), Kind)
        polarity = self.choice(f"{name}, polarity", entry.get("polarity", "neutral"), Polarity)
        levels = entry.get("levels", ["district"])
        if (
            not isinstance(levels, list)
            or not levels
            or not all(levels.count(x) == 1 and x in list(Level) for x in levels)
        ):
            self.refuse(f"{name}, levels", levels, f"some of {', '.join(Level)}, each once")
        measures = {k: self.measure(f"{name}, {k}", entry.get(k)) for k in ("numerator", "denominator", "value")}
        self.formula(name, entry)
        changes = self.changes(f"{name}, method_changes", entry.get("method_changes", []))
        if len(self.problems) > before or kind is None or polarity is None:
            return None
        return Indicator(
            **{k: entry[k] for k in (*TEXTS, "unit", "decimals")},
            numerator=measures["numerator"],
            denominator=measures["denominator"],
            value=measures["value"],
            field=field,
            kind=Kind(kind),
            polarity=Polarity(polarity),
            levels=tuple(Level(x) for x in levels),
            factor=float(entry.get("factor", 1)),
            method_changes=changes,
        )

    def choice(self, where: str, found: object, allowed: type[StrEnum]) -> str | None:
        if found in list(allowed):
            return str(found)
        self.refuse(where, found, f"one of {', '.join(allowed)}")
        return None

    def measure(self, where: str, text: object) -> Measure | None:
        if text is None:
            return None
        table, dot, name = str(text).partition(".")
        if not isinstance(text, str) or not (table and dot and name):
            self.refuse(where, text, "table.measure")
            return None
        return Measure(table, name)

    def formula(self, name: str, entry: dict[str, Any]) -> None:
        rate = [k for k in ("numerator", "denominator", "factor") if entry.get(k) is not None]
        if rate and len(rate) < 3:  # noqa: PLR2004  a rate needs all three
            self.refuse(f"{name}, {rate[0]}", "only " + ", ".join(rate), "numerator, denominator and factor together")
        if rate and entry.get("value") is not None:
            self.refuse(f"{name}, value", entry["value"], "either a value or a rate from counts, not both")
        if rate and entry.get("kind") == Kind.COUNT:
            self.refuse(f"{name}, kind", "count with a denominator", "ratio")
        factor = entry.get("factor", 1)
        if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not 0 < factor <= sys.float_info.max:
            self.refuse(f"{name}, factor", factor, "a number above zero")

    def changes(self, where: str, found: object) -> tuple[MethodChange, ...]:
        if not isinstance(found, list) or not all(
            isinstance(c, dict)
            and set(c) == {"year", "note"}
            and type(c["year"]) is int
            and isinstance(c["note"], str)
            and c["note"].strip()
            for c in found
        ):
            self.refuse(where, found, "a list of entries with 'year' and 'note'")
            return ()
        return tuple(MethodChange(c["year"], c["note"]) for c in found)
