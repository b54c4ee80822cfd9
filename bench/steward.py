"""What a steward waits for: the check of all tables, and with the publishers' files an import and a whole rebuild."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from atlas.places import ROOT

#: A workbook of all municipalities of the country.
WORKBOOK = "inkar/A_Arbeitslosigkeit.xls"
KB = 1024
#: A command that says at its end how much memory it took; not getrusage, whose maximum also holds the memory of the
#: process that started this one.
COMMAND = """
import sys
from pathlib import Path
from atlas.cli import main
code = main(sys.argv[1:])
print(next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM")))
sys.exit(code)
"""


def bench_steward() -> dict[str, Any]:
    """Time the commands on a copy of the data; what needs the publishers' files is left out where they are not."""
    sources = Path(os.environ.get("ATLAS_SOURCES") or ROOT.parent / "shared" / "data")
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "geodata"
        shutil.copytree(ROOT / "geodata", data)
        found: dict[str, Any] = {"check_s": _run(data, "check")[0]}
        if (sources / WORKBOOK).is_file():
            found["import_s"], found["import_mb"] = _run(data, "import", str(sources / WORKBOOK), "--yes")
        if sources.is_dir():
            shutil.rmtree(data)
            shutil.copytree(ROOT / "geodata", data)
            before = _bytes_of(data)
            found["rebuild_s"], _mb = _run(data, "build", "--sources", str(sources))
            found["rebuild_same"] = _bytes_of(data) == before
    return found


def _run(data: Path, *command: str) -> tuple[float, float]:
    """Give seconds and megabytes of a command."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *command],
        env=os.environ | {"ATLAS_DATA": str(data)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - begin, int(done.stdout.split()[-2]) / KB


def _bytes_of(data: Path) -> dict[str, bytes]:
    files = (f for f in data.rglob("*") if f.is_file() and "releases" not in f.relative_to(data).parts)
    return {f.relative_to(data).as_posix(): f.read_bytes() for f in files}


def steward_rows(found: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Say what was measured and what was aimed at."""
    rows = [("check of all shipped tables", f"{found['check_s']:.1f} s", "5 s", found["check_s"] < 5)]
    if "import_s" in found:
        rows += [
            ("import of a workbook of 10,990 rows", f"{found['import_s']:.1f} s", "8 s", found["import_s"] < 8),
            ("... memory at most", f"{found['import_mb']:.0f} MB", "600 MB", found["import_mb"] < 600),
        ]
    if "rebuild_s" in found:
        same = "yes" if found["rebuild_same"] else "no"
        rows += [
            ("rebuild of all data", f"{found['rebuild_s']:.0f} s", "30 s", found["rebuild_s"] < 30),
            ("... byte for byte the shipped files", same, "yes", found["rebuild_same"]),
        ]
    return rows
