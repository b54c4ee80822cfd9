"""Run all rules over tables: every fault at once, each with what was accepted of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.measures import as_measure
from atlas.data.rules.between import area_rule, part_rule, ratio_rule
from atlas.data.rules.broken import KEY, Broken, Severity
from atlas.data.rules.carried import apart
from atlas.data.rules.cells import cell_rules, of_cells
from atlas.data.rules.grids import TEXTS, grids_of
from atlas.data.rules.series import series_rule, year_rule
from atlas.data.rules.whole import complete_rule, sum_rule
from atlas.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from atlas.data.measures import Declared
    from atlas.data.rules.declared import Accepted, Rules
    from atlas.data.rules.grids import Grid
    from atlas.data.rules.ground import Ground

PLAIN = dict.fromkeys(["measure", "level", "territory", "code"], object)


@dataclass(frozen=True)
class Finding:
    """Figures of one measure and level that break one rule.

    Attributes
    ----------
    table, measure, level, territory, rule, limit : str
        Where, which rule and its numbers.
    severity : Severity
        How grave it is.
    rows : DataFrame
        Columns of `KEY`, ``value``, ``other`` and ``name``, in the order of the codes and years.
    accepted : Accepted or None
        Who accepted it, and why.
    carried : bool
        Whether the figures are only carried from another territory date.
    """

    table: str
    measure: str
    level: str
    territory: str
    rule: str
    limit: str
    severity: Severity
    rows: pd.DataFrame
    accepted: Accepted | None = None
    carried: bool = False


@dataclass(frozen=True, eq=False)
class LaidOut:
    """A table as the rules look at it: rows and grids of each measure."""

    rows: Mapping[Measure, pd.DataFrame]
    grids: Mapping[Measure, list[Grid]]


def run_rules(tables: Mapping[str, pd.DataFrame], ground: Ground, of: Iterable[str] | None = None) -> Iterator[Finding]:
    """Run all rules over all tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Rows of each table, by its id.
    ground : Ground
        What rules have to know beside them.
    of : iterable of str, optional
        Tables to judge; the others are only compared with. All where it is left out.

    Yields
    ------
    Finding
        One a measure, level, territory and rule, errors first within a table.
    """
    yield from judged({key: laid_out(key, frame) for key, frame in tables.items()}, ground, of)


def laid_out(table: str, frame: pd.DataFrame) -> LaidOut:
    """Lay a table out for the rules: its rows by measure, and their grids."""
    rows = frame.astype(dict.fromkeys(TEXTS, "category"))
    by_measure = {Measure(table, str(name)): block for name, block in rows.groupby("measure", observed=True)}
    return LaidOut(by_measure, grids_of(table, rows))


def judged(tables: Mapping[str, LaidOut], ground: Ground, of: Iterable[str] | None = None) -> Iterator[Finding]:
    """Run all rules over tables that are laid out already, as `run_rules` does."""
    rows: dict[Measure, pd.DataFrame] = {}
    grids: dict[Measure, list[Grid]] = {}
    for table in tables.values():
        grids |= table.grids
        rows |= table.rows
    for key in tables if of is None else of:
        declared = {m: what for m, what in ground.declared.items() if m.table == key}
        broken = list(_cells(key, declared, rows, ground))
        broken += [b for m, what in declared.items() for b in _broken(m, what, rows, grids, ground)]
        if ground.carried.dates:
            own = {measure.name: block for measure, block in rows.items() if measure.table == key}
            broken = list(apart(broken, key, own, ground.carried))
        yield from findings(key, broken, ground)


def findings(table: str, broken: list[Broken], ground: Ground) -> list[Finding]:
    """Sort what is broken by level and territory, and take off what is accepted.

    Parameters
    ----------
    table : str
        Its id.
    broken : list of Broken
        What broke the rules.
    ground : Ground
        Names of areas, and what is accepted.

    Returns
    -------
    list of Finding
        Errors first.
    """
    found = []
    for one in broken:
        for (measure, level, territory), block in one.rows.astype(PLAIN).groupby(["measure", "level", "territory"]):
            names = [ground.names.get((str(territory), str(c)), "") for c in block["code"]]
            left = block.assign(name=names).sort_values(["code", "year"], ignore_index=True)
            place = (table, str(measure), str(level), str(territory), one.rule, one.limit)
            for entry in ground.accepted.get(table, ()):
                if (entry.rule, entry.measure) == (one.rule, measure) and level in entry.levels:
                    held = _held(left, entry)
                    if held.any():
                        found.append(Finding(*place, Severity.ACCEPTED, left[held], entry, one.carried))
                        left = left[~held]
            if not left.empty:
                found.append(Finding(*place, one.severity, left, carried=one.carried))
    return sorted(found, key=lambda f: list(Severity).index(f.severity))


def _held(rows: pd.DataFrame, entry: Accepted) -> pd.Series[bool]:
    """Tell which figures an entry accepts: none at all if there are more than it speaks of."""
    held = pd.Series(data=True, index=rows.index)
    if entry.codes:
        held &= rows["code"].isin(entry.codes)
    if entry.years:
        held &= rows["year"].isin(entry.years)
    return held if entry.at_most is None or int(held.sum()) <= entry.at_most else held & False


def _cells(
    table: str, declared: Mapping[Measure, Declared], rows: Mapping[Measure, pd.DataFrame], ground: Ground
) -> Iterator[Broken]:
    """Check every figure for itself: measures with the same rules at once, as a check costs more than its figures."""
    alike: dict[Rules, list[pd.DataFrame]] = {}
    for measure, what in declared.items():
        if measure in rows:
            alike.setdefault(of_cells(what.rules), []).append(rows[measure])
    last = ground.last_years.get(table, dt.datetime.now(dt.UTC).year)
    for rules, blocks in alike.items():
        yield from cell_rules(pd.concat(blocks), rules, last)


def _broken(
    measure: Measure,
    what: Declared,
    rows: Mapping[Measure, pd.DataFrame],
    grids: Mapping[Measure, list[Grid]],
    ground: Ground,
) -> Iterator[Broken]:
    own = grids.get(measure)
    if own is None:
        nothing = pd.DataFrame([[measure.name, "", "", "", 0, float("nan")]], columns=[*KEY, "value"])
        yield Broken("complete", Severity.ERROR, "", nothing.assign(other=float("nan")))
        return
    rules = what.rules
    yield from complete_rule(own, ground.codes)
    if what.part_of and what.kind == "count":
        whole = as_measure(what.part_of)
        if whole in grids:
            yield from part_rule(own, grids[whole], str(whole))
    for ratio in rules.ratios:
        if as_measure(ratio.to) in grids:
            yield from ratio_rule(own, grids[as_measure(ratio.to)], ratio)
    if rules.area is not None:
        yield from area_rule(rows[measure], ground.borders, rules.area)
    if rules.sums is not None:
        yield from sum_rule(own, ground.above, rules.sums)
    if rules.year_before is not None:
        yield from year_rule(own, rules.year_before)
    if rules.own_series is not None:
        yield from series_rule(own, rules.own_series, what.kind)
