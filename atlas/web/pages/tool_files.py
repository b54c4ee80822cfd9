"""The files of the tools for planning: tables, printed map and planning sheet, read strictly and kept in one way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from atlas.errors import DataError
from atlas.views.print.planning import planning_sheet
from atlas.web.pages.print_files import MAPS_BYTES, OWN_KEYS, TYPES, made, read_own
from atlas.web.server.lru import Kept
from atlas.web.server.problems import Problem
from atlas.web.server.requests import file_response, strict_query, without_default

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atlas.views.map.scene import Scene
    from atlas.views.print.planning import Plan
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site

TABLES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHEET = "sheet.pdf"
#: What a printed map of groups may be asked for: greys would tell an order that groups do not have.
IN_COLOUR = tuple(key for key in OWN_KEYS if key != "variant")


@dataclass(frozen=True, slots=True)
class Worked:
    """What a query shows, worked out: its map, what its planning sheet says, and its tables by suffix."""

    scene: Scene
    plan: Callable[[], Plan]
    tables: Mapping[str, Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the query of a file asks for.

    Attributes
    ----------
    notices : tuple of str
        What is wrong with it; a file is only made where there are none.
    address : str
        Absolute address of the page of the same view and release; files are kept under it.
    name : str
        Name of its files without the suffix.
    work : callable
        Works it out; raises DataError with a sentence where it shows nothing.
    """

    notices: tuple[str, ...]
    address: str
    name: str
    work: Callable[[], Worked]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool whose views can be taken along.

    Attributes
    ----------
    name : str
        As in the address of its files.
    fewer : str
        What to ask for less of where a query is too long.
    tables : tuple of str
        Suffixes of its tables.
    own_keys : tuple of str
        What its printed map may be asked for beside the view.
    read : callable
        Reads the query of a view.
    """

    name: str
    fewer: str
    tables: tuple[str, ...]
    own_keys: tuple[str, ...]
    read: Callable[[str], Wanted]


def tool_files_blueprint(site: Site, heavy: Heavy, tools: tuple[Tool, ...]) -> Blueprint:
    """Serve ``export/TOOL.*``; finished files are kept, so that a second answer is quick."""
    files = Blueprint("tool_files", __name__)
    kept: Kept[bytes] = Kept(MAPS_BYTES)

    def serve(tool: Tool) -> None:
        suffixes = ", ".join((*tool.tables, *TYPES))

        @files.get(f"/export/{tool.name}.<any({suffixes}, '{SHEET}'):suffix>", endpoint=tool.name)
        def file(suffix: str) -> Response:
            keys = tool.own_keys if suffix in TYPES else ()
            wanted = _wanted(site, tool, keys)
            given = {key: value for key, value in request.args.items() if key in keys}
            own, today = read_own(given, suffix, site.words), dt.datetime.now(dt.UTC).date()

            def make() -> bytes:
                with heavy.turn():
                    worked = _worked(site, tool, wanted)
                    if suffix in tool.tables:
                        return worked.tables[suffix]()
                    if suffix == SHEET:
                        return planning_sheet(
                            site.atlas, worked.scene, worked.plan(), wanted.address, today, site.words
                        )
                    return made(worked.scene, own, suffix, wanted.address, today)

            body = kept.made((tool.name, suffix, site.atlas.release, wanted.address, own, today), make)
            name = f"{wanted.name}_{SHEET}" if suffix == SHEET else f"{wanted.name}.{suffix}"
            attached = suffix in tool.tables or own.download
            return file_response(body, (TYPES | TABLES | {SHEET: TYPES["pdf"]})[suffix], name, attachment=attached)

    for tool in tools:
        serve(tool)
    return files


def _wanted(site: Site, tool: Tool, own_keys: tuple[str, ...]) -> Wanted:
    """Read what a file is asked for, strictly: it must not hold something else.

    Raises
    ------
    Problem
        400, 410 or 414 where anything in the query is wrong.
    """
    wanted = tool.read(strict_query(site, own_keys, tool.fewer))
    if wanted.notices:
        told = " ".join(map(without_default, wanted.notices))
        raise Problem(400, "unknown_view", told, _hint(site))
    return wanted


def _worked(site: Site, tool: Tool, wanted: Wanted) -> Worked:
    try:
        return wanted.work()
    except DataError as error:
        raise Problem(400, f"no_{tool.name}", str(error), _hint(site)) from None


def _hint(site: Site) -> str:
    return site.words("Open the same query as a page to see what is there.")
