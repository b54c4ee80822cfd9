"""Reads social regions from what somebody pasted or saved: lines of a spreadsheet, or the atlas's own JSON."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from atlas.data.regions.definition import ARS, LONGEST_NAME, Draft
from atlas.data.regions.faults import Fault, RegionsError
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from atlas.data.regions.definition import Areas

#: What the atlas's own JSON calls itself.
FORMAT, VERSION = "social-regions", 1
#: More than all municipalities of the country with their names take.
LARGEST_KB, KB = 1000, 1000
#: Headings of the columns, folded; the first one that is there counts.
CODE_HEADS = ("code", "ags", "ars", "schlüssel", "schluessel", "gemeindeschlüssel", "gemeindeschluessel", "key")
REGION_HEADS = ("region", "sozialregion", "social_region", "social region", "name")
COLOUR_HEADS = ("colour", "color", "farbe")
SEPARATORS = ";\t,"
#: Levels on which a name stands for a group of municipalities, the smallest first.
NAMED = (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)
#: A number as spreadsheets write it where they took a code for one.
AS_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?")

Written = tuple[list[Draft], dt.date]


def read_text(raw: bytes) -> str:
    """Read a file as text.

    Parameters
    ----------
    raw : bytes
        Its content: UTF-8 with or without byte order mark, or Windows-1252.

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
    for encoding in ("utf-8-sig", "cp1252"):
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
    return _read_lines(text, known.get(territory, {})), territory


def _read_json(text: str, territory: dt.date) -> Written:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegionsError(Fault.FILE_FORM, found=str(error)[:LONGEST_NAME]) from error
    if not isinstance(found, dict) or (found.get("format"), found.get("version")) != (FORMAT, VERSION):
        raise RegionsError(Fault.FILE_FORM, found=f'"format": "{FORMAT}", "version": {VERSION} ?')
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


def _read_lines(text: str, areas: Areas) -> list[Draft]:
    lines = text.lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = next((s for s in SEPARATORS if s in first), SEPARATORS[0])
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
    except csv.Error as error:
        raise RegionsError(Fault.FILE_TEXT) from error
    filled = [(n, row) for n, row in enumerate(rows, start=1) if any(row)]
    if not filled:
        raise RegionsError(Fault.NONE)
    names = _names(areas)
    at = _columns(filled[0][1])
    if at:
        filled = filled[1:]
    elif _is_row(filled[0][1], names):
        at = (0, 1, -1)
    else:
        raise RegionsError(Fault.FILE_COLUMNS, found=first[:LONGEST_NAME])
    return _grouped(filled, at, names)


def _is_row(cells: list[str], names: dict[str, list[str]]) -> bool:
    """Tell whether a first line is one of code or name and region, without headings above it."""
    first = _code(cells[0])
    return len(cells) > 1 and (not first or bool(AS_NUMBER.fullmatch(first)) or first.casefold() in names)


def _columns(heads: list[str]) -> tuple[int, ...]:
    """Find the columns of code, region and colour; none where the line is no line of headings."""
    folded = [head.casefold() for head in heads]

    def found(wanted: Iterable[str]) -> int:
        return next((folded.index(head) for head in wanted if head in folded), -1)

    code, region, colour = (found(wanted) for wanted in (CODE_HEADS, REGION_HEADS, COLOUR_HEADS))
    return (code, region, colour) if min(code, region) >= 0 else ()


def _grouped(rows: list[tuple[int, list[str]]], at: tuple[int, ...], names: dict[str, list[str]]) -> list[Draft]:
    codes: dict[str, list[str]] = {}
    colours: dict[str, str] = {}
    for n, row in rows:
        code, region, colour = (row[i] if 0 <= i < len(row) else "" for i in at)
        name = _plain(region)
        if not name:
            raise RegionsError(Fault.FILE_ROW, n=str(n), found=f'"{";".join(row)[:LONGEST_NAME]}"')
        inside = codes.setdefault(name, [])
        if code:
            inside.append(_of_name(_code(_plain(code)), names))
        if colour:
            colours.setdefault(name, colour)
    return [Draft(name, tuple(inside), colours.get(name, "")) for name, inside in codes.items()]


def _plain(text: str) -> str:
    """Take off the apostrophe that keeps a text from being read as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] and not text[1].isalnum() else text


def _code(text: str) -> str:
    """Read a code as it is written in groups, or where it was taken for a number."""
    found = AS_NUMBER.fullmatch("".join(text.split()))
    if not found:
        return text
    return found[1].zfill(ARS) if len(found[1]) == ARS - 1 else found[1]


def _names(areas: Areas) -> dict[str, list[str]]:
    """Index the areas by name and label; of those that share a name on several levels the smallest come first."""
    found: dict[str, list[str]] = {}
    for level in NAMED:
        here: dict[str, list[str]] = {}
        for area in areas.values():
            if area.level is level:
                for name in {area.name.casefold(), area.label.casefold()} - {""}:
                    here.setdefault(name, []).append(area.code)
        found = here | found
    return found


def _of_name(text: str, names: dict[str, list[str]]) -> str:
    """Give the code of a name; what is no name stays as it is."""
    codes = names.get(text.casefold(), [text])
    if len(codes) > 1:
        raise RegionsError(Fault.NAMES, name=text, codes=", ".join(codes))
    return codes[0]
