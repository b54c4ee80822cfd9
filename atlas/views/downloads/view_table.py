"""The figures of a view as a table: two indicators, two years with their difference, and the classes of its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.comparable import levels_compare
from atlas.data.figures import in_years
from atlas.data.observations import observations
from atlas.data.subject import subject
from atlas.model import Level, ValueState
from atlas.statistics.change import difference
from atlas.views.map.change import changed_figures
from atlas.views.map.legend_content import CircleKey, GridKey
from atlas.views.map.representation import HIDDEN, NO_DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.data.subject import Subject
    from atlas.model import Area
    from atlas.views.map.legend_content import Key
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState

#: What a figure consists of; with ``_2`` that of the second indicator, with ``_from`` that of the earlier year.
FIGURE = ("value", "state", "numerator", "denominator")
#: Columns that hold numbers with digits after the comma, whether they have any or not.
NUMBERS = frozenset(
    (
        *(f"{part}{end}" for part in ("value", "numerator", "denominator") for end in ("", "_2", "_from")),
        *("difference", "change"),
    )
)


def figures_table(first: Subject, second: Subject | None, since: int, areas: Mapping[str, Area]) -> pd.DataFrame:
    """Write the figures that a view shows: of all years that both indicators have, or of all but the earlier one.

    Parameters
    ----------
    first, second : Subject
        The indicators; the second may be None.
    since : int
        Year with which all others are compared; 0 for none.
    areas : mapping of str to Area
        All areas of the territory date by code.

    Returns
    -------
    DataFrame
        The columns of `observations`; behind them those of the second indicator, or those of the earlier year with
        ``difference`` (in the indicator's own unit) and ``change`` as the map shows it (percent for counts).
    """
    if second is not None:
        own = in_years(first.figures, second.figures.years)
        other = observations(in_years(second.figures, own.years), areas)[list(FIGURE)].add_suffix("_2")
        return pd.concat([observations(own, areas), other], axis=1)
    if not since:
        return observations(first.figures, areas)
    figures = first.figures
    own = in_years(figures, tuple(y for y in figures.years if y != since))
    frame, then = observations(own, areas), observations(in_years(figures, (since,)), areas)[list(FIGURE)]
    earlier = pd.concat([then] * len(own.years), ignore_index=True).add_suffix("_from")
    changed = observations(changed_figures(figures, first.indicator.kind, since), areas)
    return pd.concat([frame, earlier.assign(year_from=since)], axis=1).assign(
        difference=difference(frame["value"], earlier["value_from"]),
        change=changed["value"],
        change_state=changed["state"],
    )


def beside_table(atlas: Atlas, state: ViewState) -> pd.DataFrame | None:
    """Write the figures of the district in which a view lies, and of the state; None where it has no such district."""
    if not state.focus or state.level is Level.DISTRICT:
        return None
    frames = []
    for level, code in ((Level.DISTRICT, state.focus), (atlas.scope.top_level, atlas.scope.top)):
        found = [subject(atlas, key, level, state.territory) for key in (state.indicator, state.second) if key]
        if not all(levels_compare(s.indicator, level, state.level) for s in found):
            continue
        # scores and medians cannot be added up, so not every indicator has figures of the state
        if all(state.year in s.figures.years and state.change_from in {0, *s.figures.years} for s in found):
            second = found[1] if state.second else None
            frame = figures_table(found[0], second, state.change_from, atlas.areas[state.territory])
            frames.append(frame[frame["code"] == code])
    return pd.concat(frames, ignore_index=True) if frames else None


def view_table(scene: Scene) -> pd.DataFrame:
    """Write the figures of a view with the class that each area has on its map, year by year.

    Returns
    -------
    DataFrame
        The columns of `figures_table` and ``class`` (from 1; missing without a value, and where circles are drawn) with
        ``class_label`` as it stands in the legend.
    """
    frame = figures_table(scene.first, scene.second, scene.state.change_from, scene.areas)
    numbers, labels = [], []
    for row in range(len(scene.figures.years)):
        names = class_names(scene.representation.key(row, scene.words, scene.inside))
        found = scene.representation.classes(row) if names else np.full(len(scene.figures.codes), NO_DATA)
        numbers += [pd.NA if c < 0 else int(c) + 1 for c in found]
        labels += [_label(int(c), names, scene) for c in found]
    frame["class"] = pd.array(numbers, dtype="Int32")
    frame["class_label"] = labels
    return frame


def _label(found: int, names: tuple[str, ...], scene: Scene) -> str | None:
    if not names:
        return None
    lacking = {NO_DATA: ValueState.UNKNOWN, HIDDEN: ValueState.SECRET}
    return scene.words.state(lacking[found]).short if found in lacking else names[found]


def class_names(key: Key) -> tuple[str, ...]:
    """Name the classes of a legend in their order; circles have none."""
    if isinstance(key, CircleKey):
        return ()
    if isinstance(key, GridKey):
        return tuple(f"{key.first}: {x}; {key.second}: {y}" for y in key.up for x in key.across)
    return key.labels
