"""The values of a year as neighbourhood patterns: the figures, what is found in them, and the map as a scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.figures import N_VALUELESS, PRECEDENCE, RANK, in_years
from atlas.errors import DataError, expected
from atlas.model import Kind, ValueState
from atlas.statistics.neighbourhood import Pattern
from atlas.views.map.categories import Category, categories
from atlas.views.map.neighbour_marks import neighbourhood_of, pattern_names, patterns_in, whole
from atlas.views.map.palettes import PATTERN_COLOURS
from atlas.views.map.scene import scene
from atlas.views.patterns.told import caveats, recipe
from atlas.views.query.place_values import NO_BENCHMARK
from atlas.views.query.view_state import ViewState

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.statistics.neighbourhood import Neighbourhood
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """An area with a pattern: its value, the mean of its neighbours, both as they are read, and how rare chance is."""

    area: Area
    pattern: Pattern
    name: str
    value: str
    beside: str
    p: str


@dataclass(frozen=True, eq=False, slots=True)
class Patterned:
    """What is found, its map, what the whole says in words, and how it was found."""

    found: Neighbourhood
    scene: Scene
    whole: str
    recipe: tuple[str, ...]

    @property
    def islands(self) -> tuple[Area, ...]:
        """Areas with a value that have no neighbour with one."""
        return tuple(self.scene.areas[code] for code in self.found.islands)

    @property
    def lacking(self) -> tuple[tuple[str, tuple[Area, ...]], ...]:
        """Areas without a value by the reason, those that are kept secret first."""
        figures, scene_ = in_years(self.scene.figures, (self.scene.state.year,)), self.scene
        states = dict(zip(figures.codes, figures.states[0].tolist(), strict=True))
        found: dict[str, list[Area]] = {}
        for code in sorted((c for c in states if states[c] < N_VALUELESS), key=lambda c: (states[c], c)):
            found.setdefault(scene_.words.state(PRECEDENCE[states[code]]).short, []).append(scene_.areas[code])
        return tuple((why, tuple(areas)) for why, areas in found.items())


def plain(state: ViewState) -> ViewState:
    """Keep of a view what patterns are made of."""
    return ViewState(
        indicator=state.indicator,
        level=state.level,
        territory=state.territory,
        usual_territory=state.usual_territory,
        year=state.year,
        release=state.release,
        social_regions=state.social_regions,
        benchmark=NO_BENCHMARK,
    )


@per_atlas(maxsize=32)
def patterned(atlas: Atlas, state: ViewState, words: Words) -> Patterned:
    """Find the neighbourhood patterns of a view's indicator in its year.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    state : ViewState
        A valid view; its benchmark, section and design do not matter.
    words : Words
        Language of the sentences.

    Raises
    ------
    DataError
        The indicator counts, too few areas have a value and a neighbour, or all have the same value.
    """
    state = plain(state)
    shown = scene(atlas, state, words)
    indicator = shown.indicator
    if indicator.kind is Kind.COUNT:
        raise DataError(expected(indicator.id, "a count", "a rate or an index", "choose another indicator"))
    figures = in_years(shown.figures, (state.year,))
    found = neighbourhood_of(atlas, indicator.id, state.level, state.territory, state.year)
    of = patterns_in(found, figures.codes)
    names = pattern_names(words)
    groups = [Category(names[pattern], colour) for pattern, colour in zip(Pattern, PATTERN_COLOURS, strict=True)]
    title = words("Neighbourhood pattern: {title}").format(title=indicator.title)
    drawn = categories(
        replace(indicator, title=title), figures, groups, of, words("Compared with its neighbours"), whole(found, words)
    )
    secret = int((figures.states[0] == RANK[ValueState.SECRET]).sum())
    lacking = secret, int((figures.states[0] < N_VALUELESS).sum()) - secret
    said = recipe(found, state.level, lacking, words)
    foot = (*said, *caveats(words)[:2])
    return Patterned(found, replace(shown, representation=drawn, recipe=foot), whole(found, words), said)


def rows(shown: Patterned) -> list[Row]:
    """List the areas that are named, by pattern and then by value, the highest first."""
    named = (row for row in all_rows(shown) if row.pattern is not Pattern.NONE)
    return sorted(named, key=lambda row: row.pattern)


def all_rows(shown: Patterned) -> list[Row]:
    """List all areas that were compared by their value, the highest first."""
    found, words, decimals = shown.found, shown.scene.words, shown.scene.indicator.decimals
    names = pattern_names(words)
    values = dict(zip(shown.scene.figures.codes, shown.scene.figures.values[0].tolist(), strict=True))
    order = sorted(range(len(found.codes)), key=lambda at: (-values[found.codes[at]], at))
    return [
        Row(
            shown.scene.areas[found.codes[at]],
            found.of[at],
            names[found.of[at]],
            words.number(values[found.codes[at]], decimals),
            words.number(float(found.beside[at]), decimals),
            words.number(float(found.local_p[at]), 4),
        )
        for at in order
    ]


def area_texts(shown: Patterned) -> dict[str, str]:
    """Say of each area by its code what is read out where a pointer rests on it."""
    scene_, found = shown.scene, shown.found
    names, words = pattern_names(scene_.words), scene_.words
    told = {}
    for code, pattern, beside in zip(found.codes, found.of, found.beside.tolist(), strict=True):
        value = scene_.figures.value(scene_.state.year, code)
        text = words("{name}: {value}, its neighbours on average {beside}: {pattern}")
        told[code] = text.format(
            name=scene_.areas[code].label,
            value=words.with_unit(float(value or 0), scene_.indicator.decimals, scene_.indicator.unit),
            beside=words.number(beside, scene_.indicator.decimals),
            pattern=names[pattern],
        )
    for code in scene_.figures.codes:
        if code not in told:
            state = scene_.figures.state(scene_.state.year, code)
            reason = words("no neighbour with a value") if code in found.islands else words.state(state).short
            told[code] = f"{scene_.areas[code].label}: {reason}"
    return told
