"""Tables of the page of types: silhouettes by number, the areas with their types, and those without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.figures import N_VALUELESS, RANK
from atlas.model import ValueState

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.views.types.typed import Typed

SECRET = RANK[ValueState.SECRET]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area with its type, silhouette, and values as they are read."""

    area: Area
    kind: int
    name: str
    silhouette: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Untyped:
    """Areas without a type for one reason: that a value is kept secret, or that there is none."""

    reason: str
    areas: tuple[Area, ...]


def curve_rows(typed: Typed) -> list[tuple[int, str, bool]]:
    """Give for each number of types its mean silhouette, and whether it is shown."""
    found = typed.found
    return [(k, typed.scene.words.number(value, 2), k == found.k) for k, value in sorted(found.curve.items())]


def area_rows(typed: Typed) -> list[AreaRow]:
    """Give a row an area, by type, and in each type the most typical first."""
    found, words, areas = typed.found, typed.scene.words, typed.scene.areas
    values = typed.figures.loc[list(found.codes)].to_numpy()
    digits = [i.decimals for i in typed.indicators]
    return [
        AreaRow(
            areas[found.codes[i]],
            kind,
            typed.name(kind),
            words.number(float(found.silhouettes[i]), 2),
            tuple(words.number(float(v), d) for v, d in zip(values[i], digits, strict=True)),
        )
        for kind in range(found.k)
        for i in found.members(kind)
    ]


def untyped(typed: Typed) -> list[Untyped]:
    """Name the areas without a type by the reason; nothing where all have one."""
    areas, words = typed.scene.areas, typed.scene.words
    hidden = (typed.states == SECRET).any(axis=1)
    lacking = (typed.states < N_VALUELESS).any(axis=1)
    found = []
    for state, which in ((ValueState.SECRET, hidden), (ValueState.UNKNOWN, lacking & ~hidden)):
        codes = typed.figures.index[which]
        if len(codes):
            found.append(Untyped(words.state(state).short, tuple(areas[str(code)] for code in codes)))
    return found


def area_texts(typed: Typed) -> dict[str, str]:
    """Say of each area by its code what is read out where a pointer rests on it."""
    found, areas = typed.found, typed.scene.areas
    names = dict(zip(found.codes, (typed.name(int(kind)) for kind in found.of), strict=True))
    without = {area.code: part.reason for part in untyped(typed) for area in part.areas}
    return {code: f"{areas[code].label}: {value}" for code, value in (names | without).items()}
