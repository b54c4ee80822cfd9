"""The list of indicators by field; what has no figures yet is listed with its source and cannot be picked.

The list is plain HTML in a template of the first page: as Dash components its four hundred parts took 0.2 s to render.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dash import dcc, html

from atlas.words.folding import spellings

if TYPE_CHECKING:
    from atlas.data.catalogue import Catalogue
    from atlas.model import Indicator
    from atlas.words.words import Words


def picker(words: Words) -> html.Div:
    """Build the search and the place of the list; ``assets/map/picker.js`` fills and filters it."""
    return html.Div(
        [
            html.Label(words("Search an indicator"), htmlFor="picker-search", className="visually-hidden"),
            dcc.Input(
                id="picker-search", type="text", placeholder=words("Search, for instance rent"), autoComplete="off"
            ),
            html.P(words("Nothing found. Try another word."), id="picker-none", hidden=True),
            html.Div(id="groups", className="groups"),
        ],
        id="picker",
        className="picker",
    )


def picker_template(catalogue: Catalogue, words: Words) -> str:
    """Write the list as HTML for the script that puts it into the page."""
    return f'<template id="indicators">{picker_list(catalogue, words)}</template>'


def picker_list(catalogue: Catalogue, words: Words, chosen: str = "") -> str:
    """Write the list: fields in their order, each with its indicators; each entry is a button of a form.

    With a chosen indicator its field is open and it is marked.
    """
    groups = []
    for field in catalogue.fields:
        own = catalogue.of_field(field)
        there = [i for i in own if i.has_figures]
        entries = "".join(_entry(i, field.title, words, chosen) for i in there)
        opened = " open" if chosen in {i.id for i in own} else ""
        said = words("{n} of {all} indicators have figures").format(n=len(there), all=len(own))
        hidden = f'<span class="visually-hidden"> {escape(said)}</span>'
        count = f'<span class="count" title="{escape(said)}">{len(there)}{hidden}</span>'
        missing = _missing([i for i in own if not i.has_figures], field.title, words)
        groups.append(
            f"<details{opened}><summary>{escape(field.title)}{count}</summary><ul>{entries}</ul>{missing}</details>"
        )
    return "".join(groups)


def _missing(indicators: list[Indicator], field: str, words: Words) -> str:
    """Fold what has no figures yet into one line; the search opens it."""
    if not indicators:
        return ""
    said = words.counted("One indicator has no data yet", "{n} indicators have no data yet", len(indicators))
    entries = "".join(_entry(i, field, words, "") for i in indicators)
    return f'<details class="missing"><summary>{escape(said)}</summary><ul>{entries}</ul></details>'


def _entry(indicator: Indicator, field: str, words: Words, chosen: str) -> str:
    texts = (indicator.title, indicator.short_title, indicator.plain_title, *indicator.words, field)
    searched = _searched(" ".join(texts))
    name, title = escape(indicator.short_title), escape(indicator.title)
    if indicator.has_figures:
        key = escape(indicator.id)
        current = ' aria-current="true"' if indicator.id == chosen else ""
        inner = (
            f'<button name="indicator" value="{key}" title="{title}" data-indicator="{key}"{current}>{name}</button>'
        )
    else:
        source = escape(words("would come from: {source}").format(source=indicator.source_table))
        inner = f'<div class="without-figures"><span>{name}</span><small>{source}</small></div>'
    return f'<li data-words="{escape(searched)}">{inner}</li>'


def _searched(text: str) -> str:
    """Write each word once in each of its spellings: the search looks for one typed word after the other."""
    return " ".join(dict.fromkeys(word for spelling in spellings(text) for word in spelling.split()))
