"""Read what each measure of the tables is: its kind, its unit, what it is a part of and how it is added up."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter

from atlas.data.rules.declared import Accepted, MeasureName, Rules
from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Measure
from atlas.validation import Id, Text, Whole, checked, each_once, told_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FOLDER = "measures"
MEND = "mend the entry"
NEAREST = 3


class MeasureKind(StrEnum):
    """What sort of number a measure is; it decides what may be done with it."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    MEDIAN = "median"
    SCORE = "score"
    MONEY = "money"
    AREA = "area"


#: Kinds of which a larger area has the sum of its parts.
SUMMABLE = frozenset({MeasureKind.COUNT, MeasureKind.AREA, MeasureKind.MONEY})
#: Kinds of which no larger area can be told from its parts at all.
NEVER_ADDED = frozenset({MeasureKind.MEDIAN, MeasureKind.SCORE})


class MeanBy(BaseModel):
    """A larger area has the mean of its parts, each weighted by this count."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean_by: MeasureName


Years = Annotated[tuple[Whole, ...], AfterValidator(each_once), told_as("years, each once")]
AddsUp = Annotated[
    Literal["sum", "none"] | MeanBy, told_as("sum, none, or mean_by with the measure that weighs (table.measure)")
]


class Declared(BaseModel):
    """What a measure is.

    ``noun`` is what its count counts, as a unit says it (``je 100 Frauen``); the unit itself where it is left out.
    ``breaks`` are years from which figures are not strictly comparable with those before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Annotated[MeasureKind, told_as(f"one of {', '.join(MeasureKind)}")]
    unit: Text
    adds_up: AddsUp
    noun: Text | None = None
    part_of: MeasureName | None = None
    breaks: Years = ()
    rules: Rules = Rules()

    @property
    def sums(self) -> bool:
        """Whether a larger area has the sum of its parts."""
        return self.adds_up == "sum"

    def in_force(self, of_table: Rules) -> Rules:
        """Join the rules of the table, its own and those that follow from the kind."""
        own = {key: getattr(self.rules, key) for key in self.rules.model_fields_set}
        by_kind = {
            "range": (0.0, 100.0 if self.kind is MeasureKind.SHARE else None),
            "whole": self.kind is MeasureKind.COUNT,
        }
        said = {key: getattr(of_table, key) for key in of_table.model_fields_set}
        return Rules().model_copy(update=by_kind | said | own)

    @property
    def counted(self) -> str:
        """What one of it is called behind „je 100“."""
        return self.noun or self.unit


class MeasureFile(BaseModel):
    """The file of one table; ``rules`` hold for all its measures unless one says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Id
    rules: Rules = Rules()
    measures: dict[Id, Declared]
    accepted: tuple[Accepted, ...] = ()


FILE = TypeAdapter(MeasureFile)


def read_measures(folder: Path) -> dict[Measure, Declared]:
    """Read and check the declarations of all tables.

    Parameters
    ----------
    folder : Path
        Holds ``<table>.yaml``, one a table, each closed by the line ``...``.

    Returns
    -------
    dict of Measure to Declared
        In the order of the files; each with all rules that hold for it.
    """
    return declared_in(read_files(folder))


def declared_in(files: Iterable[MeasureFile]) -> dict[Measure, Declared]:
    """Give the declarations of files that are read, each with all rules that hold for it.

    Parameters
    ----------
    files : iterable of MeasureFile
        One a table.

    Returns
    -------
    dict of Measure to Declared
        In the order of the files.
    """
    return {
        Measure(file.table, name): entry.model_copy(update={"rules": entry.in_force(file.rules)})
        for file in files
        for name, entry in file.measures.items()
    }


def read_files(folder: Path) -> list[MeasureFile]:
    """Read and check the files of all tables.

    Parameters
    ----------
    folder : Path
        Holds ``<table>.yaml``, one a table, each closed by the line ``...``.

    Raises
    ------
    MissingDataError
        There is no such file.
    DataError
        Names every mistake: file, line, measure, key, what was found and what was expected.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise MissingDataError(expected(str(folder), "no file", "one YAML file a table", "restore them"))
    problems: list[str] = []
    files: list[tuple[Path, MeasureFile]] = []
    for path in paths:
        try:
            found = checked(FILE, read_yaml(path, end_mark=True), str(path), MEND, line_finder(path))
        except DataError as error:
            problems.append(str(error))
            continue
        if found.table != path.stem:
            where = f"{path}, table"
            problems.append(expected(where, repr(found.table), f"{path.stem!r}, as the file is called", "rename one"))
        files.append((path, found))
    declared = {Measure(f.table, name): entry for _, f in files for name, entry in f.measures.items()}
    if not problems:
        problems = [p for path, f in files for p in _contradictions(path, f, declared)]
    if problems:
        raise DataError(" ".join(problems))
    return [found for _, found in files]


