"""Printed maps beside a plain plot, the open interface under load, and the memory that the largest workbook takes."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from atlas.data.geometry_files import read_geometry
from atlas.data.load import load
from atlas.settings import from_environment
from atlas.views.map.scene import scene
from atlas.views.print.compose import lay_out, print_map
from atlas.views.print.render import Document, to_pdf, to_png
from atlas.views.print.sheets import SHEETS
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from bench.load import ask
from bench.servers import running

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas

    from atlas.data.store import Atlas

mpl.use("Agg")
QUERY = "indicator=unemployed_per_100&level=municipality"
OBSERVATIONS = f"/api/v1/observations?{QUERY}"
RUNS, DPI, SECONDS = 7, 200, 6
WORKBOOK = """
import sys
from pathlib import Path
from atlas.data.load import load
from atlas.settings import from_environment
from atlas.views.downloads.everything import everything
from atlas.words.words import words_of
everything("xlsx", load(from_environment().folder), Path(sys.argv[1]), words_of("de"))
# not getrusage: its maximum also holds the memory of the process that started this one
peak = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""


def median_s(make: Callable[[int], Any]) -> float:
    """Time something for several years, so that nothing of one run serves the next but what lasts."""
    times = []
    for run in range(RUNS + 1):
        begin = time.perf_counter()
        make(2003 + 2 * run)
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def bench_prints() -> dict[str, float]:
    """Time the printed map of 631 municipalities, and a plain plot of the same areas with GeoPandas and matplotlib."""
    settings = from_environment()
    atlas, words = load(settings.folder), words_of("de")
    state, sheet, day = read_query(QUERY, atlas, words).state, SHEETS["a4-landscape"], dt.date(2026, 1, 31)

    document, address = Document("title", "about", "text", "atlas", "de", day), "https://atlas.example.org/"

    def svg(year: int) -> str:
        return print_map(scene(atlas, replace(state, year=year), words), sheet, address, day)

    def pdf(year: int) -> bytes:
        return to_pdf(lay_out(scene(atlas, replace(state, year=year), words), sheet, address, day), sheet, document)

    found = {
        "svg_s": median_s(svg),
        "png_s": median_s(lambda year: to_png(svg(year), sheet, DPI)),
        "pdf_s": median_s(pdf),
        "svg_kb": len(gzip.compress(svg(2021).encode())) / 1000,
    }
    for suffix in ("svg", "png", "pdf"):
        found[f"plain_{suffix}_s"] = median_s(lambda year, suffix=suffix: plain_plot(atlas, year, suffix))
    return found


def plain_plot(atlas: Atlas, year: int, suffix: str) -> int:
    """Plot the classes of a year as GeoPandas does it, with a legend; gives the number of bytes."""
    from matplotlib.colors import ListedColormap  # noqa: PLC0415

    words = words_of("de")
    shown = scene(atlas, read_query(QUERY, atlas, words).state, words)
    state, figures, breaks = shown.state, shown.figures, shown.breaks
    frame: geopandas.GeoDataFrame = read_geometry(atlas.folder / "areas", state.territory, state.level, "fine")
    frame = frame.to_crs("EPSG:25832").assign(value=figures.values[figures.years.index(year)])
    axes = frame.plot(
        "value",
        scheme="UserDefined",
        classification_kwds={"bins": breaks.edges[1:]},
        cmap=ListedColormap(list(shown.representation.fills(shown.row))),
        legend=True,
        missing_kwds={"color": "lightgrey"},
        figsize=(11.69, 8.27),
    )
    target = io.BytesIO()
    axes.figure.savefig(target, format=suffix, dpi=DPI)
    axes.figure.clear()
    mpl.pyplot.close(axes.figure)
    return len(target.getvalue())


def bench_served() -> dict[str, float]:
    """Time kept exports over HTTP, and count answers of the interface from two workers."""
    with running(["-m", "atlas", "serve"], "/healthz") as (url, _process, _ready):
        times = []
        for suffix in ("svg", "png", "pdf"):
            for run in range(6):
                begin = time.perf_counter()
                urllib.request.urlopen(f"{url}/export/map.{suffix}?{QUERY}").read()
                times += [time.perf_counter() - begin] if run else []
    command = ["-m", "gunicorn", "--preload", "--workers", "2", "--threads", "4", "-b", "127.0.0.1:PORT", "app:server"]
    with running(command, "/healthz") as (url, _process, _ready):
        ask(url + OBSERVATIONS, 1)
        rate, answers = ask(url + OBSERVATIONS, SECONDS)
    return {
        "kept_export_ms": statistics.median(times) * 1000,
        "observations_per_s": rate,
        "observations_p99_ms": statistics.quantiles(answers, n=100)[98],
    }


def bench_workbook() -> dict[str, float]:
    """Write everything as a workbook in a process of its own and read its largest memory."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", WORKBOOK, "/dev/null"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return {"workbook_mb": float(done.stdout), "workbook_s": time.perf_counter() - begin}


def bench_publish() -> dict[str, float]:
    """Measure all of it."""
    return bench_prints() | bench_served() | bench_workbook()


def publish_rows(found: dict[str, float]) -> list[tuple[str, str, str, bool]]:
    """Write the rows of the table: what, value, aim, whether it was reached."""
    plain = {suffix: found[f"plain_{suffix}_s"] for suffix in ("svg", "png", "pdf")}
    rows = [
        ("print map of 631 areas, SVG", f"{found['svg_s']:.2f} s", "0.2 s", found["svg_s"] < 0.2),
        ("... gzip", f"{found['svg_kb']:.0f} kB", "300 kB", found["svg_kb"] < 300),
        ("print map, PNG at 200 dpi", f"{found['png_s']:.2f} s", "0.7 s", found["png_s"] < 0.7),
        ("print map, PDF/UA", f"{found['pdf_s']:.2f} s", "0.7 s", found["pdf_s"] < 0.7),
    ]
    rows += [(f"... plain GeoPandas plot, {s.upper()}", f"{seconds:.2f} s", "", True) for s, seconds in plain.items()]
    return [
        *rows,
        ("export that is kept, over HTTP", f"{found['kept_export_ms']:.0f} ms", "20 ms", found["kept_export_ms"] < 20),
        (
            "observations, all years, 631 areas, 2 workers",
            f"{found['observations_per_s']:.0f} /s",
            "1500 /s",
            found["observations_per_s"] >= 1500,
        ),
        (
            "... 99 of 100 answers within",
            f"{found['observations_p99_ms']:.0f} ms",
            "50 ms",
            found["observations_p99_ms"] < 50,
        ),
        ("workbook of everything, memory", f"{found['workbook_mb']:.0f} MB", "500 MB", found["workbook_mb"] < 500),
    ]


if __name__ == "__main__":
    print(json.dumps(bench_publish(), indent=1))
