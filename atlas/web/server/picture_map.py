"""A map that the server draws into a page of its own: the picture, and its legend as plain parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.views.map.legend_content import ClassKey, GridKey
from atlas.views.print.screen_map import screen_map
from atlas.web.server.html_shell import HATCHES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.data.places import Seat
    from atlas.views.map.scene import Scene


@dataclass(frozen=True, slots=True)
class PictureMap:
    """What ``picture_map.html`` shows.

    Attributes
    ----------
    picture, hatches : str
        HTML of the map, and the patterns that it refers to.
    title : str
        Heading of the legend.
    rows : tuple of (str, str, int)
        Name, fill and number of areas of each class, and of those without one.
    remarks : tuple of str
        What stands below it.
    """

    picture: str
    hatches: str
    title: str
    rows: tuple[tuple[str, str, int], ...]
    remarks: tuple[str, ...]


def picture_map(scene: Scene, seats: Iterable[Seat]) -> PictureMap:
    """Draw the map of a view of classes.

    Parameters
    ----------
    scene : Scene
        What is shown; its key is one of classes.
    seats : iterable of Seat
        Towns, of which those of the first rank are named.
    """
    legend = scene.legend()
    key = legend.key
    classes: tuple[tuple[str, str, int], ...] = ()
    if isinstance(key, ClassKey | GridKey) and key.labels:
        classes = tuple(zip(key.labels, key.colours, key.counts, strict=True))
    without = ((*legend.no_data[:1], "url(#hatch-none)", legend.no_data[1]),)
    hidden = ((*legend.hidden[:1], "url(#hatch-hidden)", legend.hidden[1]),)
    rows = (*classes, *(row for row in (*without, *hidden) if row[2]))
    return PictureMap(screen_map(scene, seats), HATCHES, legend.title, rows, legend.remarks)
