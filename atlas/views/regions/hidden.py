"""What stays hidden in regions that somebody draws, told in words, with what would help."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.regions.address import regions_address
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.faults import RegionsError
from atlas.data.regions.guard import Change, region_checks
from atlas.data.regions.joining import neighbours_to_join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.data.regions.atlas_with import RegionAtlas
    from atlas.data.regions.guard import RegionCheck
    from atlas.words.words import Words

#: So many names stand in a sentence; the others are counted.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Way:
    """A change in words, the municipalities that come and go, and the word of an address with the regions after it."""

    text: str
    add: tuple[str, ...]
    out: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A region with hidden figures.

    Attributes
    ----------
    name : str
        Of the region.
    sentence : str
        How many indicators are hidden, and because of which municipalities.
    ways : tuple of Way
        What would show them.
    """

    name: str
    sentence: str
    ways: tuple[Way, ...]


def hidden_parts(atlas: RegionAtlas, words: Words) -> tuple[Hidden, ...]:
    """Tell of each region in which something is hidden.

    Parameters
    ----------
    atlas : RegionAtlas
        With the regions.
    words : Words
        The language.

    Returns
    -------
    tuple of Hidden
        In the order of the regions; empty where nothing is hidden.
    """
    checks = (c for c in enumerate(region_checks(atlas)) if c[1].hidden)
    return tuple(_hidden(atlas, at, check, words) for at, check in checks)


def _hidden(atlas: RegionAtlas, at: int, check: RegionCheck, words: Words) -> Hidden:
    region = atlas.own.social.regions[at]
    indicators = words.counted("one indicator", "{n} indicators", len(check.hidden))
    text = words(
        "{indicators} stay hidden in some years or all of them: single counts of {places} are secret, and those of the "
        "region would tell them."
    )
    ways = list[Way]()
    if check.change is not None:
        added, out = (_names(atlas, codes, words) for codes in (check.change.add, check.change.take_out))
        if not out:
            told = words("Add {added}").format(added=added)
        elif not added:
            told = words("Take out {out}").format(out=out)
        else:
            told = words("Add {added}, take out {out}").format(added=added, out=out)
        ways += _way(atlas, at, told, check.change)
    joined = neighbours_to_join(atlas, at)
    if joined and (check.change is None or set(joined) != set(check.change.add) or check.change.take_out):
        told = words("Let neighbours join until nothing is hidden: {added}").format(added=_names(atlas, joined, words))
        ways += _way(atlas, at, told, Change(joined, ()))
    sentence = text.format(indicators=indicators, places=_names(atlas, check.because, words))
    return Hidden(region.name, sentence, tuple(ways))


def _names(atlas: RegionAtlas, codes: tuple[str, ...], words: Words) -> str:
    areas = atlas.areas[atlas.own.social.territory]
    labels = [areas[code].label for code in codes]
    if len(labels) > MOST_NAMED + 1:
        rest = words("{n} more").format(n=words.number(len(labels) - MOST_NAMED, 0))
        labels = [*labels[:MOST_NAMED], rest]
    return words(" and ").join(filter(None, (", ".join(labels[:-1]), *labels[-1:])))


def _way(atlas: RegionAtlas, at: int, text: str, change: Change) -> Iterator[Way]:
    """Write the regions after a change; who joins leaves the region that held it, and an emptied one goes."""
    social, joins, leaves = atlas.own.social, set(change.add), set(change.take_out)
    drafts = []
    for i, region in enumerate(social.regions):
        codes = (set(region.codes) | joins) - leaves if i == at else set(region.codes) - joins
        if codes:
            drafts.append(Draft(region.name, tuple(codes), region.colour))
    after = made_regions(drafts, social.territory, atlas.plain.areas)
    with suppress(RegionsError):  # they no longer fit into a link
        word = regions_address(after, atlas.areas[social.territory])
        yield Way(text, change.add, change.take_out, word)
