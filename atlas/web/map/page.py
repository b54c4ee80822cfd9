"""What the page shows, part by part: where each stands and what of a view it depends on."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from atlas.views.query.view_state import ViewState
from atlas.web.map.ids import Id

#: Words of a view by what they move.
SELECTION = frozenset({"regions"})
EVERYTHING = frozenset(f.name for f in fields(ViewState))
DESIGN = EVERYTHING - SELECTION - {"bbox", "lang"}
PLACE = frozenset({"indicator", "level", "territory"})
SHOWN = PLACE | {"second", "change_from"}
TOLD = SHOWN | {"focus"}


def _at(place: Id, depends: frozenset[str], prop: str = "children") -> dict[str, Any]:
    return {"place": (place, prop), "depends": depends}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Contents of the parts of the page: components, texts or data; a part that stays as it is holds ``no_update``."""

    levels: Any = field(metadata=_at(Id.LEVELS, PLACE))
    sections: Any = field(metadata=_at(Id.SECTIONS, frozenset({"level", "territory"})))
    territories: Any = field(metadata=_at(Id.TERRITORIES, PLACE))
    benchmarks: Any = field(metadata=_at(Id.BENCHMARKS, PLACE | {"benchmark"}))
    changes: Any = field(metadata=_at(Id.CHANGES, PLACE))
    seconds: Any = field(metadata=_at(Id.SECONDS, PLACE | {"change_from"}))
    marks: Any = field(metadata=_at(Id.MARKS, SHOWN))
    address: Any = field(metadata=_at(Id.ADDRESS, EVERYTHING, "data"))
    view: Any = field(metadata=_at(Id.VIEW, EVERYTHING - SELECTION, "data"))
    circles: Any = field(metadata=_at(Id.CIRCLES, SHOWN, "url"))
    title: Any = field(metadata=_at(Id.TITLE, TOLD | {"year"}))
    legend: Any = field(metadata=_at(Id.LEGEND, DESIGN))
    ticks: Any = field(metadata=_at(Id.TICKS, SHOWN))
    cards: Any = field(metadata=_at(Id.CARDS, TOLD | SELECTION | {"benchmark"}, "data"))
    credit: Any = field(metadata=_at(Id.CREDIT, SHOWN))
    about: Any = field(metadata=_at(Id.ABOUT, SHOWN))
    table_head: Any = field(metadata=_at(Id.TABLE_HEAD, SHOWN))
    notice: Any = field(metadata=_at(Id.NOTICE, frozenset()))


#: Where each part stands: id and property by name of the part.
PLACES: dict[str, tuple[Id, str]] = {f.name: f.metadata["place"] for f in fields(Page)}


def stale(before: ViewState | None, now: ViewState) -> set[str]:
    """Name the parts that have to be told anew.

    All of them without a view before, and where a control was moved to no avail: it has to show again what holds.
    """
    if before in {None, now}:
        return set(PLACES)
    moved = {key for key in EVERYTHING if getattr(before, key) != getattr(now, key)}
    # the notice is about the last request, whatever has changed
    return {f.name for f in fields(Page) if f.name == "notice" or moved & f.metadata["depends"]}
