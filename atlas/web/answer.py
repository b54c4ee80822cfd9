"""From what the browser asks to everything that the page then shows: no callback code, callable without a server."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import STATE_CODE, Kind, Level
from atlas.views.mapview import draw_as, figures_of, map_view
from atlas.views.viewstate import LEVEL_NAMES, NO_BENCHMARK, read_query, write_query
from atlas.web import parts
from atlas.web.files import file_urls

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.settings import Settings
    from atlas.views.texts import Translate


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
    regions: Any = None
    year: Any = None

    def query(self, shown: Any) -> str:  # noqa: ANN401  what the address held before
        """Write the controls as a query, with what has no control (breaks, language) taken from the address shown."""
        pairs = []
        for f in fields(self):
            value = getattr(self, f.name)
            text = ",".join(map(str, value)) if isinstance(value, list) else str(value or "")
            if text:
                pairs.append(f"{f.name}={text}")
        kept = [p for p in str(shown or "").lstrip("?").split("&") if p.partition("=")[0] in {"breaks", "lang"}]
        return "&".join(p.replace(" ", "+") for p in (*pairs, *kept))


def answer(
    atlas: Atlas,
    settings: Settings,
    controls: Controls,
    query: str | None,
    shown: Any,  # noqa: ANN401  what browsers send
    _: Translate,
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
    _ : callable
        Translator.

    Returns
    -------
    tuple
        A value for each of ``CONTROLS`` and then each of ``SHOWN`` in `atlas.web.callbacks`.
    """
    asked = read_query(controls.query(shown) if query is None else query, atlas, _)
    # A control that no longer fits after another one changed (the level of an indicator) is no mistake of the reader.
    notices = asked.notices if query is not None else ()
    state = asked.state
    urls = file_urls(atlas, settings.prefix, state)
    indicator, _figures = figures_of(atlas, state, _)
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
        list(state.regions),
        state.year,
        _levels(atlas, state, _),
        [
            {"label": t.strftime("%d.%m.%Y"), "value": t.isoformat()}
            for t in atlas.territories
            if atlas.levels(indicator, t)
        ],
        _benchmarks(atlas, state, _),
        _changes(atlas, state, _),
        write_query(state),
        map_view(atlas, state, _) | urls | {"bounds": _bounds(atlas, state)},
        urls["points"] if draw_as(indicator) == "symbols" else "",
        [html.P(text) for text in notices],
        parts.title_part(atlas, state, _),
        parts.legend_part(atlas, state, _),
        parts.ticks_part(atlas, state, _),
        parts.panel_part(atlas, state, _),
        parts.credit_part(atlas, state, _),
        parts.about_part(atlas, state, _),
        f"{_('Value')}{unit}",
    )


def _levels(atlas: Atlas, state: ViewState, _: Translate) -> list[dict[str, Any]]:
    has = atlas.levels(atlas.indicator(state.indicator), state.territory)
    return [{"label": _(LEVEL_NAMES[x]), "value": str(x), "disabled": x not in has} for x in Level]


def _benchmarks(atlas: Atlas, state: ViewState, _: Translate) -> list[dict[str, str]]:
    indicator = atlas.indicator(state.indicator)
    none = {"label": _("no comparison"), "value": NO_BENCHMARK}
    if indicator.kind is Kind.COUNT:
        return [none, {"label": _("Thuringia"), "value": STATE_CODE}]
    by_code = atlas.areas[state.territory]
    has_districts = Level.DISTRICT in atlas.levels(indicator, state.territory)
    codes = (STATE_CODE, *(atlas.codes(Level.DISTRICT, state.territory) if has_districts else ()))
    chosen = (state.benchmark,) if state.benchmark not in {"", NO_BENCHMARK, *codes} else ()
    return [none, *({"label": by_code[c].name, "value": c} for c in (*codes, *chosen))]


def _changes(atlas: Atlas, state: ViewState, _: Translate) -> list[dict[str, str]]:
    years = atlas.figures(atlas.indicator(state.indicator), state.level, state.territory).years
    since = years if len(years) > 1 else ()
    return [{"label": _("no change map"), "value": "0"}, *({"label": str(y), "value": str(y)} for y in since)]


def _bounds(atlas: Atlas, state: ViewState) -> list[list[float]]:
    west, south, east, north = state.bbox or atlas.bounds
    return [[south, west], [north, east]]
