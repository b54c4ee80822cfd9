"""Callbacks: convert, one call, return. One of them keeps controls, address and all that is shown in step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, ctx

from atlas.web.map.answer import Controls, answer
from atlas.web.map.ids import CONTROLS, Id

if TYPE_CHECKING:
    from dash import Dash

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words

SHOWN = (
    (Id.LEVELS, "children"),
    (Id.TERRITORIES, "children"),
    (Id.BENCHMARKS, "children"),
    (Id.CHANGES, "children"),
    (Id.SECONDS, "children"),
    (Id.ADDRESS, "data"),
    (Id.VIEW, "data"),
    (Id.CIRCLES, "url"),
    (Id.NOTICE, "children"),
    (Id.TITLE, "children"),
    (Id.LEGEND, "children"),
    (Id.TICKS, "children"),
    (Id.PANEL, "children"),
    (Id.CREDIT, "children"),
    (Id.ABOUT, "children"),
    (Id.TABLE_HEAD, "children"),
)


def register(app: Dash, atlas: Atlas, settings: Settings, words: Words) -> None:
    """Register the callbacks of the page on `app`."""

    @app.callback(
        *(Output(key, "data") for key in CONTROLS),
        *(Output(key, prop) for key, prop in SHOWN),
        Input(Id.ASKED, "data"),
        *(Input(key, "data") for key in CONTROLS[:-1]),
        State(Id.CHOSEN_YEAR, "data"),
        State(Id.ADDRESS, "data"),
        prevent_initial_call=True,
    )
    def show(asked: str | None, *rest: Any) -> tuple[Any, ...]:  # noqa: ANN401  what browsers send
        *controls, shown = rest
        query = asked if ctx.triggered_id == Id.ASKED else None
        return answer(atlas, settings, Controls(*controls), query, shown, words)

    app.clientside_callback(ClientsideFunction("atlas_page", "ask"), Output(Id.ASKED, "data"), Input(Id.PAGE, "id"))
    app.clientside_callback(ClientsideFunction("atlas_page", "settle"), Input(Id.ADDRESS, "data"))
    app.clientside_callback(ClientsideFunction("atlas_page", "show"), Input(Id.VIEW, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas_page", "refresh"),
        Input(Id.LEGEND, "children"),
        Input(Id.PANEL, "children"),
        Input(Id.BENCHMARKS, "children"),
    )
