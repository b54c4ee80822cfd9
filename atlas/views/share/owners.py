"""Whose borders the atlas shows, and at which territory dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.data.scope import Credit, Scope
    from atlas.words.words import Words


def owners(scope: Scope, words: Words) -> list[tuple[Credit, str]]:
    """List each owner once with the dates of his borders; those that are made from the package come first."""
    found: list[tuple[Credit, str]] = [(scope.borders, ", ".join(map(words.day, scope.built)))]
    return found + [(owner, words.day(date)) for date, owner in scope.imported.items()]
