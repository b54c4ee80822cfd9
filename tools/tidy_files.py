"""Refuse files that end in the middle of a line, have blanks at the end of one, or are too large for the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

MOST_BYTES = 500_000
#: What others packed stays as it is.
PACKED = re.compile(r"assets/bundles/plotly\.js$")
#: One paragraph a line and two blanks for a line break are Markdown; the licence stands as it was published.
LEFT_ALONE = re.compile(r"\.md$|^LICENSE$|OFL\.txt$")
STRAY = re.compile(rb"[ \t]+$|\r", re.MULTILINE)


def faults(path: Path) -> list[str]:
    """Say what is wrong with a file, one sentence each.

    Parameters
    ----------
    path : Path
        A file of the project.

    Returns
    -------
    list of str
        Empty when all is well.
    """
    if PACKED.search(path.as_posix()):
        return []
    content = path.read_bytes()
    told = []
    if len(content) > MOST_BYTES:
        told.append(f"{path}: found {len(content)} bytes, expected at most {MOST_BYTES}; keep it out.")
    if b"\0" in content or not content or LEFT_ALONE.search(path.as_posix()):
        return told
    try:
        content.decode()
    except UnicodeDecodeError:
        return told  # not a text
    if not content.endswith(b"\n") or content.endswith(b"\n\n"):
        told.append(f"{path}: found no single line end at the end, expected one; mend the last line.")
    if stray := STRAY.search(content):
        line = content.count(b"\n", 0, stray.start()) + 1
        told.append(f"{path}, line {line}: found blanks at its end, expected none; remove them.")
    return told


def main(names: list[str]) -> int:
    """Check the files named, or all that git knows; give the exit code."""
    if not names:
        listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True).stdout  # noqa: S607  git of the path
        names = [name for name in listed.split("\0") if name]
    told = [fault for name in names if Path(name).is_file() for fault in faults(Path(name))]
    print("\n".join(told), end="\n" if told else "")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
