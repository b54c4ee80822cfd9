"""A view that has been looked up, once: everything that is said or drawn of it takes a `Scene` and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.subject import Subject, subject
from atlas.model import Level, ValueState
from atlas.views.map.benchmark import Benchmark, find_benchmark, find_beside
from atlas.views.map.focus import Focus, find_focus
from atlas.views.map.kinds import representation_of
from atlas.views.map.legend_content import Legend
from atlas.views.map.neighbour_marks import NeighbourMarks, marks_of
from atlas.views.map.representation import HIDDEN, NO_DATA, OUTSIDE, Representation, estimated_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from atlas.data.edition import Edition
    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Area, Breaks, Indicator, Source
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Scene:
    """A view with everything that it shows.

    Attributes
    ----------
    state, words : ViewState and Words
        What was asked for, valid, and the language in which it is told.
    first, second : Subject
        The indicators as the catalogue defines them, with all their figures on the level; `second` is None where the
        view shows one.
    representation : Representation
        How it is drawn, with the figures as shown: changed since a year, or in the years that both indicators have.
    benchmark : Benchmark or None
        What values are compared with; ``beside`` holds what stands beside the value of each selected region.
    focus : Focus or None
        The one district that is shown in full; None for the whole state.
    areas, codes : mapping of str to Area, and of Level to tuple of str
        All areas of the territory date by code, and the codes of each level, ascending.
    edition : Edition
        Borders, extent and release.
    recipe : tuple of str
        How figures that a reader had computed came about, in sentences; they stand at the foot of a sheet.
    lacking : str
        What the legend calls areas without a value, where "no data" would not do.
    marks : NeighbourMarks or None
        Which areas stand out with or from their neighbours, where the view asks for that.
    """

    state: ViewState
    words: Words
    first: Subject
    second: Subject | None
    representation: Representation
    benchmark: Benchmark | None
    beside: Mapping[str, tuple[Benchmark, ...]]
    focus: Focus | None
    areas: Mapping[str, Area]
    codes: Mapping[Level, tuple[str, ...]]
    edition: Edition
    recipe: tuple[str, ...] = ()
    lacking: str = ""
    marks: NeighbourMarks | None = None

    @property
    def indicator(self) -> Indicator:
        """The first indicator as shown."""
        return self.representation.indicator

    @property
    def figures(self) -> Figures:
        """Figures as shown; the year of the view is one of theirs."""
        return self.representation.figures

    @property
    def breaks(self) -> Breaks:
        """Class breaks of the year shown, found in its values or in those of all years."""
        return self.representation.breaks(self.row)

    @property
    def row(self) -> int:
        """Position of the year shown."""
        return self.figures.years.index(self.state.year)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The indicators of the view."""
        return (self.first,) if self.second is None else (self.first, self.second)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Whose figures the view shows, each once."""
        return tuple(sorted({t.source for s in self.subjects for t in s.tables}, key=lambda source: source.id))

    @property
    def title(self) -> str:
        """What is shown."""
        if self.second is None:
            return self.indicator.title
        return self.words("{first} and {second}").format(first=self.indicator.title, second=self.second.indicator.title)

    @property
    def where(self) -> str:
        """The areas shown, as they stand in a sentence."""
        if self.focus:
            return self.focus.where(self.state.level, self.words)
        return self.whole if self.state.level is self.edition.scope.top_level else self.words.levels(self.state.level)

    @property
    def whole(self) -> str:
        """Name of all that the atlas shows."""
        return self.words.own(self.edition.scope.name)

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which areas are shown in full, in the order of the figures: those of the focus, or all."""
        return self.focus.inside if self.focus else np.ones(len(self.figures.codes), bool)

    @property
    def codes_inside(self) -> tuple[str, ...]:
        """Codes of the areas that are shown in full."""
        return tuple(compress(self.figures.codes, self.inside))

    @property
    def classes(self) -> NDArray[np.intp]:
        """Class of each area in the year shown; `OUTSIDE` for those beside the focus."""
        return np.where(self.inside, self.representation.classes(self.row), OUTSIDE)

    @property
    def circles(self) -> Mapping[str, float]:
        """Share of the largest circle's radius by code; none beside the focus."""
        found = self.representation.circles(self.row)
        return {code: found[code] for code in self.codes_inside if code in found} if self.focus else found

    @property
    def ranked(self) -> NDArray[np.bool_]:
        """Which areas ranks are told among: those shown in full, or all where that is a single one."""
        return np.ones_like(self.inside) if self.focus and self.focus.alone else self.inside

    @property
    def ranked_among(self) -> str:
        """What ranks are told among."""
        return self._among(self.words.levels(self.state.level))

    @property
    def ranked_among_n(self) -> str:
        """The same as it stands after "of" and a number."""
        return self._among(self.words.levels_after_number(self.state.level))

    def _among(self, areas: str) -> str:
        return f"{areas} {self.focus.place}" if self.focus and not self.focus.alone else areas

    @property
    def bounds(self) -> tuple[float, ...]:
        """West, south, east, north of what is shown at first: the section, the focus, or the state."""
        if self.state.bbox or not self.focus:
            return self.state.bbox or self.edition.bounds
        return self.edition.extents(self.state.territory, Level.DISTRICT)[self.focus.code]

    @property
    def unit(self) -> str:
        """Unit of the figures; two indicators have none in common."""
        return "" if self.second else self.indicator.unit

    @property
    def line(self) -> str:
        """What, where and when in one line."""
        return self.any_line.replace("{year}", str(self.state.year))

    @property
    def any_line(self) -> str:
        """The same with the year open, as ``{year}``."""
        return self.words("{what}, {where}, {year}").replace("{what}", self.title).replace("{where}", self.where)

    @property
    def against(self) -> float | None:
        """Value of the benchmark in the year shown."""
        return None if self.benchmark is None else self.benchmark.values[self.row]

    def legend(self, *, grey: bool = False) -> Legend:
        """Say what stands in the legend of the year, in colour or in shades and patterns of grey."""
        words, shown, classes = self.words, self.representation, self.classes
        return Legend(
            heading=shown.heading(words),
            year=self.state.year,
            over=shown.classing.over if shown.can_switch else None,
            range_text=shown.range_text(self.row, words),
            key=shown.key(self.row, words, self.inside, grey=grey),
            no_data=(self.lacking or words.state(ValueState.UNKNOWN).short, int(np.count_nonzero(classes == NO_DATA))),
            hidden=(words.state(ValueState.SECRET).short, int(np.count_nonzero(classes == HIDDEN))),
            note=words(self.breaks.note),
            scope=self.focus.counted(words, self.edition.scope, classed=shown.draw != "symbols") if self.focus else "",
            remarks=tuple(filter(None, (self.estimated, shown.remark(words, grey=grey)))),
            benchmark=self.benchmark.told(self.row, self.indicator, words) if self.benchmark else None,
            marks=self.marks.key(self.inside, words) if self.marks else None,
        )

    @property
    def estimated(self) -> str:
        """How many of the values shown are estimated; empty of none."""
        return estimated_line(self.figures.states[self.row][self.inside], self.words)


