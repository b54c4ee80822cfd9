"""Attack a table of measures that add up to each other with its own rule: which counts would it hide just so.

Counts that fit all sums are drawn, filled in as if they were the truth, and hidden again: those after which other cells
are hidden are not possible for who knows the rule. From one that stood this, others are found that differ by little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, identity, vstack

from atlas.data.attack import FEWEST, Outcome
from atlas.data.attack_sums import NEAR
from atlas.data.attack_targets import SECRET
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from atlas.data.attack_sums import Group

    #: Hides in a whole table what must be hidden.
    Rule = Callable[[pd.DataFrame], pd.DataFrame]
    Counts = NDArray[np.float64]

#: Tables that are replayed at once, and how often in a group, until each hidden count has enough values.
BATCH, ROUNDS = 6, 60
#: How much more a wanted count weighs than one that was only drawn.
WANTED = 30.0
#: Share of the areas, and of their counts, that are changed at once.
FEW_AREAS, HALF = (0.1, 0.3), 0.5
#: Further values that are tried are among so many next to those that are found.
NEAREST = 5
SEED = 1


def attack_rule(
    name: str,
    groups: Sequence[Group],
    minimum: int,
    rule: Rule,
    sample: int | None = None,
) -> Outcome:
    """Look for counts of all hidden cells that the rule would have hidden in the same way.

    Parameters
    ----------
    name : str
        What is attacked.
    groups : sequence of Group
        As `groups_of` finds them.
    minimum : int
        Smallest count that is shown.
    rule : callable
        The rule by which the table was hidden.
    sample : int, optional
        Attack so many groups only, drawn with a fixed seed.

    Returns
    -------
    Outcome
        How many hidden counts have one value, fewer than three or none from the minimum on that stood the replay; a
        count that must be zero is none of these.
    """
    draw = np.random.default_rng(SEED)
    if sample is not None and sample < len(groups):
        groups = [groups[i] for i in sorted(draw.choice(len(groups), sample, replace=False))]
    hidden = known = few = below = contradicted = 0
    for group in groups:
        drawing = _Drawing(group, minimum, draw)
        contradicted += not drawing.is_sum
        found = _stood(drawing, rule)
        cells = [{*(float(one[at]) for one in found)} for at in map(tuple, np.argwhere(drawing.cells))]
        hidden += len(cells)
        known += sum(len(values) == 1 for values in cells)
        few += sum(len(values) < FEWEST for values in cells)
        below += sum(max(values, default=0) < minimum for values in cells)
    return Outcome(name, len(groups), hidden, contradicted, known, few, below, 0)


def _stood(drawing: _Drawing, rule: Rule) -> list[Counts]:
    """Collect counts of the hidden areas that stand the replay, a column a measure, until they are enough."""
    found: list[Counts] = []
    kept: list[Counts] = []
    best: tuple[int, Counts | None] = (0, None)
    by_chance = True
    for turn in range(ROUNDS):
        lacking = drawing.lacking(found)
        if not lacking.any():
            break
        tried = []
        for at in range(BATCH):
            # what was drawn anew differs most, but where it seldom stands it is better to go on from what did
            from_known = kept and (not by_chance or at % 2)
            if from_known:
                tried.append(drawing.beside(kept[drawing.draw.integers(len(kept))], lacking, found))
            elif best[1] is not None and at % 2:
                tried.append(drawing.redrawn(best[1]))
            else:
                tried.append(drawing.anew())
        off = _replayed(drawing, rule, tried)
        stood = [one for one, wrong in zip(tried, off, strict=True) if not wrong]
        by_chance = by_chance if turn else len(stood) * 2 >= BATCH
        kept += stood
        found += [one @ drawing.measures.T for one in stood]
        nearest = int(np.argmin(off))
        if best[1] is None or off[nearest] <= best[0]:
            best = int(off[nearest]), tried[nearest]
    return found


def _replayed(drawing: _Drawing, rule: Rule, tried: list[Counts]) -> list[int]:
    """Hide each table anew; count the areas in which other cells are hidden than are in truth."""
    group = drawing.group
    own, at = group.own.to_numpy(), group.own.index.get_indexer(group.hidden)
    filled = np.repeat(np.vstack([own, group.total.to_numpy()])[None], len(tried), axis=0)
    filled[:, at] = np.array(tried) @ drawing.measures.T
    places, areas, measures = np.indices(filled.shape).reshape(3, -1)
    kinds: dict[str, tuple[NDArray[np.intp], list[object]]] = {
        "measure": (measures, [*group.own.columns]),
        "level": (np.where(areas == len(own), 1, 0), [Level.MUNICIPALITY, Level.DISTRICT]),
        "territory": (places, [*range(len(tried))]),
        "code": (areas, [*group.own.index, group.total.name]),
        "state": (np.where(filled.ravel() == 0, 1, 0), ["ok", "zero", SECRET]),
    }
    # categories: a table of texts would take three times as long
    texts = {
        name: pd.Categorical.from_codes(at, dtype=pd.CategoricalDtype([str(x) for x in of]))
        for name, (at, of) in kinds.items()
    }
    table = pd.DataFrame({**texts, "year": 0, "value": filled.ravel()})
    secret = (rule(table)["state"] == SECRET).to_numpy().reshape(filled.shape)
    return [int((one[:-1] != np.isnan(own)).any(axis=1).sum()) for one in secret]


class _Drawing:
    """Draws counts of the hidden areas of a group that fit all sums; a column a narrow measure."""

    def __init__(self, group: Group, minimum: int, draw: np.random.Generator) -> None:
        self.group, self.minimum, self.draw = group, minimum, draw
        self.measures = group.atoms[: group.own.shape[1]]
        rules, self._values, self.is_sum = group.sums()
        size = rules.shape[1]
        eye = identity(size, format="csr")
        self._rules = vstack([hstack([rules, csr_array((rules.shape[0], 2 * size))]), hstack([eye, -eye, eye])])
        self._room = group.rooms()
        hidden = np.isnan(group.shown[:, : group.own.shape[1]])
        #: Cells that are secret: a sum of nothing is shown as such.
        self.cells = hidden & (self._room > 0)
        self._usual = self._expected()
        self._small = self._may_be_small(hidden)

    def _expected(self) -> Counts:
        """Share out the people of each hidden area by age and sex as those of all hidden areas are."""
        share = np.maximum(self.group.rest, 0)
        share = share / share.sum() if share.sum() else np.full(len(share), 1 / len(share))
        known = np.where(np.isnan(self.group.shown), -1, self.group.atoms.sum(axis=1))
        widest = known.argmax(axis=1)
        people = self.group.shown[np.arange(len(widest)), widest] / np.maximum(self.group.atoms[widest] @ share, NEAR)
        return np.outer(np.nan_to_num(people), share)

    def _may_be_small(self, hidden: NDArray[np.bool_]) -> Counts:
        """Say how likely each measure is the small count for whose sake an area is hidden.

        It is one that is hidden there, but not wherever less is hidden.
        """
        patterns = np.unique(hidden, axis=0)
        usual = np.minimum(self._usual @ self.measures.T, self._room)
        likely = np.where(self._room >= self.minimum, 1 / (usual + 0.3) ** 2, 0)
        for row, own in zip(likely, hidden, strict=True):
            less = [one for one in patterns if (one <= own).all() and (one < own).any()]
            row[~own | np.any([*less, np.zeros_like(own)], axis=0)] = 0
        return np.asarray(likely)

    def lacking(self, found: list[Counts]) -> NDArray[np.bool_]:
        """Name the secret cells of which too few values are found, or none from the minimum on."""
        if not found:
            return self.cells
        values = np.sort(np.array(found), axis=0)
        several = 1 + (np.diff(values, axis=0) > 0).sum(axis=0)
        return np.asarray(self.cells & ((several < FEWEST) | (values[-1] < self.minimum)))

    def anew(self) -> Counts:
        """Draw all counts; in each area one that is small."""
        wish, weight = self.draw.poisson(self._usual).astype(float), np.ones(self._usual.shape)
        for area in range(len(wish)):
            self._let_be_small(area, wish, weight)
        return self._nearest(wish, weight)

    def _let_be_small(self, area: int, wish: Counts, weight: Counts) -> None:
        """Wish one measure of an area to be a small count: that for whose sake it is hidden."""
        likely = self._small[area]
        if likely.sum() > 0:
            parts = np.flatnonzero(self.measures[self.draw.choice(len(likely), p=likely / likely.sum())])
            wish[area, parts], weight[area, parts] = 0, WANTED
            for part in self.draw.choice(parts, self.draw.integers(1, self.minimum)):
                wish[area, part] += 1

    def redrawn(self, counts: Counts) -> Counts:
        """Draw some counts of some areas anew."""
        some = self.draw.random((len(counts), 1)) < self.draw.choice(FEW_AREAS)
        some = some & (self.draw.random(counts.shape) < HALF)
        return self._nearest(np.where(some, self.draw.poisson(self._usual), counts), np.ones(counts.shape))

    def beside(self, counts: Counts, lacking: NDArray[np.bool_], found: list[Counts]) -> Counts:
        """Let cells that lack values have further ones, some in each area, and else change as little as can be."""
        wish, weight, now = counts.copy(), np.ones(counts.shape), counts @ self.measures.T
        areas = np.flatnonzero(lacking.any(axis=1))
        for area in self.draw.choice(areas, (len(areas) + 1) // 2, replace=False):
            if self.draw.random() < HALF:  # it may be the one for whose sake the area is hidden
                self._let_be_small(area, wish, weight)
            measure = self.draw.choice(np.flatnonzero(lacking[area]))
            known = {float(one[area, measure]) for one in found}
            least = 0 if max(known) >= self.minimum else self.minimum
            further = [v for v in range(least, int(max(known)) + self.minimum + 2) if v not in known]
            further.sort(key=lambda v: min(abs(v - one) for one in known))
            part = self.draw.choice(np.flatnonzero(self.measures[measure]))
            wish[area, part] = max(0, counts[area, part] + self.draw.choice(further[:NEAREST]) - now[area, measure])
            weight[area, part] = WANTED
        return self._nearest(wish, weight)

    def _nearest(self, wish: Counts, weight: Counts) -> Counts:
        """Find the counts that fit all sums and are nearest to what is wished; corners of such programs are whole."""
        aim = np.r_[np.zeros(wish.size), np.tile(weight.ravel(), 2)]
        found = linprog(aim, A_eq=self._rules, b_eq=np.r_[self._values, wish.ravel()]).x
        return np.asarray(found[: wish.size]).reshape(wish.shape).round()
