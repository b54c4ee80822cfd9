"""One language with all its habits: texts, plurals, numbers, dates, states, levels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date

from atlas.words import numbers
from atlas.words.levels import AFTER_NUMBER, PLURAL, SINGULAR
from atlas.words.states import REMARKABLE, STATES
from atlas.words.texts import translations

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from babel.support import Translations

    from atlas.model import Level, ValueState
    from atlas.words.states import StateWords


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Writes everything that people read; called with an English text it gives the language's.

    Attributes
    ----------
    language : str
        Code of the language, such as ``de``.
    """

    language: str
    _texts: Translations

    def __call__(self, text: str) -> str:
        """Translate a text of the code; without a translation it stays as it is."""
        return str(self._texts.gettext(text)) if text else ""

    def own(self, texts: Mapping[str, str]) -> str:
        """Pick of a text in several languages that of this one, else the first."""
        return texts.get(self.language) or next(iter(texts.values()))

    def counted(self, one: str, many: str, n: int) -> str:
        """Translate the form that a number needs, and fill the number in as ``{n}``; other places stay open."""
        return str(self._texts.ngettext(one, many, n)).replace("{n}", self.number(n, 0))

    def number(self, value: float, decimals: int) -> str:
        """Write a finite number with so many decimals; halves are rounded away from zero."""
        return numbers.number(value, decimals)

    def with_unit(self, value: float, decimals: int, unit: str) -> str:
        """Write a number and its unit, never broken over two lines."""
        return numbers.with_unit(value, decimals, unit)

    def figure(self, value: float, decimals: int, unit: str, state: ValueState) -> str:
        """Write a figure with its unit, and what sort of figure it is, as in “87.0 % (estimated)”."""
        return " ".join(filter(None, (self.with_unit(value, decimals, unit), self.remark(state))))

    def remark(self, state: ValueState) -> str:
        """Say in brackets what sort of figure one is that is shown; nothing of an ordinary one."""
        return self.state(state).remark if state in REMARKABLE else ""

    def day(self, date: dt.date) -> str:
        """Write a date."""
        return format_date(date, "medium", locale=self.language)

    def level(self, level: Level) -> str:
        """Name one area of a level."""
        return self(SINGULAR[level])

    def levels(self, level: Level) -> str:
        """Name the areas of a level."""
        return self(PLURAL[level])

    def levels_after_number(self, level: Level) -> str:
        """Name the areas of a level as in "rank 3 of 22 districts"."""
        return str(self._texts.pgettext(AFTER_NUMBER, PLURAL[level]))

    def state(self, state: ValueState) -> StateWords:
        """Say what a state of a figure is."""
        found = STATES[state]
        return replace(found, short=self(found.short), meaning=self(found.meaning), sentence=self(found.sentence))


@lru_cache
def words_of(language: str) -> Words:
    """Give the words of a language: the name of a PO file in ``atlas/words/locale``."""
    return Words(language, translations(language))
