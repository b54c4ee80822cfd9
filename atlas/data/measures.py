"""Read what each measure of the tables is: its kind, its unit, what it is a part of and how it is added up."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, TypeAdapter

from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Measure
from atlas.validation import Id, Text, Whole, checked, each_once, refuse, told_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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


def _as_measure(found: object) -> object:
    table, _, name = found.partition(".") if isinstance(found, str) else ("", "", "")
    if not (table and name):
        refuse("table.measure")
    return found


MeasureName = Annotated[str, BeforeValidator(_as_measure)]


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

    @property
    def sums(self) -> bool:
        """Whether a larger area has the sum of its parts."""
        return self.adds_up == "sum"

    @property
    def counted(self) -> str:
        """What one of it is called behind „je 100“."""
        return self.noun or self.unit


class MeasureFile(BaseModel):
    """The file of one table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Id
    measures: dict[Id, Declared]


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
        In the order of the files.

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
    return declared


def _contradictions(path: Path, file: MeasureFile, declared: Mapping[Measure, Declared]) -> list[str]:
    """Judge the keys of an entry together, and the measures that it names."""
    line = line_finder(path)
    problems = []

    def tell(name: str, key: str, found: str, wanted: str) -> None:
        where = f"{path}, {name}, {key}{line(('measures', name, key))}"
        problems.append(expected(where, found, wanted, MEND))

    for name, entry in file.measures.items():
        way = entry.adds_up
        if way == "sum" and entry.kind not in SUMMABLE:
            wanted = "none or mean_by" if entry.kind not in NEVER_ADDED else "none"
            tell(name, "adds_up", f"sum of the kind {entry.kind}", f"{wanted}: only {_listed(SUMMABLE)} add up")
        if isinstance(way, MeanBy) and entry.kind in SUMMABLE | NEVER_ADDED:
            tell(name, "adds_up", f"a mean of the kind {entry.kind}", "mean_by for a share, a rate or a mean only")
        for key, other in (("part_of", entry.part_of), ("adds_up", way.mean_by if isinstance(way, MeanBy) else None)):
            if other is None:
                continue
            known = declared.get(as_measure(other))
            if known is None:
                tell(name, key, repr(other), nearest(as_measure(other), declared))
            elif not known.sums:
                tell(name, key, f"{other}, which does not add up", "a count")
    return problems


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


def _listed(kinds: Iterable[MeasureKind]) -> str:
    return ", ".join(sorted(kinds))
