"""The head of the map page, with the preview of its link where it is shared (Open Graph): the very view."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.views.citation import view_title
from atlas.views.mapview import benchmark_of, figures_of
from atlas.views.texts import number, with_unit
from atlas.views.viewstate import LEVEL_NAMES, read_query, write_query
from atlas.web.address import public_base
from atlas.web.files import first_files
from atlas.web.picker import picker_template
from atlas.web.shell import index_page

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.settings import Settings
    from atlas.views.texts import Translate
    from atlas.web.shell import AtlasDash

#: Pixels of the picture that other sites show beside a link.
WIDTH, HEIGHT = 1200, 630


def preview_tags(atlas: Atlas, _: Translate, query: str, base: str) -> str:
    """Write the tags for the view of a query.

    Parameters
    ----------
    atlas : Atlas
        What there is to show.
    _ : callable
        Translator.
    query : str
        Query of the page, perhaps nonsense.
    base : str
        Absolute address of the atlas with a slash at the end.

    Returns
    -------
    str
        HTML for the head of the page.
    """
    state = replace(read_query(query, atlas, _).state, bbox=())
    address = write_query(state)
    title = view_title(atlas, state, _)
    tags = {
        "og:type": "website",
        "og:site_name": _("Social structure atlas of Thuringia"),
        "og:locale": "de_DE",
        "og:title": title,
        "og:description": summary(atlas, state, _),
        "og:url": f"{base}{address}",
        "og:image": f"{base}export/map.png{address}&sheet=preview",
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": _("Map: {title}").format(title=title),
    }
    written = [f'<meta property="{key}" content="{escape(text)}">' for key, text in tags.items()]
    return "\n".join([*written, '<meta name="twitter:card" content="summary_large_image">'])


def summary(atlas: Atlas, state: ViewState, _: Translate) -> str:
    """Say in a sentence or two between which values the areas lie, and what the benchmark has."""
    indicator, figures = figures_of(atlas, state, _)
    row = figures.values[figures.years.index(state.year)]
    known = row[~np.isnan(row)]
    if not known.size:
        return _("No area has a value that may be shown.")

    def written(value: float) -> str:
        return with_unit(value, indicator.decimals, indicator.unit)

    sentences = []
    if state.level is not Level.STATE:
        text = _("{what}: {n} of {all} {areas} with a value, between {lowest} and {highest}.")
        words = {
            "what": indicator.short_title,
            "areas": _(LEVEL_NAMES[state.level]),
            "lowest": number(float(known.min()), indicator.decimals),
            "highest": written(float(known.max())),
        }
        sentences.append(text.format(n=known.size, all=row.size, **words))
    benchmark = benchmark_of(atlas, state, _)
    own = benchmark.values[figures.years.index(state.year)] if benchmark else None
    if benchmark and own is not None:
        sentences.append(f"{benchmark.name}: {written(own)}.")
    return " ".join(sentences) or f"{_('Thuringia')}: {written(float(known[0]))}."


def dress(app: AtlasDash, atlas: Atlas, settings: Settings, _: Translate) -> None:
    """Give the map page its HTML: texts, the list of indicators, first files ahead of time, the preview of its link."""
    app.paths = frozenset(("", "embed"))
    app.index_string = index_page(settings.language, picker_template(atlas.catalogue, _), _)
    app.preload = partial(first_files, atlas, settings.prefix, _)
    app.tags = lambda query: preview_tags(atlas, _, query, public_base(settings))
