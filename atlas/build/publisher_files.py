"""The publishers' folder while tables are made from it: each file is read once, and it is noted which were used."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from atlas.build.deliveries import merged, note
from atlas.errors import DataError, MissingDataError, expected
from atlas.sources.declared import read_declared
from atlas.sources.edition import beginning, read_edition
from atlas.sources.elections import read_election
from atlas.sources.gemeindeverzeichnis import edition_year, read_gemeindeverzeichnis
from atlas.sources.layout import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from atlas.build.carry import Territory
    from atlas.build.declarations import Declaration, Part
    from atlas.data.deliveries import Delivery

#: Texts that lie beside figures and are none.
NO_FIGURES = ("*.md", "LICENSE*", ".*")


@dataclass
class Context:
    """What is needed to make tables.

    Attributes
    ----------
    sources : Path
        Folder of the publishers' files.
    states : sequence of str
        Keys of the states whose figures are wanted.
    declared : mapping of str to Declaration
        By table.
    today, older : Territory
        The territory of today, and the one at which its crosswalk starts.
    files : list of str
        Files read so far, relative to `sources`.
    said : list of str
        Editions of the files read so far, as they say it themselves.
    given : dict of str to list of DataFrame
        By table: figures that stand for its files, as an import gives them.
    delivered : list of Delivery
        What providers delivered in the files read so far.
    districts : dict of int to frozenset of str, optional
        The districts at the end of years, once somebody has asked for them.
    further : mapping of str to Territory
        The territories whose borders were brought in, by date.
    """

    sources: Path
    states: Sequence[str]
    declared: Mapping[str, Declaration]
    today: Territory
    older: Territory
    files: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    given: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    delivered: list[Delivery] = field(default_factory=list)
    districts: dict[int, frozenset[str]] | None = field(default=None, repr=False)
    further: Mapping[str, Territory] = field(default_factory=dict)
    _read: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False)

    @property
    def territories(self) -> tuple[Territory, ...]:
        """All territories, that of today first; an atlas may have one alone."""
        return (self.today,) if self.older.date == self.today.date else (self.today, self.older)

    def figures(self, table: str, part: Part) -> list[pd.DataFrame]:
        """Read the files of a part, oldest first, and note that they were used.

        Raises
        ------
        MissingDataError
            There is none.
        DataError
            One is not as declared, or two hold figures of the same measure, level and year.
        """
        if table in self.given:
            return self.given[table]
        names = matching(self.sources, part)
        if not names:
            where = str(self.sources / part.files)
            do = f"add it, or mend geodata/sources/{table}.yaml"
            raise MissingDataError(expected(where, "no such file", "a publisher's file", do))
        found = []
        if part.form is Form.GEMEINDEVERZEICHNIS and part.since is not None:  # an edition is of one year
            names = [name for name in names if edition_year(self.sources / name) >= part.since]
        for name in names:
            if name not in self.files:
                self.files.append(name)
                self.said.append(read_edition(self.sources / name, part))
            key = (name, repr(part))
            if key not in self._read:
                self._read[key] = read_part(self.sources / name, part, self.states)
            found.append(self._read[key])
        if part.by_providers:
            edition = [read_edition(self.sources / name, part) for name in names]
            self.delivered += [note(n, by, frame) for n, by, frame in zip(names, edition, found, strict=True)]
            return [merged(names, found)]
        refuse_twice(names, found)
        return sorted((f for f in found if not f.empty), key=lambda frame: int(frame["year"].min()))


def read_part(path: Path, part: Part, states: Sequence[str]) -> pd.DataFrame:
    """Read of one file what it holds of these states, as it is declared, from the first year that is taken."""
    if part.form is Form.GEMEINDEVERZEICHNIS:
        found = read_gemeindeverzeichnis(path, part.named, states)
    elif part.form is Form.ELECTION:
        found = read_election(path, states[0], part)
    else:
        found = read_declared(path, part, states)
    return found if part.since is None else found[found["year"] >= part.since]


def is_of(part: Part, states: Collection[str]) -> bool:
    """Whether the files of a part are of all of these states: of those that they lack a map would show nothing."""
    return not part.only_states or set(states) <= set(part.only_states)


def matching(sources: Path, part: Part) -> list[str]:
    """Find the files of a part: those of its pattern that say at their beginning what it asks for."""
    found = sorted(p for p in sources.glob(part.files) if p.is_file())
    if part.says is not None:
        found = [p for p in found if part.says in beginning(p, part.encoding)]
    return [p.relative_to(sources).as_posix() for p in found]


def edition_of(sources: Path, declared: Mapping[str, Declaration], date: str) -> Path:
    """Find the Gemeindeverzeichnis of a territory date by what it says in its header.

    Raises
    ------
    MissingDataError
        There is none.
    """
    parts = [part for one in declared.values() for part in one.each if part.form is Form.GEMEINDEVERZEICHNIS]
    paths = [sources / name for part in parts for name in matching(sources, part)]
    # a name with the year in it is looked at first: a workbook takes a second to open
    for path in sorted(paths, key=lambda path: date[:4] not in path.name):
        if edition_year(path) == int(date[:4]):
            return path
    wanted = f"a Gemeindeverzeichnis of {date}"
    raise MissingDataError(expected(str(sources), f"{len(paths)} other editions", wanted, "add it"))


def refuse_twice(names: list[str], found: list[pd.DataFrame]) -> None:
    """Refuse two files that hold figures of the same measure, level and year.

    Raises
    ------
    DataError
        Names both.
    """
    owner: dict[tuple[object, ...], str] = {}
    for name, frame in zip(names, found, strict=True):
        columns = [c for c in ("measure", "level", "year") if c in frame.columns]
        for key in frame[columns].drop_duplicates().itertuples(index=False, name=None):
            other = owner.setdefault(key, name)
            if other != name:
                told = f"{', '.join(map(str, key))}, which {other} holds too"
                raise DataError(expected(name, told, "each year in one file", "remove one of them"))


def ignored(sources: Path, declared: Mapping[str, Declaration]) -> Iterator[str]:
    """Tell of the files that no declaration names, one sentence a folder."""
    used = {name for one in declared.values() for part in one.each for name in matching(sources, part)}
    used |= {
        p.relative_to(sources).as_posix() for one in declared.values() if one.places for p in villages(sources, one)
    }
    left: dict[str, list[str]] = {}
    for path in sorted(p for p in sources.rglob("*") if p.is_file()):
        name = path.relative_to(sources)
        if name.as_posix() not in used and not any(fnmatch(path.name, pattern) for pattern in NO_FIGURES):
            left.setdefault(name.parent.as_posix(), []).append(path.name)
    for folder, names in left.items():
        yield f"ignored: {folder}/: no declaration in geodata/sources names {', '.join(names)}"


def villages(sources: Path, one: Declaration) -> list[Path]:
    """Find the lists of polling districts, in which villages keep their names."""
    return sorted(sources.glob(one.places.villages)) if one.places and one.places.villages else []
