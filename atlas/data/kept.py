"""Former releases: each a folder of the form of the data folder, named by its digest, and never written again."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

from atlas.data.release import FILE, KEPT, LETTERS, UNFINISHED, content, digest, release_date, stamp
from atlas.errors import DataError, UnknownKeyError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = re.compile(rf"[0-9a-f]{{{LETTERS}}}")
#: Nobody writes into a file that several releases share.
ONLY_READ = 0o444


def kept_releases(folder: Path) -> tuple[str, ...]:
    """Name the releases that a data folder keeps, by their digests.

    Parameters
    ----------
    folder : Path
        The data folder.

    Returns
    -------
    tuple of str
        In the order of their signs.
    """
    kept = folder / KEPT
    return tuple(sorted(p.name for p in kept.iterdir() if NAME.fullmatch(p.name))) if kept.is_dir() else ()


def kept_folder(folder: Path, release: str) -> Path:
    """Find the folder of a kept release.

    Parameters
    ----------
    folder : Path
        The data folder.
    release : str
        Digest of the release.

    Returns
    -------
    Path
        A folder of the form of the data folder, whose content is that of the release.

    Raises
    ------
    UnknownKeyError
        It is not kept.
    DataError
        Its content is no longer what it was.
    """
    if release not in kept_releases(folder):
        there = ", ".join(kept_releases(folder)) or "one, but none is kept"
        raise UnknownKeyError(expected("release", repr(release), there, "'python -m atlas releases' lists them"))
    if (broken := _broken(folder / KEPT / release)) is not None:
        raise DataError(broken)
    return folder / KEPT / release


def broken_releases(folder: Path) -> Iterator[str]:
    """Compare the content of each kept release with its name.

    Parameters
    ----------
    folder : Path
        The data folder.

    Yields
    ------
    str
        A sentence for each that is no longer what it was.
    """
    for release in kept_releases(folder):
        if (broken := _broken(folder / KEPT / release)) is not None:
            yield broken


def _broken(kept: Path) -> str | None:
    found = digest(kept)
    do = f"restore it from a copy, or remove it with 'python -m atlas releases --drop {kept.name}'"
    return None if found == kept.name else expected(str(kept), f"the digest {found}", kept.name, do)


def keep(folder: Path, into: Path) -> str:
    """Keep the content of a data folder as a release.

    Files that another release holds as well are shared with it (hard links); the folder's own are copied, as an editor
    may write into them.

    Parameters
    ----------
    folder : Path
        The data folder whose content is kept.
    into : Path
        The data folder that keeps it: the same one, or the copy that takes its place.

    Returns
    -------
    str
        The release.
    """
    release = digest(folder)
    place, made = into / KEPT / release, into / KEPT / f".{release}.new"
    if place.is_dir() and _broken(place) is None:
        return release
    others = [into / KEPT / other for other in kept_releases(into) if other != release]
    shutil.rmtree(made, ignore_errors=True)
    for path in content(folder):
        name = path.relative_to(folder)
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        twin = next((o / name for o in others if _equal(o / name, path)), None)
        if twin is None or not _linked(twin, made / name):
            shutil.copy2(path, made / name)
    text = stamp(release, release_date(folder, release))
    if not (made / FILE).is_file() or (made / FILE).read_text(encoding="utf-8") != text:
        (made / FILE).unlink(missing_ok=True)
        (made / FILE).write_text(text, encoding="utf-8")
    for path in content(made):
        path.chmod(ONLY_READ)
    shutil.rmtree(place, ignore_errors=True)
    made.rename(place)
    return release


def _equal(other: Path, path: Path) -> bool:
    return other.is_file() and other.stat().st_size == path.stat().st_size and other.read_bytes() == path.read_bytes()


def _linked(file: Path, place: Path) -> bool:
    try:
        os.link(file, place)
    except OSError:  # a file system without hard links: a copy does as well
        return False
    return True


def linked_or_copied(source: str, target: str) -> str:
    """Give a file that nobody writes into a second name, for `shutil.copytree`.

    Parameters
    ----------
    source, target : str
        The file, and its second name.

    Returns
    -------
    str
        The second name.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def take_out(folder: Path, release: str) -> None:
    """Put the content of a kept release in place of what a data folder holds.

    Parameters
    ----------
    folder : Path
        The copy of a data folder that is worked in.
    release : str
        Digest of the kept release.

    Raises
    ------
    UnknownKeyError, DataError
        It is not kept, or no longer whole.
    """
    kept = kept_folder(folder, release)
    for path in (*content(folder), folder / UNFINISHED):
        path.unlink(missing_ok=True)
    for path in content(kept):
        place = folder / path.relative_to(kept)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        os.utime(place, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
