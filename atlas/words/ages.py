"""Names of age groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.words.words import Words


def age_group(first: int, last: int | None, words: Words) -> str:
    """Name a group by its first and last year of age; None where it has no end."""
    if last is None:
        return words("{age} and older").format(age=first)
    if first == 0:
        return words("under {age}").format(age=last + 1)
    return words("{first} to {last}").format(first=first, last=last)
