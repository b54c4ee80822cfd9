"""What a recipe shows: an index, an index with its change, or two indicators against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.views.index.built import build, index_scene
from atlas.views.index.cross import COLOURS, change_names, cross, cross_scene, cross_text, state_names
from atlas.views.index.pair import THIRDS, pair, pair_scene, pair_text, step_names, turned_name
from atlas.views.index.recipe import Show
from atlas.views.map.categories import Categories
from atlas.views.map.palettes import bivariate_colours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.index.built import Index
    from atlas.views.index.cross import Cross
    from atlas.views.index.pair import Pair
    from atlas.views.index.recipe import Recipe
    from atlas.views.map.categories import Sides
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Grid:
    """Groups of areas in rows and columns.

    Attributes
    ----------
    title, text : str
        What stands over it, and how its steps are made.
    columns : tuple of str
        Names of the steps to the right.
    rows : tuple of (str, tuple of (str, tuple of str))
        Name of each step downwards, and colour and names of the areas of each cell.
    """

    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class Corner:
    """The areas that are in the upper third of both indicators: names of these, and area and both values of each."""

    heads: tuple[str, str]
    rows: tuple[tuple[Area, str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown; without an index `why_none` says why. Beside a cross stands the index of its `change`."""

    index: Index | None
    scene: Scene | None
    grid: Grid | None
    corner: Corner | None
    why_none: str
    notices: tuple[str, ...]
    change: Index | None = None

    @property
    def recipe(self) -> tuple[str, ...]:
        """What was done, in sentences: of each index, and how the groups are made."""
        return (*(self.scene.recipe if self.scene else ()), *((self.grid.text,) if self.grid else ()))

    @property
    def sides(self) -> Sides | None:
        """The steps in which the map groups the areas, if it does."""
        drawn = self.scene.representation if self.scene else None
        return drawn.sides if isinstance(drawn, Categories) else None

    @property
    def steps(self) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
        """Step of each area to the right and upwards, from 0; -1 where it is in no group."""
        drawn = self.scene.representation if self.scene else None
        if not isinstance(drawn, Categories) or drawn.sides is None:
            return None
        up, across = np.divmod(drawn.of, len(drawn.sides.across))
        return np.where(drawn.of < 0, -1, across), np.where(drawn.of < 0, -1, up)


def looked_up(atlas: Atlas, recipe: Recipe, words: Words) -> Shown:
    """Work a recipe out.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    recipe : Recipe
        What is asked for.
    words : Words
        Language of the texts.
    """
    if recipe.show is Show.CROSS:
        crossed, built = cross(atlas, recipe, words)
        if crossed is None:
            return Shown(None, None, None, None, built.why_none, built.notices)
        scene = cross_scene(atlas, recipe, crossed, words)
        grid = _cross_grid(atlas, crossed, words)
        return Shown(crossed.now, scene, grid, None, "", built.notices, crossed.change)
    built = build(atlas, recipe, words)
    if built.index is None:
        return Shown(None, None, None, None, built.why_none, built.notices)
    if recipe.show is Show.INDEX:
        return Shown(built.index, index_scene(atlas, recipe, built.index, words), None, None, "", built.notices)
    two = pair(built.index)
    if two is None:
        why = words("Two indicators are set against each other; take the others out, or choose another one.")
        return Shown(None, None, None, None, why, built.notices)
    scene = pair_scene(atlas, recipe, two, words)
    return Shown(built.index, scene, _pair_grid(atlas, two, words), _corner(atlas, two, words), "", built.notices)


def _cross_grid(atlas: Atlas, made: Cross, words: Words) -> Grid:
    cells = _cells(atlas, made.now, made.change_step, made.state_step)
    rows = tuple(
        (name, tuple((COLOURS[c][s], cells.get((c, s), ())) for c in range(len(COLOURS))))
        for s, name in reversed(list(enumerate(state_names(words))))
    )
    return Grid(words("Index and change"), cross_text(words), change_names(words), rows)


def _pair_grid(atlas: Atlas, made: Pair, words: Words) -> Grid:
    first, second = (turned_name(c, words) for c in made.index.columns)
    names, colours = step_names(words), bivariate_colours()
    cells = _cells(atlas, made.index, *made.steps)
    rows = tuple(
        (
            f"{second}: {names[b]}",
            tuple((colours[a + THIRDS * b], cells.get((a, b), ())) for a in range(THIRDS)),
        )
        for b in reversed(range(THIRDS))
    )
    return Grid(words("Both in thirds"), pair_text(made, words), tuple(f"{first}: {name}" for name in names), rows)


def _cells(
    atlas: Atlas, index: Index, across: NDArray[np.intp], up: NDArray[np.intp]
) -> dict[tuple[int, int], tuple[str, ...]]:
    areas = atlas.areas[index.recipe.territory]
    cells: dict[tuple[int, int], list[str]] = {}
    for at in index.order:  # the highest index first
        if across[at] >= 0 and up[at] >= 0:
            cells.setdefault((int(across[at]), int(up[at])), []).append(areas[index.codes[at]].name)
    return {key: tuple(names) for key, names in cells.items()}


def _corner(atlas: Atlas, made: Pair, words: Words) -> Corner:
    areas, (first, second) = atlas.areas[made.index.recipe.territory], made.index.columns
    heads = tuple(f"{c.indicator.short_title}, {c.when}" for c in (first, second))

    def written(at: int) -> tuple[str, str]:
        one, other = (
            words.with_unit(float(c.values[at]), c.indicator.decimals, c.indicator.unit) for c in (first, second)
        )
        return one, other

    rows = tuple((areas[made.index.codes[at]], *written(at)) for at in made.corner)
    return Corner((heads[0], heads[1]), rows)
