"""The states of a figure in signs and words, as German official tables have them."""

from __future__ import annotations

from atlas.model import ValueState

#: Sign and English words; the catalogue of texts holds the others.
STATES: dict[ValueState, tuple[str, str]] = {
    ValueState.OK: ("", "a figure as published or computed"),
    ValueState.ZERO: ("-", "exactly zero"),
    ValueState.BELOW_UNIT: ("0", "more than zero, but less than half of the last digit shown"),
    ValueState.SECRET: (".", "kept secret, because few people could be recognised by it"),
    ValueState.UNKNOWN: (".", "not known"),
    ValueState.LATER: ("...", "comes later"),
    ValueState.UNRELIABLE: ("/", "not reliable enough to be shown"),
    ValueState.NOT_MEANINGFUL: ("x", "a figure would make no sense"),
    ValueState.LIMITED: ("()", "of limited value"),
    ValueState.REVISED: ("r", "corrected since it was first published"),
    ValueState.PROVISIONAL: ("p", "provisional"),
    ValueState.ESTIMATED: ("e", "estimated: carried to other areas or shared out"),
}
