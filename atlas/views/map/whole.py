"""All that the atlas shows, as it is named in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.data.scope import Scope
    from atlas.words.words import Words


def within(scope: Scope, words: Words) -> str:
    """Say of something that it lies in it."""
    return scope.within.get(words.language) or words("in {name}").format(name=words.own(scope.name))


def all_of(scope: Scope, words: Words) -> str:
    """Name it as a choice beside its districts."""
    return scope.all_of.get(words.language) or words("all of {name}").format(name=words.own(scope.name))
