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
    filled = {key: words.day(v) if isinstance(v, dt.date) else v for key, v in fault.filled.items()}
    return words(fault.text).format(**filled)
