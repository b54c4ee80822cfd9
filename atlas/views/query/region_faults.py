"""What is wrong with social regions, told in the language of the page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.data.regions.faults import RegionsError
    from atlas.words.words import Words


def told(fault: RegionsError, words: Words) -> str:
    """Write a fault as one sentence.

    Parameters
    ----------
    fault : RegionsError
        What was found.
    words : Words
        The language.

    Returns
    -------
    str
        With its dates as the language writes them.
    """
    return words(fault.text).format(**{key: _written(part, words) for key, part in fault.filled.items()})


def _written(part: str | dt.date | tuple[dt.date, ...], words: Words) -> str:
    if isinstance(part, tuple):
        return ", ".join(words.day(day) for day in part)
    return words.day(part) if isinstance(part, dt.date) else part
