"""The catalogues of texts: gettext PO files, one a language; English texts stand in the code."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

FOLDER = Path(__file__).resolve().parent / "locale"


def languages() -> tuple[str, ...]:
    """Languages with a catalogue."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.po")))


@lru_cache
def translations(language: str) -> Translations:
    """Read the catalogue of a language, a PO file in ``atlas/words/locale``; without one every text stays English."""
    path = FOLDER / f"{language}.po"
    if not path.is_file():
        return Translations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Translations(compiled)
