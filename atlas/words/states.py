"""The states of a figure in signs and words, as German official tables have them: the one table of them."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.model import VALUELESS, ValueState


@dataclass(frozen=True, slots=True)
class StateWords:
    """What is said of a state.

    Attributes
    ----------
    sign : str
        Sign of official tables; empty for an ordinary figure.
    short : str
        A word or two, for a cell of a table or beside a value; empty for an ordinary figure.
    meaning : str
        What the sign means, for a list of all states.
    sentence : str
        What is said in place of a value, with ``{name}`` of the area and ``{year}``; empty where there is a value.
    """

    sign: str
    short: str
    meaning: str
    sentence: str = ""

    @property
    def remark(self) -> str:
        """The short word in brackets, as it stands behind a value in a sentence."""
        return f"({self.short})" if self.short else ""


#: English words; the catalogues of texts hold the others.
STATES: dict[ValueState, StateWords] = {
    ValueState.OK: StateWords("", "", "a figure as published or computed"),
    ValueState.ZERO: StateWords("-", "exactly zero", "exactly zero"),
    ValueState.BELOW_UNIT: StateWords(
        "0", "less than half of the last digit", "more than zero, but less than half of the last digit shown"
    ),
    ValueState.SECRET: StateWords(
        ".",
        "kept secret",
        "kept secret, because few people could be recognised by it",
        "{name}: the figure of {year} is kept secret, because few people could be recognised by it.",
    ),
    ValueState.UNKNOWN: StateWords(".", "no data", "not known", "{name}: no data for {year}."),
    ValueState.LATER: StateWords("...", "comes later", "comes later", "{name}: the figure of {year} comes later."),
    ValueState.UNRELIABLE: StateWords(
        "/",
        "not reliable",
        "not reliable enough to be shown",
        "{name}: the figure of {year} is not reliable enough to be shown.",
    ),
    ValueState.NOT_MEANINGFUL: StateWords(
        "x", "makes no sense", "a figure would make no sense", "{name}: a figure for {year} would make no sense."
    ),
    ValueState.LIMITED: StateWords("( )", "of limited value", "of limited value"),
    ValueState.REVISED: StateWords("r", "corrected", "corrected since it was first published"),
    ValueState.PROVISIONAL: StateWords("p", "provisional", "provisional"),
    ValueState.ESTIMATED: StateWords("e", "estimated", "estimated: carried to other areas or shared out"),
}
#: States that are told beside a value on the map: all but the ordinary figure and the plain zero.
REMARKABLE = tuple(s for s in ValueState if s not in VALUELESS | {ValueState.OK, ValueState.ZERO})
