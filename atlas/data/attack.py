"""Attack the secrecy of a table: what can those tell who know the rule, all that is shown and the totals.

Written apart from the code that hides: integer programs (HiGHS) ask for the least, the most and more counts that a
hidden cell may have, and each such answer is replayed: filled in as if it were the truth, the rule must hide the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from atlas.data.attack_targets import MOST, SECRET, targets
from atlas.data.followers import hide_others
from atlas.data.secrecy import hide_small
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.data.attack_targets import Target

#: A hidden count that may have fewer values is told.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack found; all but the first four should be 0 (a contradicted total is no sum and tells nothing)."""

    name: str

    groups: int
    hidden: int
    contradicted: int
    known: int
    few: int
    below: int
    told: int

    @property
    def holds(self) -> bool:
        """Whether nothing was told."""
        return not (self.known or self.few or self.below or self.told)


def _program(target: Target) -> tuple[LinearConstraint, Bounds]:
    """Write the rules down: counts, whether each is below the minimum, whether it is above 1 too, what gaps hold."""
    at, n = {c: i for i, c in enumerate(target.hidden)}, len(target.hidden)
    limit = target.rest if target.is_sum else MOST
    high = np.array([min(target.most[c], limit, MOST) for c in target.hidden])
    eye, none, no_gap = np.eye(n), np.zeros((n, n)), np.zeros((n, 1))
    # of several blocks one small count is above 1: else the first rule would have hidden another cell
    several = len(target.blocks) > 1
    blocks = np.zeros((len(target.blocks), 3 * n + 1))
    for row, block in zip(blocks, target.blocks, strict=True):
        row[[n + at[c] for c in block if c in at]] = 1
    # where nothing says what they hold together, it is so much that the rule would hide no further block
    sums = np.r_[np.ones(n), np.zeros(2 * n), 1][None]
    at_least, at_most = (target.rest, target.rest) if target.is_sum else (n + target.minimum, np.inf)
    rules = (
        (np.hstack([eye, np.diag(high), none, no_gap]), -np.inf, high + target.minimum - 1),
        (np.hstack([eye, (target.minimum - 1) * eye, none, no_gap]), target.minimum, np.inf),
        (np.hstack([eye, none, -eye, no_gap]), 1, np.inf),
        (np.hstack([none, eye, -eye, no_gap]), 0, np.inf),
        (np.r_[np.zeros(2 * n), np.ones(n), 0][None], float(several), np.inf),
        (blocks, 1, np.inf),
        (sums, at_least, at_most),
    )
    least = np.concatenate([np.full(len(rows), low) for rows, low, _top in rules])
    most = np.concatenate([np.full(len(rows), top) for rows, _low, top in rules])
    bounds = Bounds(np.r_[np.ones(n), np.zeros(2 * n + 1)], np.r_[high, np.ones(2 * n), MOST if target.gaps else 0])
    return LinearConstraint(csc_array(np.vstack([rows for rows, _low, _top in rules])), least, most), bounds


def _ask(target: Target, code: str, direction: int, exactly: int | None = None) -> dict[str, int] | None:
    """Find counts of all hidden cells that fit, with the least (1) or most (-1) of one cell; None where none fit."""
    rules, bounds = target.program or _program(target)
    target.program = (rules, bounds)
    at, size = target.hidden.index(code), len(bounds.lb)
    low, high = bounds.lb.copy(), bounds.ub.copy()
    if exactly is not None:
        low[at], high[at] = exactly, min(high[at], exactly)
    if (low > high).any():
        return None
    aim = np.zeros(size)
    aim[at] = direction
    # so small a program is solved sooner than it is simplified
    options = {"presolve": False}
    found = milp(aim, constraints=rules, bounds=Bounds(low, high), integrality=np.ones(size), options=options)
    return None if found.x is None else {c: round(found.x[i]) for i, c in enumerate(target.hidden)}


def _probe(target: Target, *, fully: bool = False) -> None:
    """Look for the least, the most and more counts of each hidden cell; cells that are alike are asked once.

    An answer gives counts of all cells: a cell that has enough of them is not asked for, unless all are asked `fully`.
    """
    start = _ask(target, target.hidden[0], 1)
    if start is None:
        target.contradicted, target.program = True, None
        start = _ask(target, target.hidden[0], 1)
    alike: dict[tuple[int, float], str] = {}
    for code in target.hidden:
        size = next(len(b) for b in target.blocks if code in b)
        first = alike.setdefault((size, min(target.most[code], max(target.rest, 0) or MOST)), code)
        if first != code:
            target.witnesses[code] = target.witnesses[first]
            continue
        before = list({id(w): w for own in target.witnesses.values() for w in own}.values())
        if not fully and _is_open({w[code] for w in before}, target.minimum):
            target.witnesses[code] = before
            continue
        found = [start if code == target.hidden[0] else _ask(target, code, 1), _ask(target, code, -1)]
        known = [f for f in found if f is not None]
        least, most = (known[0][code], known[-1][code]) if known else (0, 0)
        for v in (target.minimum - 1, target.minimum):
            one = _ask(target, code, 1, v) if least < v < most else None
            known += [one] if one is not None else []
        target.witnesses[code] = known


