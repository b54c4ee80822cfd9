"""Look at a file before it is read: what would take long, do harm or tell nothing is refused in one sentence."""

from __future__ import annotations

import codecs
import re
import zipfile
from typing import TYPE_CHECKING

from atlas.errors import DataError, MissingDataError, expected
from atlas.sources.files import LONGEST_LINE

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.sources.layout import Encoding

#: The largest file of a publisher has 30 MB.
MOST_BYTES = 200_000_000
#: A workbook holds its cells packed, about ten to one.
MOST_UNPACKED = 1_000_000_000
CHUNK = 1 << 20
#: Bytes that a cell with its formula takes at most.
OVERLAP = 1 << 14
OTHER_FORMS = {
    b"%PDF": "a PDF",
    b"<": "HTML or XML",
    b"{": "JSON",
    b"[": "JSON",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "gzip",
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NO_VALUE = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>', re.DOTALL
)
AGAIN = "save it as a plain table"


def look_at(path: Path) -> Encoding:
    """Refuse a file that should not be read, and tell in which encoding it is written.

    Parameters
    ----------
    path : Path
        Any file.

    Returns
    -------
    str
        Encoding of a text; ``utf-8`` for a workbook.

    Raises
    ------
    MissingDataError
        There is no such file.
    DataError
        It is empty or too large, no table, unpacks to far more than it has, holds macros, formulas without values or
        links to other files, or is written in one line.
    """
    if not path.is_file():
        raise MissingDataError(expected(str(path), "no such file", "a publisher's file", "name one that is there"))
    size = path.stat().st_size
    if not 0 < size <= MOST_BYTES:
        found = f"{size / 1e6:,.0f} MB" if size else "an empty file"
        raise DataError(expected(path.name, found, f"figures, at most {MOST_BYTES / 1e6:,.0f} MB", "cut out the part"))
    with path.open("rb") as file:
        head = file.read(CHUNK)
    if head.startswith(ZIP):
        _look_into_workbook(path)
        return "utf-8"
    if head.startswith(OLE):
        if "_VBA_PROJECT".encode("utf-16-le") in path.read_bytes():
            raise DataError(expected(path.name, "a workbook with macros", "one without", AGAIN))
        return "utf-8"
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, what in OTHER_FORMS.items():
        if plain.startswith(sign):
            raise DataError(expected(path.name, what, "a table as text or workbook", "use the publisher's table"))
    if b"\n" not in head[:LONGEST_LINE] and b"\r" not in head[:LONGEST_LINE] and size > LONGEST_LINE:
        found = f"a first line of more than {LONGEST_LINE:,} characters"
        raise DataError(expected(path.name, found, "a header row", "use the publisher's own file"))
    return _encoding(head, path.name)


def _encoding(head: bytes, name: str) -> Encoding:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        raise DataError(expected(name, "bytes that are no text", "a table as text or workbook", AGAIN))
    try:
        # what is cut at the end of the chunk is no mistake
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _look_into_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.infolist()
            unpacked = sum(part.file_size for part in names)
            if unpacked > MOST_UNPACKED:
                found = f"a workbook that unpacks to {unpacked / 1e6:,.0f} MB"
                wanted = f"at most {MOST_UNPACKED / 1e6:,.0f} MB"
                raise DataError(expected(path.name, found, wanted, "use the publisher's own file"))
            for part in names:
                if part.filename.endswith("vbaProject.bin") or part.filename.startswith("Basic/"):
                    raise DataError(expected(path.name, "a workbook with macros", "one without", AGAIN))
                if part.filename.startswith("xl/externalLinks/"):
                    raise DataError(expected(path.name, "cells that are taken from other files", "figures", AGAIN))
            for part in names:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename):
                    _refuse_formulas(parts, part.filename, path.name)
    except zipfile.BadZipFile as error:
        raise DataError(expected(path.name, "a broken workbook", "a whole one", "download the file again")) from error


def _refuse_formulas(parts: zipfile.ZipFile, sheet: str, name: str) -> None:
    """Refuse cells that hold how to compute a figure, and not the figure."""
    with parts.open(sheet) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            found = NO_VALUE.search(rest + chunk)
            if found:
                where = f"{name}, {sheet.rpartition('/')[2].removesuffix('.xml')}, cell {found[1].decode()}"
                do = "open it in a spreadsheet program and save it"
                raise DataError(expected(where, "a formula without its value", "a figure", do))
            rest = (rest + chunk)[-OVERLAP:]
