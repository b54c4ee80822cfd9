"""Figures made by hand of a dozen municipalities, measured."""

from __future__ import annotations

import numpy as np

from atlas.model import Kind, Level, Measure, ValueState
from atlas.views.spread.measured import Spread, spread
from atlas.words.words import words_of
from tests.small_atlas import CODES, DATE, Cell, block, indicator, small_atlas

words = words_of("de")
FLAT = (5.0,) * 12
Rows = dict[int, tuple[Cell, ...]]


def of(rows: Rows, people: Rows | None = None, within: str = "16", **more: object) -> Spread:
    """Measure a rate; without figures of inhabitants there are as many as the rate says."""
    blocks = {
        ("rate", Level.MUNICIPALITY): block(rows, CODES),
        ("count", Level.MUNICIPALITY): block(people or rows, CODES),
    }
    counted = indicator("population", kind=Kind.COUNT, unit="", value=Measure("table", "count"))
    atlas = small_atlas(blocks, indicator("rate", levels=(Level.MUNICIPALITY,), **more), counted)
    return spread(atlas, "rate", Level.MUNICIPALITY, within, DATE, words)


def gini_by_pairs(values: tuple[Cell, ...], people: tuple[Cell, ...]) -> float:
    """Compute by the mean difference of all pairs of people; what has no value is no part of it."""
    pairs = [(v, n) for v, n in zip(values, people, strict=True) if not isinstance(v, ValueState)]
    x, w = (np.array(column, float) for column in zip(*pairs, strict=True))
    apart = np.abs(x[:, None] - x[None, :]) * w[:, None] * w[None, :]
    return float(apart.sum() / (2 * w.sum() * (w @ x)))
