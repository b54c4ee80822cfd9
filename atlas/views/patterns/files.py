"""Neighbourhood patterns as CSV and XLSX: each area with value, neighbours, pattern and p, and how they were found."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.data.figures import PRECEDENCE
from atlas.data.observations import observations
from atlas.statistics.neighbourhood import Pattern
from atlas.views.downloads.captions import File, captions, flat, source_records
from atlas.views.downloads.tables import TYPES, csv_text
from atlas.views.downloads.workbook import cells, heads, new_workbook, number_format, write_captions, write_sheet
from atlas.views.map.neighbour_marks import pattern_names
from atlas.views.patterns.told import caveats, meanings

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.patterns.patterned import Patterned


def patterns_table(shown: Patterned) -> pd.DataFrame:
    """Give a row an area.

    Returns
    -------
    DataFrame
        ``code``, ``name``, ``year``, ``value``, ``state``, then ``neighbours_mean``, ``pattern`` (``high_among_high``
        and so on, or ``none``; empty where there is no value or no neighbour), its name, and ``p``.
    """
    found, names = shown.found, pattern_names(shown.scene.words)
    figures = observations(shown.scene.figures, shown.scene.areas)[["code", "name", "year", "value", "state"]]
    own = pd.DataFrame(
        {
            "code": list(found.codes),
            "neighbours_mean": found.beside,
            "pattern": [pattern.name.lower() for pattern in found.of],
            "pattern_name": [names[pattern] for pattern in found.of],
            "p": found.local_p,
        }
    )
    return figures.merge(own, on="code", how="left", validate="one_to_one")


def patterns_file(fmt: str, shown: Patterned, atlas: Atlas, address: str) -> File:
    """Write the patterns.

    Parameters
    ----------
    fmt : str
        ``csv`` or ``xlsx``.
    shown : Patterned
        The patterns.
    atlas : Atlas
        What is known.
    address : str
        Where the same view stands.
    """
    state, name = shown.scene.state, f"patterns_{shown.scene.state.indicator}_{shown.scene.state.level}"
    body = _csv(shown, address) if fmt == "csv" else _workbook(shown, atlas, address)
    return File(body, TYPES[fmt], f"{name}_{state.year}.{fmt}")


def _csv(shown: Patterned, address: str) -> bytes:
    scene, words, state = shown.scene, shown.scene.words, shown.scene.state
    frame = patterns_table(shown).assign(
        indicator=scene.indicator.id,
        unit=scene.indicator.unit,
        morans_i=shown.found.moran,
        morans_p=shown.found.p,
        recipe=" ".join((shown.whole, *shown.recipe)),
        caveats=" ".join(caveats(words)),
        territory=state.territory.isoformat(),
        source="; ".join(s.attribution for s in scene.sources),
        licence="; ".join(dict.fromkeys(f"{s.licence} {s.licence_url}" for s in scene.sources)),
        release=scene.edition.release,
        address=address,
    )
    return csv_text(frame)


def _workbook(shown: Patterned, atlas: Atlas, address: str) -> bytes:
    """Write areas, patterns and captions, a sheet each."""
    scene, words, state = shown.scene, shown.scene.words, shown.scene.state
    said: dict[str, Any] = captions(atlas.edition, None, state.level, state.territory, words) | {
        "title": scene.line,
        "recipe": " ".join((shown.whole, *shown.recipe)),
        "caveats": " ".join(caveats(words)),
        "address": address,
        "sources": source_records(scene.sources),
        "indicators": [{"id": scene.indicator.id, "title": scene.indicator.title, "unit": scene.indicator.unit}],
    }
    target = io.BytesIO()
    book = new_workbook(target, atlas.released, said["atlas"], scene.line, words)
    decimals = number_format(book, scene.indicator.decimals)
    styles = {"value": decimals, "neighbours_mean": decimals, "p": number_format(book, 4)}
    own = {
        "pattern_name": words("Pattern"),
        "neighbours_mean": words("Mean of its neighbours"),
        "areas": words("Areas"),
        "meaning": words("Meaning"),
    }
    frame = patterns_table(shown).drop(columns="pattern")
    states = {str(s): words.state(s).short or words.state(s).meaning for s in PRECEDENCE}
    frame["state"] = frame["state"].map(states)
    write_sheet(book, words("Values"), frame.columns, cells(frame, None), styles, heads(words, {}) | own)
    names, means = pattern_names(words), meanings(words)
    listed = [{"pattern_name": names[p], "areas": shown.found.of.count(p), "meaning": means[p]} for p in Pattern]
    told = pd.DataFrame(listed)
    write_sheet(book, words("Patterns"), told.columns, cells(told, None), styles, heads(words, {}) | own)
    write_captions(book, flat(said), words)
    book.close()
    return target.getvalue()