@per_atlas(maxsize=64)
def scene(atlas: Atlas, state: ViewState, words: Words) -> Scene:
    """Look a view up; the only place that asks the atlas for what a view shows.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    state : ViewState
        A valid view, as `atlas.views.query.view_query.read_query` gives it.
    words : Words
        Language in which it is told.
    """
    # what does not change how it is drawn is left out of the key: breaks are found once for all years and selections
    plain = replace(state, year=0, focus="", regions=(), benchmark="", bbox=(), layers=(), lang="")
    areas = atlas.areas[state.territory]
    whole = representation_of(atlas, plain, words)
    focus = find_focus(state.focus, state.level, whole.figures.codes, areas, words) if state.focus else None
    shown = whole.within(focus.inside) if focus else whole
    return Scene(
        state=state,
        words=words,
        first=subject(atlas, state.indicator, state.level, state.territory),
        second=subject(atlas, state.second, state.level, state.territory) if state.second else None,
        representation=shown,
        benchmark=find_benchmark(atlas, state, shown.indicator, shown.figures, words),
        beside=find_beside(atlas, state, shown.indicator, shown.figures, words),
        focus=focus,
        areas=areas,
        codes={level: atlas.codes(level, state.territory) for level in Level},
        edition=atlas.edition,
        marks=marks_of(atlas, state, words),
    )
