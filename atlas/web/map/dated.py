"""Links that take along what every page understands: territory date, release and drawn regions, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.views.profile.query import list_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.views.query.view_state import ViewState

#: Marks such a link of a page that Dash builds once for all views; the scripts hand them on.
DATED = {"data-dated": ""}


def dated(state: ViewState) -> str:
    """Write date, release and drawn regions of a view as a query; what is usual goes unsaid."""
    return list_query(state.territory, state.usual_territory, state.release, state.social_regions)


def with_date(state: ViewState) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
    """Write the marked links of a plain page with them, as no script does it there."""
    return {"data-dated": lambda props: {"href": f"{props['href']}{dated(state)}"}}
