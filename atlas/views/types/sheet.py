"""What the planning sheet of types says: each type in words and in means, how many there are, and which areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.print.planning import Plan, Table, cut_rows
from atlas.views.types.described import kinds
from atlas.views.types.recipe import caveats, firmness
from atlas.views.types.rows import untyped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.model import Area
    from atlas.views.types.described import Kind
    from atlas.views.types.typed import Typed

#: Marks of a type, and areas of all types together, that are named; the page and the files hold all.
MOST_MARKS, MOST_AREAS = 5, 1200


def types_plan(typed: Typed) -> Plan:
    """Tell types of areas for their planning sheet."""
    words = typed.scene.words
    return Plan(
        about=" ".join(typed.recipe),
        notes=(*typed.recipe, firmness(typed.found, words)),
        tables=tuple(_tables(typed)),
        silent=words("What types do not say"),
        caveats=caveats(words),
    )


def _tables(typed: Typed) -> Iterator[Table]:
    words, described = typed.scene.words, kinds(typed)
    far = words(
        "Named is what lies at least half a standard deviation from the mean of all areas, the strongest first; means "
        "are those of areas, each counted once."
    )
    yield Table(
        title=words("What the types are"),
        texts=(far,),
        heads=(words("Type"), words("Areas"), words("What sets it apart"), words("Typical")),
        rows=tuple(_kind(typed, kind) for kind in described),
        wide=(14, 16, 0, 48),
        numbers=(1,),
    )
    yield _means(typed)
    found, numbers = typed.found, sorted(typed.found.curve)
    silhouette = words(
        "The silhouette says how much nearer areas lie to their own type than to the next one: 1 is far apart, 0 is "
        "between two, below 0 nearer to another type."
    )
    yield Table(
        title=words("How many types"),
        texts=(silhouette,),
        heads=(words("Number of types"), *(str(n) for n in numbers)),
        rows=((words("Mean silhouette"), *(words.number(found.curve[n], 2) for n in numbers)),),
        wide=(38, *[0] * len(numbers)),
        numbers=tuple(range(1, len(numbers) + 1)),
    )
    yield Table(title=words("All areas by type"), named=tuple(_areas(typed, described)))


def _kind(typed: Typed, kind: Kind) -> tuple[str, str, str, str]:
    words = typed.scene.words
    marks = "; ".join(mark.sentence for mark in kind.marks[:MOST_MARKS])
    near = words("Lies near the middle in all of these indicators.")
    typical = "; ".join(area.label for area in kind.typical)
    return kind.name, words.number(kind.count, 0), f"{marks}." if marks else near, typical


def _means(typed: Typed) -> Table:
    """Set the means of the types beside that of all areas, an indicator a row."""
    found, words = typed.found, typed.scene.words
    known = typed.figures.loc[list(found.codes)]
    means = [known.mean(), *(known[found.of == number].mean() for number in range(found.k))]
    rows = tuple(
        (
            f"{i.short_title}, {year}" + (f" ({i.unit})" if i.unit else ""),
            *(words.number(float(mean[i.id]), i.decimals) for mean in means),
        )
        for i, year in zip(typed.indicators, typed.years, strict=True)
    )
    rows, more = cut_rows(rows, words)
    return Table(
        title=words("Means of the types"),
        texts=more,
        heads=(words("Indicator"), words("all"), *(typed.name(number) for number in range(found.k))),
        rows=rows,
        wide=(0, *[12 if found.k > 6 else 18] * (found.k + 1)),  # noqa: PLR2004  more columns would not fit
        numbers=tuple(range(1, found.k + 2)),
    )


def _areas(typed: Typed, described: tuple[Kind, ...]) -> Iterator[tuple[str, str]]:
    """Name the areas of each type, the most typical first, then its border cases; then those without a type."""
    found, areas, words = typed.found, typed.scene.areas, typed.scene.words
    for number, kind in enumerate(described):
        told = f"{_named(typed, [areas[found.codes[i]] for i in found.members(number)])}."
        if kind.between:
            between = "; ".join(f"{area.label} ({other})" for area, other in kind.between)
            more = words.counted("and one more area", "and {n} more areas", kind.more) if kind.more else ""
            told += f" {words('Between two types')}: {f'{between} {more}'.strip()}."
        yield f"{kind.name}:", told
    for part in untyped(typed):
        yield f"{words('Without a type')} ({part.reason}):", f"{_named(typed, part.areas)}."


def _named(typed: Typed, areas: Sequence[Area]) -> str:
    most = MOST_AREAS // typed.found.k
    told = "; ".join(area.label for area in areas[:most])
    more = len(areas) - most
    left_out = typed.scene.words.counted("and one more area", "and {n} more areas", more)
    return f"{told} {left_out}" if more > 0 else told
