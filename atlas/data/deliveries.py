"""What providers delivered of a table, as the list of sources notes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.validation import Text  # noqa: TC001  pydantic looks at it when it runs

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a provider delivered of a table: who and when, as the file says it, and areas by year."""

    by: Text
    file: Text
    areas: dict[int, tuple[str, ...]]


def missing_areas(deliveries: Sequence[Delivery], codes: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Tell which areas of the newest year that was delivered nobody has delivered yet.

    Parameters
    ----------
    deliveries : sequence of Delivery
        One at least, with a year.
    codes : sequence of str
        All areas of the level.

    Returns
    -------
    int, tuple of str
        The year, and the codes that are in none of them.
    """
    year = max(year for one in deliveries for year in one.areas)
    there = {code for one in deliveries for code in one.areas.get(year, ())}
    return year, tuple(code for code in codes if code not in there)
