"""Walk the Dockerfile in a clean folder: new environment, its install step, its start, its health check."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from tools import containerfile


def main() -> int:
    """Do every step in its order and print one line for each.

    Returns
    -------
    int
        0 when all went well, 1 with a message otherwise.
    """
    steps = containerfile.read_steps(containerfile.ROOT / "Dockerfile")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "atlas"
        home.mkdir()
        try:
            copied = containerfile.copy_files(steps, containerfile.ROOT, home)
            print(f"COPY        {len(copied)} files")
            binaries = new_environment(folder / "venv")
            install(steps, home, binaries)
            start(steps, home, binaries, folder / "log")
        except (ValueError, RuntimeError, subprocess.CalledProcessError) as error:
            print(f"container-check: {error}", file=sys.stderr)
            return 1
    return 0


def new_environment(folder: Path) -> Path:
    """Make an empty environment in place of the base image's Python; give its folder of commands."""
    venv.create(folder, with_pip=True)
    return folder / "bin"


def variables(steps: list[containerfile.Step], binaries: Path) -> dict[str, str]:
    """Give the image's variables and the commands of the new environment, and nothing else of this machine."""
    return {"PATH": f"{binaries}:/usr/bin:/bin", "LANG": "C.UTF-8"} | containerfile.environment(steps)


def install(steps: list[containerfile.Step], home: Path, binaries: Path) -> None:
    """Carry out the RUN instructions that install Python packages."""
    # pip's own settings (proxies, mirrors) belong to the machine that builds
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | variables(steps, binaries)
    for words in (shlex.split(step.rest) for step in steps if step.keyword == "RUN" and " pip install " in step.rest):
        begun = time.monotonic()
        subprocess.run([str(binaries / words[0]), *words[1:], "--quiet"], cwd=home, env=env, check=True)
        print(f"RUN         {shlex.join(words)} ({time.monotonic() - begun:.0f} s)")


def start(steps: list[containerfile.Step], home: Path, binaries: Path, log: Path) -> None:
    """Carry out CMD and HEALTHCHECK."""
    port = containerfile.free_port()
    env = variables(steps, binaries) | {"PORT": str(port)}
    program, *rest = containerfile.command(steps, "CMD")
    with containerfile.running([str(binaries / program), *rest], home, env, log) as server:
        seconds = containerfile.wait_until_healthy(server, port, log)
        print(f"CMD         {program} answered /healthz after {seconds:.1f} s")
        program, *rest = containerfile.command(steps, "HEALTHCHECK")
        subprocess.run([str(binaries / program), *rest], env=env, check=True)
        print("HEALTHCHECK ok")


if __name__ == "__main__":
    sys.exit(main())
