"""Find out by its content what a publisher's file is: which declaration describes it, and what it leaves over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from atlas.build.publisher_files import read_part
from atlas.errors import AtlasError, DataError, expected
from atlas.model import CODE_LENGTH
from atlas.sources.declared import opened
from atlas.sources.edition import BOOKS, beginning, read_edition
from atlas.sources.elections import TITLE
from atlas.sources.files import read_sheet, squeeze
from atlas.sources.gemeindeverzeichnis import DATA_SHEET, DATE
from atlas.sources.guard import look_at
from atlas.sources.key_columns import codes_in
from atlas.sources.layout import ALL, Form, Year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from atlas.build.declarations import Declaration, Part
    from atlas.sources.declared import Sheet
    from atlas.sources.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a file was found to be.

    Attributes
    ----------
    path : Path
        The file.
    one, part
        The declaration that describes it, and which part of it.
    figures : DataFrame
        What was read, in the publisher's own codes.
    edition : str
        As the file says it itself.
    ignored : tuple of str
        Headings of the columns of which nothing is taken.
    """

    path: Path
    one: Declaration
    part: Part
    figures: pd.DataFrame
    edition: str
    ignored: tuple[str, ...]


def recognise(path: Path, declared: Mapping[str, Declaration], states: Sequence[str]) -> Understood | None:
    """Find the declaration that describes a file.

    Parameters
    ----------
    path : Path
        A file of any name.
    declared : mapping of str to Declaration
        By table.
    states : sequence of str
        Keys of the states whose figures are wanted.

    Returns
    -------
    Understood or None
        None if no declaration describes it.

    Raises
    ------
    MissingDataError, DataError
        It should not be read, is broken, or two declarations describe it alike.
    """
    encoding = look_at(path)
    candidates = [
        (one, known)
        for one in declared.values()
        for part in one.each
        if _looks_like(path, known := part.model_copy(update={"encoding": encoding}))
    ]
    if len(candidates) > 1:
        named = [(one, part) for one, part in candidates if fnmatch(path.name, PurePosixPath(part.files).name)]
        candidates = named or candidates
    read: list[Understood] = []
    refused: list[DataError] = []
    for one, part in candidates:
        try:
            figures = read_part(path, part, states)
        except DataError as error:
            refused.append(error)
            continue
        edition, over = read_edition(path, part), _ignored(path, part)
        read.append(Understood(path=path, one=one, part=part, figures=figures, edition=edition, ignored=over))
    if len(read) > 1:
        found = " and of ".join(f"{u.one.table} ({u.part.files})" for u in read)
        raise DataError(expected(path.name, f"a file of {found}", "one of them", "name it like the files of its table"))
    if refused and not read:
        raise refused[0]
    return read[0] if read else None


def _looks_like(path: Path, part: Part) -> bool:
    """Whether a file has the form of a part: its title, or its key column and some of its measures."""
    if (path.suffix.lower() in BOOKS) != (PurePosixPath(part.files).suffix in BOOKS):
        return False
    if part.says is not None and part.says not in beginning(path, part.encoding):
        return False
    if part.form is Form.ELECTION and part.year is not None:  # without a title only the name tells what it is
        return fnmatch(path.name, PurePosixPath(part.files).name)
    try:
        if part.form is not Form.TABLE:
            at, title = (DATA_SHEET, DATE) if part.form is Form.GEMEINDEVERZEICHNIS else (0, TITLE)
            return bool(title.search(squeeze(read_sheet(path, at).iloc[0, 0])))
        sheet = opened(path, part)
    except AtlasError:
        return False
    return _has_keys(sheet, part) and _has_measures(sheet, part)


def _has_keys(sheet: Sheet, part: Layout) -> bool:
    for column in part.key:
        if column in range(1, len(sheet.heads) + 1) if isinstance(column, int) else sheet.heads.count(column) == 1:
            keys = codes_in(sheet.cells.iloc[max(part.header) :, sheet.find(column)], part, column)
            if any(keys.str.fullmatch(rf"[0-9]{{{CODE_LENGTH[x]}}}").any() for x in part.levels_of(column)):
                return True
    return False


def _has_measures(sheet: Sheet, part: Layout) -> bool:
    needed = [part.year.column] if isinstance(part.year, Year) and isinstance(part.year.column, str) else []
    if part.long is not None:
        needed += [c for c in (part.long.measure, part.long.value) if isinstance(c, str)]
    if not set(needed) <= set(sheet.heads):
        return False
    heads = {h for h, _ in part.pairs}
    # a column by its number says nothing of itself: such a file is known by its text, or by the name of its sheet
    known = part.says is not None or isinstance(part.sheet, str)
    numbered = known and any(isinstance(h, int) and h <= len(sheet.heads) for h in heads)
    return part.long is not None or part.measures == ALL or numbered or bool(heads & set(_plain(sheet, part)))


def _plain(sheet: Sheet, part: Layout) -> Sequence[str]:
    """Give the headings without the years in them."""
    if isinstance(part.year, Year) and part.year.heading is not None:
        return [re.sub(part.year.heading, "", head).strip() for head in sheet.heads]
    return sheet.heads


def _ignored(path: Path, part: Part) -> tuple[str, ...]:
    if part.form is not Form.TABLE or part.measures == ALL or part.long is not None:
        return ()
    sheet = opened(path, part)
    heads = [sheet.heads[sheet.find(h)] if isinstance(h, int) else h for h, _ in part.pairs]
    taken = set(heads) | {c for c in (*part.key, *part.rows) if isinstance(c, str)}
    taken |= {part.year.column} if isinstance(part.year, Year) and isinstance(part.year.column, str) else set()
    return tuple(dict.fromkeys(h for h in _plain(sheet, part) if h and h not in taken))
