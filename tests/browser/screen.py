"""What a reader sees on the map's page, and what the scene of the same address says must be seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from playwright.sync_api import TimeoutError as TooLate
from scipy.stats import rankdata

from atlas.statistics.rounding import as_read, kept
from atlas.views.map.circles import LARGEST_PX
from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey
from atlas.views.map.representation import HIDDEN, NO_DATA, OUTSIDE
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.states import REMARKABLE
from atlas.words.words import words_of
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from atlas.model import Indicator
    from atlas.views.map.scene import Scene

words = words_of("de")
NO_MARK = {"mark": None, "marked": ""}
HATCHES = {NO_DATA: "url(#hatch-none)", HIDDEN: "url(#hatch-hidden)", OUTSIDE: "var(--outside)"}
#: How a value stands to its benchmark, by the sign of their difference as read.
COMPARED = {1: "hier {difference} mehr.", -1: "hier {difference} weniger.", 0: "hier gleich viel."}

# fills, circles, legend and title are read from the document; sentences and ranks come from the page's own scripts,
# which say under the pointer of each area what they say here
MODULES = "() => window.atlas.read"
READ = """({ sentence, rank, circles }) => {
  const all = (selector, tell, from = document) => [...from.querySelectorAll(selector)].map(tell);
  const text = (selector, from = document) => from.querySelector(selector)?.textContent ?? "";
  const seen = (path) => path.getAttribute("fill") !== "none" || path.getAttribute("stroke") !== "none";
  const areas = all("path.area", (path) => path);
  const codes = areas.map((path) => path.dataset.code);
  const radius = (path) => Number(/a([\\d.]+),/.exec(path.getAttribute("d"))?.[1] ?? 0);
  const drawn = [...circles].filter(([, { _path }]) => _path?.isConnected && seen(_path));
  const mark = document.querySelector("[data-mark]");
  return {
    year: text(".legend [data-year]"),
    title: text("h1"),
    heading: text(".legend-title"),
    subtitle: text(".subtitle [data-year]"),
    address: new URLSearchParams(location.search).get("year"),
    fills: Object.fromEntries(areas.map((path) => [path.dataset.code, path.getAttribute("fill")])),
    circles: Object.fromEntries(drawn.map(([code, { _path }]) => [code, radius(_path)])),
    classes: all(".legend .classes li[data-class]:not([hidden])", (row) => [
      text(".class-label", row), row.querySelector(".swatch").style.backgroundColor, text(".count", row),
    ]),
    without: [text("[data-count-none]"), text("[data-count-hidden]")],
    over: all('[data-over][aria-pressed="true"]', (button) => button.dataset.over)[0] ?? null,
    range: text("[data-range]"),
    note: text("[data-classes-note]:not([hidden])"),
    quiet: all(".legend .is-empty:not([hidden])", (row) => row.dataset.class ?? row.dataset.cell),
    bars: all("[data-bar]:not([hidden])", (bar) => [
      bar.style.backgroundColor, Number(/scaleY\\((.+)\\)/.exec(bar.style.transform)?.[1]).toFixed(5),
    ]),
    grid: all(".grid td[data-cell]:not([hidden])", (cell) => [cell.style.backgroundColor, cell.textContent]),
    sides: all(".grid th:not([hidden])", (head) => head.textContent),
    samples: all(".legend .circles li", (row) => [row.querySelector(".circle").style.width, row.textContent]),
    mark: mark && !mark.hidden ? parseFloat(mark.style.left).toFixed(2) : null,
    marked: text("[data-mark-text]"),
    sentences: Object.fromEntries(codes.map((code) => [code, sentence(code)])),
    ranks: Object.fromEntries(codes.map((code) => [code, [rank(code).rank ?? null, rank(code).n]])),
  };
}"""
SHOWS = f"""({{ modules, wanted }}) => {{
  const sorted = (_key, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const busy = document.documentElement.dataset.busy;
  return !busy && JSON.stringify(({READ})(modules), sorted) === JSON.stringify(wanted, sorted);
}}"""
DRAG = """(slider, at) => {
  slider.value = at;
  for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
LATER = """async () => {
  for (let i = 0; i < 3; i += 1) await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}"""
GO = """(address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


class Screen:
    """The page in which a reader goes from view to view; it is never loaded anew."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.modules = page.evaluate_handle(MODULES)

    def go(self, address: str) -> None:
        """Show another view in the way Back does."""
        self.page.evaluate(GO, address)

    def to_year(self, shown: Scene, year: int) -> None:
        """Move the slider, to either end with its key."""
        slider = self.page.get_by_role("slider", name="Jahr")
        years = shown.figures.years
        if year in {years[0], years[-1]}:
            slider.focus()
            self.page.keyboard.press("Home" if year == years[0] else "End")
        else:
            slider.evaluate(DRAG, str(years.index(year)))

    def read(self) -> dict[str, Any]:
        """Tell everything that depends on figures."""
        found: dict[str, Any] = self.page.evaluate(READ, self.modules)
        return found

    def must_show(self, shown: Scene) -> None:
        """Wait until the screen says what the scene says; what differs is told part by part."""
        wanted = expected(shown)
        try:
            self.page.wait_for_function(SHOWS, arg={"modules": self.modules, "wanted": wanted})
        except TooLate:
            found = self.read()
            assert not differing(found, wanted), differing(found, wanted)
            raise


class Held:
    """Answers that a page waits for until the test lets them go."""

    def __init__(self, page: Page, address: str, named: str = "") -> None:
        self._page, self._named = page, named
        self._waiting: list[Route] = []
        page.route(address, self._keep)

    def _keep(self, route: Route) -> None:
        if self._named in (route.request.post_data or ""):
            self._waiting.append(route)
        else:
            route.continue_()

    def arrive(self) -> None:
        """Let the one answer go, and wait until the page has made of it what it makes of it."""
        (route,) = self._waiting
        with self._page.expect_event("requestfinished", lambda request: request == route.request):
            route.continue_()
        self._page.evaluate(LATER)


def differing(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Name what differs: what was found, and what should have been."""
    parts: dict[str, Any] = {part: (found[part], says) for part, says in wanted.items() if found[part] != says}
    for part, (was, says) in parts.items():
        if isinstance(was, dict):
            codes = sorted(code for code in was.keys() | says.keys() if was.get(code) != says.get(code))
            parts[part] = {code: (was.get(code), says.get(code)) for code in codes[:5]}
    return parts


def scene_of(query: str, year: int | str = "") -> Scene:
    """Look a view up in the process of the tests."""
    atlas = shipped_atlas()
    asked = read_query(f"{query}&year={year}".removeprefix("/"), atlas, words)
    assert asked.notices == ()
    return scene(atlas, asked.state, words)


def expected(shown: Scene) -> dict[str, Any]:
    """Say what `READ` must find."""
    year, legend, places = str(shown.state.year), shown.legend(), ranks(shown)
    return {
        "year": year,
        "title": shown.title,
        "heading": legend.title,
        "subtitle": year,
        "address": year,
        "fills": fills(shown),
        "circles": circles(shown),
        "without": [str(legend.no_data[1]), str(legend.hidden[1])],
        "over": legend.over,
        "range": legend.range_text,
        "sentences": {code: sentence(shown, code, places[code]) for code in shown.figures.codes},
        "ranks": places,
        **key(shown),
    }


def fills(shown: Scene) -> dict[str, str]:
    representation = shown.representation
    colours = ("var(--land)",) if representation.draw == "symbols" else representation.fills(shown.row)
    of_class = dict(enumerate(colours)) | HATCHES
    classes = shown.classes.tolist()
    return dict(zip(shown.figures.codes, (of_class[c] for c in classes), strict=True))


def circles(shown: Scene) -> dict[str, float]:
    """Give radii in pixels; the map draws whole ones."""
    shares = shown.circles
    return {code: int(LARGEST_PX * share + 0.5) for code, share in shares.items()}


def key(shown: Scene) -> dict[str, Any]:
    told: dict[str, Any] = {part: [] for part in ("classes", "bars", "grid", "sides", "samples", "quiet")} | NO_MARK
    told["note"] = ""
    legend = shown.legend()
    match legend.key:
        case ClassKey() as classes:
            rows = zip(classes.labels, map(rgb, classes.colours), map(str, classes.counts), strict=True)
            told["classes"] = [list(row) for row in rows]
            told["note"] = legend.note
            told["quiet"] = [str(i) for i, n in enumerate(classes.counts) if n == 0]
            most = max(1, *(n for n, _k in classes.bars), 1)
            told["bars"] = [[rgb(classes.colours[k]), f"{significant(n / most):.5f}"] for n, k in classes.bars]
            if legend.benchmark is not None:
                text, against = legend.benchmark
                low, high = classes.span
                told["marked"] = text
                at = 100 * (float(kept(against, shown.indicator.decimals)) - low) / (high - low)
                told["mark"] = f"{significant(min(100, max(0, at))):.2f}"
        case GridKey() as grid:
            wide = len(grid.across)
            order = [a + wide * b for b in reversed(range(len(grid.up))) for a in range(wide)]
            told["grid"] = [[rgb(grid.colours[i]), str(grid.counts[i])] for i in order]
            told["quiet"] = [f"{i % wide},{i // wide}" for i in order if grid.counts[i] == 0]
            told["sides"] = [*reversed(grid.up), *grid.across]
        case CircleKey() as sizes:
            told["samples"] = [[f"{2 * LARGEST_PX * share:.0f}px", label] for share, label in sizes.samples]
    return told


def significant(number: float) -> float:
    """Keep the digits that a browser keeps in a style."""
    return float(f"{number:.6g}")


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def ranks(shown: Scene) -> dict[str, list[int | None]]:
    values = shown.figures.values[shown.row]
    known = ~np.isnan(values) & shown.ranked
    found = dict(zip(np.flatnonzero(known).tolist(), rankdata(-values[known], method="min").tolist(), strict=True))
    places = [int(found[i]) if i in found else None for i in range(len(values))]
    return {code: [place, int(known.sum())] for code, place in zip(shown.figures.codes, places, strict=True)}


def sentence(shown: Scene, code: str, rank: list[int | None]) -> str:
    """Say of an area what stands under the pointer."""
    indicator, year, name = shown.indicator, shown.state.year, shown.areas[code].label
    value, state = shown.figures.value(year, code), shown.figures.state(year, code)
    if value is None:
        return words.state(state).sentence.format(name=name, year=year)
    place, n = (number or 0 for number in rank)
    remark = f" ({words.state(state).short})" if state in REMARKABLE else ""
    level = shown.ranked_among_n
    outside = shown.focus and code not in shown.codes_inside
    said = [f"{name}, {year}: {written(value, indicator)}{remark}."]
    ranked = n > 1 and place and shown.second is None
    if ranked:
        said.append(f"Rang {words.number(place, 0)} von {words.number(n, 0)} {level}.")
    if ranked and shown.benchmark is not None and shown.against is not None:
        said.append(compared(value, shown.against, shown.benchmark.name, indicator))
    if shown.second is not None:
        other = shown.second.figures.value(year, code)
        told = "kein Wert" if other is None else written(other, shown.second.indicator)
        said.append(f"{shown.second.indicator.title}: {told}.")
    if shown.focus and outside:
        said.append(f"Liegt außerhalb des Ausschnitts ({shown.focus.name}).")
    return " ".join(said)


def compared(value: float, against: float, name: str, indicator: Indicator) -> str:
    """Compare figures as they are read."""
    difference = float(as_read(value, indicator.decimals) - as_read(against, indicator.decimals))
    text = COMPARED[int(np.sign(np.round(difference, indicator.decimals)))]
    points = "\N{NO-BREAK SPACE}Prozentpunkte" if indicator.unit == "%" else ""
    beside = written(against, indicator) if indicator.unit == "%" else words.number(against, indicator.decimals)
    return f"{name}: {beside}, " + text.format(difference=words.number(abs(difference), indicator.decimals) + points)


def written(value: float, indicator: Indicator) -> str:
    return words.with_unit(value, indicator.decimals, indicator.unit)


class HeldScripts:
    """Requests for the scripts of Dash that wait, until the test lets them go: also those that come later."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []
        self.free = False

    def ask(self, route: Any) -> None:
        if self.free:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        self.free = True
        for route in self.waiting:
            route.continue_()


def hold_scripts(page: Page) -> HeldScripts:
    """Keep Dash from beginning until the test lets it."""
    held = HeldScripts()
    page.route("**/dash_renderer*", held.ask)
    return held
