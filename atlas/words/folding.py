"""Names as a search compares them; ``assets/shared/names.js`` does the same, and a test compares both."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def fold(text: str) -> str:
    """Fold what is typed: case and accents; umlauts become two letters."""
    typed = unicodedata.normalize("NFC", text.strip()).lower()
    return _plain(typed.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


@lru_cache(4096)
def spellings(text: str) -> tuple[str, ...]:
    """Give all ways in which people type a text: umlauts as two letters, or as one without its dots."""
    return tuple(dict.fromkeys((fold(text), _plain(text.strip()))))


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in parted if not unicodedata.category(c).startswith("M")).replace("ß", "ss")
