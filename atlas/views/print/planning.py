"""A planning sheet as PDF: map, recipe, tables, caveats and sources on pages of A4 (PDF/UA-1, Typst)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.views.map.described import described
from atlas.views.print.compose import print_map
from atlas.views.print.furniture import qr_picture
from atlas.views.print.pages import tagged_pages
from atlas.views.print.sheets import SHEETS
from atlas.views.print.typeset import FAMILY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

TEMPLATE = Path(__file__).with_name("planning.typ")
#: The sheet of the map that is set into the first page.
MAP = "preview"
#: Longer lists of names are cut in a cell of a grid; the page holds all.
MOST_NAMES = 240
#: So many rows of areas leave a sheet below nine pages, whatever else it holds; the files hold all.
MOST_ROWS = 200
#: Areas that are named for each reason for which they lack something; the page holds all.
MOST_LACKING = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A part of the sheet: heading, paragraphs, and a table below them where it has rows.

    Attributes
    ----------
    named : tuple of (str, str)
        Paragraphs, each with the name that it begins with.
    wide : tuple of int
        Widths of the columns in millimetres, 0 for what is left.
    numbers : tuple of int
        Positions of the columns that hold numbers.
    """

    title: str
    texts: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    wide: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a tool says on its sheet.

    Attributes
    ----------
    about : str
        In a sentence or two how the map came about; stands in the data of the file.
    notes : tuple of str
        The recipe in words.
    tables : tuple of Table
        In the order of reading.
    silent : str
        Heading of `caveats`.
    caveats : tuple of str
        What the map does not say.
    """

    about: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    silent: str
    caveats: tuple[str, ...]


def planning_sheet(atlas: Atlas, shown: Scene, plan: Plan, address: str, made_on: dt.date, words: Words) -> bytes:
    """Write a planning sheet.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    shown : Scene
        The map.
    plan : Plan
        What else stands on the sheet.
    address : str
        Absolute address of the page that shows this very view.
    made_on : date
        The day that stands on the sheet; the same day gives the same bytes.
    words : Words
        Language of the texts.
    """
    title = words.own(atlas.scope.title)
    release = words("Release {release} of {day}").format(release=atlas.release, day=words.day(atlas.released))
    said: dict[str, Any] = asdict(plan) | {
        "kind": words("Planning sheet"),
        "title": shown.line,
        "author": title,
        "language": words.language,
        "font": FAMILY,
        "release": atlas.release,
        "foot": f"{title}. {release}",
        "map": print_map(shown, SHEETS[MAP], address, made_on, outlines=True),
        "map_text": described(shown),
        "qr": qr_picture(address),
        "qr_text": words("QR code of the same view"),
        "address": address,
        "date": words.day(made_on),
        "sources": [
            {"attribution": s.attribution, "licence": s.licence, "licence_url": s.licence_url} for s in shown.sources
        ],
        "words": {
            "recipe": words("Recipe"),
            "online": words("The same view online"),
            "sources": words("Sources"),
        },
    }
    return tagged_pages(TEMPLATE, said, made_on)


def cut_names(names: Sequence[str]) -> str:
    """List names as far as a cell has room for them."""
    room = list(accumulate(len(name) + len("; ") for name in names))
    n = bisect_right(room, MOST_NAMES)
    return "; ".join(names[:n]) + (" \N{HORIZONTAL ELLIPSIS}" if n < len(names) else "")


def named_by_reason(why: str, areas: Sequence[Area], words: Words) -> tuple[str, str]:
    """Name areas that lack something, as a paragraph that begins with the reason and their number."""
    told, more = "; ".join(area.label for area in areas[:MOST_LACKING]), len(areas) - MOST_LACKING
    rest = f" {words.counted('and one more area', 'and {n} more areas', more)}" if more > 0 else ""
    return f"{why} ({words.number(len(areas), 0)}):", f"{told}{rest}."


def cut_rows(rows: tuple[tuple[str, ...], ...], words: Words) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Shorten a table of areas to what a sheet has room for, and say how many are left out."""
    more = len(rows) - MOST_ROWS
    if more <= 0:
        return rows, ()
    text = words.counted("One more stands in the files.", "{n} more stand in the files.", more)
    return rows[:MOST_ROWS], (text,)
