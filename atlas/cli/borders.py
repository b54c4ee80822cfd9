"""The part of ``import`` that takes boundaries over: a further territory date, its crosswalks, the figures there."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from atlas.cli.taking_over import WRONG_USE, take_over

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_border_options(sub: argparse.ArgumentParser) -> None:
    """Say what the command takes for boundaries."""
    group = sub.add_argument_group("boundaries", "shapefile in a zip, GeoPackage or GeoJSON with keys AGS or ARS")
    group.add_argument("--territory", metavar="DATE", help="their territory date, where neither file nor name says it")
    group.add_argument("--crs", default="", help="their reference system, where the file names none (EPSG:25832)")
    group.add_argument("--publisher", default="", help="whose they are: an entry of geodata/sources/publishers.yaml")
    group.add_argument("--sliver", type=float, metavar="METRES", help="narrower parts of an overlay do not count")


def import_borders(args: argparse.Namespace, folder: Path) -> int:
    """Tell what the borders are and who went where, ask, and take them over as a release."""
    from atlas.build.border_plan import BorderOrder, plan_borders  # noqa: PLC0415  geometry is slow to load
    from atlas.build.border_writing import write_borders  # noqa: PLC0415

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
    return take_over(args, folder, lambda made: write_borders(plan, made), ())
