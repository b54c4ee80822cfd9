"""Callbacks: convert, one call, return. One of them keeps address and all that is shown in step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output

from atlas.web.map.answer import answer, read_asked
from atlas.web.map.ids import Id
from atlas.web.map.page import PLACES

if TYPE_CHECKING:
    from dash import Dash

    from atlas.web.site import Site


def register(app: Dash, site: Site) -> None:
    """Register the callbacks of the page on `app`."""

    @app.callback(
        output={name: Output(*place) for name, place in PLACES.items()},
        inputs={"asked": Input(Id.ASKED, "data")},
        prevent_initial_call=True,
    )
    def show(asked: Any) -> dict[str, Any]:  # noqa: ANN401  whatever a browser sends
        question = read_asked(asked)
        site.turn_to(question.query)
        page = answer(site, question)
        return {name: getattr(page, name) for name in PLACES}

    app.clientside_callback(ClientsideFunction("atlas_page", "ask"), Output(Id.ASKED, "data"), Input(Id.PAGE, "id"))
    app.clientside_callback(ClientsideFunction("atlas_page", "settle"), Input(Id.ADDRESS, "data"))
    app.clientside_callback(ClientsideFunction("atlas_page", "show"), Input(Id.VIEW, "data"))
    app.clientside_callback(ClientsideFunction("atlas_page", "cards"), Input(Id.CARDS, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas_page", "refresh"),
        Input(Id.LEGEND, "children"),
        Input(Id.BENCHMARKS, "children"),
    )
