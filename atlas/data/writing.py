"""Write files so that nobody ever meets half of one: beside their place first, then renamed."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a place beside `path` to write to, and rename it to `path` when that went well.

    Parameters
    ----------
    path : Path
        The file to write; its folder is made where it is missing.

    Yields
    ------
    Path
        Where to write.

    Raises
    ------
    DataError
        The file system refuses; what was there stays.
    """
    other = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield other
        with other.open("rb") as file:
            os.fsync(file.fileno())
        other.replace(path)
    except OSError as error:
        found = f"a place that cannot be written ({error.strerror})"
        raise DataError(expected(str(path), found, "a file that can", "choose another place or make room")) from error
    finally:
        with suppress(OSError):
            other.unlink(missing_ok=True)


def write_beside(path: Path, content: str | bytes) -> None:
    """Write a whole file at once.

    Parameters
    ----------
    path : Path
        The file; its folder is made where it is missing.
    content : str or bytes
        All of it; text becomes UTF-8.
    """
    with beside(path) as place:
        place.write_bytes(content.encode() if isinstance(content, str) else content)
