"""What is said of one area of an index: where a pointer rests on the map, and why it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.figures import N_VALUELESS, PRECEDENCE
from atlas.views.index.recipe import Show
from atlas.views.index.told import reason

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.index.built import Index
    from atlas.views.index.recipe import Recipe
    from atlas.views.index.shown import Shown
    from atlas.words.words import Words


def area_texts(atlas: Atlas, recipe: Recipe, shown: Shown, index: Index, words: Words) -> dict[str, str]:
    """Say of each area by its code what the map shows there: rank, steps, both values, or why there is nothing.

    Parameters
    ----------
    atlas : Atlas
        Names the areas.
    recipe : Recipe
        What was asked for.
    shown, index
        The same worked out.
    words : Words
        Language of the texts.
    """
    areas, n = atlas.areas[recipe.territory], len(index.order)
    ranked, none = words("{name}: {score}, rank {rank} of {n}"), words("{name}: no index ({why})")
    steps, sides = shown.steps, shown.sides
    found = {}
    for at, code in enumerate(index.codes):
        name, why = areas[code].label, _why(index, at, words)
        across, up = (int(s[at]) for s in steps) if steps else (-1, -1)
        if recipe.show is Show.PAIR and sides and across >= 0:
            both = (sides.across[across], sides.up[up])
            parts = (
                f"{c.indicator.short_title} {_value(index, i, at, words)} ({step})"
                for i, (c, step) in enumerate(zip(index.columns, both, strict=True))
            )
            found[code] = f"{name}: {'; '.join(parts)}"
        elif np.isnan(index.made.scores[at]):
            found[code] = none.format(name=name, why=why)
        else:
            score = words.number(float(index.made.scores[at]), index.decimals)
            told = ranked.format(name=name, score=score, rank=int(index.rank[at]), n=n)
            found[code] = f"{told}; {sides.up[up]}, {sides.across[across]}" if sides and across >= 0 else told
    return found


def without_index(atlas: Atlas, index: Index, words: Words) -> tuple[tuple[str, tuple[Area, ...]], ...]:
    """Name the areas without an index by the reason, in the order of the reasons that hide most."""
    areas = atlas.areas[index.recipe.territory]
    found: dict[str, list[Area]] = {}
    without = np.flatnonzero(np.isnan(index.made.scores)).tolist()
    for at in sorted(without, key=lambda at: int(index.states[at])):
        found.setdefault(_why(index, at, words), []).append(areas[index.codes[at]])
    return tuple((why, tuple(named)) for why, named in found.items())


def _why(index: Index, at: int, words: Words) -> str:
    return reason(index.recipe, PRECEDENCE[min(int(index.states[at]), N_VALUELESS - 1)], words)


def _value(index: Index, column: int, at: int, words: Words) -> str:
    indicator = index.columns[column].indicator
    return words.with_unit(float(index.columns[column].values[at]), indicator.decimals, indicator.unit)
