"""From what the browser asks to everything that the page then shows: no callback code, callable without a server."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from dash import html

from atlas.model import STATE_CODE, Kind, Level
from atlas.views.map.bivariate import of_two
from atlas.views.map.mapview import browser_view, draw_as, figures_of
from atlas.views.query.values import NO_BENCHMARK
from atlas.views.query.view_query import read_query, write_query
from atlas.web.map import cards as parts
from atlas.web.map.about import about_part
from atlas.web.map.legend import legend_part
from atlas.web.map.map_files import file_urls

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Area, ViewState
    from atlas.settings import Settings
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
    files = file_urls(atlas, settings.prefix, state)
    view = browser_view(atlas, state, words, files, _chosen(state))
    known = atlas.indicator(state.indicator)
    indicator, _figures = figures_of(atlas, state, words)
    unit = f" ({indicator.unit})" if indicator.unit else ""
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
        _levels(atlas, state, words),
        _options([(t.isoformat(), words.day(t)) for t in atlas.territories if atlas.levels(known, t)]),
        _benchmarks(atlas, state, words),
        _changes(atlas, state, words),
        _seconds(atlas, state, words),
        write_query(state),
        asdict(of_two(view, atlas, state, words) if state.second else view),
        files.points if draw_as(indicator) == "symbols" else "",
        [html.P(text) for text in notices],
        parts.title_part(atlas, state, words),
        legend_part(atlas, state, words),
        parts.ticks_part(atlas, state, words),
        parts.panel_part(atlas, state, words),
        parts.credit_part(atlas, state, words),
        about_part(atlas, state, words),
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


def _levels(atlas: Atlas, state: ViewState, words: Words) -> list[html.Button]:
    has = atlas.levels(atlas.indicator(state.indicator), state.territory)
    return [
        html.Button(
            words.levels(x).capitalize(),
            type="button",
            disabled=x not in has,
            **{"data-level": str(x), "aria-pressed": str(x is state.level).lower()},
        )
        for x in Level
    ]


def _options(pairs: list[tuple[str, str]]) -> list[html.Option]:
    return [html.Option(label, value=value) for value, label in pairs]


def _benchmarks(atlas: Atlas, state: ViewState, words: Words) -> list[html.Option]:
    indicator = atlas.indicator(state.indicator)
    by_code = atlas.areas[state.territory]
    codes: tuple[str, ...] = (STATE_CODE,)
    if indicator.kind is not Kind.COUNT and Level.DISTRICT in atlas.levels(indicator, state.territory):
        codes += atlas.codes(Level.DISTRICT, state.territory)
    chosen = (state.benchmark,) if state.benchmark not in {"", NO_BENCHMARK, *codes} else ()
    none = (NO_BENCHMARK, words("no comparison"))
    return _options([none, *((c, _name(by_code[c])) for c in (*codes, *chosen))])


def _name(area: Area) -> str:
    return f"{area.name} ({area.designation})" if area.level is Level.DISTRICT else area.name


def _changes(atlas: Atlas, state: ViewState, words: Words) -> list[html.Option]:
    indicator = atlas.indicator(state.indicator)
    years = atlas.figures(indicator, state.level, state.territory).years
    since = years if len(years) > 1 and indicator.kind is not Kind.INDEX else ()
    return _options([("0", words("no change map")), *((str(y), str(y)) for y in since)])


def _seconds(atlas: Atlas, state: ViewState, words: Words) -> list[html.Option]:
    fit = [
        (i.id, i.short_title)
        for i in atlas.catalogue.indicators.values()
        if i.id != state.indicator and i.kind is not Kind.COUNT and state.level in atlas.levels(i, state.territory)
    ]
    alone = atlas.indicator(state.indicator).kind is Kind.COUNT or state.change_from
    return _options([("", words("no second indicator")), *([] if alone else fit)])
