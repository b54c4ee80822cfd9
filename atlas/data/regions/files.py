"""Reads social regions from what somebody pasted or saved: lines of a spreadsheet, or the atlas's own JSON."""

from __future__ import annotations

import codecs
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from atlas.data.regions.definition import LONGEST_NAME, Draft, beginning
from atlas.data.regions.faults import Fault, RegionsError
from atlas.data.regions.lists import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.data.regions.definition import Areas

#: What the atlas's own JSON calls itself.
FORMAT, VERSION = "social-regions", 1
#: More than all municipalities of the country with their names take.
LARGEST_KB, KB = 1000, 1000

Written = tuple[list[Draft], dt.date]


def read_text(raw: bytes) -> str:
    """Read a file as text.

    Parameters
    ----------
    raw : bytes
        Its content: UTF-8 with or without byte order mark, UTF-16 with one, or Windows-1252.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    RegionsError
        It is larger than a list of regions can be, or no text.
    """
    check_size(len(raw))
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RegionsError(Fault.FILE_TEXT)


def check_size(n_bytes: int) -> None:
    """Refuse what is larger than a list of regions can be.

    Raises
    ------
    RegionsError
        With its size.
    """
    if n_bytes > LARGEST_KB * KB:
        raise RegionsError(Fault.FILE_SIZE, found=str(-(-n_bytes // KB)), most=str(LARGEST_KB))


def read_regions(text: str, territory: dt.date, known: Mapping[dt.date, Areas]) -> Written:
    """Read regions as somebody wrote them down; `made_regions` checks them.

    Parameters
    ----------
    text : str
        Lines of code (or name) and region, perhaps with headings and a colour; or the atlas's own JSON.
    territory : date
        Of the areas where the text names no date.
    known : mapping of date to mapping of str to Area
        All areas of each territory date.

    Returns
    -------
    list of Draft, date
        The regions in the order in which they are named first, and the date of their areas.

    Raises
    ------
    RegionsError
        The text is neither, or a line of it cannot be read.
    """
    if text.lstrip().startswith(("{", "[")):
        return _read_json(text, territory)
    return read_lines(text, known.get(territory, {})), territory


def _read_json(text: str, territory: dt.date) -> Written:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegionsError(Fault.FILE_FORM, found=beginning(text)) from error
    if not isinstance(found, dict) or (found.get("format"), found.get("version")) != (FORMAT, VERSION):
        raise RegionsError(Fault.FILE_FORM, found=beginning(text))
    date, regions = found.get("territory", territory.isoformat()), found.get("regions")
    try:
        territory = dt.date.fromisoformat(date)
    except (TypeError, ValueError) as error:
        raise RegionsError(Fault.FILE_FORM, found=f'"territory": {_short(date)}') from error
    if not isinstance(regions, list):
        raise RegionsError(Fault.FILE_FORM, found=f'"regions": {_short(regions)}')
    return [_draft(region) for region in regions], territory


def _draft(region: Any) -> Draft:  # noqa: ANN401  whatever the JSON holds
    given = region if isinstance(region, dict) else {}
    name, colour, inside = given.get("name"), given.get("colour", ""), given.get("municipalities")
    if not isinstance(name, str) or not isinstance(colour, str) or not isinstance(inside, list):
        raise RegionsError(Fault.FILE_FORM, found=_short(region))
    codes = [one.get("code") if isinstance(one, dict) else one for one in inside]
    texts = tuple(code for code in codes if isinstance(code, str))
    if len(texts) < len(codes):
        raise RegionsError(Fault.FILE_FORM, found=_short(next(code for code in codes if not isinstance(code, str))))
    return Draft(name, texts, colour)


def _short(found: Any) -> str:  # noqa: ANN401  whatever the JSON holds
    return json.dumps(found, ensure_ascii=False)[:LONGEST_NAME]
