"""What can be said of the container without an engine; `make container-check` starts it where there is one."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from atlas.web.server.start import APP_LOAD_ERROR

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TEXT = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")))
STEPS = [(line.split()[0], line.split(maxsplit=1)[1]) for line in TEXT.splitlines() if line.strip()]
COPIED = [source for word, rest in STEPS if word == "COPY" for source in rest.split()[:-1]]
VARIABLES = dict(pair.split("=", 1) for word, rest in STEPS if word == "ENV" for pair in shlex.split(rest))
CMD = json.loads(next(rest for word, rest in STEPS if word == "CMD"))
HEALTH = json.loads(re.search(r"\[.*", next(rest for word, rest in STEPS if word == "HEALTHCHECK"))[0])

# Python runs this before the program: it writes down every host that is asked for
WATCH = """
import os, sys
def watch(event, args):
    if event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    with open(os.environ["WATCHED"], "a") as file:
        file.write(f"{host}\\n")
sys.addaudithook(watch)
"""


def place(start: str) -> int:
    return next(i for i, step in enumerate(STEPS) if " ".join(step).startswith(start))


def test_it_starts_from_a_slim_image_of_a_supported_python() -> None:
    assert re.fullmatch(r"python:3\.1[1-9]-slim(-\w+)?", STEPS[place("FROM")][1])


def test_packages_are_installed_before_the_program_is_copied() -> None:
    assert place("COPY requirements.txt") < place("RUN python -m pip install") < place("COPY LICENSE app.py")


def test_it_does_not_run_as_root() -> None:
    assert STEPS[place("USER")][1] not in {"root", "0"}
    assert place("USER") > max(i for i, (word, _) in enumerate(STEPS) if word in {"RUN", "COPY"})


def test_everything_that_is_copied_is_in_the_repository_and_not_ignored() -> None:
    patterns = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert all((ROOT / source).exists() for source in COPIED)
    assert sorted(COPIED) == sorted(p.removeprefix("!") for p in patterns if p.startswith("!"))
    assert "*" in patterns


def test_gunicorn_starts_several_workers_and_listens_where_the_image_says() -> None:
    assert (CMD[0], CMD[-1]) == ("gunicorn", "app:server")
    assert int(VARIABLES["WEB_CONCURRENCY"]) > 1
    assert STEPS[place("EXPOSE")][1] == VARIABLES["PORT"]
    assert "/healthz" in HEALTH[-1]


def test_without_an_engine_the_check_says_that_it_checked_nothing() -> None:
    script = [ROOT / "tools" / "container_check.sh"]
    env = {"PATH": os.defpath, "ENGINE": "no-such-engine"}
    said = subprocess.run(script, env=env, capture_output=True, text=True, check=True).stdout
    assert "NOT CHECKED" in said
    assert subprocess.run(script, env=env | {"REQUIRE_ENGINE": "1"}, capture_output=True, check=False).returncode == 1


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the image would hold: the start must need nothing else."""
    folder = tmp_path_factory.mktemp("image")
    for source in COPIED:
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, folder / source, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / source, folder / source)
    return folder


@pytest.fixture(scope="module")
def env(image: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Start the command of the image and give its variables once it is healthy."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    own = {"PORT": port, "PYTHONPATH": str(outside), "WATCHED": str(outside / "hosts")}
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | VARIABLES | own
    process = subprocess.Popen([sys.executable, "-m", *CMD], cwd=image, env=env, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 300
        while healthy(env) != 0 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        yield env
    finally:
        process.terminate()
        process.wait(timeout=30)


def healthy(env: dict[str, str]) -> int:
    """Give the exit code of the image's own check."""
    return subprocess.run([sys.executable, *HEALTH[1:]], env=env, capture_output=True, check=False).returncode


def test_its_command_serves_the_page_from_the_copied_files_alone(image: Path, env: dict[str, str]) -> None:
    assert healthy(env) == 0
    with urllib.request.urlopen(f"http://127.0.0.1:{env['PORT']}/", timeout=30) as page:
        assert b"<html" in page.read()
    written = {f.relative_to(image).as_posix() for f in image.rglob("*") if f.is_file()}
    assert {name for name in written if not (ROOT / name).is_file()} == set()


def test_it_asks_for_no_other_host(env: dict[str, str]) -> None:
    hosts = set(Path(env["WATCHED"]).read_text(encoding="utf-8").split())
    assert "127.0.0.1" in hosts  # the health check's own, so the watch works
    assert hosts <= {"127.0.0.1", "localhost", "::1"}


def test_its_health_check_fails_when_nothing_listens(env: dict[str, str]) -> None:
    assert healthy(env | {"PORT": "1"}) == 1


def test_bad_data_end_the_start_with_a_sentence(image: Path, tmp_path: Path) -> None:
    (tmp_path / "geodata").mkdir()
    own = {"PATH": os.defpath, "LANG": "C.UTF-8", "ATLAS_DATA": str(tmp_path / "geodata")}
    words = [sys.executable, "-m", *CMD]
    env = VARIABLES | own
    ended = subprocess.run(words, cwd=image, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == APP_LOAD_ERROR
    assert "atlas.yaml: found no such file" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("started_in", ["the image", "another folder"])
def test_a_wrong_setting_ends_the_start_with_a_sentence(image: Path, tmp_path: Path, started_in: str) -> None:
    """Elsewhere gunicorn finds no settings of its own and makes the atlas in each worker."""
    own = {"PATH": os.defpath, "LANG": "C.UTF-8", "PORT": "0", "ATLAS_EMBED_HOSTS": "example.org; x"}
    if started_in == "another folder":
        own |= {"PYTHONPATH": str(image), "WEB_CONCURRENCY": "1"}
    cwd = image if started_in == "the image" else tmp_path
    words = [sys.executable, "-m", *CMD]
    env = VARIABLES | own
    ended = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == APP_LOAD_ERROR
    assert ended.stderr.count("environment, ATLAS_EMBED_HOSTS: found 'example.org; x'") == 1
    assert ended.stderr.count("Booting worker") == (0 if started_in == "the image" else 1)
    assert "Traceback" not in ended.stderr
