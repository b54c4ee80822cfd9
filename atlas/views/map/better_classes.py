"""A better scheme for a year whose areas nearly all stand in one class: the map would show no differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Scheme
from atlas.statistics.classify import counts
from atlas.views.map.class_records import Offer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.views.map.classing import Classing, Over
    from atlas.words.words import Words

#: Share of the areas with a value that one class may hold before another scheme is offered.
MOST_IN_ONE = 0.6
#: Schemes that are tried, by what the offer says. Head/tail puts most areas into its first class by design, round
#: numbers are hardly better than equal steps, and both need a library that takes a second to load.
TRIED = {
    Scheme.QUANTILES: "Show equally many a class",
    Scheme.FISHER_JENKS: "Show natural breaks",
    Scheme.EQUAL_INTERVAL: "Show equal steps",
    Scheme.STD_MEAN: "Show the distance from the mean",
}


def better_classes(classing: Classing, row: int, over: Over, inside: NDArray[np.bool_], words: Words) -> Offer | None:
    """Find the classes whose fullest one holds the fewest areas of a year.

    Parameters
    ----------
    classing : Classing
        How the view classes.
    row : int
        The year.
    over : "year" or "all"
        Whose values make the classes shown. Instead of those of all years the ones of the year alone are tried too.
    inside : ndarray of bool, shape (areas,)
        Areas that are shown in full.
    words : Words
        Language of the offer.

    Returns
    -------
    Offer or None
        None where no class is too full, where none of the schemes is better, and for a reader's own breaks.
    """
    if classing.scheme is Scheme.MANUAL:
        return None

    values = classing.values[row][inside]

    def fullest(scheme: Scheme, which: Over) -> int:
        breaks = classing.breaks(row if which == "year" else None, scheme)
        return int(counts(values, breaks).max(initial=0))

    known = int(np.count_nonzero(~np.isnan(values)))
    most = fullest(classing.scheme, over)
    if most <= MOST_IN_ONE * known:
        return None
    same_scheme: list[tuple[Scheme, Over]] = [(classing.scheme, "year")] if over == "all" else []
    others: list[tuple[Scheme, Over]] = [(scheme, over) for scheme in TRIED]
    more: list[tuple[Scheme, Over]] = [(scheme, "year") for scheme in TRIED] if over == "all" else []
    scheme, which = min([*same_scheme, *others, *more], key=lambda tried: fullest(*tried))
    if fullest(scheme, which) >= most:
        return None
    return Offer(
        text=words("{n} of {all} areas stand in one class.").format(
            n=words.number(most, 0), all=words.number(known, 0)
        ),
        action=_action(scheme, new_scheme=scheme is not classing.scheme, new_range=which != over, words=words),
        scheme=str(scheme),
        over=which,
    )


def _action(scheme: Scheme, *, new_scheme: bool, new_range: bool, words: Words) -> str:
    if not new_scheme:
        return words("Show classes of this year")
    action = words(TRIED[scheme])
    return words("{action}, of this year alone").format(action=action) if new_range else action
