"""The field in which places are found, for the pages of Dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from atlas.web.server.place_texts import place_texts

if TYPE_CHECKING:
    from atlas.words.words import Words


def place_field(key: str, label: str, words: Words, places: str = "") -> html.Div:
    """Build the field.

    Parameters
    ----------
    key : str
        Its id; the list of what was found has ``-list`` behind it.
    label : str
        What stands above it.
    words : Words
        Texts of the page.
    places : str
        Address of the index; empty where the view of the map names it.
    """
    box = dcc.Input(id=key, type="text", autoComplete="off", placeholder=words("Municipality, district or postcode"))
    found = html.Ul(id=f"{key}-list", className="place-list", role="listbox", hidden=True, **{"aria-label": label})
    said = html.P(id=f"{key}-said", className="visually-hidden", role="status")
    return html.Div(
        [html.Label(label, htmlFor=key), box, found, said],
        className="field place-field",
        **place_texts(words),
        **{"data-places": places},
    )
