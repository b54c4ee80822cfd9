"""What the scripts write into marked places of the map page, told for its plain HTML: counts, bars, values, year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.statistics.rounding import kept
from atlas.views.map.legend_content import ClassKey, GridKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.views.map.scene import Scene

    Props = dict[str, Any]


def first_values(scene: Scene) -> dict[str, Callable[[Props], Props]]:
    """Give, by the attribute that marks a place, what stands there."""
    words, legend, state = scene.words, scene.legend(), scene.state
    key = legend.key
    counts = key.counts if isinstance(key, ClassKey | GridKey) else ()
    bars = key.bars if isinstance(key, ClassKey) else ()
    most = max(1, *(n for n, _k in bars), 1)

    def high(bar: int) -> float:
        return bars[bar][0] / most if bar < len(bars) else 0

    def value(code: str) -> str:
        found = scene.figures.value(state.year, code)
        if found is None:
            return words("no value")
        return words.with_unit(found, scene.indicator.decimals, scene.indicator.unit)

    def text(tell: Callable[[Any], str], name: str) -> Callable[[Props], Props]:
        return lambda props: {"children": tell(props[name])}

    told: dict[str, Callable[[Any], str]] = {
        "data-year": lambda _: str(state.year),
        "data-class-count": lambda i: words.number(counts[int(i)], 0) if int(i) < len(counts) else "",
        "data-count-none": lambda _: words.number(legend.no_data[1], 0),
        "data-count-hidden": lambda _: words.number(legend.hidden[1], 0),
        "data-mark-text": lambda _: legend.benchmark[0] if legend.benchmark else "",
        "data-value": value,
    }
    return {name: text(tell, name) for name, tell in told.items()} | {
        "data-told": lambda props: _told(props, str(state.year)),
        "data-bar": lambda props: _style(props, transform=f"scaleY({high(int(props['data-bar'])):.4f})"),
        "data-mark": lambda props: _mark(scene, props),
    }


def _told(props: Props, year: str) -> Props:
    return {"children": [html.P(text) for text in json.loads(props["data-texts"]).get(year, ())]}


def _style(props: Props, **rules: str) -> Props:
    return {"style": {**props.get("style", {}), **rules}}


def _mark(scene: Scene, props: Props) -> Props:
    """Put the mark of the benchmark under the bars."""
    legend = scene.legend()
    if legend.benchmark is None or not isinstance(legend.key, ClassKey):
        return {"hidden": True}
    low, high = legend.key.span
    if high <= low:
        return {"hidden": True}
    against = float(kept(legend.benchmark[1], scene.indicator.decimals))
    at = min(100.0, max(0.0, 100 * (against - low) / (high - low)))
    return {"hidden": False, **_style(props, left=f"{at:.2f}%")}
