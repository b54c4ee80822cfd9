"""A printed map for those who do not see it: what other sites hear, and classes with their counts, changes, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.views.map.legend_content import ClassKey, GridKey
from atlas.views.map.summary import alternative_text

if TYPE_CHECKING:
    from atlas.views.map.legend_content import Legend
    from atlas.views.map.scene import Scene

#: The largest circles that are named.
NAMED = 3


def described(scene: Scene, *, grey: bool = False) -> str:
    """Describe the picture of a view where nothing stands beside it.

    Parameters
    ----------
    scene : Scene
        What is shown.
    grey : bool
        Whether it is drawn in shades and patterns of grey.

    Returns
    -------
    str
        Title, range of values, benchmark, falls and rises, areas a class, largest circles, meaning of shades and
        patterns, marks, sources.
    """
    legend, words = scene.legend(grey=grey), scene.words
    sources = words("Figures: {sources}.").format(sources="; ".join(s.attribution for s in scene.sources))
    parts = (
        alternative_text(scene),
        _changes(scene),
        _classes(legend, scene),
        _largest(scene),
        _without(legend, scene),
        _shades(legend, scene) if grey else "",
        _marks(legend, scene),
        scene.representation.remark(words, grey=grey),
        sources,
    )
    return " ".join(filter(None, parts))


def _changes(scene: Scene) -> str:
    """Count how many areas fell and how many rose."""
    if not scene.state.change_from:
        return ""
    values = scene.representation.classing.values[scene.row][scene.inside]
    text = scene.words("Since {since}: a fall in {fell} areas, a rise in {rose}, no change in {same}.")
    numbers = {"fell": values < 0, "rose": values > 0, "same": values == 0}
    counted = {name: scene.words.number(int(np.count_nonzero(which)), 0) for name, which in numbers.items()}
    return text.format(since=scene.state.change_from, **counted)


def _classes(legend: Legend, scene: Scene) -> str:
    """Name the classes with the number of their areas."""
    key, words = legend.key, scene.words
    if isinstance(key, ClassKey | GridKey) and key.labels:
        rows = "; ".join(f"{label}: {words.number(n, 0)}" for label, n in zip(key.labels, key.counts, strict=True))
        return words("Areas a class: {classes}.").format(classes=rows)
    if isinstance(key, GridKey) and key.across and key.up:
        one = words("{low} and {high}: {n}")
        pairs = [(low, high) for high in key.up for low in key.across]
        rows = "; ".join(
            one.format(low=low, high=high, n=words.number(n, 0))
            for (low, high), n in zip(pairs, key.counts, strict=True)
        )
        text = words("Areas a class, in thirds of {first} and then of {second}: {classes}.")
        return text.format(first=key.first, second=key.second, classes=rows)
    return ""


def _largest(scene: Scene) -> str:
    """Say what circles mean, and where the largest ones stand."""
    codes = sorted(scene.circles, key=lambda code: -scene.circles[code])[:NAMED]
    if not codes:
        return ""
    row, at, decimals = scene.figures.values[scene.row], scene.figures.codes.index, scene.indicator.decimals
    named = "; ".join(f"{scene.areas[c].name} {scene.words.number(float(row[at(c)]), decimals)}" for c in codes)
    return scene.words("Circles, larger with the value; the largest: {areas}.").format(areas=named)


def _without(legend: Legend, scene: Scene) -> str:
    """Count the areas without a class."""
    rows = [f"{name}: {scene.words.number(n, 0)}" for name, n in (legend.no_data, legend.hidden) if n]
    return scene.words("Areas without a class: {classes}.").format(classes="; ".join(rows)) if rows else ""


def _shades(legend: Legend, scene: Scene) -> str:
    """Say what greys mean where no pattern is explained."""
    plain = isinstance(legend.key, ClassKey) and not scene.representation.remark(scene.words, grey=True)
    return scene.words("Shades of grey: the darker, the higher the value.") if plain else ""


def _marks(legend: Legend, scene: Scene) -> str:
    """Count the areas that are marked."""
    if legend.marks is None:
        return ""
    rows = zip(legend.marks.labels, legend.marks.counts, strict=True)
    counted = "; ".join(f"{label}: {scene.words.number(n, 0)}" for label, n in rows)
    return f"{legend.marks.heading}: {counted}. {legend.marks.said}"
