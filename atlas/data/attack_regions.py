"""Attack hidden counts by social regions: many links of one user, set against each other, districts and all else shown.

Written apart from the code that adds up: whatever count a link shows for a region is an equation for the hidden counts
in it. All equations of all links together must say no more than the published totals of districts say already.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.attack import Outcome
from atlas.data.figures import PRECEDENCE
from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.model import Level, ValueState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Measure

    #: Regions of a link: municipalities of each.
    Link = list[tuple[str, ...]]
    #: A measure in a year.
    Row = tuple[Measure, int]

SECRET = ValueState.SECRET
#: So many hidden municipalities are attacked at a territory date, drawn with a fixed seed.
VICTIMS = 16
SEED = 1


def attack_regions(atlas: Atlas, victims: int = VICTIMS) -> Outcome:
    """Draw regions around hidden municipalities and try to tell their counts.

    Parameters
    ----------
    atlas : Atlas
        As it is shown, without regions.
    victims : int
        How many hidden municipalities are attacked at each territory date.

    Returns
    -------
    Outcome
        ``groups`` is the number of equations that the links gave and ``hidden`` that of the counts attacked; ``known``
        are those that only the links tell, ``told`` the equations that do not follow from what is shown without them.
    """
    equations = attacked = known = told = 0
    for date in atlas.territories:
        measures = [m for m in _measures(atlas) if _is_hidden(atlas, m, date)]
        facts: dict[Row, list[frozenset[str]]] = defaultdict(list)
        for link in _links(atlas, measures, date, victims):
            for row, cells in _learned(atlas, link, measures, date):
                facts[row].append(cells)
        for (measure, year), learned in facts.items():
            small, large = (atlas.measured(measure, x, date) for x in (Level.MUNICIPALITY, Level.DISTRICT))
            hidden = [c for c in small.codes if small.state(year, c) is SECRET]
            before = _sums(hidden, _totals(atlas, (small, large), year, date))
            after = np.vstack([before, _sums(hidden, learned)])
            equations, attacked = equations + len(learned), attacked + len(hidden)
            told += int(np.linalg.matrix_rank(after) - (np.linalg.matrix_rank(before) if before.size else 0))
            known += len(_alone(after) - _alone(before))
    return Outcome("social regions, many links together", equations, attacked, 0, known, 0, 0, told)


def _measures(atlas: Atlas) -> list[Measure]:
    return [m for m, declared in atlas.declared.items() if declared.sums]


def _is_hidden(atlas: Atlas, measure: Measure, date: dt.date) -> bool:
    figures = atlas.measured(measure, Level.MUNICIPALITY, date)
    return bool(_secret(figures).any())


def _secret(figures: Figures) -> NDArray[np.bool_]:
    return np.asarray(figures.states == PRECEDENCE.index(SECRET))


def _links(atlas: Atlas, measures: list[Measure], date: dt.date, victims: int) -> Iterator[Link]:
    """Draw the regions that a nosy reader would: with and without a hidden municipality, alone and in company."""
    draw = np.random.default_rng(SEED)
    areas, every = atlas.areas[date], atlas.codes(Level.MUNICIPALITY, date)
    hidden: dict[str, None] = {}
    for measure in measures:
        figures = atlas.measured(measure, Level.MUNICIPALITY, date)
        ever: NDArray[np.bool_] = np.any(_secret(figures), axis=0)
        hidden |= dict.fromkeys(c for c, one in zip(figures.codes, ever, strict=True) if one)
    picked = draw.permutation(sorted(hidden))[:victims].tolist()
    for victim in picked:
        own = tuple(c for c in every if areas[c].parent == areas[victim].parent)
        others = tuple(c for c in own if c != victim)
        few = tuple(draw.permutation(others)[: max(1, len(others) // 3)].tolist())
        secret = tuple(c for c in own if c in hidden)
        yield [(victim,), others]
        yield [(victim, *few), tuple(c for c in others if c not in few)]
        yield [tuple(c for c in every if c != victim)]
        yield [secret, tuple(c for c in own if c not in secret)]
        yield [tuple(c for c in secret if c != victim)]
        yield [tuple(c for c in own if c not in few)]


def _learned(atlas: Atlas, link: Link, measures: list[Measure], date: dt.date) -> Iterator[tuple[Row, frozenset[str]]]:
    """Give the hidden municipalities whose sum a link tells: those of a region that are not in a whole district."""
    drafts = [Draft(f"Region {n}", codes) for n, codes in enumerate(link) if codes]
    shown = with_regions(atlas, made_regions(drafts, date, atlas.areas))
    areas = atlas.areas[date]
    sizes: dict[str, int] = defaultdict(int)
    for code in atlas.codes(Level.MUNICIPALITY, date):
        sizes[areas[code].parent] += 1
    for measure in measures:
        small, large = (atlas.measured(measure, x, date) for x in (Level.MUNICIPALITY, Level.DISTRICT))
        figures = shown.measured(measure, Level.SOCIAL_REGION, date)
        secret = dict(zip(small.codes, _secret(small).T, strict=True))
        for code, draft in zip(figures.codes, drafts, strict=True):
            inside: dict[str, list[str]] = defaultdict(list)
            for one in draft.codes:
                inside[areas[one].parent].append(one)
            for year in (y for y in figures.years if figures.value(y, code) is not None and y in small.years):
                parts = [
                    c
                    for district, own in inside.items()
                    if len(own) < sizes[district] or large.value(year, district) is None
                    for c in own
                    if secret[c][small.years.index(year)]
                ]
                if parts:
                    yield (measure, year), frozenset(parts)


def _totals(atlas: Atlas, figures: tuple[Figures, Figures], year: int, date: dt.date) -> list[frozenset[str]]:
    """Give the sums that districts tell: of all their hidden municipalities, where no other one lacks a value."""
    small, large = figures
    found: dict[str, list[str]] = defaultdict(list)
    for code in small.codes:
        found[atlas.areas[date][code].parent].append(code)
    return [
        frozenset(hidden)
        for district, own in found.items()
        if (hidden := [c for c in own if small.state(year, c) is SECRET])
        and large.value(year, district) is not None
        and not any(small.value(year, c) is None for c in own if c not in hidden)
    ]


def _sums(hidden: list[str], cells: list[frozenset[str]]) -> NDArray[np.float64]:
    rows = [[float(c in one) for c in hidden] for one in dict.fromkeys(cells)]
    return np.array(rows, np.float64).reshape(-1, len(hidden))


def _alone(rows: NDArray[np.float64]) -> set[int]:
    """Find the counts that the sums tell one by one: unit vectors in their space."""
    if not rows.size:
        return set()
    _left, sizes, space = np.linalg.svd(rows, full_matrices=False)
    space = space[sizes > 1e-9 * max(1.0, sizes[0])]
    return set(np.flatnonzero(np.isclose((space**2).sum(axis=0), 1)).tolist())