def _contradictions(path: Path, file: MeasureFile, declared: Mapping[Measure, Declared]) -> list[str]:
    """Judge the keys of an entry together, and the measures that it names."""
    line = line_finder(path)
    told: list[tuple[str, str, str, str, tuple[str | int, ...]]] = [
        (name, key, found, wanted, ("measures", name, key))
        for name, entry in file.measures.items()
        for key, found, wanted in (*_ways(entry), *_names(entry, declared))
    ]
    for at, one in enumerate(file.accepted):
        if one.measure not in file.measures:
            wanted = f"a measure of this file: {', '.join(file.measures)}"
            told.append(("accepted", "measure", repr(one.measure), wanted, ("accepted", at, "measure")))
        if not (one.codes or one.years or one.at_most):
            found, wanted = "neither codes, years nor at_most", "which figures it holds for"
            told.append(("accepted", "rule", found, wanted, ("accepted", at, "rule")))
    return [
        expected(f"{path}, {name}, {key}{line(keys)}", found, wanted, MEND) for name, key, found, wanted, keys in told
    ]


def _ways(entry: Declared) -> Iterator[tuple[str, str, str]]:
    if entry.adds_up == "sum" and entry.kind not in SUMMABLE:
        wanted = "none or mean_by" if entry.kind not in NEVER_ADDED else "none"
        yield "adds_up", f"sum of the kind {entry.kind}", f"{wanted}: only {', '.join(sorted(SUMMABLE))} add up"
    if isinstance(entry.adds_up, MeanBy) and entry.kind in SUMMABLE | NEVER_ADDED:
        yield "adds_up", f"a mean of the kind {entry.kind}", "mean_by for a share, a rate or a mean only"


def _names(entry: Declared, declared: Mapping[Measure, Declared]) -> Iterator[tuple[str, str, str]]:
    weight = entry.adds_up.mean_by if isinstance(entry.adds_up, MeanBy) else None
    for key, name in (("part_of", entry.part_of), ("adds_up", weight), *(("rules", r.to) for r in entry.rules.ratios)):
        if name is None:
            continue
        known = declared.get(as_measure(name))
        if known is None:
            yield key, repr(name), nearest(as_measure(name), declared)
        elif not known.sums:
            yield key, f"{name}, which does not add up", "a count"


def as_measure(text: str) -> Measure:
    """Take ``table.measure`` apart."""
    table, _, name = text.partition(".")
    return Measure(table, name)


def nearest(wanted: Measure, declared: Iterable[Measure]) -> str:
    """Say which measures there are instead of one that there is not.

    Parameters
    ----------
    wanted : Measure
        The one that is not declared.
    declared : iterable of Measure
        Those that are.

    Returns
    -------
    str
        The nearest names, or how to list all.
    """
    names = {str(m): m for m in declared}
    close = get_close_matches(str(wanted), names, NEAREST, 0.6)
    close += [n for n in names if names[n].table == wanted.table and n not in close][: NEAREST - len(close)]
    return f"a declared measure such as {', '.join(close)}" if close else "one that 'atlas measures' lists"
