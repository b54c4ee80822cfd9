"""The recipe of an index in words, as it stands on the page, in prints and in files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.model import ValueState
from atlas.statistics.composite import DRAWS, Standard

if TYPE_CHECKING:
    from atlas.views.index.columns import Column
    from atlas.views.index.recipe import Recipe
    from atlas.words.words import Words


def scale_names(words: Words) -> dict[Standard, str]:
    """Name the scales as the form offers them."""
    return {
        Standard.Z: words("distance from the mean (z-values)"),
        Standard.MINMAX: words("from the lowest (0) to the highest (100)"),
        Standard.RANK: words("place in the ranking"),
        Standard.PERCENTILE: words("share of the areas below (0 to 100)"),
    }


def scale_unit(standard: Standard, words: Words) -> str:
    """Give the unit of an index on a scale."""
    if standard is Standard.Z:
        return words("standard deviations")
    return words("places") if standard is Standard.RANK else words("points")


def scale_text(standard: Standard, words: Words) -> str:
    """Say what was done to put indicators on one scale."""
    return {
        Standard.Z: words("Each value counts by its distance from the mean of all areas, in standard deviations."),
        Standard.MINMAX: words("Each value counts by its place between the lowest (0) and the highest (100)."),
        Standard.RANK: words("Each value counts by its place in the ranking of the areas, from low to high."),
        Standard.PERCENTILE: words("Each value counts by the share of the areas that lie below it (0 to 100)."),
    }[standard]


def recipe_text(recipe: Recipe, columns: tuple[Column, ...], words: Words) -> str:
    """Say what an index is made of and how.

    Parameters
    ----------
    recipe : Recipe
        Scale, level and what happens to gaps.
    columns : tuple of Column
        Its figures.
    words : Words
        Language of the text.
    """
    total = sum(c.item.weight for c in columns)
    raises, lowers = words("{name} {when}, {share} %, raises"), words("{name} {when}, {share} %, lowers")
    parts = "; ".join(
        (raises if c.item.rises else lowers).format(
            name=c.indicator.short_title, when=c.when, share=words.number(100 * c.item.weight / total, 0)
        )
        for c in columns
    )
    made = words("Changes of: {parts}.") if recipe.change_from else words("Made of: {parts}.")
    gaps = (
        words("Where a value is missing the others stand in, if they have two thirds of the weight.")
        if recipe.others_stand_in
        else words("An area that lacks a value has no index.")
    )
    sentences = [
        made.format(parts=parts),
        scale_text(recipe.standard, words),
        words("The index is their weighted mean."),
    ]
    broken = sorted({year for c in columns for year in c.broken})
    if broken:
        text = words("Counted differently from {years} on: a change across such a year is one of the method too.")
        sentences.append(text.format(years=", ".join(map(str, broken))))
    if recipe.least:
        text = words("Compared are only areas with at least {n} inhabitants.")
        sentences.append(text.format(n=words.number(recipe.least, 0)))
    return " ".join([*sentences, gaps])


def lacking(recipe: Recipe, words: Words) -> str:
    """Name the areas without an index in the legend, where some are left out for their size; else empty."""
    text = words("under {n} inhabitants or no data")
    return text.format(n=words.number(recipe.least, 0)) if recipe.least else ""


def reason(recipe: Recipe, state: ValueState, words: Words) -> str:
    """Say why an area has no index, by the state of what it lacks."""
    if recipe.least and state is ValueState.NOT_MEANINGFUL:
        return words("under {n} inhabitants").format(n=words.number(recipe.least, 0))
    return words.state(state).short


def firm_text(words: Words) -> str:
    """Say what the range of a rank means."""
    text = words(
        "The range of a rank: {n} times other weights (half to one and a half of each) and other scales were drawn;"
        " nine of ten draws lie within."
    )
    return text.format(n=DRAWS)


def caveats(words: Words) -> tuple[str, ...]:
    """Say what an index does not."""
    return (
        words(
            "It orders areas by what was put into it, and no more: other indicators, weights or years give another"
            " order. Areas whose ranges overlap should not be told apart. Hidden and missing values are never guessed."
        ),
    )
