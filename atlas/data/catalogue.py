"""Read the catalogue of indicators: one YAML file a field, every mistake told at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import yaml

from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Field, Indicator, Kind, Level, Measure, MethodChange, Polarity

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

MOST_DECIMALS = 3
TEXTS = ("id", "title", "short_title", "plain_title", "definition", "how_to_read", "does_not_say", "source_table")
OPTIONAL = frozenset({"numerator", "denominator", "factor", "value", "method_changes"})
KEYS = {f.name for f in fields(Indicator)} - {"field"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All fields, in their order, and all indicators by id, in the order of the files."""

    fields: tuple[Field, ...]
    indicators: dict[str, Indicator]


def read_catalogue(folder: Path) -> Catalogue:
    """Read and check all files of a folder.

    Parameters
    ----------
    folder : Path
        Holds ``*.yaml``, each with ``field`` (id, title, order) and ``indicators``.

    Raises
    ------
    MissingDataError
        There is no YAML file.
    DataError
        Names every mistake found: file, indicator, field, what was found and what was expected.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise MissingDataError(expected(str(folder), "no file", "the YAML files of the catalogue", "restore them"))
    problems: list[str] = []
    found: list[tuple[Field, list[Indicator]]] = []
    for path in paths:
        reader = _Reader(path, problems)
        found.append(reader.read())
    indicators = [i for _, own in sorted(found, key=lambda pair: pair[0].order) for i in own]
    for what in ("id", "title", "short_title"):
        seen: set[str] = set()
        for indicator in indicators:
            value = getattr(indicator, what)
            if value in seen:
                where = f"{folder}, {indicator.id}, {what}"
                problems.append(expected(where, f"{value!r} a second time", "each once", "rename one"))
            seen.add(value)
    if problems:
        raise DataError(" ".join(problems))
    return Catalogue(tuple(sorted((f for f, _ in found), key=lambda f: f.order)), {i.id: i for i in indicators})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; problems are gathered, so that one run tells them all."""

    path: Path
    problems: list[str]

    def refuse(self, where: str, found: object, wanted: str) -> None:
        self.problems.append(expected(f"{self.path}, {where}", repr(found)[:80], wanted, "mend the entry"))

    def read(self) -> tuple[Field, list[Indicator]]:
        nothing = Field(self.path.stem, self.path.stem, 0)
        try:
            content = yaml.load(self.path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
            self.refuse("syntax", " ".join(str(error).split()), "YAML")
            return nothing, []
        if not isinstance(content, dict) or set(content) != {"field", "indicators"}:
            self.refuse("top level", content, "the keys 'field' and 'indicators'")
            return nothing, []
        head, entries = content["field"], content["indicators"]
        good = isinstance(head, dict) and set(head) == {"id", "title", "order"} and type(head["order"]) is int
        if not good or not all(isinstance(head[k], str) and head[k] for k in ("id", "title")):
            self.refuse("field", head, "the texts 'id' and 'title' and the whole number 'order'")
            return nothing, []
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self.refuse("indicators", entries, "a list of mappings")
            return nothing, []
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
        if "unit" in entry and not isinstance(entry["unit"], str):
            self.refuse(f"{name}, unit", entry["unit"], "a text, which may be empty")
        decimals = entry.get("decimals", 0)
        if type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS:
            self.refuse(f"{name}, decimals", decimals, f"0 to {MOST_DECIMALS}")
        kind = self.choice(f"{name}, kind", entry.get("kind", "ratio"), Kind)
        polarity = self.choice(f"{name}, polarity", entry.get("polarity", "neutral"), Polarity)
        levels = entry.get("levels", ["district"])
        if not isinstance(levels, list) or not levels or not all(x in list(Level) for x in levels):
            self.refuse(f"{name}, levels", levels, f"some of {', '.join(Level)}")
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
        if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not 0 < factor < float("inf"):
            self.refuse(f"{name}, factor", factor, "a number above zero")

    def changes(self, where: str, found: object) -> tuple[MethodChange, ...]:
        if not isinstance(found, list) or not all(
            isinstance(c, dict) and set(c) == {"year", "note"} and type(c["year"]) is int and isinstance(c["note"], str)
            for c in found
        ):
            self.refuse(where, found, "a list of entries with 'year' and 'note'")
            return ()
        return tuple(MethodChange(c["year"], c["note"]) for c in found)
