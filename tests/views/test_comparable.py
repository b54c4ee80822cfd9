"""Nothing is compared that has no common scale, and an estimated figure is called so, in every view."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.data.comparable import levels_compare, method_changes, years_compare
from atlas.model import Level
from atlas.views.compare.comparison import change_text, ranking, read_comparison, trend_text
from atlas.views.downloads.view_table import beside_table
from atlas.views.map.scene import scene
from atlas.views.numbers.change_sentences import change
from atlas.views.numbers.course_sentences import course_sentences
from atlas.views.numbers.rank_and_change import benchmarks, standing, strip_text
from atlas.views.profile.field_chart import chart_lines
from atlas.views.profile.head import striking
from atlas.views.query.view_query import read_query
from atlas.web.compare.level_parts import distribution_part, ranking_part
from atlas.web.compare.scatter import scatter_part
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY
from tests.small_atlas import indicator, method

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")
ROOT = Path(__file__).resolve().parents[2]
#: What computes a change or a course between years.
COMPARING = {"difference", "percent_change", "changed_figures", "trend", "course", "recent_start"}
#: They are asked by views that have asked already: a query with a change of a score is refused when it is read.
BEHIND_THE_QUERY = {"atlas/views/map/benchmark.py", "atlas/views/downloads/view_table.py"}
GISD, PLACE = "deprivation_index", "16075087"


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {f"{node.module}.{alias.name}" for node in found for alias in node.names}


def views() -> list[Path]:
    return [p for room in ("views", "web") for p in sorted((ROOT / "atlas" / room).rglob("*.py"))]


def test_every_module_that_computes_a_change_asks_whether_years_compare() -> None:
    comparing = {}
    for path in views():
        names = imported(path)
        own = {n.rsplit(".", 1)[-1] for n in names if n.startswith(("atlas.statistics", "atlas.views.map.change"))}
        if own & COMPARING:
            asks = any(n.startswith(("atlas.data.comparable", "atlas.views.numbers.change_sentences.m")) for n in names)
            comparing[path.relative_to(ROOT).as_posix()] = asks
    assert len(comparing) > 4
    assert {path for path, asks in comparing.items() if not asks} - BEHIND_THE_QUERY == set()


def test_no_view_judges_by_itself_what_compares() -> None:
    assert [p.name for p in views() if re.search(r"\.comparable_across|Kind\.INDEX", p.read_text())] == []


def test_a_score_has_neither_change_nor_trend_nor_a_larger_area_beside_it(atlas: Atlas) -> None:
    score = atlas.indicator(GISD)
    area = atlas.areas[DEFAULT_TERRITORY][PLACE]
    at = standing(atlas, GISD, Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert at
    assert not years_compare(score)
    assert not levels_compare(score, Level.MUNICIPALITY, Level.DISTRICT)
    median = [f"Median der {words.levels(Level.MUNICIPALITY)}"]
    assert [a.name for a in benchmarks(atlas, score, area, DEFAULT_TERRITORY, words)] == median
    assert [line.name for line in chart_lines(atlas, score, area, DEFAULT_TERRITORY, words)] == [area.label, *median]
    assert change(at, score, PLACE, words).direction == ""
    assert course_sentences(at.figures, score, PLACE, at.year, words) == [
        "Ein Index wird jedes Jahr neu skaliert, seine Veränderung sagt nichts aus und wird nicht gezeigt."
    ]
    query = f"indicator={GISD}&level=municipality&regions=16075,{PLACE}&benchmark=16075&focus=16075"
    compared = read_comparison(query, atlas, words)
    assert [c.area.code for c in compared.regions] == [PLACE]
    assert any("jede Ebene neu skaliert" in text for text in compared.notices)
    assert change_text(compared.regions[0], score, words) == "keine Veränderung: jedes Jahr neu skaliert"
    assert trend_text(compared.regions[0], score, words) == "kein Trend: jedes Jahr neu skaliert"
    state = read_query(query, atlas, words).state
    shown = scene(atlas, state, words)
    assert shown.benchmark is None
    assert not [b for found in shown.beside.values() for b in found if not b.name.startswith("Median")]
    assert beside_table(atlas, state) is None


def test_a_change_map_of_a_score_is_refused_and_one_across_a_change_of_method_says_so(atlas: Atlas) -> None:
    assert read_query(f"indicator={GISD}&level=municipality&change_from=2010", atlas, words).state.change_from == 0
    state = read_query("indicator=unemployed_per_100&level=municipality&change_from=2002&year=2021", atlas, words).state
    assert "Ab 2005" in " ".join(scene(atlas, state, words).legend().remarks)


def test_no_file_for_the_browser_holds_a_change_of_a_score(client: FlaskClient, atlas: Atlas) -> None:
    address = f"/files/figures/{atlas.release}/{DEFAULT_TERRITORY}/municipality/{{}}/2010.json"
    assert client.get(address.format(GISD)).status_code == 404
    assert client.get(address.format("unemployed")).status_code == 200


def test_changes_of_method_lie_between_two_years_whatever_their_order() -> None:
    of = indicator("rate", method_changes=(*method(2005), *method(2011)))
    assert [m.year for m in method_changes(of, 2005, 2021)] == [2011]
    assert [m.year for m in method_changes(of, 2021, 2004)] == [2005, 2011]


def _deep(part: Any) -> str:
    if isinstance(part, (list, tuple)):
        return " ".join(map(_deep, part))
    return _deep(part.children) if hasattr(part, "children") else str(part)


def test_an_estimated_figure_is_called_so_wherever_it_stands(atlas: Atlas) -> None:
    state = read_query("indicator=turnout_state_election&level=municipality&year=2019", atlas, words).state
    shown = scene(atlas, state, words)
    ranked, apart = ranking(shown)
    estimated = [r for r in ranked if r.state == "estimated"]
    assert len(estimated) > 400
    line = f"{len(estimated)} Werte sind geschätzt"
    assert _deep(ranking_part(shown, ranked, apart)).count("(geschätzt)") >= len(estimated)
    assert line in _deep(distribution_part(shown, ranked))
    assert line in " ".join(shown.legend().remarks)
    place = atlas.areas[DEFAULT_TERRITORY][estimated[0].area.code]
    at = standing(atlas, "turnout_state_election", Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert at
    assert "(geschätzt)" in strip_text(at, atlas.indicator("turnout_state_election"), place, None, words)
    assert "geschätzten Zahl" in change(at, atlas.indicator("turnout_state_election"), place.code, words).note
    outer = [s for r in estimated[:40] for s in striking(atlas, r.area, DEFAULT_TERRITORY, words)]
    turnouts = [s.sentence for s in outer if s.key == "turnout_state_election"]
    assert turnouts
    assert all("(geschätzt)" in text for text in turnouts)


def test_an_estimated_figure_is_called_so_in_the_scatter(atlas: Atlas) -> None:
    query = "indicator=turnout_state_election,unemployed_per_100&level=municipality&year=2019"
    shown = scene(atlas, read_query(query, atlas, words).state, words)
    assert shown.second
    part = scatter_part(shown)
    assert _deep(part).count("(geschätzt)") > 400
    assert "circle-open" in str(part)