def _is_open(values: set[int], minimum: int) -> bool:
    """Whether possible counts of a cell are enough, some below the minimum and some not."""
    return len(values) >= FEWEST and min(values) < minimum <= max(values)


def _values(target: Target, code: str, denied: set[int]) -> set[int]:
    """Give the counts of a cell that were found and stood the replay; those of a cell that is alike are its own."""
    first = next((c for c, w in target.witnesses.items() if w is target.witnesses[code]), code)
    return {w[first] for w in target.witnesses[code] if id(w) not in denied}


def _replay(attacked: list[Target], parents: Mapping[str, str], minimum: Mapping[str, int]) -> set[int]:
    """Fill each answer in as the truth and hide again: answers after which other cells are hidden are not possible."""
    rows: list[tuple[object, ...]] = []
    expected: dict[str, tuple[int, set[str]]] = {}
    for target in attacked:
        for witness in {id(w): w for found in target.witnesses.values() for w in found}.values():
            name = f"{len(expected)}"
            expected[name] = (id(witness), set(target.hidden))
            counts = target.shown | witness
            total = sum(counts.values()) if target.contradicted or np.isnan(target.total) else target.total
            measure, _territory, year, parent = target.key
            rows += [(measure, Level.MUNICIPALITY, name, c, year, v, "ok") for c, v in counts.items()]
            rows += [(measure, Level.MUNICIPALITY, name, c, year, np.nan, "unknown") for c in target.gaps]
            rows += [(measure, Level.DISTRICT, name, parent, year, total, "ok")] * (not np.isnan(target.total))
            for c, size in target.sizes.items():
                rows += [("open", Level.MUNICIPALITY, name, c, 0, size, "ok")] * (size > 0)
                rows += [("open", Level.MUNICIPALITY, name, c, year, target.most[c], "ok")] * (target.most[c] < MOST)
    if not rows:
        return set()
    table = pd.DataFrame(rows, columns=["measure", "level", "territory", "code", "year", "value", "state"])
    again = hide_others(hide_small(table, minimum), parents, minimum, table["value"])
    cells = again[(again["state"] == SECRET) & (again["level"] == Level.MUNICIPALITY)]
    hidden = cells.groupby("territory")["code"].agg(set).to_dict()
    return {which for name, (which, codes) in expected.items() if hidden.get(name) != codes}


def attack(
    name: str,
    frame: pd.DataFrame,
    parents: Mapping[str, str],
    minimum: Mapping[str, int],
    sample: int | None = None,
) -> Outcome:
    """Attack a table.

    Parameters
    ----------
    name : str
        What is attacked.
    frame : DataFrame
        As for `targets`.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.
    minimum : mapping of str to int
        Smallest count that is shown, by measure.
    sample : int, optional
        Attack so many groups only, drawn with a fixed seed.

    Returns
    -------
    Outcome
        How many hidden counts are known exactly, may have fewer than three values, lie wholly below the minimum, or are
        told to be a small count or the partner of one.
    """
    attacked = targets(frame, parents, minimum)
    if sample is not None and sample < len(attacked):
        picked = np.random.default_rng(1).choice(len(attacked), sample, replace=False)
        attacked = [attacked[i] for i in sorted(picked)]
    for target in attacked:
        _probe(target)
    denied = _replay(attacked, parents, minimum)
    doubtful = [t for t in attacked if not all(_is_open(_values(t, c, denied), t.minimum) for c in t.hidden)]
    kept = [t.witnesses for t in doubtful]  # so that no other answer gets the id of a denied one
    for target in doubtful:
        target.witnesses = {}
        _probe(target, fully=True)
    denied = denied | _replay(doubtful, parents, minimum) if kept else denied
    found = [(t.minimum, _values(t, code, denied)) for t in attacked for code in t.hidden]
    return Outcome(
        name=name,
        groups=len(attacked),
        hidden=len(found),
        contradicted=sum(t.contradicted for t in attacked),
        known=sum(len(values) == 1 for _least, values in found),
        few=sum(len(values) < FEWEST for _least, values in found),
        below=sum(max(values, default=0) < least for least, values in found),
        told=sum(min(values, default=0) >= least or max(values, default=0) < least for least, values in found),
    )
