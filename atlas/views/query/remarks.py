"""What a page says of its address beside what its reader says of each word: words that stand twice, or far too many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from atlas.views.query.place_values import cut
from atlas.views.query.view_query import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.words.words import Words

#: So many remarks are read; a page of them would hide what it shows.
MOST_REMARKS = 6


def remarks(query: str, notices: tuple[str, ...], words: Words, repeatable: Collection[str] = ()) -> tuple[str, ...]:
    """Give what a page says of its address.

    Parameters
    ----------
    query : str
        With or without the leading question mark.
    notices : tuple of str
        What was put right in it.
    words : Words
        Language of the remarks.
    repeatable : collection of str
        Words that a form sends several times.

    Returns
    -------
    tuple of str
        At most `MOST_REMARKS`, and how many are left out.
    """
    if query.count("&") >= MOST_FIELDS:
        text = words("The address holds more than {n} words and was not read; check whether it was copied as it was.")
        return (text.format(n=MOST_FIELDS),)
    counted = Counter(key for key, value in parse_qsl(query.lstrip("?"), errors="replace") if value.strip())
    text = words('The address says "{found}" more than once; the last one counts.')
    twice = (text.format(found=cut(key)) for key, n in counted.items() if n > 1 and key not in repeatable)
    found = (*twice, *notices)
    more = len(found) - MOST_REMARKS
    if more <= 0:
        return found
    return (
        *found[:MOST_REMARKS],
        words.counted("One more remark is left out.", "{n} more remarks are left out.", more),
    )
