"""The groups of a cross or a pair as columns of files: the change beside the index, both steps, and the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.views.map.categories import Categories

if TYPE_CHECKING:
    from atlas.views.index.shown import Shown
    from atlas.words.words import Words

    Cells = list[float | str | None]


def group_columns(shown: Shown) -> dict[str, Cells]:
    """Give what the map groups areas by, in the order of the index's areas; nothing where it shows one index.

    Parameters
    ----------
    shown : Shown
        A recipe worked out.

    Returns
    -------
    dict of str to list
        ``change_index`` of a cross; ``step_right`` and ``step_up`` from 1, and ``group`` as the legend names it. None
        where an area has none.
    """
    drawn = shown.scene.representation if shown.scene else None
    if not isinstance(drawn, Categories) or shown.steps is None:
        return {}
    found: dict[str, Cells] = {}
    if shown.change:
        found["change_index"] = [None if np.isnan(x) else x for x in shown.change.made.scores.tolist()]
    for name, steps in zip(("step_right", "step_up"), shown.steps, strict=True):
        found[name] = [None if step < 0 else step + 1 for step in steps.tolist()]
    found["group"] = [None if at < 0 else drawn.groups[at].name for at in drawn.of.tolist()]
    return found


def group_heads(words: Words) -> dict[str, str]:
    """Head the same columns for people."""
    return {
        "change_index": words("Index of the change"),
        "step_right": words("Step to the right"),
        "step_up": words("Step upwards"),
        "group": words("Group on the map"),
    }
