"""Neighbourhood patterns as CSV: each area with value, neighbours, pattern and p; recipe and sources in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.observations import observations
from atlas.views.downloads.captions import File
from atlas.views.downloads.tables import TYPES, csv_text
from atlas.views.patterns.told import caveats, pattern_names

if TYPE_CHECKING:
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


def patterns_file(shown: Patterned, address: str) -> File:
    """Write the patterns as CSV; `address` is where the same view stands."""
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
    name = f"patterns_{state.indicator}_{state.level}_{state.year}.csv"
    return File(csv_text(frame), TYPES["csv"], name)
