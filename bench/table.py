"""``python -m bench.table``: write the table of the README from ``bench/results.json``."""

from __future__ import annotations

import json
import math
import statistics
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
README = ROOT / "README.md"
BEGIN = "<!-- begin: written by `python -m bench.table` -->"
END = "<!-- end: written by `python -m bench.table` -->"


def whole(value: float) -> str:
    """Write a number without decimals, halves rounded up, thousands parted."""
    return f"{math.floor(value + 0.5):,}"


def ms(found: list[float]) -> str:
    """Write the median of times in milliseconds."""
    return f"{whole(statistics.median(found))} ms"


def seconds(value: float) -> str:
    """Write a time; below a tenth of a second in milliseconds."""
    return f"{whole(1000 * value)} ms" if value < 0.1 else f"{value:.2f} s"


def rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what was measured, what this atlas needs, and what another design needs in the same run."""
    atlas, naive, plotly = (results[name] for name in ("atlas", "naive", "plotly"))
    comparison, made, answer = results["comparison"], results["publish"], results["answer"]

    def sent(other: dict[str, Any]) -> str:
        return f"{whole(other['bytes_a_change'] / 1000)} kB" if other["bytes_a_change"] else "nothing"

    def plain(suffix: str) -> str:
        return f"{seconds(made[f'plain_{suffix}_s'])} (GeoPandas and matplotlib)"

    return [
        (
            "another year on the map, until it is drawn",
            ms(atlas["year_change_ms"]),
            f"{ms(naive['year_change_ms'])} (the server sends GeoJSON), {ms(plotly['year_change_ms'])} (plotly)",
        ),
        (
            "sent by the server for another year",
            "nothing" if not atlas["year_change_requests"] else f"{atlas['year_change_requests']} requests",
            f"{sent(naive)} (the server sends GeoJSON), {sent(plotly)} (plotly)",
        ),
        *first_rows(results),
        ("server's answer to an address, change map", ms(answer["address_ms"]), ""),
        ("... to a moved control", ms(answer["control_ms"]), ""),
        ("... to a click on a region", ms(answer["click_ms"]), ""),
        ("comparison of ten regions, after a click", ms(comparison["click_ms"]), ""),
        *later_rows(results),
        ("map for print, SVG", seconds(made["svg_s"]), plain("svg")),
        ("map for print, PDF", seconds(made["pdf_s"]), plain("pdf")),
        ("map for print, PNG at 200 dpi", seconds(made["png_s"]), plain("png")),
        *embed_rows(results),
        *planning_rows(results),
        *steward_rows(results),
        *report_rows(results),
        *release_rows(results),
        ("answers of the open interface in a second", whole(made["observations_per_s"]), ""),
        ("everything as a workbook", f"{made['workbook_s']:.1f} s, {whole(made['workbook_mb'])} MB", ""),
        ("start of the server until its first answer", f"{atlas['ready_s']:.1f} s", ""),
        ("memory of the server", f"{whole(atlas['worker_memory_mb'])} MB", ""),
    ]


def later_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what a key in the search and a profile take."""
    keys = results["search"]["key_ms"]
    return [
        ("a key in the search for places, and the slowest", f"{ms(keys)}, {whole(max(keys))} ms", ""),
        ("profile of a place, on the server", ms(results["answer"]["profile_ms"]), ""),
    ]


def embed_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what maps in the pages of others take: bytes of three frames, parts of files, many readers of one picture."""
    found = results["embeds"]
    one = f"{whole(found['one_kb'])} kB (one frame)"
    part, all_of_it = (f"{statistics.median(found[key]):.1f} ms" for key in ("whole_206_ms", "whole_200_ms"))
    first = f"{whole(found['picture_first_ms'])} ms (the first one)"
    return [
        ("three frames of a map on one page, empty cache", f"{whole(found['same_kb'])} kB", one),
        ("... of three maps", f"{whole(found['views_kb'])} kB", one),
        ("a GeoPackage as a part (206)", part, f"{all_of_it} (not as a part, 200)"),
        ("a picture for each of 100 readers", f"{statistics.median(found['picture_next_ms']):.1f} ms", first),
    ]


def steward_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what a steward waits for."""
    found = results.get("steward", {})
    rows = [
        ("check of all shipped tables", "check_s"),
        ("import of a workbook of 10,990 rows", "import_s"),
        ("rebuild of all data from the publishers' files", "rebuild_s"),
    ]
    return [(what, f"{found[key]:.1f} s", "") for what, key in rows if key in found]


def planning_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what the tools for planning take."""
    if "planning" not in results:
        return []
    index = ("index of twelve indicators, until its map is drawn", ms(results["planning"]["index_ms"]), "")
    if "regions" not in results:
        return [index]
    found = results["regions"]
    first = f"{whole(found['guard_first_ms'])} ms (the first one)"
    return [
        index,
        ("social region of 60 municipalities, all indicators, on the server", ms(found["figures_ms"]), ""),
        ("... what is hidden in it, and what would show it", ms(found["guard_ms"]), first),
    ]


def report_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say how long the report of a region takes, and those of all municipalities."""
    if "reports" not in results:
        return []
    found = results["reports"]
    busy = f"(at a load of {found['load']:.0f} on {found['cores']} cores)" if found["load"] > found["cores"] else ""
    return [
        ("report of a district, PDF", seconds(found["report_pdf_s"]), busy),
        ("report of a district, Word file", seconds(found["report_docx_s"]), busy),
        ("reports of 631 municipalities, by a sample of 40", f"{found['reports_all_s'] / 60:.1f} min", busy),
    ]


def release_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say what a change of release does to those who ask meanwhile."""
    if "releases" not in results:
        return []
    found = results["releases"]
    rate = f"of {whole(found['asked'])}, {whole(found['asked_per_s'])} a second"
    kept = f"{whole(found['alone_mb'])} MB (without)"
    return [
        ("requests that failed in two switches of release", whole(found["failed"]), rate),
        ("memory of a worker with ten releases kept", f"{whole(found['with_kept_mb'])} MB", kept),
    ]


def first_rows(results: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Say when a first visitor sees and can ask the map, and what is sent for it."""
    found, naive, plotly = (results[name] for name in ("first_map", "naive", "plotly"))
    others = f"{ms(naive['first_map_ms'])} (the server sends GeoJSON), {ms(plotly['first_map_ms'])} (plotly)"
    return [
        ("first map in its colours, with an empty cache", ms(found["seen_ms"]), others),
        ("... drawn by its scripts", ms(found["drawn_ms"]), ""),
        ("... answering a pointer with an area's value", ms(found["hover_ms"]), ""),
        ("first load, compressed", f"{whole(found['load_kb'])} kB in {found['load_requests']} requests", ""),
    ]


def table(results: dict[str, Any]) -> str:
    """Write the rows as a table of Markdown."""
    head = [("measured", "this atlas", "compared with"), ("---", "---:", "---")]
    return "\n".join(f"| {' | '.join(row)} |".replace("  |", " |") for row in [*head, *rows(results)])


def between(readme: str, begin: str, end: str, text: str) -> str:
    """Put a text between its two marks.

    Raises
    ------
    ValueError
        A mark is missing.
    """
    before, found, rest = readme.partition(begin)
    _old, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"README.md: expected the marks {begin} and {end}; put them back.")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def with_table(readme: str, results: dict[str, Any]) -> str:
    """Put the table between its two marks."""
    return between(readme, BEGIN, END, f"{table(results)}\n\nMeasured on {results['day']}.")


def main() -> int:
    """Write the table anew."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    readme = README.read_text(encoding="utf-8")
    README.write_text(with_table(readme, results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
