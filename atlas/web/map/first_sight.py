"""The map page as plain HTML: seen with the first paint, and all there is without scripts.

It is the very layout of the page with the parts of the view in it, so that nothing moves when the scripts take over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dash import html

from atlas.views.map.scene import scene
from atlas.views.print.screen_map import screen_map
from atlas.views.query.view_query import read_query, write_query
from atlas.web.map.answer import Asked, answer
from atlas.web.map.cards import panel_part
from atlas.web.map.dated import with_date
from atlas.web.map.first_values import first_values
from atlas.web.map.ids import Id
from atlas.web.map.page import PLACES
from atlas.web.map.picker import picker_list
from atlas.web.map.plain_parts import FORM, files, form, in_a_frame, rows, said
from atlas.web.server.plain_html import Plain, first_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash.development.base_component import Component

    from atlas.web.site import Site

    Props = dict[str, Any]

#: What is shown, as the scripts are told it later by Dash: areas of the picture can be read out before.
VIEW = "first-view"


@dataclass(frozen=True, slots=True)
class FirstSight:
    """Writes the page of a query; ``layout`` gives what Dash shows."""

    site: Site
    layout: Callable[[], Component]

    def html(self, query: str) -> str:
        """Write the page as the view of a query fills it."""
        site, words = self.site, self.site.words
        page = answer(site, Asked(query))
        shown = scene(site.atlas, read_query(query, site.atlas, words).state, words)
        filled: dict[str, Props] = {}
        for name, (place, prop) in PLACES.items():
            filled.setdefault(place, {})[prop] = getattr(page, name)
        filled[Id.PANEL] = {"children": panel_part(shown)}
        years = shown.figures.years
        filled["year"] = {"max": len(years) - 1, "value": shown.row, "disabled": len(years) == 1}
        address = write_query(shown.state)
        listed = rows(site, shown)
        plain = Plain(
            filled=filled,
            marks=first_values(shown) | _controls(page.view["controls"], address) | with_date(shown.state),
            instead={Id.MAP: screen_map(shown, site.atlas.seats)} | ({} if listed else {"table": files(site, shown)}),
            around={
                "groups": (picker_list(site.atlas.catalogue, words, shown.state.indicator), ""),
                "controls": form(site, shown),
                "table-rows": (listed, ""),
                Id.PANEL: (said(site, shown), ""),
                Id.CREDIT: ("", in_a_frame(site, shown)),
            },
        )
        view = json.dumps(page.view, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        known = f'<script id="{VIEW}" type="application/json">{view}</script>'
        return first_html(plain.html(self.layout()), known)


def _controls(chosen: dict[str, str], address: str) -> dict[str, Any]:
    """Make of the page's controls those of a form, and let links take the view along."""

    def select(props: Props) -> Props:
        key = props["data-control"]
        options = [
            html.Option(
                o.children, value=o.value, selected=o.value == chosen.get(key), hidden=getattr(o, "hidden", None)
            )
            for o in props.get("children", [])
        ]
        # an address has the second indicator behind the first: no list of a form can send that, the stylesheet hides it
        return {"children": options} if key == "second" else {"name": key, "children": options}

    return {
        "data-control": select,
        "data-level": lambda props: {"type": "submit", "name": "level", "value": props["data-level"]},
        "data-over": lambda props: {"type": "submit", "form": FORM, "name": "breaks_over", "value": props["data-over"]},
        "data-page": lambda props: {"href": f"{props['href']}{address}"},
        "data-bounds": lambda _props: {"data-bounds": None},
    }
