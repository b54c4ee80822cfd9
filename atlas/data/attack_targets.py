"""What an attacker sees of the groups that hold hidden counts: cells, totals, limits, and partners as the rule says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import VALUELESS, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from scipy.optimize import Bounds, LinearConstraint

SECRET = str(ValueState.SECRET)
#: No count is taken to be above it where nothing else says so.
MOST = 10_000


@dataclass(slots=True)
class Target:
    """A group under attack: its cells by code, what they hold together if the total is a sum, and its partners."""

    key: tuple[str, str, int, str]
    shown: dict[str, float]
    hidden: list[str]
    gaps: list[str]
    total: float
    most: dict[str, float]
    sizes: dict[str, float]
    minimum: int
    blocks: list[list[str]] = field(default_factory=list)
    witnesses: dict[str, list[dict[str, int]]] = field(default_factory=dict)
    contradicted: bool = False
    program: tuple[LinearConstraint, Bounds] | None = None

    @property
    def is_sum(self) -> bool:
        """Whether the total is known and can be the sum of the cells."""
        return not (np.isnan(self.total) or self.contradicted)

    @property
    def rest(self) -> float:
        """What the hidden cells hold together."""
        return self.total - sum(self.shown.values())


def targets(frame: pd.DataFrame, parents: Mapping[str, str], minimum: Mapping[str, int]) -> list[Target]:
    """Find the groups of a table that hold hidden counts.

    Parameters
    ----------
    frame : DataFrame
        Columns ``measure, level, territory, code, year, value, state``, hidden.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.
    minimum : mapping of str to int
        Smallest count that is shown, by measure.

    Returns
    -------
    list of Target
        In the order of measure, territory, year and area above.
    """
    text = frame.astype({"measure": str, "territory": str, "code": str, "state": str, "level": str})
    open_ = text[~text["measure"].isin(list(minimum)) & text["value"].notna()]
    ever = open_.groupby(["territory", "code"])["value"].max()
    yearly = open_.groupby(["territory", "year", "code"])["value"].max()
    totals = text[text["level"] == Level.DISTRICT].set_index(["measure", "territory", "year", "code"])["value"]
    cells = text[text["measure"].isin(list(minimum)) & (text["level"] == Level.MUNICIPALITY)]
    cells = cells.assign(parent=cells["code"].map(dict(parents)))
    with_secret = cells[cells["state"] == SECRET][["measure", "territory", "year", "parent"]].drop_duplicates()
    found = []
    for key, rows in cells.merge(with_secret).groupby(["measure", "territory", "year", "parent"]):
        measure, territory, parent = str(key[0]), str(key[1]), str(key[3])
        year = int(rows["year"].iloc[0])
        codes = rows["code"].tolist()
        lacking = rows["state"].isin([str(s) for s in VALUELESS])
        found.append(
            Target(
                key=(measure, territory, year, parent),
                shown=dict(zip(rows["code"][~lacking], rows["value"][~lacking], strict=True)),
                hidden=rows["code"][rows["state"] == SECRET].tolist(),
                gaps=rows["code"][lacking & (rows["state"] != SECRET)].tolist(),
                total=float(totals.get((measure, territory, year, parent), np.nan)),
                most={c: float(yearly.get((territory, year, c), MOST)) or MOST for c in codes},
                sizes={c: float(ever.get((territory, c), 0.0)) for c in codes},
                minimum=minimum[measure],
            )
        )
        found[-1].blocks = _partners(found[-1])
    return found


def _partners(target: Target) -> list[list[str]]:
    """Draw partners as docs/decisions/0008 tells it, and keep the blocks that are hidden."""

    def drawn(code: str) -> str:
        return hashlib.sha256(f"geheim gehalten:{target.key[0]}:{target.key[3]}:{code}".encode()).hexdigest()

    line = [*target.hidden, *(c for c, v in target.shown.items() if v > 0)]
    line.sort(key=lambda c: (target.sizes[c], c))
    runs: list[list[str]] = []
    while line:
        take = len(line) if len(line) <= 5 else 4  # noqa: PLR2004  four, or five where one would stay alone
        runs.append(sorted(line[:take], key=drawn))
        line = line[take:]
    row = [c for run in runs for c in run]
    blocks = [row[i : i + 2] for i in range(0, len(row), 2)]
    if len(blocks) > 1 and len(blocks[-1]) == 1:
        last = blocks.pop()
        blocks[-1] += last
    return [b for b in blocks if set(b) & set(target.hidden)]
