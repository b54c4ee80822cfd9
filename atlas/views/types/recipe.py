"""How types came about, in sentences that go with every map and file of them, and how firmly they stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.statistics.types import NUMBERS, SEED, STARTS

if TYPE_CHECKING:
    from atlas.model import Indicator
    from atlas.statistics.types import Types
    from atlas.views.types.query import TypesState
    from atlas.words.words import Words

#: Mean silhouettes from which on groups stand apart, and stand well apart (Kaufman and Rousseeuw 1990, p. 88).
WEAK, FIRM, STRONG = 0.25, 0.5, 0.7


def recipe(found: Types, state: TypesState, dated: tuple[tuple[Indicator, int], ...], words: Words) -> tuple[str, ...]:
    """Say what the types are made of, by which method, and how their number was chosen.

    Parameters
    ----------
    found, state
        The types, and what was asked for.
    dated : tuple of (Indicator, int)
        The chosen indicators with the years of their figures.
    words : Words
        Language of the sentences.
    """
    used = [f"{i.short_title} {year}" for i, year in dated if i.id in found.columns]
    same = [i.short_title for i, _year in dated if i.id in found.constant]
    sentences = [
        words("Types of {areas} by {n} standardised indicators, each with the same weight: {indicators}.").format(
            areas=words.levels(state.level), n=len(used), indicators="; ".join(used)
        ),
        method(state, words),
        chosen(found, state, words),
    ]
    if same:
        sentences.append(words("The same everywhere, so it tells nothing: {titles}.").format(titles=", ".join(same)))
    if found.dropped:
        text = words("{n} of {all} {areas} lack a value of these indicators and have no type.")
        every = len(found.codes) + len(found.dropped)
        sentences.append(text.format(n=len(found.dropped), all=every, areas=words.levels_after_number(state.level)))
    return tuple(sentences)


def method(state: TypesState, words: Words) -> str:
    """Name the method with what it takes to repeat it."""
    if state.method == "ward":
        return words("Method: Ward, which joins the two groups that stay most alike, step by step.")
    return words("Method: k-means, the best of {starts} starts, seed {seed}.").format(starts=STARTS, seed=SEED)


def chosen(found: Types, state: TypesState, words: Words) -> str:
    """Say who chose the number of types, and how well the types stand apart."""
    value = words.number(found.curve[found.k], 2)
    if state.k:
        text = words("The number of types, {k}, was set by hand (silhouette {value}; the highest, {most}, has {best}).")
        most = words.number(found.curve[found.best], 2)
        return text.format(k=found.k, value=value, most=most, best=found.best)
    text = words("Of {first} to {last} types, {k} have the highest silhouette ({value}).")
    tried = [n for n in found.curve if n in NUMBERS]
    return text.format(first=tried[0], last=tried[-1], k=found.k, value=value)


def firmness(found: Types, words: Words) -> str:
    """Say how far the types stand apart, so that nobody takes a gradual passage for a border."""
    value = found.curve[found.k]
    if value >= STRONG:
        return words("The types stand clearly apart.")
    if value >= FIRM:
        return words("The types stand apart, with some passages between them.")
    if value >= WEAK:
        return words("The types pass into each other; only their middles differ clearly.")
    return words("The types hardly stand apart: they order areas that differ gradually, and other borders fit as well.")


def caveats(words: Words) -> tuple[str, ...]:
    """Say what types do not tell."""
    return (
        words("A type describes areas, not the people in them, and is no judgement."),
        words("Other indicators, another year or another number of types give other types."),
        words("Two indicators that measure nearly the same count twice."),
        words("Areas that lack a value, or whose value is kept secret, have no type; none is guessed."),
    )
