"""The end of every ``import``: rehearse in a copy, ask, write a release, tell what was done."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.cli.releases import about
from atlas.data.release import KEPT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection

WRONG_USE = 2


def take_over(
    args: argparse.Namespace, folder: Path, write: Callable[[Path], list[str]], tables: Collection[str]
) -> int:
    """Write what an import would change, if whoever started it agrees.

    Parameters
    ----------
    args : Namespace
        ``dry_run`` ends after the rehearsal, ``yes`` neither rehearses nor asks.
    folder : Path
        The data folder.
    write : callable
        Writes into a folder that nobody sees yet and says what it wrote.
    tables : collection of str
        Tables whose warnings are told; of others only how many there are.

    Returns
    -------
    int
        Exit code: 2 if nobody agreed.
    """
    from atlas.build.judge import judge  # noqa: PLC0415  pandas and geometry are slow to load
    from atlas.build.publish import published  # noqa: PLC0415

    if args.dry_run or not args.yes:
        with tempfile.TemporaryDirectory() as place:
            made = shutil.copytree(folder, Path(place) / "geodata", ignore=shutil.ignore_patterns(KEPT))
            print("\n".join([*write(made), *judge(made, folder, tables)]))
    if args.dry_run:
        print("nothing was written: --dry-run")
        return 0
    if not args.yes and not _agreed():
        print("nothing was written", file=sys.stderr)
        return WRONG_USE
    said: list[str] = []
    with published(folder, about(args), said) as made:
        said += write(made)
        told = list(judge(made, folder, tables))
    print("\n".join([*(told if args.yes else []), *said]))
    return 0


def _agreed() -> bool:
    try:
        return input("Take this over? [y/N] ").strip().lower() in {"y", "yes", "j", "ja"}
    except EOFError:
        return False
