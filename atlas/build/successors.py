"""Where municipalities went that are no more: what the editions of the directory prove, and nothing else.

Three proofs are taken, the strongest first: the place's own coordinates lie in the later municipality; a polling
district of it still bears the name; its area is exactly what the later one has grown by. All must agree with the areas:
where the parts of a municipality would be larger than the whole, neither name nor area proves anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING

import pandas as pd

from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

#: Areas were surveyed anew between the editions: so much may the sum of parts differ from the whole.
TOLERANCE_KM2, TOLERANCE = 0.7, 0.012
#: And so much an area that is to be found again exactly.
EXACT_KM2, EXACT = 0.15, 0.005
MOST_STEPS = 20_000


def name_key(name: str) -> str:
    """Fold a name to its letters, without what only tells namesakes apart."""
    return re.sub(r"[^a-zäöüß]", "", re.sub(r"\(.*?\)| b\..*$| v\. ?d\..*$", "", name.lower()))


@dataclass
class Successors:
    """Finds them.

    Attributes
    ----------
    editions : list of DataFrame
        Editions of the directory by code, oldest first; the last one holds the municipalities in which it ends.
    polling : DataFrame
        ``code`` and ``name`` of polling districts after the editions.
    holder : callable
        The municipality of the last edition in which a point (lon, lat) lies, "" where none does.
    left : dict of str to str
        A district of today and one that a town of it was for a while.
    into : dict of str to tuple of str
        What was found so far.
    """

    editions: Sequence[pd.DataFrame]
    polling: pd.DataFrame
    holder: Callable[[float, float], str]
    left: Mapping[str, str] = field(default_factory=dict)
    into: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self) -> dict[str, tuple[str, ...]]:
        """Find the successors of every code that the last edition lacks; codes without proof are left out."""
        now = set(self.editions[-1].index)
        last = {code: edition for edition in self.editions[:-1] for code in edition.index if code not in now}
        for code, edition in last.items():
            row = edition.loc[code]
            lon, lat = (float(row[k]) for k in ("lon", "lat"))
            if not isnan(lon) and (found := self.holder(lon, lat)):
                self.into[code] = (found,)
        self._split(last)
        self._keep(self._by_name(last), last)
        for edition in reversed(self.editions[:-1]):
            while sure := self._by_area(edition, [c for c in last if c in edition.index]):
                if not self._keep(sure, last):
                    break
        return self.into

    def _keep(self, found: dict[str, tuple[str, ...]], last: dict[str, pd.DataFrame]) -> bool:
        """Enter what was found, unless the parts of a municipality become larger than it; whether anything stays."""
        self.into |= found
        left_of = {id(edition): self._left(edition) for edition in self.editions}
        wrong = [c for c, (heir,) in found.items() if left_of[id(last[c])][heir] < -self._tolerance(heir)]
        for code in wrong:
            del self.into[code]
        return len(wrong) < len(found)

    def _by_name(self, last: dict[str, pd.DataFrame]) -> dict[str, tuple[str, ...]]:
        keys = self.polling["name"].map(name_key)
        found = {}
        for code, edition in last.items():
            own = name_key(str(edition["name"][code]))
            called = self.polling.loc[keys.str.startswith(own) & (keys.str.len() <= len(own) + 2), "code"]
            heirs = {h for c in called for h in self._now(c) if _district(h) in self._districts(code)}
            if code not in self.into and len(heirs) == 1:
                found[code] = tuple(heirs)
        return found

    def _now(self, code: str) -> tuple[str, ...]:
        return (code,) if code in self.editions[-1].index else self.into.get(code, ())

    def _tolerance(self, code: str) -> float:
        return max(TOLERANCE_KM2, TOLERANCE * float(self.editions[-1]["area_km2"][code]))

    def _left(self, edition: pd.DataFrame) -> pd.Series[float]:
        """Area of each municipality in the end that none of the known parts of an edition fills."""
        whole = self.editions[-1]["area_km2"].copy()
        for code, area in edition["area_km2"].items():
            heirs = self._now(str(code))
            if len(heirs) == 1:
                whole[heirs[0]] -= area
        return whole

    def _by_area(self, edition: pd.DataFrame, gone: list[str]) -> dict[str, tuple[str, ...]]:
        """Fill up municipalities with those that are alone in fitting: of the same postcodes, else of the district."""
        left = self._left(edition)
        unknown = [c for c in gone if c not in self.into]
        fits: dict[str, frozenset[str]] = {}
        for heir in map(str, left.index[left > 1]):
            missing = float(left[heir])
            near = [c for c in unknown if _district(heir) in self._districts(c)]
            codes = {self.editions[-1]["postcode"][heir]}
            codes |= {edition["postcode"][c] for c in edition.index if self._now(str(c)) == (heir,)}
            areas = {c: float(edition["area_km2"][c]) for c in near}
            nearer = {c: area for c, area in areas.items() if edition["postcode"][c] in {"", *codes}}
            exact = EXACT_KM2 + EXACT * missing
            fits[heir] = only_fit(nearer, missing, exact) or only_fit(areas, missing, exact)
        claimed = [c for parts in fits.values() for c in parts]
        return {c: (heir,) for heir, parts in fits.items() for c in parts if claimed.count(c) == 1}

    def _districts(self, code: str) -> set[str]:
        own = _district(code)
        return {own, self.left.get(own, own)}

    def _split(self, last: dict[str, pd.DataFrame]) -> None:
        """Name both heirs where one has too little room for its parts and another misses just as much."""
        left_of = {id(edition): self._left(edition) for edition in self.editions}
        for code, edition in last.items():
            heirs = self.into.get(code, ())
            if len(heirs) != 1:
                continue
            left = left_of[id(edition)]
            over = float(left[heirs[0]])
            if over >= -self._tolerance(heirs[0]):
                continue
            others = [str(h) for h, v in left.items() if _district(str(h)) == _district(code) and abs(v + over) < 1]
            large = [c for c in edition.index if self._now(str(c)) == heirs and c not in self.editions[-1].index]
            large = [c for c in large if float(edition["area_km2"][c]) > -over]
            if len(others) == 1 and large == [code]:
                self.into[code] = (*heirs, *others)


def only_fit(areas: dict[str, float], wanted: float, tolerance: float) -> frozenset[str]:
    """Find the only set of parts whose areas add up to a sum; empty where there is none or more than one."""
    parts = sorted(areas, key=lambda c: -areas[c])
    rest = [sum(areas[c] for c in parts[i:]) for i in range(len(parts) + 1)]
    found: list[frozenset[str]] = []
    stack: list[tuple[int, float, frozenset[str]]] = [(0, wanted, frozenset())]
    steps = 0
    while stack:
        steps += 1
        at, left, chosen = stack.pop()
        if abs(left) <= tolerance and chosen and chosen not in found:
            found.append(chosen)
        if len(found) > 1 or steps > MOST_STEPS:
            return frozenset()
        if at == len(parts) or left < -tolerance or left - rest[at] > tolerance:
            continue
        stack += [(at + 1, left, chosen), (at + 1, left - areas[parts[at]], chosen | {parts[at]})]
    return found[0] if found else frozenset()


def _district(code: str) -> str:
    return code[: CODE_LENGTH[Level.DISTRICT]]
