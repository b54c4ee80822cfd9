"""The commands for releases: which there are, what differs between two, and the way back."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from atlas.cli.awaited import awaited
from atlas.data.history import read_history
from atlas.data.kept import kept_folder, kept_releases
from atlas.data.release import digest, not_noted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from atlas.build.publish import About
    from atlas.data.differences import Differences, OfIndicator
    from atlas.data.store import Atlas
    from atlas.settings import Settings

WRONG_USE = 2


def add_releases(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """Add the commands to the program's."""
    sub = command("releases", releases, "List the releases of the data folder, the newest first.")
    sub.add_argument("--drop", metavar="ID", help="remove a kept release: links that cite it show its figures no more")
    sub = command("diff", diff, "Say what differs between two releases: figures, texts, areas, sources.")
    sub.add_argument("a", metavar="A", help="the older one: the id of a kept release, or 'now' for what is shown")
    sub.add_argument("b", metavar="B", help="the newer one, in the same way")
    add_about(command("undo", _undo, "Show again what was shown before; further back each time."))
    sub = command("rollback", _rollback, "Show a kept release again.")
    sub.add_argument("id", metavar="ID", help="id of the release; 'releases' lists them")
    add_about(sub)


def add_about(sub: argparse.ArgumentParser) -> None:
    """Add the words by which a release is described."""
    sub.add_argument("--note", default="", metavar="TEXT", help="what readers are told about the release")
    sub.add_argument("--author", default="", metavar="NAME", help="who tells it")


def about(args: argparse.Namespace) -> About:
    """Read what is said of a release."""
    from atlas.build.publish import About  # noqa: PLC0415  the readers of figures are slow to load

    return About(author=args.author.strip(), note=args.note.strip())


def releases(args: argparse.Namespace, settings: Settings) -> int:
    """List the releases, or remove a kept one."""
    folder = settings.folder
    if args.drop:
        return _drop(folder, args.drop)
    now, kept = digest(folder), kept_releases(folder)
    for entry in reversed(read_history(folder)):
        marks = [entry.how] * (entry.how != "made") + ["kept" if entry.release in kept else "not kept"]
        marks += ["shown"] * (entry.release == now)
        said = ": ".join(filter(None, (entry.author, entry.note)))
        print(f"{entry.release} {entry.date} ({', '.join(marks)}){f' {said}' if said else ''}")
    if (unnoted := not_noted(folder, now)) is not None:
        print(unnoted, file=sys.stderr)
    print("\n".join(awaited(folder)))
    return 0


def _drop(folder: Path, release: str) -> int:
    if release == digest(folder):
        print(f"--drop: found {release!r}, which is shown, expected a former release.", file=sys.stderr)
        return WRONG_USE
    known = release in kept_releases(folder)
    # a broken one is removed as well
    shutil.rmtree(folder / "releases" / release if known else kept_folder(folder, release))
    print(f"{release}: removed, links that cite it say so")
    return 0


def _atlas(folder: Path, release: str) -> Atlas:
    from atlas.data.load import load  # noqa: PLC0415  pandas is only needed here

    return load(folder if release in {"now", digest(folder)} else kept_folder(folder, release))


def diff(args: argparse.Namespace, settings: Settings) -> int:
    """Say what differs between two releases."""
    from atlas.data.differences import differences  # noqa: PLC0415  pandas is only needed here

    found = differences(_atlas(settings.folder, args.a), _atlas(settings.folder, args.b))
    print("\n".join(_told(found)) if found.any else "nothing that readers see differs")
    return 0


def _told(found: Differences) -> Iterator[str]:
    for indicator in found.indicators:
        yield from _of_indicator(indicator)
    counted = {"new": found.areas_new, "described otherwise": found.areas_changed, "gone": found.areas_gone}
    if any(counted.values()):
        yield f"areas: {', '.join(f'{n} {what}' for what, n in counted.items() if n)}"
    if found.borders:
        yield "borders: outlines changed"
    for title in found.sources:
        yield f"source: {title}"


def _of_indicator(found: OfIndicator) -> Iterator[str]:
    parts = ["new indicator"] * found.added + ["indicator gone"] * found.removed
    counted = {"new": found.new, "changed": found.changed, "gone": found.gone}
    parts += [f"figures {', '.join(f'{n} {what}' for what, n in counted.items() if n)}"] * any(counted.values())
    parts += [f"texts {', '.join(found.texts)}"] * bool(found.texts)
    yield f"{found.id} ({found.title}): {'; '.join(parts)}"
    for moved in found.largest:
        place = f"{moved.code} {moved.name}, {moved.level} of {moved.territory}, {moved.year}"
        yield f"  {place}: {moved.before:.10g} -> {moved.after:.10g} ({moved.after - moved.before:+.10g})"


def _undo(args: argparse.Namespace, settings: Settings) -> int:
    from atlas.build.publish import undo  # noqa: PLC0415  pandas is only needed here

    print("\n".join(undo(settings.folder, about(args))))
    return 0


def _rollback(args: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import replace  # noqa: PLC0415

    from atlas.build.publish import roll_back  # noqa: PLC0415  pandas is only needed here

    print("\n".join(roll_back(settings.folder, args.id, replace(about(args), how="rollback"))))
    return 0
