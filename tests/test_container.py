from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools import containerfile

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = containerfile.read_steps(containerfile.ROOT / "Dockerfile")

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


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    containerfile.copy_files(STEPS, containerfile.ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def container(
    image: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, str]]]:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    own = {"PORT": str(containerfile.free_port()), "PYTHONPATH": str(outside), "WATCHED": str(outside / "hosts")}
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | containerfile.environment(STEPS) | own
    program, *rest = containerfile.command(STEPS, "CMD")
    log = outside / "log"
    with containerfile.running([sys.executable, "-m", program, *rest], image, env, log) as server:
        containerfile.wait_until_healthy(server, int(env["PORT"]), log)
        yield server, env


def health(env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    _, *rest = containerfile.command(STEPS, "HEALTHCHECK")
    return subprocess.run([sys.executable, *rest], env=env, capture_output=True, check=False)


def test_the_image_holds_the_program_and_its_data_and_nothing_else(image: Path) -> None:
    tops = {path.name for path in image.iterdir()}
    assert tops == {"LICENSE", "app.py", "requirements.txt", "atlas", "layers", "assets", "geodata"}
    assert not [path for path in image.rglob("*") if path.name in {"__pycache__", "tests", ".git"}]


def test_the_start_command_serves_the_page_from_the_copied_files(
    container: tuple[subprocess.Popen[bytes], dict[str, str]],
) -> None:
    base = f"http://127.0.0.1:{container[1]['PORT']}"
    with urllib.request.urlopen(f"{base}/", timeout=30) as page:
        assert page.status == 200
        assert b"<html" in page.read()
    with urllib.request.urlopen(f"{base}/healthz", timeout=30) as page:
        assert {"status", "release"} <= set(json.load(page))


def test_as_many_workers_run_as_the_image_asks_for(container: tuple[subprocess.Popen[bytes], dict[str, str]]) -> None:
    server, env = container
    wanted, listed = int(env["WEB_CONCURRENCY"]), Path(f"/proc/{server.pid}/task/{server.pid}/children")
    # the first worker answers while the others are still being started
    until = time.monotonic() + 20
    while len(listed.read_text(encoding="ascii").split()) < wanted and time.monotonic() < until:
        time.sleep(0.05)
    assert len(listed.read_text(encoding="ascii").split()) == wanted > 1


def test_health_check_passes_while_it_runs(container: tuple[subprocess.Popen[bytes], dict[str, str]]) -> None:
    assert health(container[1]).returncode == 0


def test_health_check_fails_when_nothing_listens(
    container: tuple[subprocess.Popen[bytes], dict[str, str]],
) -> None:
    assert health(container[1] | {"PORT": str(containerfile.free_port())}).returncode == 1


def test_start_asks_for_no_other_host(container: tuple[subprocess.Popen[bytes], dict[str, str]]) -> None:
    health(container[1])
    hosts = set(Path(container[1]["WATCHED"]).read_text(encoding="utf-8").split())
    assert "127.0.0.1" in hosts  # the health check's own, so the watch works
    assert hosts <= {"127.0.0.1", "localhost", "::1"}


def test_start_writes_nothing_beside_the_program(
    container: tuple[subprocess.Popen[bytes], dict[str, str]], image: Path, tmp_path: Path
) -> None:
    assert container[0].poll() is None
    fresh = containerfile.copy_files(STEPS, containerfile.ROOT, tmp_path)
    assert {path.relative_to(image).as_posix() for path in image.rglob("*") if path.is_file()} == set(fresh)


def test_bad_data_end_the_start_with_a_sentence_and_code_1(image: Path, tmp_path: Path) -> None:
    broken = tmp_path / "geodata"
    shutil.copytree(image / "geodata", broken)
    (broken / "sources.yaml").write_text("sources: [", encoding="utf-8")
    own = {"PORT": str(containerfile.free_port()), "ATLAS_DATA": str(broken)}
    env = {"PATH": os.defpath, "LANG": "C.UTF-8"} | containerfile.environment(STEPS) | own
    program, *rest = containerfile.command(STEPS, "CMD")
    ended = subprocess.run(
        [sys.executable, "-m", program, *rest],
        cwd=image,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "sources.yaml" in ended.stderr
    assert "Traceback" not in ended.stderr
