"""Releases in words: what changed with each, in the order in which readers meet it, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from atlas.data.differences import Differences, Moved, OfIndicator
    from atlas.data.history import Entry
    from atlas.words.words import Words

#: So many indicators of a release are told first.
OPEN = 5
#: What readers see of an indicator beside its figures, by the names of the catalogue.
TEXT_NAMES = {
    "title": "name",
    "short_title": "name",
    "plain_title": "name",
    "definition": "definition",
    "how_to_read": "how to read it",
    "does_not_say": "what it does not say",
    "source_table": "source",
    "unit": "unit",
    "decimals": "number of decimals",
    "levels": "levels",
    "numerator": "calculation",
    "denominator": "calculation",
    "factor": "calculation",
    "value": "calculation",
    "also": "source",
    "method_changes": "changes of the method",
    "comparable_across": "what is compared",
    "chance": "intervals",
    "words": "search words",
    "field": "field",
    "kind": "kind of figure",
    "polarity": "what counts as better",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An indicator that changed: what, in one line, and its largest differences, a line each."""

    title: str
    line: str
    largest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A release in words.

    ``about`` says what it is, ``rest`` what changed beside indicators, ``more`` how many indicators there are beside
    the first ones.
    """

    release: str
    day: str
    about: tuple[str, ...]
    indicators: tuple[Changed, ...] = ()
    rest: tuple[str, ...] = ()
    more: str = ""


def told_releases(history: Iterable[Entry], words: Words) -> list[Told]:
    """Put the list of releases into words.

    Parameters
    ----------
    history : iterable of Entry
        The oldest first.
    words : Words
        Language of the texts.

    Returns
    -------
    list of Told
        The newest first.
    """
    return [_told(entry, words) for entry in reversed(list(history))]


def _told(entry: Entry, words: Words) -> Told:
    changes = entry.changes
    about = [": ".join(filter(None, (entry.author, entry.note)))]
    if entry.how != "made":
        about.append(words("An earlier release is shown again."))
    if changes is None:
        about.append(words("What changed against the release before is not recorded."))
    elif not changes.any:
        about.append(words("No figure and no text of an indicator changed."))
    n = len(changes.indicators) - OPEN if changes else 0
    return Told(
        release=entry.release,
        day=words.day(entry.date),
        about=tuple(filter(None, about)),
        indicators=tuple(_changed(i, words) for i in changes.indicators) if changes else (),
        rest=tuple(_rest(changes, words)) if changes else (),
        more=words.counted("one indicator more", "{n} indicators more", n) if n > 0 else "",
    )


def _changed(found: OfIndicator, words: Words) -> Changed:
    parts = [words("new in the atlas")] * found.added + [words("no longer in the atlas")] * found.removed
    if found.new:
        parts.append(words.counted("one figure new", "{n} figures new", found.new))
    if found.changed:
        parts.append(words.counted("one figure changed", "{n} figures changed", found.changed))
    if found.gone:
        parts.append(words.counted("one figure gone", "{n} figures gone", found.gone))
    names = dict.fromkeys(words(TEXT_NAMES[name]) for name in found.texts if name in TEXT_NAMES)
    if names:
        parts.append(words("told otherwise: {texts}").format(texts=", ".join(names)))
    return Changed(
        title=found.title,
        line="; ".join(parts),
        largest=tuple(_moved(moved, found, words) for moved in found.largest),
    )


def _moved(moved: Moved, of: OfIndicator, words: Words) -> str:
    values = (words.with_unit(value, of.decimals, of.unit) for value in (moved.before, moved.after))
    before, after = values
    text = words("{name} ({level}), {year}: from {before} to {after}")
    level = words.level(moved.level)
    return text.format(name=moved.name, level=level, year=moved.year, before=before, after=after)


def _rest(found: Differences, words: Words) -> Iterator[str]:
    if found.areas_new:
        yield words.counted("One area is new.", "{n} areas are new.", found.areas_new)
    if found.areas_gone:
        yield words.counted("One area is gone.", "{n} areas are gone.", found.areas_gone)
    if found.areas_changed:
        yield words.counted(
            "Name, size or district of one area changed.",
            "Name, size or district of {n} areas changed.",
            found.areas_changed,
        )
    if found.borders:
        yield words("Borders are drawn otherwise.")
    if found.sources:
        yield words("Source, licence or date is told otherwise: {tables}.").format(tables="; ".join(found.sources))
