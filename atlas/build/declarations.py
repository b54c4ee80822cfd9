"""What becomes which table: the declarations of ``geodata/sources/``, one file a table, and the list of publishers."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from atlas.build.together import Hiding
from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import Source
from atlas.sources.gemeindeverzeichnis import HEADS
from atlas.sources.layout import ALL, Form, Layout
from atlas.validation import Id, Positive, Text, Whole, checked, refuse, told_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = "sources"
PUBLISHERS = "publishers.yaml"
MEND = "mend the entry"
#: What may stand in braces in the date of a table: made from the figures themselves.
IN_DATES = ("first", "last", "years", "territory", "edition")


class Carry(StrEnum):
    """How figures come to the territory of today."""

    COUNTS = "counts"
    DISTRICTS = "districts"
    SCORES = "scores"
    UNCHANGED = "unchanged"


class Change(BaseModel):
    """Also give the change of a count since some years before, and what it was then."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Id
    years: Positive
    since: Whole = Field(description="first year that may be compared")


class Places(BaseModel):
    """Names by which places are found: from the same files, those of villages from lists of polling districts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    date: Text
    villages: Text | None = None


def _date(text: object) -> object:
    try:
        names = [name for _, name, *_ in Formatter().parse(str(text)) if name is not None]
    except ValueError:
        names = [""]
    if not set(names) <= set(IN_DATES):
        refuse(f"in braces only {', '.join(IN_DATES)}")
    return str(text)


Reasons = dict[Text, Text]
Signed = Annotated[str, Field(pattern=r"^-?[a-z][a-z0-9_]*$"), told_as("a measure, or one behind a minus")]
Keys = tuple[str | int, ...]
Told = tuple[Keys, str, str]


class Part(Layout):
    """Files of one layout, and what is done with their figures."""

    files: Text = Field(default="", description="pattern of their names in the folder of sources, such as gisd/*.csv")
    carry: Annotated[Carry | None, told_as(f"one of {', '.join(Carry)}")] = None
    territory: dt.date | None = Field(default=None, description="territory date of the keys; else that of each year")
    since: Whole | None = Field(default=None, description="first year that is taken; older ones are left out")
    only_states: tuple[Text, ...] = Field(
        default=(), description="the states that its files are of; the part is left out where others are wanted, too"
    )
    states_added_up: bool = Field(default=False, description="also give the states as sums, where no row holds them")
    leave_out: Reasons = Field(default={}, description="measure to the reason for which it is not taken over")
    gone: Reasons = Field(default={}, description="code of an area that is no more, its rows without figure left out")
    estimated: Reasons = Field(
        default={}, description="code of an area to the reason for which its figures are estimated"
    )
    other_area: Reasons = Field(default={}, description="code of an area other than that of its territory: left out")
    by_providers: bool = Field(default=False, description="a file a provider: the areas of all of them make the table")
    unknown_areas: Annotated[Literal["refused", "left_out"], told_as("refused or left_out")] = Field(
        default="refused", description="rows of areas that neither the list of areas nor the crosswalk knows"
    )
    zero_is_unknown: Reasons = Field(default={}, description="measure to the reason for which a zero of it is a gap")


class Declaration(Part):
    """The file of one table. What stands beside ``parts`` holds for each of them, unless it says otherwise."""

    table: Id
    publisher: Id
    title: Text
    date: Annotated[Text, BeforeValidator(_date)]
    parts: tuple[Part, ...] = ()
    minimum: dict[Id, Positive] = Field(default={}, description="smallest count that may be shown")
    minimum_of_all: Positive | None = Field(default=None, description="the same of every measure of the table")
    together: tuple[tuple[Text, ...], ...] = Field(
        default=(),
        description="patterns of measures that are hidden together; a measure belongs to the first that fits",
    )
    at_most: dict[Id, Id] = Field(default={}, description="count that is not reliable where it is above this other one")
    change: Change | None = None
    made_of: dict[Id, tuple[Signed, ...]] = Field(
        default={}, description="new measure to those that it is the sum of; a minus before a name takes it off"
    )
    areas_of: Id | None = Field(default=None, description="table whose areas tell which districts have changed since")
    places: Places | None = None
    states: tuple[Text, ...] = Field(default=(), description="the states that its files are of; else of all")

    @property
    def each(self) -> tuple[Part, ...]:
        """All parts, each with what holds for all."""
        own = {key: getattr(self, key) for key in self.model_fields_set & set(Part.model_fields)}
        whole = Part().model_copy(update=own)
        return tuple(
            whole.model_copy(update={key: getattr(part, key) for key in part.model_fields_set})
            for part in self.parts or (whole,)
        )

    @property
    def hiding(self) -> Hiding:
        """What is hidden of its table."""
        of_all = dict.fromkeys(sorted(self.measures_made), self.minimum_of_all) if self.minimum_of_all else {}
        return Hiding({**of_all, **self.minimum}, self.together)

    @property
    def measures_made(self) -> set[str]:
        """Names of the measures of the table, as far as the declaration names them."""
        return {m for part in self.each for _, m in part.pairs}


def _with_ids(found: object) -> object:
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: {**entry, "id": key} if isinstance(entry, dict) else entry for key, entry in pairs} or found


FILE = TypeAdapter(Declaration)
SOURCES = TypeAdapter(Annotated[dict[Id, Source], BeforeValidator(_with_ids)])


def read_publishers(folder: Path) -> dict[str, dict[str, str]]:
    """Read who publishes, under which licence.

    Raises
    ------
    DataError
        The file is missing or holds a mistake.
    """
    path = folder / PUBLISHERS
    content = read_yaml(path, end_mark=True)
    checked(SOURCES, content, str(path), MEND, line_finder(path))
    return dict(content)


def read_declarations(folder: Path) -> dict[str, Declaration]:
    """Read and check the declarations of all tables.

    Parameters
    ----------
    folder : Path
        Holds ``<table>.yaml``, one a table, and the list of publishers, each closed by the line ``...``.

    Raises
    ------
    MissingDataError
        There is none.
    DataError
        Names every mistake: file, line, key, what was found and what was expected.
    """
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name != PUBLISHERS]
    if not paths:
        raise MissingDataError(expected(str(folder), "no file", "one YAML file a table", "restore them"))
    problems: list[str] = []
    found: dict[str, Declaration] = {}
    publishers: Mapping[str, Any] = {}
    try:
        publishers = read_publishers(folder)
    except DataError as error:
        problems.append(str(error))
    for path in paths:
        line = line_finder(path)
        try:
            one = checked(FILE, read_yaml(path, end_mark=True), str(path), MEND, line)
        except DataError as error:
            problems.append(str(error))
            continue
        found[path.stem] = one
        told = list(_contradictions(one, path.stem))
        if publishers and one.publisher not in publishers:
            told.append((("publisher",), repr(one.publisher), f"one of {', '.join(publishers)}"))
        problems += [
            expected(f"{path}, {'.'.join(map(str, keys))}{line(keys)}", is_, wanted, MEND) for keys, is_, wanted in told
        ]
    for name, one in found.items():
        if one.areas_of is not None and one.areas_of not in found:
            wanted = f"one of {', '.join(found)}"
            problems.append(expected(f"{folder / name}.yaml, areas_of", repr(one.areas_of), wanted, MEND))
    if problems:
        raise DataError(" ".join(problems))
    return found


def _contradictions(one: Declaration, stem: str) -> Iterator[Told]:
    """Judge the keys of a declaration together: keys, what was found, what was expected."""
    if one.table != stem:
        yield ("table",), repr(one.table), f"{stem!r}, as the file is called"
    for at, part in enumerate(one.each):
        where: Keys = ("parts", at) if one.parts else ()
        yield from (((*where, key), found, wanted) for key, found, wanted in _lacking(part))
        if (part.form is Form.ELECTION or part.carry is Carry.DISTRICTS) and one.areas_of is None:
            yield ("areas_of",), "nothing", "the table of the Gemeindeverzeichnis"
    if one.together and one.minimum_of_all is None:
        yield ("minimum_of_all",), "nothing", "the smallest count below which measures are hidden together"
    named = {*one.minimum, *one.at_most, *one.at_most.values(), *([one.change.measure] if one.change else [])}
    named |= {name.removeprefix("-") for names in one.made_of.values() for name in names}
    if not any(part.measures == ALL for part in one.each):
        for strange in sorted(named - one.measures_made):
            yield ("measures",), f"no {strange!r}", "each measure that another key names"


def _lacking(part: Part) -> Iterator[tuple[str, str, str]]:
    needed: dict[str, object] = {"files": part.files, "measures": part.measures}
    if part.form is Form.TABLE:
        needed |= {"key": part.key, "year": part.year, "carry": part.carry}
    yield from ((key, "nothing", "an entry") for key, value in needed.items() if not value)
    if part.form is Form.GEMEINDEVERZEICHNIS and set(part.named) != set(HEADS.values()):
        yield "measures", ", ".join(part.named) or "nothing", f"all of {', '.join(HEADS.values())}"
    several = [m for _, m in part.pairs]
    if len(set(several)) < len(several) and part.carry not in (Carry.COUNTS, Carry.DISTRICTS):
        yield "measures", "two headings for one measure", "counts, which can be added up"
    if part.long is not None and (part.long.value is None) != bool(part.by):
        yield "long", "both value and by" if part.by else "neither value nor by", "one of them"
    if part.long is not None and part.by_column:
        yield "year", "a year for each column", "one for each row, in a file with one row a figure"
    if part.carry is Carry.UNCHANGED and part.territory is None:
        yield "territory", "nothing", "the territory date for which the figures are published"
