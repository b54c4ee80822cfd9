"""What differs between two states of the atlas: figures new, other and gone, texts, areas, sources."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  pydantic reads the annotations
from collections import Counter
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import LEVELS, Indicator, Level

if TYPE_CHECKING:
    from atlas.data.figures import Figures
    from atlas.data.store import Atlas

#: So many of the largest differences of an indicator are named.
NAMED = 3
#: Texts and rules of an indicator that readers see.
TEXTS = tuple(f.name for f in fields(Indicator) if f.name != "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure that is another one than before."""

    code: str
    name: str
    level: Level
    territory: dt.date
    year: int
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfIndicator:
    """How the figures and texts of an indicator differ.

    Attributes
    ----------
    id, title, unit, decimals
        Those of the newer state; of the older one where the indicator is gone.
    new, changed, gone : int
        Figures that have a value now and had none, have another value or state, had a value and have none.
    texts : tuple of str
        Which texts differ, by their names in the catalogue.
    largest : tuple of Moved
        The largest differences, the largest first.
    added, removed : bool
        The indicator itself is new, or gone.
    """

    id: str
    title: str
    unit: str = ""
    decimals: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    texts: tuple[str, ...] = ()
    largest: tuple[Moved, ...] = ()
    added: bool = False
    removed: bool = False

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.new or self.changed or self.gone or self.texts or self.added or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What differs between two states.

    Attributes
    ----------
    indicators : tuple of OfIndicator
        Those that differ, in the order of the catalogue.
    areas_new, areas_gone, areas_changed : int
        Areas of all territory dates; changed are names and what an area belongs to.
    borders : bool
        Outlines differ.
    sources : tuple of str
        Titles of the tables of which source, licence or date is told otherwise, or that are new or gone.
    """

    indicators: tuple[OfIndicator, ...] = ()
    areas_new: int = 0
    areas_gone: int = 0
    areas_changed: int = 0
    borders: bool = False
    sources: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether readers can see any difference that is counted here."""
        return any(asdict(self).values())


def differences(before: Atlas, after: Atlas) -> Differences:
    """Compare two states of the atlas as readers see them, hidden values hidden.

    Parameters
    ----------
    before, after : Atlas
        The older and the newer one.

    Returns
    -------
    Differences
        Only what differs.
    """
    old, new = before.catalogue.indicators, after.catalogue.indicators
    compared = [_compared(before, after, key) for key in dict.fromkeys((*new, *old))]
    places = {(t, c): a for t, of in before.areas.items() for c, a in of.items()}
    now = {(t, c): a for t, of in after.areas.items() for c, a in of.items()}
    told = [{k: (t.title, t.date, t.source) for k, t in a.tables.items()} for a in (before, after)]
    titles = {t.id: t.title for a in (before, after) for t in a.tables.values()}
    outlines = [{(x.territory, x.level, x.detail): x.sha256 for x in a.manifest.layers} for a in (before, after)]
    return Differences(
        indicators=tuple(c for c in compared if c.any),
        areas_new=len(now.keys() - places.keys()),
        areas_gone=len(places.keys() - now.keys()),
        areas_changed=sum(_described(places[key]) != _described(now[key]) for key in places.keys() & now.keys()),
        borders=outlines[0] != outlines[1],
        sources=tuple(titles[k] for k in titles if told[0].get(k) != told[1].get(k)),
    )


def _described(area: object) -> tuple[object, ...]:
    return tuple(getattr(area, key) for key in ("name", "designation", "parent", "association", "area_km2"))


def _compared(before: Atlas, after: Atlas, key: str) -> OfIndicator:
    old, new = before.catalogue.indicators.get(key), after.catalogue.indicators.get(key)
    known = new or old
    if known is None:
        raise LookupError(key)
    counts: Counter[str] = Counter(new=0, changed=0, gone=0)
    moved: list[Moved] = []
    for territory in dict.fromkeys((*after.territories, *before.territories)):
        for level in LEVELS:
            earlier, later = (
                _known(a.figures(i, level, territory) if i and _has(a, level, territory) else None)
                for a, i in ((before, old), (after, new))
            )
            both = [k for k in earlier.keys() & later.keys() if earlier[k] != later[k]]
            counts.update(
                new=len(later.keys() - earlier.keys()), changed=len(both), gone=len(earlier.keys() - later.keys())
            )
            moved += (_moved(after, level, territory, key, earlier[key][0], later[key][0]) for key in both)
    return OfIndicator(
        id=key,
        title=known.title,
        unit=known.unit,
        decimals=known.decimals,
        **counts,
        texts=tuple(n for n in TEXTS if getattr(old, n) != getattr(new, n)) if old and new else (),
        largest=tuple(sorted(moved, key=lambda m: (-abs(m.after - m.before), m.code, -m.year))[:NAMED]),
        added=old is None,
        removed=new is None,
    )


def _has(atlas: Atlas, level: Level, territory: dt.date) -> bool:
    """Tell whether an atlas has areas of a level: not every one has all levels."""
    return territory in atlas.areas and bool(atlas.codes(level, territory))


def _moved(after: Atlas, level: Level, territory: dt.date, key: tuple[int, str], earlier: float, later: float) -> Moved:
    year, code = key
    name = after.areas[territory][code].label
    return Moved(code=code, name=name, level=level, territory=territory, year=year, before=earlier, after=later)


def _known(figures: Figures | None) -> dict[tuple[int, str], tuple[float, int]]:
    """Give value and state of every figure that has a value."""
    if figures is None:
        return {}
    rows, columns = np.nonzero(~np.isnan(figures.values))
    return {
        (figures.years[y], figures.codes[c]): (float(figures.values[y, c]), int(figures.states[y, c]))
        for y, c in zip(rows.tolist(), columns.tolist(), strict=True)
    }
