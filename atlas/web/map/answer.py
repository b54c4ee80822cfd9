"""From what the browser asks to everything that the page then shows: no callback code, callable without a server."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from dash import html, no_update

from atlas.model import Level
from atlas.views.map.browser_view import browser_view
from atlas.views.map.choices import choices
from atlas.views.map.citation import source_line
from atlas.views.map.scene import scene
from atlas.views.map.whole import all_of
from atlas.views.query.place_values import NO_BENCHMARK
from atlas.views.query.values import PATTERNS
from atlas.views.query.view_query import as_texts, read_query, with_changes, write_query
from atlas.web.map import cards
from atlas.web.map.about import about_part
from atlas.web.map.legend import legend_html
from atlas.web.map.map_files import file_urls
from atlas.web.map.notice import notice
from atlas.web.map.page import Page, stale
from atlas.web.server.plain_html import Plain
from atlas.words.districts import district_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atlas.model import Area
    from atlas.views.map.choices import Choices
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser asks for.

    Attributes
    ----------
    query : str
        The query of the address (first load, Back), or the one that the page shows while controls change it.
    changes : dict of str to str
        What controls have changed since, by word of the query; empty where the address itself is asked for.
    release : str
        Release of the figures that the page shows; empty where it shows none yet.
    """

    query: str = ""
    changes: dict[str, str] = field(default_factory=dict)
    release: str = ""


def read_asked(data: Any) -> Asked:  # noqa: ANN401  whatever a browser sends
    """Read what the browser sends; what is no question of ours asks for the first view."""
    given = data if isinstance(data, dict) else {}
    changes = given.get("changes")
    texts = {str(k): str(v) for k, v in changes.items()} if isinstance(changes, dict) else {}
    return Asked(str(given.get("query") or ""), texts, str(given.get("release") or ""))


def answer(site: Site, asked: Asked) -> Page:
    """Answer one change of the page.

    Parameters
    ----------
    site : Site
        What there is, and how it is served.
    asked : Asked
        What the browser asks for.

    Returns
    -------
    Page
        Every part for an address; where a control was moved, only the parts that depend on what has changed.
    """
    atlas, words = site.atlas, site.words
    read = read_query(with_changes(asked.query, asked.changes) if asked.changes else asked.query, atlas, words)
    # what stands on a page of a former release must not stay beside figures of another one
    same = asked.release in {"", atlas.release}
    before = read_query(asked.query, atlas, words).state if asked.changes and same else None
    # a control that no longer fits after another one changed (the level of an indicator) is no mistake of the reader
    notices = () if asked.changes else read.notices
    state = read.state
    shown = scene(atlas, state, words)
    makers = _makers(site, shown, notices)
    wanted = stale(before, state)
    return Page(**{name: make() if name in wanted else no_update for name, make in makers.items()})


def _makers(site: Site, shown: Scene, notices: tuple[str, ...]) -> dict[str, Callable[[], Any]]:
    words, state = site.words, shown.state
    can = choices(site.atlas, state)
    files = file_urls(shown, site.urls)
    top, whole = shown.edition.scope.top, all_of(shown.edition.scope, words)
    unit = f" ({shown.indicator.unit})" if shown.indicator.unit else ""
    return {
        "levels": lambda: _levels(shown, can),
        "sections": lambda: _options([("", whole), *((a.code, district_name(a, words)) for a in can.sections)]),
        "territories": lambda: _options((t.isoformat(), words.day(t)) for t in can.territories),
        "benchmarks": lambda: _options(
            [(NO_BENCHMARK, words("no comparison")), *((a.code, _name(a)) for a in can.benchmarks)]
        ),
        "changes": lambda: _options([("0", words("no change map")), *((str(y), str(y)) for y in can.changes)]),
        "seconds": lambda: _options(
            [("", words("no second indicator")), *((i.id, i.short_title) for i in can.seconds)]
        ),
        "marks": lambda: _options(
            [("", words("do not mark")), *[(PATTERNS, words("mark areas that stand out"))] * can.marks]
        ),
        "address": lambda: write_query(state),
        "view": lambda: asdict(browser_view(shown, files, _controls(state, top), tuple(map(str, can.levels)))),
        "circles": lambda: files.points,
        "title": lambda: cards.title_part(shown),
        "legend": lambda: legend_html(shown.legend(), words),
        "ticks": lambda: cards.ticks_part(shown),
        "cards": lambda: [Plain().html(part) for part in cards.panel_part(shown)],
        "credit": lambda: [source_line(shown)],
        "about": lambda: about_part(shown),
        "table_head": lambda: f"{words('Value')}{unit}",
        "notice": lambda: notice(site, notices, state, site.urls.map),
    }


def _controls(state: ViewState, top: str) -> dict[str, str]:
    marks = PATTERNS if PATTERNS in state.layers else ""
    return as_texts(state) | {"benchmark": state.benchmark or top, "layers": marks}


def _levels(shown: Scene, can: Choices) -> list[html.Button]:
    return [
        html.Button(
            shown.words.levels(x).capitalize(),
            type="button",
            disabled=x not in can.levels,
            **{"data-level": str(x), "aria-pressed": str(x is shown.state.level).lower()},
        )
        for x in shown.edition.levels
    ]


def _options(pairs: Iterable[tuple[str, str]]) -> list[html.Option]:
    return [html.Option(label, value=value) for value, label in pairs]


def _name(area: Area) -> str:
    return (
        f"{area.label} ({area.designation})" if area.level is Level.DISTRICT and area.label == area.name else area.label
    )
