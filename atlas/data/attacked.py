"""What is attacked: the shipped tables, and worse ones, whose totals are exact sums or whose counts are few."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.ages import GROUPS, MEN, WOMEN
from atlas.data.ages import TABLE as AGES
from atlas.data.attack import Outcome, attack
from atlas.data.attack_regions import VICTIMS, attack_regions
from atlas.data.attack_related import attack_related, related_counts
from atlas.data.attack_rule import attack_rule
from atlas.data.attack_sums import attack_sums, groups_of
from atlas.data.figures import PRECEDENCE
from atlas.data.followers import hide_others, is_proven
from atlas.data.secrecy import hide_small
from atlas.data.tables import read_table
from atlas.model import Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from atlas.data.store import Atlas
    from atlas.model import Table

    #: Hides in a table what must be hidden; is told the area above each area.
    Rule = Callable[..., pd.DataFrame]

SECRET = str(ValueState.SECRET)
#: Their programs are larger: of a sample so many times fewer groups are attacked.
FEWER = 4
#: Groups of the drawn tables.
DRAWN = 80
SEED = 1


def attack_atlas(
    atlas: Atlas,
    rules: Mapping[str, Rule],
    sample: int | None = None,
    progress: Callable[[str], None] = lambda _text: None,
) -> Iterator[Outcome]:
    """Attack each table of blocks as it is shown and with totals that are exact sums, and drawn ones.

    Tables of several measures with a minimum stand in no blocks (`is_proven`): sums and rates are looked at, of the age
    groups a sample is attacked by linear programs, and their own rule is replayed. Then come regions that readers draw.

    Parameters
    ----------
    atlas : Atlas
        Its data folder is attacked.
    rules : mapping of str to callable
        By table that stands in no blocks the rule that hid it; called with a table and ``parents``.
    sample : int, optional
        Attack so many groups of each only, drawn with a fixed seed.
    progress : callable
        Told what is attacked.

    Yields
    ------
    Outcome
        One a table and way.
    """
    parents = {
        a.code: a.parent for known in atlas.areas.values() for a in known.values() if a.level is Level.MUNICIPALITY
    }
    frames = {t.id: read_table(atlas.folder / "tables" / f"{t.id}.parquet", t) for t in atlas.tables.values()}
    for table in (t for t in atlas.tables.values() if t.minimum):
        progress(table.id)
        yield Outcome(f"{table.id}, sums shown over hidden counts", *_leaks(atlas, table))
        frame = frames[table.id]
        if not is_proven(table.minimum):
            yield from _attack_parts(table, frames, parents, rules, sample)
            continue
        yield attack(f"{table.id}, as shown", frame, parents, table.minimum, sample)
        exact = with_exact_totals(frame, parents, table.minimum, SEED)
        yield attack(f"{table.id}, exact totals", exact, parents, table.minimum, sample)
    progress("social regions")
    yield attack_regions(atlas) if sample is None else attack_regions(atlas, min(sample, VICTIMS))
    progress("drawn tables")
    drawn, above = small_tables(DRAWN, SEED)
    limits = {"drawn": 3}
    drawn = hide_others(hide_small(drawn, limits), above, limits, drawn["value"])
    yield attack("drawn tables, exact totals", drawn, above, limits, sample)


def _attack_parts(
    table: Table,
    frames: Mapping[str, pd.DataFrame],
    parents: Mapping[str, str],
    rules: Mapping[str, Rule],
    sample: int | None,
) -> Iterator[Outcome]:
    """Attack a table whose measures add up to each other: by differences, and the age groups by linear programs too."""
    limit = max(table.minimum.values())
    known = related_counts(table.id, frames)
    yield from attack_related(table.id, known, limit, parents)
    if table.id != AGES:
        return
    narrow = [sex + group.measure for group in GROUPS for sex in (MEN, WOMEN)]
    others = {
        place: [(rows["value"], holds[[own.narrow.index(one) for one in narrow]]) for rows, holds in further.values()]
        for place, (own, further) in known.items()
    }
    few = sample and sample // FEWER
    groups = groups_of(frames[table.id], parents, narrow, others)
    yield attack_sums(f"{AGES}, a sample by sums", groups, limit, few)
    if table.id in rules:
        yield attack_rule(f"{AGES}, the rule replayed", groups, limit, partial(rules[table.id], parents=parents), few)


def _leaks(atlas: Atlas, table: Table) -> tuple[int, ...]:
    """Count figures of associations that are shown though a part is hidden, and rates shown without their count."""
    groups = hidden = shown = 0
    for indicator in atlas.catalogue.indicators.values():
        if not any(m.table == table.id and m.name in table.minimum for m in indicator.measures):
            continue
        for date, areas in atlas.areas.items():
            parts = atlas.figures(indicator, Level.MUNICIPALITY, date)
            above = atlas.figures(indicator, Level.ASSOCIATION, date)
            secret = parts.states == PRECEDENCE.index(ValueState.SECRET)
            shown += int((~np.isnan(parts.values[secret])).sum())
            shown += 0 if parts.numerator is None else int((~np.isnan(parts.numerator[secret])).sum())
            for row, column in zip(*np.nonzero(secret), strict=True):
                hidden += 1
                holder = areas[parts.codes[column]].association
                year = parts.years[row]
                if holder in above.codes and year in above.years:
                    groups += 1
                    shown += above.value(year, holder) is not None
    return groups, hidden, 0, shown, 0, 0, 0


def with_exact_totals(
    frame: pd.DataFrame, parents: Mapping[str, str], minimum: Mapping[str, int], seed: int
) -> pd.DataFrame:
    """Fill hidden counts with drawn ones, let totals be their exact sums, and hide again: the worst case of a table.

    Parameters
    ----------
    frame : DataFrame
        As for `targets`.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.
    minimum : mapping of str to int
        Smallest count that is shown, by measure.
    seed : int
        Of the draw.

    Returns
    -------
    DataFrame
        Hidden anew.
    """
    made = frame.astype({"measure": str, "territory": str, "code": str, "state": str, "level": str})
    made = made.reset_index(drop=True)
    draw = np.random.default_rng(seed)
    # what another table hides here is no count with a minimum
    secret = ((made["state"] == SECRET) & made["measure"].isin(list(minimum))).to_numpy()
    small = made["measure"].map(dict(minimum)).fillna(3).to_numpy()[secret]
    drawn = np.where(draw.random(secret.sum()) < 2 / 3, draw.integers(1, small), draw.integers(small, small + 14))
    made.loc[secret, "value"], made.loc[secret, "state"] = drawn.astype(float), "ok"
    cells = made[(made["level"] == Level.MUNICIPALITY) & made["measure"].isin(list(minimum))]
    key = ["measure", "territory", "year"]
    sums = cells.assign(code=cells["code"].map(dict(parents))).groupby([*key, "code"])["value"].sum()
    is_total = (made["level"] == Level.DISTRICT) & made["measure"].isin(list(minimum))
    at = pd.MultiIndex.from_frame(made.loc[is_total, [*key, "code"]])
    exact = sums.reindex(at).to_numpy()
    made.loc[is_total, "value"] = np.where(np.isnan(exact), made.loc[is_total, "value"], exact)
    return hide_others(hide_small(made, minimum), parents, minimum, made["value"])


def small_tables(groups: int, seed: int) -> tuple[pd.DataFrame, dict[str, str]]:
    """Draw tables of few areas with small counts and exact totals, the hardest to hide; without any figure of size.

    Parameters
    ----------
    groups : int
        How many.
    seed : int
        Of the draw.

    Returns
    -------
    table : DataFrame
        Not hidden yet, measure ``drawn``; each group has two areas above zero at least.
    parents : dict of str to str
        The area above of each code.
    """
    draw = np.random.default_rng(seed)
    rows: list[tuple[object, ...]] = []
    above: dict[str, str] = {}
    for at in range(groups):
        parent = f"99{at:03d}"
        counts = np.r_[draw.integers(1, 9, 2), draw.integers(0, draw.integers(2, 12), draw.integers(0, 10))]
        codes = [f"{parent}{i:03d}" for i in range(len(counts))]
        above |= dict.fromkeys(codes, parent)
        rows += [(Level.MUNICIPALITY, c, float(v)) for c, v in zip(codes, counts, strict=True)]
        rows += [(Level.DISTRICT, parent, float(counts.sum()))]
    table = pd.DataFrame(rows, columns=["level", "code", "value"])
    table = table.assign(measure="drawn", territory="2000-01-01", year=2000)
    table["state"] = np.where(table["value"] == 0, "zero", "ok")
    return table, above
