"""A section chosen by hand: which areas lie in it, and the legend that counts them, with all areas beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.views.map.legend_content import Beside, ClassKey
from atlas.views.map.representation import HIDDEN, NO_DATA, estimated_line
from atlas.views.map.whole import within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.views.map.legend_content import Legend
    from atlas.views.map.scene import Scene


def in_section(scene: Scene) -> NDArray[np.bool_] | None:
    """Find the areas whose middle lies in the section; None where all are counted, or those of one district."""
    if not scene.state.bbox or scene.focus:
        return None
    west, south, east, north = scene.state.bbox
    places = np.array([(scene.areas[code].lon, scene.areas[code].lat) for code in scene.figures.codes])
    found: NDArray[np.bool_] = np.all((places >= (west, south)) & (places <= (east, north)), axis=1)
    # so near that no middle is seen: the classes are then those of the state alone
    return found if found.any() and not found.all() else None


def section_line(scene: Scene) -> str:
    """Say of a picture that shows a section chosen by hand that it does, and what is counted then."""
    words = scene.words
    if not scene.state.bbox:
        return ""
    text = words("A section chosen by hand is shown.")
    if scene.focus:
        return text
    if in_section(scene) is not None:
        counted = words("Counted are the areas whose middle lies in it.")
    else:
        counted = words("All areas {within} are counted.").format(within=within(scene.edition.scope, words))
    return f"{text} {counted}"


def section_legend(scene: Scene, *, grey: bool = False) -> Legend:
    """Say what stands in the legend of a picture: of a section its counts, with those of all areas beside them."""
    whole, inside, row = scene.legend(grey=grey), in_section(scene), scene.row
    if inside is None:
        return whole
    shown, classes = scene.representation, scene.classes[inside]
    all_counts = whole.key.counts if isinstance(whole.key, ClassKey) else ()
    estimated = estimated_line(scene.figures.states[row][inside], scene.words)
    return replace(
        whole,
        key=shown.key(row, scene.words, inside, grey=grey),
        no_data=(whole.no_data[0], int(np.count_nonzero(classes == NO_DATA))),
        hidden=(whole.hidden[0], int(np.count_nonzero(classes == HIDDEN))),
        remarks=tuple(filter(None, (estimated, shown.remark(scene.words, grey=grey)))),
        marks=scene.marks.key(inside, scene.words) if scene.marks else None,
        beside=Beside(name=scene.whole, counts=(*all_counts, whole.no_data[1], whole.hidden[1])),
    )
