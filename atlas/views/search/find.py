"""Which places a text means; ``assets/shared/find_places.js`` follows the same rule, and a test compares both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from atlas.views.search.places import KIND_WORDS, place_index
from atlas.words.folding import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from atlas.data.store import Atlas
    from atlas.model import Level
    from atlas.views.search.places import Place
    from atlas.words.words import Words

NO_WORD = re.compile(r"[^a-z0-9]+")
#: Longer texts are no name of a place.
MOST_LETTERS = 60
#: A text so short is not looked for inside of names.
LEAST_INSIDE = 3
#: Worse than any other.
NOT = 99


def forgiven(length: int) -> int:
    """Say how many typing errors a text may hold: none where the next name is only a letter away."""
    return 0 if length < 4 else 1 if length < 6 else 2  # noqa: PLR2004


def find_places(places: Sequence[Place], text: str, level: Level | None = None) -> list[int]:
    """Find places by name, sort and name, code or postcode.

    Parameters
    ----------
    places : sequence of Place
        An index.
    text : str
        What was typed.
    level : Level, optional
        Of places with equal names, those of this level come first.

    Returns
    -------
    list of int
        Positions in `places`: whole names first, then beginnings, then beginnings of further words, then names that
        hold the text. Typing errors are forgiven only where nothing is found as typed.
    """
    words = [word for word in NO_WORD.split(fold(text[:MOST_LETTERS])) if word]
    digits = "".join(word for word in words if word.isdecimal())
    rest = [word for word in words if not word.isdecimal()]
    if not rest:
        return _sorted(places, {i: _by_number(p, digits) for i, p in enumerate(places)} if digits else {}, level)
    tests: tuple[Callable[[Sequence[str], str, Sequence[str]], int], ...] = (_as_typed, _nearly)
    for test in tests:
        found = _sorted(places, {i: _tier(p, rest, test) for i, p in enumerate(places)}, level)
        if found:
            numbered = [i for i in found if any(n.startswith(digits) for n in places[i].numbers)]
            return numbered or found
    return _sorted(places, {i: _by_number(p, digits) for i, p in enumerate(places)} if digits else {}, level)


def found_places(atlas: Atlas, territory: dt.date, text: str, words: Words) -> list[tuple[Place, list[Place]]]:
    """Find places, each with the places of today that it leads to: itself, or what a former one has become."""
    places = place_index(atlas, territory, words)
    found = [places[i] for i in find_places(places, text)]
    return [(place, [places[i] for i in place.into] or [place]) for place in found]


def _sorted(places: Sequence[Place], tiers: dict[int, int], level: Level | None) -> list[int]:
    found = [i for i, tier in tiers.items() if tier < NOT]
    return sorted(found, key=lambda i: (tiers[i], level not in places[i].codes, places[i].rank, i))


def _by_number(place: Place, digits: str) -> int:
    if digits in place.numbers:
        return 0
    return 1 if any(number.startswith(digits) for number in place.numbers) else NOT


def _tier(place: Place, words: list[str], test: Callable[[Sequence[str], str, Sequence[str]], int]) -> int:
    best = test(place.names, "".join(words), place.parts)
    kinds = [word for word in words if word in KIND_WORDS]
    name = "".join(word for word in words if word not in KIND_WORDS)
    if kinds and name and all(kind in place.kinds for kind in kinds):
        best = min(best, test(place.names, name, place.parts))
    return best


def _as_typed(names: Sequence[str], wanted: str, parts: Sequence[str]) -> int:
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(part.startswith(wanted) for part in parts):
        return 2
    return 3 if len(wanted) >= LEAST_INSIDE and any(wanted in name for name in names) else NOT


def _nearly(names: Sequence[str], wanted: str, parts: Sequence[str]) -> int:
    most = forgiven(len(wanted))
    if not most:
        return NOT
    tiers = [3 * OSA.distance(wanted, name) for name in names]
    tiers += [3 * _begin(wanted, name, most) + 1 for name in names]
    tiers += [3 * _begin(wanted, part, most) + 2 for part in parts]
    best = min(tiers)
    return best if best < 3 * (most + 1) else NOT


def _begin(wanted: str, name: str, most: int) -> int:
    """Count the errors against the beginning of a name that fits best; more than are forgiven count as one more."""
    around = range(max(0, len(wanted) - most), min(len(name), len(wanted) + most) + 1)
    return min((OSA.distance(wanted, name[:end], score_cutoff=most) for end in around), default=most + 1)
