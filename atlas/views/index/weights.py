"""Weights that the data give: how much each indicator has of what all have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError
from atlas.statistics.composite import MIN_INDICATORS, Standard, standardised
from atlas.statistics.principal import principal
from atlas.views.index.recipe import write_recipe

if TYPE_CHECKING:
    from atlas.views.index.built import Index
    from atlas.views.index.recipe import Recipe
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class FromData:
    """Weights in percent by name, what they explain in words, remarks, and the query of a recipe that has them."""

    weights: tuple[tuple[str, str], ...]
    text: str
    remarks: tuple[str, ...]
    query: str


def weights_from_data(index: Index, recipe: Recipe, words: Words) -> FromData | None:
    """Find the weights of the first principal component; None where too few areas have all values.

    Two indicators always share them equally, whatever the data are, so of these there are none either.
    """
    if len(index.columns) <= MIN_INDICATORS:
        return None
    values = np.column_stack([c.values for c in index.columns])
    try:
        found = principal(standardised(values, Standard.Z, [c.item.rises for c in index.columns]))
    except DataError:
        return None
    percents = [round(float(100 * w)) for w in found.weights]
    text = words("What all have in common explains {share} % of the differences between {n} areas.")
    names = [c.indicator.short_title for c in index.columns]
    against = [name for name, turned in zip(names, found.against, strict=True) if turned]
    told = words("Goes against the others, the way it is turned here: {names}.")
    items = tuple(replace(c.item, weight=float(p)) for c, p in zip(index.columns, percents, strict=True))
    return FromData(
        weights=tuple((name, f"{p}\N{NO-BREAK SPACE}%") for name, p in zip(names, percents, strict=True)),
        text=text.format(share=words.number(100 * found.explained, 0), n=words.number(found.n, 0)),
        remarks=(told.format(names=", ".join(against)),) if against else (),
        query=write_recipe(replace(recipe, items=items)),
    )
