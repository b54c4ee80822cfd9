"""What the planning sheet of neighbourhood patterns says: what each pattern means, and which areas show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.statistics.neighbourhood import Pattern
from atlas.views.map.neighbour_marks import pattern_names
from atlas.views.patterns.patterned import all_rows, rows
from atlas.views.patterns.told import caveats, meanings
from atlas.views.print.planning import Plan, Table, cut_names, cut_rows, named_by_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from atlas.views.patterns.patterned import Patterned, Row

#: Areas that are listed from the top, and from the bottom.
ENDS = 10


def patterns_plan(shown: Patterned) -> Plan:
    """Tell neighbourhood patterns for their planning sheet."""
    words = shown.scene.words
    said = (shown.whole, *shown.recipe)
    return Plan(
        about=" ".join(said),
        notes=said,
        tables=tuple(_tables(shown)),
        silent=words("What it does not say"),
        caveats=caveats(words),
    )


def _tables(shown: Patterned) -> Iterator[Table]:
    words, found = shown.scene.words, shown.found
    names, means = pattern_names(words), meanings(words)
    yield Table(
        title=words("What the patterns mean"),
        heads=(words("Pattern"), words("Areas"), words("Meaning")),
        rows=tuple((names[p], words.number(found.of.count(p), 0), means[p]) for p in Pattern),
        wide=(36, 16, 0),
        numbers=(1,),
    )
    named = rows(shown)
    listed, more = cut_rows(tuple(_listed(named)), words)
    none = words("No area stands out from its neighbours so clearly that chance could be ruled out.")
    yield _of_areas(shown, words("Areas that stand out"), listed, more if named else (none,))
    by_value = all_rows(shown)
    half = min(ENDS, len(by_value) // 2)
    ends = tuple(_listed((*by_value[:half], *by_value[-half:])))
    yield _of_areas(shown, words("The {n} highest and the {n} lowest values").format(n=half), ends, ())
    if shown.islands:
        islands = cut_names([area.label for area in shown.islands])
        yield Table(title=words("Not compared, for lack of a neighbour with a value"), texts=(islands,))
    if shown.lacking:
        yield Table(title=words("Left out"), named=tuple(named_by_reason(*part, words) for part in shown.lacking))


def _of_areas(shown: Patterned, title: str, listed: tuple[tuple[str, ...], ...], texts: tuple[str, ...]) -> Table:
    words, unit = shown.scene.words, shown.scene.unit
    value = words("Value") + (f" ({unit})" if unit else "")
    return Table(
        title=title,
        texts=texts,
        heads=(words("Area"), words("Pattern"), value, words("Mean of its neighbours"), "p"),
        rows=listed,
        wide=(0, 38, 30, 32, 16),
        numbers=(2, 3, 4),
    )


def _listed(of: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    return ((row.area.label, row.name, row.value, row.beside, row.p) for row in of)
