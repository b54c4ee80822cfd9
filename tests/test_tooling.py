"""The project's tools hold together: locks, declared packages, targets of make, licence, what a wheel holds."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import tidy_files, types

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN, DEV = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["dev"]
OWN = {"app", "atlas", "layers", "tests", "tools", "bench"}
PROGRAM = [ROOT / "app.py", *(ROOT / "atlas").rglob("*.py"), *(ROOT / "layers").rglob("*.py")]
HELPERS = [f for name in ("tests", "tools", "bench") for f in (ROOT / name).rglob("*.py")]


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def pins(lock: str) -> dict[str, Requirement]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]
    here = [r for r in found if r.marker is None or r.marker.evaluate()]
    return {canonicalize_name(r.name): r for r in here}


def distributions(files: list[Path]) -> set[str]:
    modules: set[str] = set()
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_bytes()))):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.split(".")[0])
    owners = packages_distributions()
    return {canonicalize_name(owners[m][0]) for m in modules - set(sys.stdlib_module_names) - OWN}


def planned(target: str) -> list[str]:
    words = ["make", "--no-print-directory", "-n", target]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def test_what_is_imported_is_declared() -> None:
    assert distributions(PROGRAM) - names(RUN) == set()
    assert distributions(HELPERS) - names(RUN) - names(DEV) == set()


@pytest.mark.parametrize(
    ("lock", "declared"), [("requirements.txt", RUN), ("requirements-dev.txt", [*RUN, *DEV])], ids=["run", "dev"]
)
def test_a_lock_is_as_fresh_as_what_is_declared(lock: str, declared: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, declared):
        (pin,) = pinned[canonicalize_name(requirement.name)].specifier
        assert pin.operator == "=="
        assert pin.version in requirement.specifier, f"{requirement}: run `make lock`"
    # and nothing is said in it to come from a package that is not declared any more
    told = re.findall(r"^([\w.-]+)==.*\n    # via sozial", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    assert {canonicalize_name(name) for name in told} <= names(declared)


def test_both_locks_agree() -> None:
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: str(pin) for name, pin in run.items()}.items() <= {
        name: str(pin) for name, pin in dev.items()
    }.items()


def test_what_is_installed_is_what_is_pinned() -> None:
    wanted = {name: str(pin.specifier) for name, pin in pins("requirements-dev.txt").items()}
    assert {name: f"=={version(name)}" for name in wanted} == wanted


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_no_index_and_no_folder(lock: str) -> None:
    assert not re.search(r"://|--\w|(^|\s)/\w", (ROOT / lock).read_text(encoding="utf-8"))


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


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets
    assert sorted(re.findall(r"^make (\S+)", shown, re.MULTILINE)) == sorted(targets[1].split())


def test_make_test_lints_and_runs_every_test_once_and_no_failure_is_passed_over() -> None:
    plan = planned("test")
    steps = re.findall(
        r"-m (ruff check|ruff format --check|mypy|pytest)\b|/(tsc|eslint|prettier)[. ]|(--test)\b", "\n".join(plan)
    )
    python, scripts = ["ruff check", "ruff format --check", "mypy"], ["tsc", "eslint", "prettier", "--test"]
    assert sorted("".join(step) for step in steps) == sorted([*python, *scripts, *["pytest"] * 4])
    assert "||" not in "".join(plan)
    runs = [line for line in plan if "-m pytest" in line]
    given = [word.rstrip("/") for line in runs for word in line.split() if word.startswith("tests/")]
    folders = {f"tests/{f.name}" for f in (ROOT / "tests").iterdir() if f.is_dir() and any(f.rglob("test_*.py"))}
    files = {f"tests/{f.name}" for f in (ROOT / "tests").glob("test_*.py")}
    assert folders | files <= set(given)
    assert len(set(given)) == len(given)


def test_the_coverage_of_all_tests_but_those_in_a_browser_can_be_measured_on_every_python() -> None:
    def told(target: str) -> tuple[list[str], list[str]]:
        """Give the files that parts write what they ran into, and the tests of all parts."""
        runs = [line.split() for line in planned(target) if "-m pytest" in line]
        into = [word.partition("=")[2] for run in runs for word in run if word.startswith("COVERAGE_FILE=")]
        return into, [word for run in runs for word in run if word.startswith("tests/")]

    assert told("coverage") == told("unit")
    into, tests = told("coverage")
    assert len(set(tests)) == len(tests)
    (summed,) = (line for line in planned("coverage") if "coverage combine" in line)
    assert [word for word in summed.split() if word.startswith(".coverage.")] == into
    assert "coverage report --fail-under=92" in summed
    assert all("--cov " in line for line in planned("coverage") if "-m pytest" in line)


def test_licence_is_the_one_that_the_project_names() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.", text, flags=re.MULTILINE) == [str(article) for article in range(1, 16)]


def test_a_wheel_holds_program_assets_and_data() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    held = {**dict.fromkeys(wheel["packages"]), **wheel["force-include"]}
    assert held == {
        "atlas": None,
        "layers": None,
        "app.py": "app.py",
        "assets": "atlas/assets",
        "geodata": "atlas/geodata",
    }
    assert all((ROOT / name).exists() for name in held)
    assert PROJECT["project"]["scripts"] == {"atlas": "atlas.cli:main"}


def test_only_one_module_knows_where_assets_and_data_lie() -> None:
    """In a wheel they lie inside of the package: a path that climbs out of it is not found there."""
    climbing = [f.name for f in PROGRAM if re.search(r"parents\[|parent\.parent", f.read_text(encoding="utf-8"))]
    assert climbing == []


def test_every_file_is_tidy_and_small() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert [fault for path in paths if path.is_file() for fault in tidy_files.faults(path)] == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a", "no single line end"),
        (b"a\n\n", "no single line end"),
        (b"a\nb \n", "line 2: found blanks"),
        (b"a\r\n", "line 1: found blanks"),
        (b"\0" * 500_001, "expected at most 500000"),
        (b"a\n", ""),
        (b"\0 ", ""),
        (b"", ""),
    ],
)
def test_an_untidy_file_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    assert told in " ".join(tidy_files.faults(file))
    assert bool(told) == bool(tidy_files.faults(file))


def test_the_workflow_runs_what_a_person_runs() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))["jobs"]
    steps = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()}
    assert jobs["locked"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert steps["locked"] == ["make test"]
    assert steps["newest"] == ["make lock UPGRADE=1", "git diff --stat", "make test"]
    assert steps["container"] == ["REQUIRE_ENGINE=1 make container-check"]
