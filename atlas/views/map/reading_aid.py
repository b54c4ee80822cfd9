"""One sentence that reads a map out at one of its areas, for those who see such a map for the first time."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from atlas.views.map.categories import Categories
from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey
from atlas.views.map.section import in_section

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene


def reading_aid(scene: Scene) -> str:
    """Read out a selected area with a value, else the first one; nothing where no area has a value.

    Parameters
    ----------
    scene : Scene
        What is shown.

    Returns
    -------
    str
        A sentence with name, value, and class or circle.
    """
    words, figures, classes = scene.words, scene.figures, scene.classes
    section = in_section(scene)
    seen = scene.codes_inside if section is None else compress(figures.codes, section)
    ranked = (*scene.state.regions, *seen)
    at = next((i for i in map(figures.codes.index, ranked) if classes[i] >= 0), None)
    if at is None:
        return ""
    name, k = scene.areas[figures.codes[at]].label, int(classes[at])
    if isinstance(scene.representation, Categories):
        label = scene.representation.groups[k].name
        return words("How to read it: {name} belongs to “{label}”.").format(name=name, label=label)
    value = words.with_unit(float(figures.values[scene.row][at]), scene.indicator.decimals, scene.indicator.unit)
    match scene.legend().key:
        case ClassKey(labels=labels):
            since = scene.state.change_from
            text = (
                words("How to read it: {name}, change since {since}: {value}, class “{label}”.")
                if since
                else words("How to read it: {name} has {value}, class “{label}”.")
            )
            return text.format(name=name, value=value, label=labels[k], since=since)
        case CircleKey():
            return words("How to read it: the circle at {name} stands for {value}.").format(name=name, value=value)
        case GridKey(first=first, second=second, across=across, up=up):
            text = words("How to read it: {name} has {low} in {first} and {high} in {second}.")
            low, high = across[k % len(across)], up[k // len(across)]
            return text.format(name=name, first=first, second=second, low=low, high=high)
