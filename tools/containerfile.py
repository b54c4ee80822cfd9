"""The Dockerfile's steps without an engine: read them, copy what they copy, start what they start."""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction: its keyword in capitals and the rest of its line."""

    keyword: str
    rest: str


def read_steps(path: Path) -> list[Step]:
    """Read the instructions of a Dockerfile, continued lines joined and comments dropped.

    Parameters
    ----------
    path : Path
        The Dockerfile.

    Returns
    -------
    list of Step
        In the order of the file.
    """
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    pairs = [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]
    return [Step(keyword.upper(), rest) for keyword, rest in pairs]


def environment(steps: Sequence[Step]) -> dict[str, str]:
    """Collect the variables of all ENV instructions."""
    words = [word for step in steps if step.keyword == "ENV" for word in shlex.split(step.rest)]
    return dict(word.split("=", maxsplit=1) for word in words)


def command(steps: Sequence[Step], keyword: str) -> list[str]:
    """Give the words of the last CMD or HEALTHCHECK.

    Parameters
    ----------
    steps : sequence of Step
        All instructions.
    keyword : {"CMD", "HEALTHCHECK"}
        Which of the two.

    Raises
    ------
    ValueError
        There is none, or it is not in the form of a list, which needs no shell.
    """
    found = [step.rest for step in steps if step.keyword == keyword]
    if not found or "[" not in found[-1]:
        raise ValueError(f"Dockerfile: found no {keyword} in the form of a list")
    words = json.loads(found[-1][found[-1].index("[") :])
    return [str(word) for word in words]


def ignored(path: str, patterns: Sequence[str]) -> bool:
    """Tell whether .dockerignore keeps a file out; the last pattern that matches it or a folder above it decides.

    Parameters
    ----------
    path : str
        Path from the root of the project, with slashes.
    patterns : sequence of str
        Lines of .dockerignore without comments.
    """
    parts = path.split("/")
    above = ["/".join(parts[: i + 1]) for i in range(len(parts))]
    verdict = False
    for pattern in patterns:
        bare = pattern.removeprefix("!").rstrip("/")
        names = parts if bare.startswith("**/") else above
        depth = [n for n in names if bare.startswith("**/") or n.count("/") == bare.count("/")]
        if any(fnmatch.fnmatchcase(name, bare.removeprefix("**/")) for name in depth):
            verdict = not pattern.startswith("!")
    return verdict


def context(root: Path) -> list[str]:
    """List the files that a build would be sent: those that .dockerignore does not keep out."""
    lines = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    wanted = {p.removeprefix("!").split("/")[0] for p in patterns if p.startswith("!")} if "*" in patterns else {"*"}
    tops = [path for name in sorted(wanted) for path in sorted(root.glob(name))]
    files = [f for top in tops for f in ([top] if top.is_file() else sorted(top.rglob("*"))) if f.is_file()]
    names = [f.relative_to(root).as_posix() for f in files]
    return [name for name in names if not ignored(name, patterns)]


def copy_files(steps: Sequence[Step], root: Path, target: Path) -> list[str]:
    """Carry out the COPY instructions.

    Parameters
    ----------
    steps : sequence of Step
        All instructions.
    root, target : Path
        The project, and the folder that stands for WORKDIR.

    Returns
    -------
    list of str
        Paths copied, as they are called in the target.

    Raises
    ------
    ValueError
        An instruction copies nothing: its source is missing or kept out by .dockerignore.
    """
    sent = context(root)
    copied = []
    for *sources, goal in (shlex.split(step.rest) for step in steps if step.keyword == "COPY"):
        for source in sources:
            matching = [name for name in sent if name == source or name.startswith(f"{source.rstrip('/')}/")]
            if not matching:
                raise ValueError(f"Dockerfile, COPY {source}: found nothing to copy")
            for name in matching:
                below = name if name == source else Path(name).relative_to(source).as_posix()
                place = target / goal / below
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, place)
                copied.append(place.relative_to(target).as_posix())
    return copied


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(words: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server in a folder and end it by its own process id.

    Parameters
    ----------
    words : sequence of str
        The command.
    folder : Path
        Where it is started.
    env : mapping of str to str
        All its variables.
    log : Path
        File that takes what it prints.
    """
    with log.open("wb") as out:
        process = subprocess.Popen(words, cwd=folder, env=dict(env), stdout=out, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path, seconds: float = 60) -> float:
    """Ask /healthz until it answers 200.

    Parameters
    ----------
    process : subprocess.Popen
        The server.
    port : int
        Where it listens.
    log : Path
        What it printed, for the message of a failure.
    seconds : float
        How long to wait.

    Returns
    -------
    float
        Seconds that it took.

    Raises
    ------
    RuntimeError
        The server ended, or did not answer in time.
    """
    start = time.monotonic()
    while time.monotonic() - start < seconds and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:  # noqa: PLR2004  HTTP's OK
                    return time.monotonic() - start
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    printed = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise RuntimeError(f"the server was not healthy after {time.monotonic() - start:.1f} s; it printed:\n{printed}")
