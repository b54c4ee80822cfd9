"""Reads social regions from lines of a spreadsheet, whatever program wrote them: code or name, region, a colour."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from atlas.data.regions.definition import ARS, LONGEST_NAME, Draft, beginning, printable
from atlas.data.regions.faults import Fault, RegionsError
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.data.regions.definition import Areas
    from atlas.model import Area

    #: Codes of the areas that bear a name.
    Names = dict[str, list[str]]
    #: Of code, region and colour; -1 where there is none.
    Columns = tuple[int, int, int]

#: Headings of the columns, folded; the first one that is there counts.
CODE_HEADS = (
    *("code", "ags", "ars", "schlüssel", "schluessel", "gemeindeschlüssel", "gemeindeschluessel", "key"),
    *("gemeinde", "gemeindename", "municipality"),
)
REGION_HEADS = ("region", "sozialregion", "social_region", "social region", "sozialraum", "planungsraum", "name")
COLOUR_HEADS = ("colour", "color", "farbe")
SEPARATORS = ";\t,|"
#: First line by which spreadsheets tell each other what parts the columns.
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
#: Levels on which a name stands for a group of municipalities, the smallest first.
NAMED = (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)
#: A number as spreadsheets write it where they took a code for one.
AS_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?")


def read_lines(text: str, areas: Areas) -> list[Draft]:
    """Read lines of code (or name) and region.

    Parameters
    ----------
    text : str
        With or without a line of headings.
    areas : mapping of str to Area
        All areas of the territory date, by whose names municipalities may be called.

    Returns
    -------
    list of Draft
        The regions in the order in which they are named first.

    Raises
    ------
    RegionsError
        No region is named, a line cannot be read, or a name is that of several areas.
    """
    lines = text.lstrip("\ufeff").splitlines()
    first = next((line for line in lines if line.strip()), "")
    told = SEPARATOR_LINE.fullmatch(first.strip())
    if told:
        lines[lines.index(first)] = ""
        first = next((line for line in lines if line.strip()), "")
    separator = told[1] if told else next((s for s in SEPARATORS if s in first), SEPARATORS[0])
    filled = [(n, row) for n, row in _rows(lines, separator) if any(row)]
    if not filled:
        raise RegionsError(Fault.NONE)
    names = _names(areas)
    columns = _columns(filled[0][1])
    if columns is not None:
        filled = filled[1:]
    elif not _is_row(filled[0][1], names):
        raise RegionsError(Fault.FILE_COLUMNS, found=beginning(first))
    return _grouped(filled, _past_names(filled, columns or (0, 1, -1), names), names)


def _rows(lines: list[str], separator: str) -> list[tuple[int, list[str]]]:
    """Part lines into cells; each row with the number of its line."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows, n = list[tuple[int, list[str]]](), 1
    try:
        for row in reader:
            rows.append((n, [cell.strip() for cell in row]))
            if reader.line_num > n:
                raise RegionsError(Fault.FILE_QUOTE, n=str(n), found=beginning(lines[n - 1]))
            n += 1
    except csv.Error as error:
        raise RegionsError(Fault.FILE_QUOTE, n=str(n), found=beginning(lines[n - 1])) from error
    return rows


def _past_names(rows: list[tuple[int, list[str]]], at: Columns, names: Names) -> Columns:
    """Take the next column for the region where this one only repeats what each municipality is called."""
    code, region, colour = at
    after = region + 1
    for _n, row in rows:
        own = _of_name(_code(row[code]), names) if code < len(row) else ""
        named = len(row) > after and own in names.get(row[region].casefold(), [])
        if not named or after in (code, colour) or row[after].startswith("#"):
            return at
    return (code, after, colour) if rows else at


def _is_row(cells: list[str], names: Names) -> bool:
    """Tell whether a first line is one of code or name and region, without headings above it."""
    first = _code(cells[0])
    return len(cells) > 1 and (not first or first[0].isdecimal() or first.casefold() in names)


def _columns(heads: list[str]) -> Columns | None:
    """Find the columns of code, region and colour; none where the line is no line of headings."""
    folded = [head.casefold().partition("(")[0].strip() for head in heads]

    def found(wanted: Iterable[str]) -> int:
        return next((folded.index(head) for head in wanted if head in folded), -1)

    code, region, colour = (found(wanted) for wanted in (CODE_HEADS, REGION_HEADS, COLOUR_HEADS))
    return (code, region, colour) if min(code, region) >= 0 else None


def _grouped(rows: list[tuple[int, list[str]]], at: Columns, names: Names) -> list[Draft]:
    codes: dict[str, list[str]] = {}
    colours: dict[str, str] = {}
    for n, row in rows:
        code, region, colour = (row[i] if 0 <= i < len(row) else "" for i in at)
        name = printable(_plain(region))
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
    found = AS_NUMBER.fullmatch("".join(printable(text).split()))
    if not found:
        return printable(text)
    return found[1].zfill(ARS) if len(found[1]) == ARS - 1 else found[1]


def _names(areas: Areas) -> Names:
    """Index the areas by name; of those that share a name on several levels the smallest come first."""
    found: Names = {}
    for level in NAMED:
        here: Names = {}
        for area in areas.values():
            if area.level is level:
                for name in _called(area):
                    here.setdefault(name, []).append(area.code)
        found = here | found
    return found


def _called(area: Area) -> set[str]:
    """Give the names of an area, also with what it is before or behind it, as statistical offices write it."""
    kind = area.designation.rpartition(" ")[2]
    named = {area.name, area.label} | ({f"{kind} {area.name}", f"{area.name}, {kind}"} if kind else set())
    return {name.casefold() for name in named} - {""}


def _of_name(text: str, names: Names) -> str:
    """Give the code of a name; what is no name stays as it is."""
    codes = names.get(text.casefold(), [text])
    if len(codes) > 1:
        raise RegionsError(Fault.NAMES, name=text, codes=", ".join(codes))
    return codes[0]
