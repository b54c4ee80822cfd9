"""The command that writes a workbook for those who deliver figures: ``python -m atlas template INDICATOR...``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.model import LEVELS, Level

if TYPE_CHECKING:
    import argparse

    from atlas.settings import Settings

WRONG_USE = 2


def arguments(sub: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    sub.add_argument("indicator", nargs="+", metavar="INDICATOR", help="id of an indicator of the catalogue")
    sub.add_argument("--level", choices=[str(x) for x in LEVELS], default=str(Level.DISTRICT), help="default: district")
    sub.add_argument("--year", type=int, help="year of the figures; the one before this year when left out")
    sub.add_argument("--out", type=Path, default=Path("delivery.xlsx"), help="file to write; default: delivery.xlsx")


def template(args: argparse.Namespace, settings: Settings) -> int:
    """Write the workbook, and print the declaration that reads it when it comes back."""
    from atlas.data.load import load  # noqa: PLC0415  pandas is slow to load
    from atlas.views.downloads.template import Order, declaration, write_template  # noqa: PLC0415
    from atlas.words.words import words_of  # noqa: PLC0415

    atlas = load(settings.folder)
    unknown = [key for key in args.indicator if key not in atlas.catalogue.indicators]
    if unknown or args.out.suffix != ".xlsx":
        found = ", ".join(unknown) or args.out.name
        wanted = "ids of the catalogue (geodata/indicators)" if unknown else "a name that ends with .xlsx"
        print(f"template: found {found}, expected {wanted}.", file=sys.stderr)
        return WRONG_USE
    chosen = tuple(atlas.indicator(key) for key in dict.fromkeys(args.indicator))
    order = Order(chosen, Level(args.level), atlas.scope.territory, args.year or dt.datetime.now(dt.UTC).year - 1)
    words = words_of(settings.language or atlas.scope.language)
    write_template(args.out, atlas, order, words)
    print(
        f"{args.out}: {len(chosen)} columns to fill in. Declare it when it comes back, as geodata/sources/NAME.yaml:\n"
    )
    print(declaration(args.out.stem.replace("-", "_").lower(), order, words))
    return 0
