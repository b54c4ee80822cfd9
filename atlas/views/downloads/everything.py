"""All figures of all indicators in one file; written to disk piece by piece, so that memory stays small."""

from __future__ import annotations

import json
import zipfile
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.model import Level
from atlas.views.downloads.captions import captions, flat
from atlas.views.downloads.packages import codes_are_texts, data_package, on_the_web, resource
from atlas.views.downloads.tables import (
    COLUMNS,
    Selection,
    chosen,
    csv_text,
    described,
    parquet,
    select,
)
from atlas.views.downloads.workbook import cells, heads, new_workbook, number_format, write_captions, write_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.model import Field
    from atlas.words.words import Words

TYPES = {
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
LONG = ("indicator", "level", *COLUMNS)
#: The earliest date that a ZIP archive can hold; all files carry it, so that the same release is the same bytes.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
SHEET_NAME = 31


def everything(
    fmt: str,
    atlas: Atlas,
    path: Path,
    words: Words,
    territory: dt.date | None = None,
    in_time: Callable[[], None] = lambda: None,
) -> None:
    """Write all figures of a territory date to `path`; without a date of that which is shown first.

    Parameters
    ----------
    fmt : str
        ``zip`` (one CSV an indicator and level, with captions and CSV on the Web as JSON, and a data package),
        ``xlsx`` (a sheet a field) or
        ``parquet`` (one long table).
    in_time : callable
        Called before each part; what it raises ends the work.
    """
    {"zip": _archive, "xlsx": _workbook, "parquet": _long_table}[fmt](
        atlas, path, territory or atlas.scope.territory, in_time, words
    )


def _parts(atlas: Atlas, territory: dt.date) -> Iterator[tuple[Field, Selection]]:
    for field in atlas.catalogue.fields:
        for indicator in atlas.catalogue.of_field(field):
            for level in atlas.levels(indicator, territory) if indicator.has_figures else ():
                yield field, select(atlas, indicator.id, level, territory)


def _archive(atlas: Atlas, path: Path, territory: dt.date, in_time: Callable[[], None], words: Words) -> None:
    resources, named = [], heads(words, {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for _field, part in _parts(atlas, territory):
            in_time()
            said = part.captions(words)
            frame = described(chosen(part), part.subject, said, words)
            stem, columns = f"{part.subject.indicator.id}_{part.level}", tuple(frame.columns)
            _add(archive, f"{stem}.csv", csv_text(frame))
            _add(archive, f"{stem}.json", _json(said))
            _add(archive, f"{stem}.csv-metadata.json", _json(on_the_web(stem, columns, said, named)))
            resources.append(resource(stem, columns, said, named))
        about = captions(atlas.edition, None, Level.MUNICIPALITY, territory, words)
        _add(archive, "datapackage.json", _json(data_package(resources, about, words)))
        _add(archive, "README.txt", _readme(atlas, territory, words).encode())


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, ZIP_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _readme(atlas: Atlas, territory: dt.date, words: Words) -> str:
    said = captions(atlas.edition, None, Level.MUNICIPALITY, territory, words)
    lines = [
        f"{said['atlas']}, {said['release']} ({said['released']}), {said['territory']}",
        "",
        said["changes"],
        codes_are_texts(words),
        "",
    ]
    lines += [f"{s.attribution}: {s.licence}, {s.licence_url}" for s in _sources(atlas)]
    lines += [f"{said['areas']['attribution']}: {said['areas']['licence']}, {said['areas']['licence_url']}", ""]
    lines += [f"{state} ({x['sign'] or ' '}): {x['meaning']}" for state, x in said["states"].items()]
    return "\r\n".join(lines) + "\r\n"


def _sources(atlas: Atlas) -> list[Any]:
    return list(dict.fromkeys(t.source for t in atlas.tables.values()))


def _workbook(atlas: Atlas, path: Path, territory: dt.date, in_time: Callable[[], None], words: Words) -> None:
    author, named = words.own(atlas.scope.title), heads(words, {})
    book = new_workbook(str(path), atlas.released, author, "", words)
    styles: dict[int, Any] = {}
    overview = [
        (i.id, i.title, i.unit, f.title, str(part.level), "; ".join(s.attribution for s in part.subject.sources))
        for f, part in _parts(atlas, territory)
        for i in (part.subject.indicator,)
    ]
    names = (words("Indicator"), words("Title"), words("Unit"), words("Field"), words("Level"))
    write_sheet(book, words("Overview"), (*names, words("Source")), overview, {})
    for field, own in groupby(_parts(atlas, territory), key=lambda part: part[0]):
        rows, formats = [], []
        for _field, part in own:
            in_time()
            indicator = part.subject.indicator
            style = styles.setdefault(indicator.decimals, number_format(book, indicator.decimals))
            found = [(indicator.id, words.level(part.level), *row) for row in cells(chosen(part), words)]
            rows += found
            formats += [style] * len(found)
        write_sheet(book, field.title[:SHEET_NAME], LONG, rows, formats, named)
    write_captions(book, flat(captions(atlas.edition, None, Level.MUNICIPALITY, territory, words)), words)
    book.close()


def _long_table(atlas: Atlas, path: Path, territory: dt.date, in_time: Callable[[], None], words: Words) -> None:
    frames = []
    for _field, part in _parts(atlas, territory):
        in_time()
        key = part.subject.indicator.id
        frames.append(chosen(part).assign(indicator=key, level=str(part.level))[list(LONG)])
    said = captions(atlas.edition, None, Level.MUNICIPALITY, territory, words)
    for key in ("level", "level_name"):
        del said[key]
    said["sources"] = [{"attribution": s.attribution, "licence": s.licence} for s in _sources(atlas)]
    path.write_bytes(parquet(pd.concat(frames, ignore_index=True), said))
