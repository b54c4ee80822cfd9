"""A title that readers choose for a printed map: what it may hold, and how the sheet says whose it is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from atlas.errors import AtlasError
from atlas.views.print.typeset import settable

if TYPE_CHECKING:
    from atlas.words.words import Words

#: Characters of a title; as many fit on every sheet, in some lines.
LONGEST = 120


def whose(words: Words) -> str:
    """Say below such a title whose it is."""
    return words("This title was chosen by a user of the atlas, not by the atlas.")


def own_title(found: str, words: Words) -> str:
    """Read a title; blanks at its ends and more than one between words are left out.

    Parameters
    ----------
    found : str
        What somebody wrote; may be any text.
    words : Words
        Language of the messages.

    Returns
    -------
    str
        One line that the font of the sheets can set; empty where nothing was written.

    Raises
    ------
    AtlasError
        It is too long, or holds a character that the font does not have: control characters, line breaks, signs that
        turn the direction, letters of other scripts.
    """
    title = " ".join(part for part in unicodedata.normalize("NFC", found).split(" ") if part)
    if len(title) > LONGEST:
        text = words("title: found {n} characters, expected at most {most}; shorten it.")
        raise AtlasError(text.format(n=len(title), most=LONGEST))
    strange = next((letter for letter in title if not settable(letter)), None)
    if strange is not None:
        text = words("title: found the character {code}, expected letters and signs of Western Europe; leave it out.")
        raise AtlasError(text.format(code=f"U+{ord(strange):04X}"))
    return title
