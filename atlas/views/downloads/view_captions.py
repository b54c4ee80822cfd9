"""What a file says of the view that it holds: years, indicators with their columns, selection, classes with colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.views.downloads.captions import source_records
from atlas.views.downloads.view_table import FIGURE, class_names, view_table
from atlas.views.map.legend_content import CircleKey
from atlas.views.query.view_query import write_query

if TYPE_CHECKING:
    import pandas as pd

    from atlas.views.map.legend_content import Legend
    from atlas.views.map.scene import Scene


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class ViewFigures:
    """The figures of a view and what is said of them.

    Attributes
    ----------
    table : DataFrame
        All its years and areas, as `view_table` gives them.
    said : dict
        Captions that stand beside or in place of those of the first indicator.
    named : dict of str to str
        Names and units for a table without a place for captions; the same in each row.
    name : str
        What the name of the file says beside the first indicator.
    regions : tuple of str
        Codes that are selected.
    decimals : dict of str to int
        Digits after the comma of columns beside those of the first indicator.
    """

    table: pd.DataFrame
    said: dict[str, Any]
    named: dict[str, str]
    name: str
    regions: tuple[str, ...]
    decimals: dict[str, int]


def view_figures(scene: Scene) -> ViewFigures:
    """Gather the figures of a view; a plain one of an indicator has no names beside those of every file."""
    named: dict[str, str] = {}
    decimals: dict[str, int] = {}
    name = ""
    if scene.second:
        other = scene.second.indicator
        named = {"title": scene.first.indicator.title, "indicator_2": other.id, "title_2": other.title}
        named["unit_2"], name, decimals = other.unit, other.id, {"value_2": other.decimals}
    elif scene.state.change_from:
        named = {"title": scene.first.indicator.title, "change_unit": scene.indicator.unit}
        name, decimals = f"since_{scene.state.change_from}", {"change": scene.indicator.decimals}
    said = {"title": scene.title, "sources": source_records(scene.sources), "view": _view(scene)}
    return ViewFigures(
        table=view_table(scene), said=said, named=named, name=name, regions=scene.state.regions, decimals=decimals
    )


def _view(scene: Scene) -> dict[str, Any]:
    state, legend = scene.state, scene.legend()
    said: dict[str, Any] = {
        "line": scene.line,
        "query": write_query(state),
        "kind": "change" if state.change_from else scene.representation.draw,
        "year": state.year,
        "figures": _columns(scene),
    }
    if state.change_from:
        said["change_from"] = state.change_from
    if state.regions:
        said["regions"] = ",".join(state.regions)
    if scene.focus:
        said["focus"] = {"code": scene.focus.code, "name": scene.focus.name}
    if legend.benchmark:
        said["benchmark"] = legend.benchmark[0]
    about = {"heading": legend.heading, "range": legend.range_text, "note": legend.note, "scope": legend.scope}
    about |= {"remarks": " ".join(legend.remarks), "scheme": str(scene.breaks.scheme)}
    return said | {"legend": {k: v for k, v in about.items() if v} | {"classes": legend_rows(legend)}}


def _columns(scene: Scene) -> list[dict[str, str]]:
    """Say which columns hold what."""
    end = {scene.first.indicator.id: ""} | ({scene.second.indicator.id: "_2"} if scene.second else {})
    found = [
        {
            "columns": ", ".join(part + end[s.indicator.id] for part in FIGURE),
            "indicator": s.indicator.id,
            "title": s.indicator.title,
            "unit": s.indicator.unit,
            "definition": s.indicator.definition,
        }
        for s in scene.subjects
    ]
    if scene.state.change_from:
        found += [
            {
                "columns": ", ".join(f"{part}_from" for part in FIGURE),
                "indicator": scene.first.indicator.id,
                "title": f"{scene.first.indicator.title}, {scene.state.change_from}",
                "unit": scene.first.indicator.unit,
            },
            {"columns": "difference", "title": scene.indicator.title, "unit": scene.first.indicator.unit},
            {"columns": "change, change_state", "title": scene.indicator.title, "unit": scene.indicator.unit},
        ]
    return found


def legend_rows(legend: Legend) -> list[dict[str, Any]]:
    """Write the classes of a legend as rows: number, label, colour, areas; circles with their share of the largest."""
    key = legend.key
    if isinstance(key, CircleKey):
        rows: list[dict[str, Any]] = [{"label": label, "radius": round(share, 4)} for share, label in key.samples]
    else:
        named = zip(class_names(key), key.colours, key.counts, strict=True)
        rows = [{"class": i, "label": a, "colour": b, "areas": n} for i, (a, b, n) in enumerate(named, start=1)]
    return rows + [{"label": label, "areas": n} for label, n in (legend.no_data, legend.hidden) if n]
