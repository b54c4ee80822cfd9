"""Figures that were published in the codes of a territory date that was brought in, as the list of sources notes it."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.validation import Text  # noqa: TC001  pydantic looks at it when it runs


@dataclass(frozen=True, slots=True)
class Joined:
    """Figures of a measure and level that stand at this territory date as they were published, and the years of it."""

    territory: Text
    level: Text
    measure: Text
    years: tuple[int, ...]
