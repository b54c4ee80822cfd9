"""What an address asked for and a Dash page does not show, and whether its figures are those of a former release."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dash import html

from atlas.views.query.view_query import write_query
from atlas.web.server.former import former_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site


def notice(site: Site, texts: Iterable[str], state: ViewState, page: Callable[[str], str]) -> list[html.P]:
    """Write the notices of a page that shows a view; `page` addresses it with a query."""
    parts = [html.P(text) for text in texts]
    former = former_release(site, lambda: page(write_query(replace(state, release=""))))
    return [*parts, html.P([former.text, " ", html.A(former.link, href=former.href)])] if former else parts
