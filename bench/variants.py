"""What the atlas is compared with: the same areas, years and colours, drawn in the two usual ways."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import dash_leaflet as dl
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from atlas.data.geometry_files import read_geometry
from atlas.data.load import load
from atlas.model import Level
from atlas.settings import ROOT, from_environment
from atlas.statistics.classify import assign
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    import geopandas as gpd

    from atlas.data.figures import Figures
    from atlas.model import Breaks


def _setting() -> tuple[gpd.GeoDataFrame, Figures, list[str], Breaks]:
    atlas = load(from_environment().folder)
    words = words_of("de")
    shown = scene(atlas, read_query("breaks_over=all", atlas, words).state, words)
    areas = read_geometry(atlas.folder / "areas", atlas.scope.territory, Level.MUNICIPALITY, detail="coarse")
    return areas, shown.figures, list(shown.representation.fills(shown.row)), shown.breaks


def naive() -> Dash:
    """Answer each year as the tutorials do: join in GeoPandas, colour, return the whole GeoJSON."""
    areas, figures, shades, breaks = _setting()
    years = figures.years
    app = Dash(__name__, assets_folder=str(ROOT / "bench" / "assets"))
    app.layout = html.Div(
        [
            dl.Map(
                dl.GeoJSON(id="areas", style={"variable": "bench.style"}),
                bounds=[[50.2, 9.8], [51.7, 12.7]],
                style={"height": "600px"},
            ),
            dcc.Slider(0, len(years) - 1, 1, value=len(years) - 1, id="year", updatemode="drag"),
        ]
    )

    @app.callback(Output("areas", "data"), Input("year", "value"))
    def draw(at: int) -> dict[str, Any]:
        classes = assign(figures.values[at], breaks)
        table = pd.DataFrame(
            {
                "code": figures.codes,
                "value": figures.values[at],
                "colour": ["#dddddd" if c < 0 else shades[c] for c in classes],
            }
        )
        joined = areas.merge(table, on="code", how="left")
        geojson: dict[str, Any] = json.loads(joined.to_json())
        return geojson

    return app


def plotly_map() -> Dash:
    """Restyle a plotly ``choropleth_map`` in the browser."""
    areas, figures, shades, _breaks = _setting()
    years, codes, values = figures.years, figures.codes, figures.values
    geojson = json.loads(areas.to_json())
    trace = go.Choroplethmap(
        geojson=geojson,
        locations=list(codes),
        featureidkey="properties.code",
        z=values[-1],
        colorscale=shades,
        zmin=0,
        zmax=20,
    )
    layout = go.Layout(map={"style": "white-bg", "center": {"lat": 50.9, "lon": 11.1}, "zoom": 7}, height=600)
    app = Dash(__name__, assets_folder=str(ROOT / "bench" / "assets"))
    app.layout = html.Div(
        [
            dcc.Graph(id="graph", figure=go.Figure(trace, layout)),
            dcc.Slider(0, len(years) - 1, 1, value=len(years) - 1, id="year", updatemode="drag"),
            dcc.Store(id="values", data=[[None if np.isnan(v) else round(float(v), 3) for v in row] for row in values]),
            html.Div(id="done"),
        ]
    )
    app.clientside_callback(
        ClientsideFunction("bench_plotly", "restyle"),
        Output("done", "children"),
        Input("year", "value"),
        Input("values", "data"),
    )
    return app


if __name__ == "__main__":
    {"naive": naive, "plotly": plotly_map}[sys.argv[1]]().run(port=int(sys.argv[2]), debug=False)
