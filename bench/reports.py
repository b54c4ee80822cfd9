"""Reports of regions: one as PDF and as a Word file, and how long all municipalities would take on both cores."""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.data.load import load
from atlas.model import Level
from atlas.settings import from_environment
from atlas.views.profile.report_files import REPORTS, Order, cores, report_folder
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas

ADDRESS, DAY = "https://atlas.example.org/profile/{code}", dt.date(2026, 1, 31)
#: So many municipalities are made, spread over all of them; the time of the others follows from theirs.
SAMPLE, RUNS = 40, 7


def one_report(atlas: Atlas, suffix: str) -> float:
    """Time the reports of several districts; the first one also computes what all others of the level use."""
    words, times = words_of("de"), []
    for code in atlas.codes(Level.DISTRICT, atlas.scope.territory)[: RUNS + 1]:
        begin = time.perf_counter()
        REPORTS[suffix](atlas, atlas.areas[atlas.scope.territory][code], atlas.scope.territory, ADDRESS, DAY, words)
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def bench_reports() -> dict[str, float]:
    """Measure single reports, then the command for all of a level on a sample."""
    atlas = load(from_environment().folder)
    busy = {"load": os.getloadavg()[0], "cores": cores()}  # what else the machine does makes all of it slower
    found = busy | {f"report_{suffix}_s": one_report(atlas, suffix) for suffix in REPORTS}
    codes = atlas.codes(Level.MUNICIPALITY, atlas.scope.territory)
    sample = codes[:: len(codes) // SAMPLE][:SAMPLE]
    order = Order(atlas.folder, atlas.scope.territory, "pdf", ADDRESS, "de", DAY)
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        ends = [time.perf_counter() for _code in report_folder(Path(folder), order, atlas).write(sample, cores())]
    # the start of the processes is paid once
    each = (ends[-1] - ends[SAMPLE // 4 - 1]) / (SAMPLE - SAMPLE // 4)
    return found | {
        "report_batch_s": ends[-1] - begin,
        "reports_all_s": ends[-1] - begin + each * (len(codes) - SAMPLE),
    }


def report_rows(found: dict[str, float]) -> list[tuple[str, str, str, bool]]:
    """Write the rows of the table: what, value, aim, whether it was reached."""
    return [
        *(
            (
                f"report of a district, {suffix}",
                f"{found[f'report_{suffix}_s']:.2f} s",
                "1 s",
                found[f"report_{suffix}_s"] < 1,
            )
            for suffix in ("pdf", "docx")
        ),
        (f"reports of {SAMPLE} municipalities", f"{found['report_batch_s']:.0f} s", "", True),
        (
            "... of all 631, extrapolated",
            f"{found['reports_all_s'] / 60:.1f} min",
            "8 min",
            found["reports_all_s"] < 480,
        ),
    ]


if __name__ == "__main__":
    print(json.dumps(bench_reports(), indent=1))
