"""Neighbourhood patterns in words: whether like lies beside like, how it was found out, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.statistics.neighbourhood import FALSE_DISCOVERIES, SEED, Pattern

if TYPE_CHECKING:
    from atlas.model import Level
    from atlas.statistics.neighbourhood import Neighbourhood
    from atlas.words.words import Words


def meanings(words: Words) -> dict[Pattern, str]:
    """Say in a sentence what each pattern means."""
    return {
        Pattern.HIGH_AMONG_HIGH: words("The area and its neighbours lie above the mean of all."),
        Pattern.LOW_AMONG_LOW: words("The area and its neighbours lie below the mean of all."),
        Pattern.HIGH_AMONG_LOW: words("The area lies above the mean of all, its neighbours below it: it stands alone."),
        Pattern.LOW_AMONG_HIGH: words("The area lies below the mean of all, its neighbours above it: it stands alone."),
        Pattern.NONE: words("Chance could have laid the values so."),
    }


def recipe(found: Neighbourhood, level: Level, lacking: tuple[int, int], words: Words) -> tuple[str, ...]:
    """Say how the patterns were found.

    Parameters
    ----------
    found : Neighbourhood
        The patterns.
    level : Level
        Of the areas.
    lacking : tuple of int
        How many areas have no value because it is kept secret, and for other reasons.
    words : Words
        Language of the sentences.
    """
    named = sum(pattern is not Pattern.NONE for pattern in found.of)
    local = words(
        "Each area was compared with {n} random neighbourhoods (seed {seed}); named are those for which chance is so "
        "rare (p at most {threshold}, one-sided) that on average at most {share} of the named ones are false: "
        "{named} of {all}."
    )
    sentences = [
        words(
            "Neighbours are {areas} with a common border; each weighs the same. High and low go by the mean of all."
        ).format(areas=words.levels(level)),
        words("p is the share of {n} random arrangements that are as uneven (seed {seed}).").format(
            n=words.number(found.permutations, 0), seed=SEED
        ),
        local.format(
            n=words.number(found.permutations, 0),
            seed=SEED,
            threshold=words.number(found.threshold, 4),
            share=words.with_unit(100 * FALSE_DISCOVERIES, 0, "%"),
            named=named,
            all=len(found.of),
        ),
    ]
    secret, other = lacking
    if secret or other:
        text = words("Left out: {secret} {areas} with a hidden value, {other} without one.")
        sentences.append(text.format(secret=secret, other=other, areas=words.levels(level)))
    return tuple(sentences)


def caveats(words: Words) -> tuple[str, ...]:
    """Say what neighbourhood patterns do not tell."""
    return (
        words("That areas are alike does not say why, and says nothing of single people."),
        words("Areas beyond the border of the atlas are no neighbours here, so patterns at its edge are less certain."),
        words("Another level can show another pattern: larger areas even out what differs within them."),
        words("Not conspicuous does not mean average: only chance is not ruled out."),
    )
