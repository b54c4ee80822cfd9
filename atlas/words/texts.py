"""Texts of the interface: gettext catalogues, read from their PO files, and German numbers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from atlas.statistics.rounding import as_read

if TYPE_CHECKING:
    from collections.abc import Callable

    Translate = Callable[[str], str]

FOLDER = Path(__file__).resolve().parent / "locale"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
#: From this number on thousands are set apart, below it digits stay together (DIN 5008 sets four digits solid).
GROUP_FROM = 10_000


def languages() -> tuple[str, ...]:
    """Languages with a catalogue."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.po")))


@lru_cache
def translator(language: str) -> Translate:
    """Give the function that turns a text of the code into the language's.

    Parameters
    ----------
    language : str
        Name of a PO file in ``atlas/words/locale``.

    Returns
    -------
    callable
        Takes an English text, returns the translation, or the text itself where there is none.
    """
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file)
    texts = {m.id: m.string for m in catalogue if m.id and m.string and isinstance(m.id, str)}

    def translate(text: str) -> str:
        return str(texts.get(text, text))

    return translate


def number(value: float, decimals: int) -> str:
    """Write a number the German way: decimal comma, thin space in thousands from 10 000 on, a true minus sign.

    Parameters
    ----------
    value : float
        A finite number.
    decimals : int
        Digits after the comma; halves are rounded away from zero.
    """
    read = float(as_read(value, decimals))
    whole, _, part = f"{abs(read):.{decimals}f}".partition(".")
    if abs(read) >= GROUP_FROM:
        whole = f"{int(whole):,}".replace(",", THIN_SPACE)
    sign = MINUS if read < 0 else ""
    return f"{sign}{whole},{part}" if part else f"{sign}{whole}"


def with_unit(value: float, decimals: int, unit: str) -> str:
    """Write a number and its unit, never broken over two lines."""
    return f"{number(value, decimals)}\N{NO-BREAK SPACE}{unit}" if unit else number(value, decimals)
