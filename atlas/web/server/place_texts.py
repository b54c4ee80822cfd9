"""What the search for places says: one set of texts for the pages of Dash and for those written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.words.words import Words


def place_texts(words: Words) -> dict[str, str]:
    """Give the texts as attributes of the element around the field; ``assets/shared/place_field.js`` reads them."""
    return {
        "data-none": words('No place is called "{name}".'),
        "data-one": words("One place found"),
        "data-many": words("{n} places found"),
        "data-failed": words("The list of places could not be loaded. Please try again."),
        "data-inside": words("There is no value for {name} here; {area}, where it lies, was chosen."),
        "data-nowhere": words("There is no value for {name} here; the map shows where it lies."),
    }
