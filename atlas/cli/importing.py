"""The command that takes files of publishers over: what they are, what would change, and then it is done."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.cli.borders import add_border_options, import_borders
from atlas.cli.releases import add_about
from atlas.cli.taking_over import take_over
from atlas.errors import DataError, expected

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from atlas.build.declarations import Declaration
    from atlas.build.recognise import Understood
    from atlas.settings import Settings

BAD_DATA = 1


def add_import(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """Add the command to the program's."""
    sub = command(
        "import",
        _import,
        "Recognise files of publishers by their content, say what would change, and take them over if you agree.",
    )
    sub.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a publisher's file, under any name")
    sub.add_argument("--dry-run", action="store_true", help="only say what would change")
    sub.add_argument("--yes", action="store_true", help="do not ask, as scripts need it")
    add_border_options(sub)
    add_about(sub)


def _import(args: argparse.Namespace, settings: Settings) -> int:
    from atlas.build.declarations import FOLDER, read_declarations  # noqa: PLC0415  readers of workbooks are slow to load
    from atlas.build.import_plan import differences_of, plan, write_plan  # noqa: PLC0415
    from atlas.sources.border_files import is_borders  # noqa: PLC0415

    folder = settings.folder
    borders = [path for path in args.files if is_borders(path)]
    if borders and len(borders) == len(args.files):
        return import_borders(args, folder)
    if borders:
        others = ", ".join(path.name for path in args.files if path not in borders)
        wanted = "boundaries alone, or figures alone"
        raise DataError(expected(borders[0].name, f"boundaries beside {others}", wanted, "import them one by one"))
    declared = read_declarations(folder / FOLDER)
    files = _understood(args.files, folder, declared)
    if files is None:
        return BAD_DATA
    planned = plan(files, folder, declared)
    names = _names(folder)
    for table in planned:
        print("\n".join(differences_of(table, names)))
    if all(table.before.equals(table.after) for table in planned):
        return 0
    tables = {table.one.table for table in planned}
    return take_over(args, folder, lambda made: write_plan(planned, made), tables)


def _understood(paths: Sequence[Path], folder: Path, declared: Mapping[str, Declaration]) -> list[Understood] | None:
    """Tell what each file is; None if one is nothing that is declared, with a draft of its declaration."""
    from atlas.build.import_plan import understood_as  # noqa: PLC0415
    from atlas.build.proposal import propose  # noqa: PLC0415
    from atlas.build.recognise import recognise  # noqa: PLC0415
    from atlas.build.tables import context_of  # noqa: PLC0415

    context, _ = context_of(folder, folder, declared)
    files = []
    for path in paths:
        found = recognise(path, declared, context.states)
        if found is not None:
            files.append(found)
            print("\n".join(understood_as(found, context)))
            continue
        draft = propose(path)
        wanted = "one that a declaration describes"
        told = expected(path.name, "a file that nothing in geodata/sources declares", wanted, "declare its table")
        print(told, file=sys.stderr)
        if draft is not None:
            print(f"A draft for geodata/sources: fill in each '?', and mend what is not so.\n\n{draft}")
    return files if len(files) == len(paths) else None


def _names(folder: Path) -> dict[str, str]:
    import pandas as pd  # noqa: PLC0415

    files = sorted((folder / "areas").glob("????-??-??.csv"))
    return {code: name for file in files for code, name in pd.read_csv(file, dtype=str)[["code", "name"]].to_numpy()}
