from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import containerfile, types

ROOT = Path(__file__).resolve().parent.parent
STEPS = containerfile.read_steps(ROOT / "Dockerfile")
OWN = {"app", "atlas", "layers", "tests", "tools", "bench"}
PROGRAM = [ROOT / "app.py", *(ROOT / "atlas").rglob("*.py"), *(ROOT / "layers").rglob("*.py")]
HELPERS = [f for name in ("tests", "tools", "bench") for f in (ROOT / name).rglob("*.py")]


def lines_of(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def pins(name: str) -> dict[str, Requirement]:
    found = [Requirement(line) for line in lines_of(name) if not line.startswith("-r ")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def pins_named_directly(name: str) -> set[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    direct = text[: text.index("# what those need in turn")].splitlines()
    return {canonicalize_name(Requirement(line).name) for line in direct if "==" in line}


def imported(files: list[Path]) -> set[str]:
    names: set[str] = set()
    for node in (node for file in files if file.exists() for node in ast.walk(ast.parse(file.read_bytes()))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - OWN


def distributions(modules: set[str]) -> set[str]:
    owners = packages_distributions()
    assert modules <= set(owners), f"imported, but not installed: {modules - set(owners)}"
    return {canonicalize_name(owners[module][0]) for module in modules}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_names_no_index(name: str) -> None:
    assert [
        line for line in lines_of(name) if not re.fullmatch(r"-r requirements\.txt|[\w.-]+==[\w.]+( ;.*)?", line)
    ] == []


def test_test_requirements_start_with_those_of_the_program() -> None:
    assert lines_of("requirements-dev.txt")[0] == "-r requirements.txt"
    assert not set(pins("requirements.txt")) & set(pins("requirements-dev.txt"))


@pytest.mark.parametrize("names", [["requirements.txt"], ["requirements.txt", "requirements-dev.txt"]])
def test_pins_hold_whatever_a_pinned_package_needs_and_nothing_else(names: list[str]) -> None:
    pinned = {key: pin for name in names for key, pin in pins(name).items() if not pin.marker or pin.marker.evaluate()}
    reached = set().union(*(pins_named_directly(name) for name in names))
    queue = sorted(reached)
    while queue:
        for need in map(Requirement, requires(queue.pop()) or []):
            key = canonicalize_name(need.name)
            if key not in reached and (need.marker is None or need.marker.evaluate({"extra": ""})):
                reached.add(key)
                queue.append(key)
    assert set(pinned) == reached


def test_installed_versions_are_the_pinned_ones() -> None:
    pinned = {key: pin for name in ("requirements.txt", "requirements-dev.txt") for key, pin in pins(name).items()}
    wanted = {key: str(pin.specifier) for key, pin in pinned.items() if not pin.marker or pin.marker.evaluate()}
    assert {key: f"=={version(key)}" for key in wanted} == wanted


def test_program_imports_only_what_is_named_in_its_requirements() -> None:
    assert distributions(imported(PROGRAM)) - pins_named_directly("requirements.txt") == set()


def test_tests_import_only_what_is_named_in_their_requirements() -> None:
    named = set(pins("requirements.txt")) | pins_named_directly("requirements-dev.txt")
    assert distributions(imported(HELPERS)) - named == set()


def test_node_packages_are_pinned_and_name_no_registry() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, pin in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", pin)] == []
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in lock.items() if "resolved" in entry] == []
    assert [name for name, entry in lock.items() if name and "integrity" not in entry] == []


def test_types_of_the_scripts_are_those_of_the_records() -> None:
    assert types.FILE.read_text(encoding="utf-8") == types.text(), "run make format"


def test_ci_runs_make_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "exec make test",
    ]


@pytest.mark.parametrize("target", ["run", "test", "bench", "data", "check", "lint", "format", "clean"])
def test_make_help_names_every_target(target: str) -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert re.search(rf"^make {target} ", shown, flags=re.MULTILINE)


def test_make_test_stops_at_the_first_step_that_fails() -> None:
    planned = subprocess.run(
        ["make", "--no-print-directory", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    steps = re.findall(
        r"-m (ruff check|ruff format --check|mypy|pytest)\b|/(tsc|eslint|prettier)[. ]|(--test)\b", planned
    )
    python, scripts = ["ruff check", "ruff format --check", "mypy"], ["tsc", "eslint", "prettier", "--test"]
    assert ["".join(step) for step in steps] == [*python, *scripts, "pytest"]
    assert "|| true" not in planned


def test_make_test_runs_browser_tests_last() -> None:
    planned = subprocess.run(
        ["make", "--no-print-directory", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    folders = [f for f in (ROOT / "tests").iterdir() if f.is_dir() and any(f.rglob("test_*.py"))]
    given = [word.rstrip("/") for word in planned.splitlines()[-1].split() if word.startswith("tests/")]
    assert {f"tests/{f.name}" for f in folders} <= set(given)
    assert given[-1] == "tests/browser" or not (ROOT / "tests" / "browser").exists()


def test_licence_is_the_one_that_the_project_names() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert named == "EUPL-1.2"
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.", text, flags=re.MULTILINE) == [str(article) for article in range(1, 16)]


def test_container_starts_from_a_slim_image_of_a_supported_python() -> None:
    image = next(step.rest for step in STEPS if step.keyword == "FROM")
    found = re.fullmatch(r"python:3\.(\d+)-slim(-\w+)?", image)
    assert found
    assert int(found[1]) >= 11


def test_container_installs_packages_before_it_copies_the_program() -> None:
    words = [f"{step.keyword} {step.rest}" for step in STEPS]
    first_copy, install = (
        words.index("COPY requirements.txt ./"),
        next(i for i, w in enumerate(words) if "pip install" in w),
    )
    assert first_copy < install < next(i for i, w in enumerate(words) if w.startswith("COPY ") and "app.py" in w)


def test_container_does_not_run_as_root() -> None:
    users = [(i, step.rest) for i, step in enumerate(STEPS) if step.keyword == "USER"]
    assert users
    assert users[-1][1].split(":")[0] not in {"root", "0"}
    assert users[-1][0] > max(i for i, step in enumerate(STEPS) if step.keyword in {"RUN", "COPY"})


def test_container_starts_gunicorn_with_several_workers() -> None:
    words = containerfile.command(STEPS, "CMD")
    assert words[0] == "gunicorn"
    assert words[-1] == "app:server"
    assert int(containerfile.environment(STEPS)["WEB_CONCURRENCY"]) >= 2


def test_container_asks_for_its_own_health() -> None:
    words = containerfile.command(STEPS, "HEALTHCHECK")
    assert words[0] == "python"
    assert "/healthz" in words[-1]


def test_container_listens_where_it_says() -> None:
    exposed = next(step.rest for step in STEPS if step.keyword == "EXPOSE")
    assert containerfile.environment(STEPS)["PORT"] == exposed


def test_ignore_file_lets_the_last_matching_line_decide() -> None:
    patterns = ["*", "!atlas", "**/__pycache__", "**/*.pyc"]
    assert containerfile.ignored("tests/test_x.py", patterns)
    assert not containerfile.ignored("atlas/data/store.py", patterns)
    assert containerfile.ignored("atlas/data/__pycache__/store.pyc", patterns)


def test_dockerfile_reader_joins_lines_and_drops_comments(tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text('# a\nFROM x\nENV A=1 \\\n    # why\n    B=\'2 3\'\ncmd ["p", "q"]\n', encoding="utf-8")
    steps = containerfile.read_steps(file)
    assert [step.keyword for step in steps] == ["FROM", "ENV", "CMD"]
    assert containerfile.environment(steps) == {"A": "1", "B": "2 3"}
    assert containerfile.command(steps, "CMD") == ["p", "q"]


def test_copying_a_missing_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".dockerignore").write_text("*\n!here.txt\n", encoding="utf-8")
    steps = [containerfile.Step("COPY", "gone.txt ./")]
    with pytest.raises(ValueError, match=r"COPY gone\.txt"):
        containerfile.copy_files(steps, tmp_path, tmp_path / "image")
