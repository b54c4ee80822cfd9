"""Propose how a table that nothing declares could be declared: where its keys, years and figures seem to stand."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import yaml

from atlas.errors import DataError
from atlas.model import CODE_LENGTH, Level
from atlas.sources.edition import BOOKS
from atlas.sources.files import read_sheet, sheet_names, squeeze
from atlas.sources.guard import look_at

if TYPE_CHECKING:
    from pathlib import Path

#: Rows that are looked at.
LOOKED_AT = 5_000
#: Share of the cells of a column that have to be alike.
MOST = 0.8
LEVELS = {CODE_LENGTH[level]: level for level in (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)}
#: Keys begin with that of their state.
KEY = r"(?:0[1-9]|1[0-6])[0-9]*"
YEAR = r"(?:[0-9]{2}\.[0-9]{2}\.)?(?:19|20)[0-9]{2}(?:\.0)?"
NUMBER = r"[+-]?[0-9][0-9.,  ]*"
SIGN = r"-|\.|\.\.\.|/|x|"
IN_HEADING = "_?((?:19|20)[0-9]{2})$"
#: Different cells that a column of keys has, its heading among them.
LEAST = 2
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


@dataclass(frozen=True)
class Found:
    """Positions of what was found in the cells of a table."""

    cells: pd.DataFrame
    body: pd.DataFrame
    key: int
    level: Level
    years: list[int]
    figures: list[int]
    header: list[int]

    @property
    def size(self) -> int:
        """Number of cells with figures, most of which have one."""
        return len(self.body) * len(self.figures)

    @property
    def heads(self) -> list[str]:
        """Headings of all columns, their parts joined."""
        rows = [self.cells.iloc[i - 1] for i in self.header if i != self.year_row]
        return [" | ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*rows, strict=True)]

    @property
    def year_row(self) -> int | None:
        """Header row that holds a year for each column of figures."""
        for i in self.header:
            texts = [str(self.cells.iloc[i - 1, column]) for column in self.figures]
            if texts and all(re.fullmatch(YEAR, text) for text in texts):
                return i
        return None

    def name(self, column: int) -> str | int:
        """Name a column by its heading, where no other one is called so."""
        head = self.heads[column]
        return head if head and self.heads.count(head) == 1 else column + 1


def propose(path: Path) -> str | None:
    """Write a declaration for a table as a draft.

    Parameters
    ----------
    path : Path
        CSV file or workbook.

    Returns
    -------
    str or None
        YAML in which a ``?`` is left to fill in; None if no column holds keys of areas and another one figures.

    Raises
    ------
    MissingDataError, DataError
        The file should not be read.
    """
    encoding = look_at(path)
    told: dict[str, object] = {}
    found: Found | None
    if path.suffix.lower() in BOOKS:
        found, told = _in_sheets(path)
    else:
        separator, rows = _rows(path, encoding)
        found = _find(pd.DataFrame(rows).fillna("").map(squeeze))
        told |= {"separator": separator} if separator != "," else {}
        told |= {"encoding": encoding} if encoding != "utf-8" else {}
    if found is None:
        return None
    cells = found.cells
    told |= {"header": found.header} if found.header != [1] else {}
    told |= {"key": {found.name(found.key): str(found.level)}}
    below = cells[found.key][max(found.header) :]
    told |= {} if below.isin(found.body[found.key]).all() else {"other_keys": "ignored"}
    told |= {"year": _year(found)} | _decimal(found) | _measures(found)
    words = {"table": _as_id(path.stem), "publisher": "?", "title": "?", "date": "{first} bis {last}"}
    content = words | {"files": path.name} | told | {"carry": "?"}
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
    return f"# yaml-language-server: $schema=../../docs/schemas/sources.json\n{text}...\n"


def _in_sheets(path: Path) -> tuple[Found | None, dict[str, object]]:
    """Find the sheet with most figures: the first ones are often a cover and contents."""
    best: Found | None = None
    told: dict[str, object] = {}
    for number, name in enumerate(sheet_names(path)):
        try:
            found = _find(read_sheet(path, name).head(LOOKED_AT).fillna("").map(squeeze))
        except DataError:
            continue  # an empty sheet
        if found is not None and (best is None or found.size > best.size):
            best, told = found, {"sheet": name} if number else {}
    return best, told


def _rows(path: Path, encoding: str) -> tuple[str, list[list[str]]]:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        lines = [line for line, _ in zip(file, range(LOOKED_AT), strict=False)]
    separator = max((";", ",", "\t", "|"), key=lambda sign: sum(line.count(sign) for line in lines))
    rows = list(csv.reader(lines, delimiter=separator))
    width = max(map(len, rows), default=0)
    return separator, [row + [""] * (width - len(row)) for row in rows]


def _find(cells: pd.DataFrame) -> Found | None:
    columns = range(cells.shape[1])
    shares = {
        (column, level): float(cells[column].str.fullmatch(rf"[0-9]{{{length}}}").mean())
        for column in columns
        # a date that is the same in all rows is no key, nor are counts of five digits
        if len(set(cells[column])) > LEAST and cells[column].str.fullmatch(KEY).mean() > MOST / 2
        for length, level in LEVELS.items()
    }
    key, level = max(shares, key=lambda at: shares[at], default=(0, Level.STATE))
    if not shares.get((key, level)):
        return None
    body = cells[cells[key].str.fullmatch(rf"[0-9]{{{CODE_LENGTH[level]}}}")]
    years = [c for c in columns if c != key and body[c].str.fullmatch(YEAR).all()]
    numbers = {c: body[c].str.fullmatch(NUMBER).mean() for c in columns if c not in (key, *years)}
    signs = {c: body[c].str.fullmatch(SIGN).mean() for c in numbers}
    figures = [c for c, share in numbers.items() if share > 0 and share + signs[c] > MOST]
    first = int(str(cells[years[0]].str.fullmatch(YEAR).idxmax())) if years else int(str(body.index[0]))
    header = [i + 1 for i in range(first) if _is_heading(cells.iloc[i], figures)]
    return Found(cells, body, key, level, years, figures, header) if figures and header else None


def _is_heading(row: pd.Series[str], figures: list[int]) -> bool:
    """Whether most columns of figures have something in a row that is no figure, or a year."""
    texts = [str(row[column]) for column in figures]
    named = [text for text in texts if text and (re.fullmatch(YEAR, text) or not re.fullmatch(NUMBER, text))]
    return len(named) * 2 > len(figures)


def _year(found: Found) -> object:
    if found.years:
        return {"column": found.name(found.years[0])}
    if found.year_row:
        return {"row": found.year_row}
    if all(re.search(IN_HEADING, found.heads[c]) for c in found.figures):
        return {"heading": IN_HEADING.replace("(?:19|20)[0-9]{2}", "[0-9]{4}")}
    above = " ".join(found.cells.head(max(found.header)).to_numpy().ravel())
    return {"title": r"31\.12\.([0-9]{4})"} if re.search(r"31\.12\.[0-9]{4}", above) else "?"


def _decimal(found: Found) -> dict[str, str]:
    commas = sum(int(found.body[c].str.fullmatch(r"-?[0-9]+,[0-9]{1,2}").sum()) for c in found.figures)
    return {"decimal": ","} if commas else {}


def _measures(found: Found) -> dict[str, object]:
    """Name measures by their headings, or by the cells of a column where an area has several rows a year."""
    own = [found.key, *found.years]
    if found.body.duplicated(own).any():
        kinds = [c for c in range(found.cells.shape[1]) if c not in (*own, *found.figures)]
        kinds = [c for c in kinds if not found.body.duplicated([*own, c]).any()]
        if kinds:
            names = found.body[kinds[0]].unique()
            long = {"measure": found.name(kinds[0]), "value": found.name(found.figures[0])}
            return {"long": long, "measures": {name: _as_id(name) for name in names}}
    heads = {c: found.heads[c] for c in found.figures}
    if not found.years and not found.year_row:
        heads = {c: re.sub(IN_HEADING, "", head).strip() for c, head in heads.items()}
    return {"measures": {head: _as_id(head) for head in heads.values()}}


def _as_id(text: str) -> str:
    plain = "".join(UMLAUTS.get(sign, sign) for sign in text.lower())
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return found if found[:1].isalpha() else f"n_{found}".rstrip("_")
