"""The part of ``import`` that takes boundaries over: a further territory date, its crosswalks, the figures there."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.cli.releases import about
from atlas.data.release import KEPT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from atlas.build.border_plan import BorderPlan

WRONG_USE = 2


def add_border_options(sub: argparse.ArgumentParser) -> None:
    """Say what the command takes for boundaries."""
    group = sub.add_argument_group("boundaries", "shapefile in a zip, GeoPackage or GeoJSON with keys AGS or ARS")
    group.add_argument("--territory", metavar="DATE", help="their territory date, where neither file nor name says it")
    group.add_argument("--crs", default="", help="their reference system, where the file names none (EPSG:25832)")
    group.add_argument("--publisher", default="", help="whose they are: an entry of geodata/sources/publishers.yaml")
    group.add_argument("--sliver", type=float, metavar="METRES", help="narrower parts of an overlay do not count")


def import_borders(args: argparse.Namespace, folder: Path, agreed: Callable[[], bool]) -> int:
    """Tell what the borders are and who went where, ask, and take them over as a release."""
    from atlas.build.border_plan import BorderOrder, plan_borders  # noqa: PLC0415  geometry is slow to load
    from atlas.build.border_writing import write_borders  # noqa: PLC0415
    from atlas.build.judge import judge  # noqa: PLC0415
    from atlas.build.publish import published  # noqa: PLC0415

    try:
        territory = dt.date.fromisoformat(args.territory) if args.territory else None
    except ValueError:
        print(f"--territory: found {args.territory!r}, expected a date as YYYY-MM-DD.", file=sys.stderr)
        return WRONG_USE
    order = BorderOrder(
        paths=args.files, territory=territory, crs=args.crs, publisher=args.publisher, sliver_m=args.sliver
    )
    plan = plan_borders(order, folder)
    print("\n".join(plan.said))
    if args.dry_run or not args.yes:
        _rehearse(plan, folder)
    if args.dry_run:
        print("nothing was written: --dry-run")
        return 0
    if not args.yes and not agreed():
        print("nothing was written", file=sys.stderr)
        return WRONG_USE
    said: list[str] = []
    with published(folder, about(args), said) as made:
        said += write_borders(plan, made)
        told = list(judge(made, folder, set()))
    print("\n".join([*(told if args.yes else []), *said]))
    return 0


def _rehearse(plan: BorderPlan, folder: Path) -> None:
    """Write into a copy that nobody sees, and run the rules there."""
    from atlas.build.border_writing import write_borders  # noqa: PLC0415
    from atlas.build.judge import judge  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        made = shutil.copytree(folder, Path(place) / "geodata", ignore=shutil.ignore_patterns(KEPT))
        print("\n".join([*write_borders(plan, made), *judge(made, folder, set())]))
