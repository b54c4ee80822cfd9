"""From what the browser asks to everything that the page then shows: no callback code, callable without a server."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from dash import html

from atlas.model import STATE_CODE, Level
from atlas.views.map.browser_view import browser_view
from atlas.views.map.choices import choices
from atlas.views.map.citation import source_line
from atlas.views.map.scene import scene
from atlas.views.query.values import NO_BENCHMARK
from atlas.views.query.view_query import read_query, write_query
from atlas.web.map import cards
from atlas.web.map.about import about_part
from atlas.web.map.legend import legend_html
from atlas.web.map.map_files import file_urls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.data.store import Atlas
    from atlas.model import Area, ViewState
    from atlas.settings import Settings
    from atlas.views.map.choices import Choices
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Controls:
    """What the controls hold: text, lists and nothing, as browsers send it."""

    indicator: Any = None
    level: Any = None
    territory: Any = None
    scheme: Any = None
    classes: Any = None
    palette: Any = None
    benchmark: Any = None
    change_from: Any = None
    second: Any = None
    regions: Any = None
    year: Any = None

    def query(self, shown: Any) -> str:  # noqa: ANN401  what the address held before
        """Write the controls as a query, with what has no control (breaks, language) taken from the address shown."""
        pairs = {f.name: getattr(self, f.name) for f in fields(self)}
        pairs["indicator"] = [i for i in (pairs["indicator"], pairs.pop("second")) if i]
        kept = {k: v for k, v in parse_qsl(str(shown or "").lstrip("?")) if k in {"breaks", "lang"}}
        texts = {k: ",".join(map(str, v)) if isinstance(v, list) else str(v or "") for k, v in (pairs | kept).items()}
        return urlencode({k: v for k, v in texts.items() if v}, safe=",")


def answer(
    atlas: Atlas,
    settings: Settings,
    controls: Controls,
    query: str | None,
    shown: Any,  # noqa: ANN401  what browsers send
    words: Words,
) -> tuple[Any, ...]:
    """Answer one change of the page.

    Parameters
    ----------
    atlas, settings
        What there is, and how it is served.
    controls : Controls
        What the controls hold.
    query : str or None
        The query of the address if that is what changed (first load, Back); None if a control changed.
    shown : str or None
        The query that the page shows until now.
    words : Words
        Language of the texts.

    Returns
    -------
    tuple
        A value for each of ``CONTROLS`` and then each of ``SHOWN`` in `atlas.web.map.callbacks`.
    """
    asked = read_query(controls.query(shown) if query is None else query, atlas, words)
    # A control that no longer fits after another one changed (the level of an indicator) is no mistake of the reader.
    notices = asked.notices if query is not None else ()
    state = asked.state
    shown, can = scene(atlas, state, words), choices(atlas, state)
    files = file_urls(atlas, settings.prefix, state)
    unit = f" ({shown.indicator.unit})" if shown.indicator.unit else ""
    return (
        state.indicator,
        str(state.level),
        state.territory.isoformat(),
        str(state.scheme),
        str(state.classes),
        state.palette,
        state.benchmark or STATE_CODE,
        str(state.change_from),
        state.second,
        list(state.regions),
        state.year,
        _levels(shown, can),
        _options((t.isoformat(), words.day(t)) for t in can.territories),
        _options([(NO_BENCHMARK, words("no comparison")), *((a.code, _name(a)) for a in can.benchmarks)]),
        _options([("0", words("no change map")), *((str(y), str(y)) for y in can.changes)]),
        _options([("", words("no second indicator")), *((i.id, i.short_title) for i in can.seconds)]),
        write_query(state),
        asdict(browser_view(shown, files, _chosen(state))),
        files.points if shown.representation.circle() else "",
        [html.P(text) for text in notices],
        cards.title_part(shown),
        legend_html(shown.legend(), words),
        cards.ticks_part(shown),
        cards.panel_part(shown),
        [source_line(shown)],
        about_part(shown),
        f"{words('Value')}{unit}",
    )


def _chosen(state: ViewState) -> dict[str, str]:
    return {
        "territory": state.territory.isoformat(),
        "scheme": str(state.scheme),
        "classes": str(state.classes),
        "palette": state.palette,
        "benchmark": state.benchmark or STATE_CODE,
        "change": str(state.change_from),
        "second": state.second,
    }


def _levels(shown: Scene, can: Choices) -> list[html.Button]:
    return [
        html.Button(
            shown.words.levels(x).capitalize(),
            type="button",
            disabled=x not in can.levels,
            **{"data-level": str(x), "aria-pressed": str(x is shown.state.level).lower()},
        )
        for x in Level
    ]


def _options(pairs: Iterable[tuple[str, str]]) -> list[html.Option]:
    return [html.Option(label, value=value) for value, label in pairs]


def _name(area: Area) -> str:
    return f"{area.name} ({area.designation})" if area.level is Level.DISTRICT else area.name
