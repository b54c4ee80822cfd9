"""Who has not delivered yet: publishers by the calendar, and providers who fill in workbooks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from atlas.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What the commands speak.
LANGUAGE = "en"


def awaited(folder: Path) -> Iterator[str]:
    """Tell which deliveries of a data folder are missing.

    Parameters
    ----------
    folder : Path
        The data folder.

    Yields
    ------
    str
        A sentence a report of the calendar that is overdue, and a table of which some or all areas are missing; one
        alone where nothing is, or where the folder cannot be read.
    """
    try:
        found = list(_overdue(folder))
    except AtlasError as error:
        # releases are listed all the same: one of them is the way back
        yield f"who is missing is not known: {error}"
        return
    yield from found or ["missing: nobody"]


def _overdue(folder: Path) -> Iterator[str]:
    from atlas.build.declarations import FOLDER, read_declarations  # noqa: PLC0415  pandas is slow to load
    from atlas.data.load import load  # noqa: PLC0415
    from atlas.views.share.usage import calendar_rows, missing_of  # noqa: PLC0415
    from atlas.words.words import words_of  # noqa: PLC0415

    atlas = load(folder, changed_by_hand=True)
    for row in calendar_rows(atlas, dt.datetime.now(dt.UTC).date(), words_of(LANGUAGE)):
        if row.overdue:
            yield f"missing: {row.by}, {row.title}: the last one is of {row.last}, the next was due in {row.coming}"
    for table in atlas.tables.values():
        year, codes = missing_of(atlas, table)
        if codes:
            names = {code: area.name for code, area in atlas.areas[atlas.scope.territory].items()}
            listed = ", ".join(f"{code} {names.get(code, '')}".strip() for code in codes)
            yield f"missing: {table.id}, {year}: nobody has delivered {listed}"
    declared = read_declarations(folder / FOLDER) if (folder / FOLDER).is_dir() else {}
    for key, one in declared.items():
        if key not in atlas.tables and any(part.by_providers for part in one.each):
            yield f"missing: {key} ({one.title}): nobody has delivered anything yet"
