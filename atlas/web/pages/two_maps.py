"""Two maps side by side: two indicators, two years or two territories, each an embedded map with its own legend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from flask import Blueprint, render_template, request

from atlas.data.comparable import levels_compare
from atlas.model import Kind, Scheme
from atlas.statistics.classify import class_breaks
from atlas.views.map.scene import scene
from atlas.views.query.view_query import over_all_years, own_query, read_query, with_changes, write_query
from atlas.views.query.without import without
from atlas.web.pages_list import TWO_MAPS
from atlas.web.server.page_frame import page_frame
from atlas.web.server.place_texts import place_texts

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site
    from atlas.words.words import Words

SIDES = ("left", "right")


def maps_blueprint(site: Site) -> Blueprint:
    """Serve the page; its form works without any script."""
    maps = Blueprint("maps", __name__, template_folder="templates")

    @maps.get("/compare/maps")
    def two_maps() -> str:
        given = request.args.to_dict()
        states, notices = two_states(site.atlas, given, request.query_string.decode(errors="replace"), site.words)
        return render_template("maps.html", **page_words(site, states, notices))

    return maps


def two_states(
    atlas: Atlas, given: dict[str, str], query: str, words: Words
) -> tuple[tuple[ViewState, ViewState], list[str]]:
    """Read both views.

    Parameters
    ----------
    atlas : Atlas
        What there is to show.
    given : dict of str to str
        ``left_`` and ``right_`` before ``indicator``, ``year``, ``territory``; ``level`` for both. What is not given
        comes from the query of an ordinary page; the right map then shows its second indicator, or the first year.
    query : str
        The query of an ordinary page, perhaps the only thing given.

    Returns
    -------
    states : tuple of ViewState
        Left and right, with the same breaks where the indicator is the same.
    notices : list of str
        What was wrong in the query.
    """
    own = {k for k in given if k.partition("_")[0] in SIDES}
    asked = read_query(without(query, own), atlas, words)
    base = asked.state
    notices = list(asked.notices)
    states: list[ViewState] = []
    for side in SIDES:
        changes = dict.fromkeys(("second", "scheme", "breaks", "change_from", "bbox"), "")
        if own:  # the newest year of what the form asks for, unless it names one
            changes["year"] = ""
        elif side == "right" and base.second:
            changes["indicator"] = base.second
        changes |= {k.partition("_")[2]: given[k] for k in own if k.startswith(side)}
        found = read_query(with_changes(write_query(base), changes), atlas, words)
        notices += found.notices
        state = found.state
        if side == "right" and not own and not base.second:
            state = replace(state, year=scene(atlas, state, words).figures.years[0])
        states.append(state)
    return _same_breaks(atlas, states[0], states[1], words), list(dict.fromkeys(notices))


def _same_breaks(atlas: Atlas, left: ViewState, right: ViewState, words: Words) -> tuple[ViewState, ViewState]:
    """Class both maps alike if they show the same indicator, unless the address wants classes of each year.

    Classes over all years are the same on both already; of two territories the values of both make them.
    """
    indicator = atlas.indicator(left.indicator)
    other = left.indicator != right.indicator or indicator.kind is Kind.COUNT
    other = other or not levels_compare(indicator, left.level, right.level)
    if other or left.breaks_over == "year" or left.territory == right.territory:
        return left, right
    both = [scene(atlas, s, words) for s in (left, right)]
    values = np.concatenate([s.representation.classing.values.ravel() for s in both])
    edges = class_breaks(values, left.scheme, left.classes, left.breaks, both[0].indicator.decimals).edges
    return replace(left, scheme=Scheme.MANUAL, breaks=edges), replace(right, scheme=Scheme.MANUAL, breaks=edges)


def page_words(site: Site, states: tuple[ViewState, ViewState], notices: list[str]) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, words = site.atlas, site.words
    indicators = [i for i in atlas.catalogue.indicators.values() if i.has_figures]
    sides = []
    for side, state, title in zip(SIDES, states, (words("Left map"), words("Right map")), strict=True):
        years = scene(atlas, state, words).figures.years
        sides.append(
            {
                "key": side,
                "title": title,
                "state": state,
                "years": years,
                "address": site.urls.embedded_map(write_query(over_all_years(state))),
            }
        )
    left, right = states
    second = "" if right.indicator == left.indicator else right.indicator
    query = write_query(replace(left, scheme=Scheme.FISHER_JENKS, breaks=(), second=second))
    around = page_frame(
        site,
        current=TWO_MAPS,
        query=query,
        territory=states[0].territory,
        styles=("text", "two_maps"),
        scripts=("pages/two_maps.js",),
    )
    return around | {
        "kind": "maps-page",
        "title": words(TWO_MAPS.title),
        "description": words("Two maps side by side, moved and read in step"),
        "notices": notices,
        "sides": sides,
        "indicators": indicators,
        "levels": [(str(x), words.levels(x)) for x in site.atlas.edition.levels],
        "level": str(states[0].level),
        "regions": ",".join(states[0].regions),
        "places_url": site.urls.places(atlas.release, states[0].territory, own_query(states[0])),
        "place_texts": place_texts(words),
        "territories": [(t.isoformat(), words.day(t)) for t in atlas.territories],
        "same": states[0].indicator == states[1].indicator and states[0].breaks_over != "year",
    }
