"""Compare the files of a data folder with the digests in its list of sources: what was changed by hand is noticed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from atlas.data.places import FILE as PLACES
from atlas.data.writing import write_beside
from atlas.data.yaml_files import read_yaml
from atlas.errors import expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIST = "sources.yaml"
NOTE = "restore the file, or note the change with 'python -m atlas build --stamp'"


def strange_files(folder: Path) -> Iterator[str]:
    """Find files that are not those of which the list of sources speaks.

    Parameters
    ----------
    folder : Path
        The data folder; its list of sources was read and is sound.

    Yields
    ------
    str
        One sentence a file. One without a digest, or that is not there, is not looked at.
    """
    for path, noted, found in _digests(folder):
        if noted != found:
            yield expected(str(path), f"the digest {found[:12]}…", f"{noted[:12]}… of {LIST}", NOTE)


def note_digests(folder: Path) -> Iterator[str]:
    """Write the digests of today into the list of sources.

    Parameters
    ----------
    folder : Path
        The data folder.

    Yields
    ------
    str
        One sentence a file whose digest was another one.
    """
    text = before = (folder / LIST).read_text(encoding="utf-8")
    for path, noted, found in _digests(folder):
        if noted != found:
            text = text.replace(noted, found)
            yield f"{path.name}: changed by hand, its new digest is noted"
    if text != before:
        write_beside(folder / LIST, text)


def _digests(folder: Path) -> list[tuple[Path, str, str]]:
    listed = read_yaml(folder / LIST)
    files = {folder / "tables" / f"{key}.parquet": entry for key, entry in listed["tables"].items()}
    if listed.get("places"):
        files[folder / PLACES] = listed["places"]
    return [
        (path, entry["sha256"], hashlib.sha256(path.read_bytes()).hexdigest())
        for path, entry in files.items()
        if entry.get("sha256") and path.is_file()
    ]
