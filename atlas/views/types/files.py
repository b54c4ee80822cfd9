"""Types as CSV and XLSX: the type of each area, what each type is, and the recipe with sources and licences."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.data.figures import PRECEDENCE
from atlas.views.downloads.captions import File, captions, flat, source_records
from atlas.views.downloads.tables import TYPES, csv_text
from atlas.views.downloads.workbook import cells, heads, new_workbook, number_format, write_captions, write_sheet
from atlas.views.types.described import kinds
from atlas.views.types.recipe import caveats, firmness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.views.types.typed import Typed


def types_table(typed: Typed) -> pd.DataFrame:
    """Give a row an area.

    Returns
    -------
    DataFrame
        ``code``, ``name``, ``type`` from 1 and ``type_name``, ``silhouette``, ``next_type``, then the value of each
        indicator under its id; at last ``state``: that of the value for lack of which an area has no type.
    """
    found, areas = typed.found, typed.scene.areas
    at = {code: i for i, code in enumerate(found.codes)}
    places = [at.get(code) for code in typed.figures.index]
    rows = [
        (None, None, np.nan, None)
        if i is None
        else (
            int(found.of[i]) + 1,
            typed.name(int(found.of[i])),
            float(found.silhouettes[i]),
            int(found.nearest[i]) + 1,
        )
        for i in places
    ]
    frame = pd.DataFrame(rows, columns=["type", "type_name", "silhouette", "next_type"])
    frame = frame.astype({"type": "Int64", "next_type": "Int64"})
    worst = typed.states.min(axis=1)
    states = [str(PRECEDENCE[int(w)]) if i is None else "" for i, w in zip(places, worst, strict=True)]
    names = [areas[code].label for code in typed.figures.index]
    first = pd.DataFrame({"code": list(typed.figures.index), "name": names})
    return pd.concat([first, frame, typed.figures.reset_index(drop=True)], axis=1).assign(state=states)


def kinds_table(typed: Typed) -> pd.DataFrame:
    """Give a row a type: number of areas, marks in words, and the mean of each indicator under its id."""
    found = typed.found
    known = typed.figures.loc[list(found.codes)]
    rows = [
        {"type": number + 1, "type_name": kind.name, "areas": kind.count}
        | {"marks": "; ".join(mark.sentence for mark in kind.marks) or kind.short}
        | known[found.of == number].mean().to_dict()
        for number, kind in enumerate(kinds(typed))
    ]
    return pd.DataFrame(rows)


def types_file(fmt: str, typed: Typed, atlas: Atlas, address: str) -> File:
    """Write the types of areas.

    Parameters
    ----------
    fmt : str
        ``csv`` or ``xlsx``.
    typed : Typed
        The types.
    atlas : Atlas
        What is known.
    address : str
        Where the same view stands.
    """
    words, state, scene = typed.scene.words, typed.state, typed.scene
    said: dict[str, Any] = captions(atlas.edition, None, state.level, state.territory, words) | {
        "title": scene.title,
        "recipe": " ".join(typed.recipe),
        "stand_apart": firmness(typed.found, words),
        "caveats": " ".join(caveats(words)),
        "address": address,
        "sources": source_records(scene.sources),
        "indicators": [
            {"id": i.id, "title": i.title, "unit": i.unit, "year": str(year), "definition": i.definition}
            for i, year in zip(typed.indicators, typed.years, strict=True)
        ],
    }
    name = f"types_{state.level}_{state.territory.isoformat()}.{fmt}"
    frame = types_table(typed)
    if fmt == "csv":
        told = frame.assign(
            recipe=said["recipe"],
            years=", ".join(f"{i.id} {year}" for i, year in zip(typed.indicators, typed.years, strict=True)),
            caveats=said["caveats"],
            territory=state.territory.isoformat(),
            source="; ".join(s.attribution for s in scene.sources),
            licence="; ".join(dict.fromkeys(f"{s.licence} {s.licence_url}" for s in scene.sources)),
            release=atlas.release,
            address=address,
        )
        return File(csv_text(told), TYPES[fmt], name)
    target = io.BytesIO()
    book = new_workbook(target, atlas.released, said["atlas"], scene.line, words)
    styles = {i.id: number_format(book, i.decimals) for i in typed.indicators} | {"silhouette": number_format(book, 2)}
    named = _heads(typed)
    states = {str(s): words.state(s).short or words.state(s).meaning for s in PRECEDENCE}
    shown = frame.assign(state=frame["state"].map(states))
    write_sheet(book, words("Values"), shown.columns, cells(shown, None), styles, named)
    described = kinds_table(typed)
    write_sheet(book, words("Types"), described.columns, cells(described, None), styles, named)
    write_captions(book, flat(said), words)
    book.close()
    return File(target.getvalue(), TYPES[fmt], name)


def _heads(typed: Typed) -> Mapping[str, str]:
    words = typed.scene.words
    dated = zip(typed.indicators, typed.years, strict=True)
    titles = {i.id: f"{i.title}, {year}" + (f" ({i.unit})" if i.unit else "") for i, year in dated}
    return (
        heads(words, {})
        | {
            "type": words("Type"),
            "type_name": words("Name of the type"),
            "silhouette": words("Silhouette (1: like its type, 0: between two)"),
            "next_type": words("Next type"),
            "areas": words("Areas"),
            "marks": words("What lies far from the middle"),
        }
        | titles
    )
