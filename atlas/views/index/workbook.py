"""An index as a workbook whose formulas work it out anew: whoever changes a weight there sees what becomes of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell  # type: ignore[import-untyped]

from atlas.statistics.composite import LEAST_KNOWN, Standard
from atlas.views.downloads.captions import flat, source_records
from atlas.views.downloads.workbook import new_workbook, number_format, write_captions
from atlas.views.index.grouped import group_columns, group_heads
from atlas.views.index.told import firm_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlsxwriter  # type: ignore[import-untyped]

    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.views.index.grouped import Cells
    from atlas.views.index.shown import Shown
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

#: Rows above the areas: weights, directions, headings.
WEIGHT, WAY, HEAD, FIRST = 0, 1, 2, 3
#: Columns before the figures: code, area, district.
BEFORE = 3
#: Shares of the weight are compared with some room for how binary numbers add up.
NEARLY = 1e-9


def index_workbook(atlas: Atlas, shown: Shown, index: Index, scene: Scene, address: str, words: Words) -> bytes:
    """Write an index.

    Parameters
    ----------
    atlas : Atlas
        Names the areas.
    shown : Shown
        A recipe worked out, for its groups and how they are made.
    index : Index
        What is written: figures as numbers, scales, index and rank as formulas with their results beside them.
    scene : Scene
        The same as a view, for title and sources.
    address : str
        Where the page of the index stands.
    words : Words
        Language of heads and texts.
    """
    target = io.BytesIO()
    book = new_workbook(target, atlas.released, words.own(atlas.scope.title), scene.line, words)
    _write_areas(book, atlas, index, group_columns(shown), words)
    said = {
        "title": scene.line,
        "recipe": " ".join(shown.recipe),
        "range_of_ranks": firm_text(words),
        "address": address,
        "release": atlas.release,
        "sources": source_records(scene.sources),
    }
    write_captions(book, flat(said), words)
    book.close()
    return target.getvalue()


def _write_areas(
    book: xlsxwriter.Workbook, atlas: Atlas, index: Index, groups: Mapping[str, Cells], words: Words
) -> None:
    sheet = book.add_worksheet(words("Index"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    k, areas = len(index.columns), atlas.areas[index.recipe.territory]
    last = FIRST + len(index.codes) - 1
    sheet.set_column(0, 0, 13)
    sheet.set_column(1, 2, 26)
    sheet.set_column(BEFORE, BEFORE + 2 * k + 3, 14)
    sheet.freeze_panes(FIRST, 2)
    scaled = BEFORE + k
    for row, name, cells in (
        (WEIGHT, words("Weight"), [c.item.weight for c in index.columns]),
        (WAY, words("Direction (1 raises, -1 lowers)"), [1 if c.item.rises else -1 for c in index.columns]),
    ):
        sheet.write_string(row, 1, name, bold)
        for at, cell in enumerate(cells):
            sheet.write_number(row, scaled + at, cell, bold)
    names = [f"{c.indicator.short_title} {c.when}" for c in index.columns]
    ends = [words("Index"), words("Rank"), words("Best rank"), words("Worst rank")]
    ends += [group_heads(words)[name] for name in groups]
    heads = [words("Code"), words("Area"), words("District"), *names]
    heads += [words("{name} on the common scale").format(name=name) for name in names]
    for at, head in enumerate([*heads, *ends]):
        sheet.write_string(HEAD, at, head, wrap)
    styles = [number_format(book, c.indicator.decimals) for c in index.columns]
    score_style = number_format(book, index.decimals)
    for at, code in enumerate(index.codes):
        row, area = FIRST + at, areas[code]
        inside = areas.get(area.parent)
        for i, text in enumerate((code, area.label, inside.name if inside else "")):
            sheet.write_string(row, i, text)
        for i, column in enumerate(index.columns):
            _number(sheet, row, BEFORE + i, column.values[at], styles[i])
        for i in range(k):
            formula = _on_scale(index.recipe.standard, row, BEFORE + i, scaled + i, last)
            _formula(sheet, (row, scaled + i), formula, index.scaled[at, i], score_style)
        score = scaled + k
        _formula(sheet, (row, score), _score(index, row, scaled, k), index.made.scores[at], score_style)
        cell, room = xl_rowcol_to_cell(row, score), xl_range_abs(FIRST, score, last, score)
        _formula(sheet, (row, score + 1), f'=IF({cell}="","",RANK({cell},{room},0))', index.rank[at], None)
        _number(sheet, row, score + 2, index.firm.best[at], None)
        _number(sheet, row, score + 3, index.firm.worst[at], None)
        for i, group in enumerate(groups.values()):
            sheet.write(row, score + 4 + i, group[at], score_style if isinstance(group[at], float) else None)


def _number(sheet: Any, row: int, column: int, value: float, style: Any) -> None:  # noqa: ANN401  XlsxWriter has no types
    if not np.isnan(value):
        sheet.write_number(row, column, float(value), style)


def _formula(sheet: Any, at: tuple[int, int], formula: str, value: float, style: Any) -> None:  # noqa: ANN401  as above
    sheet.write_formula(*at, formula, style, "" if np.isnan(value) else float(value))


def _on_scale(standard: Standard, row: int, column: int, scaled: int, last: int) -> str:
    """Write what puts a figure on the common scale; an empty cell stays empty."""
    v, room = xl_rowcol_to_cell(row, column), xl_range_abs(FIRST, column, last, column)
    way = f"{xl_col_to_name(scaled)}${WAY + 1}"
    # comparisons within sums: conditions written as texts would round the numbers
    place = f"(SUMPRODUCT(ISNUMBER({room})*({room}<{v}))+(SUMPRODUCT(ISNUMBER({room})*({room}={v}))+1)/2)"
    low = f"(({v}-MIN({room}))/(MAX({room})-MIN({room})))"
    share = f"(({place}-0.5)/COUNT({room}))"
    made = {
        Standard.Z: f"({v}-AVERAGE({room}))/STDEV({room})*{way}",
        Standard.MINMAX: f"100*IF({way}>0,{low},1-{low})",
        Standard.RANK: f"IF({way}>0,{place},COUNT({room})+1-{place})",
        Standard.PERCENTILE: f"100*IF({way}>0,{share},1-{share})",
    }[standard]
    return f'=IF(ISNUMBER({v}),{made},"")'


def _score(index: Index, row: int, scaled: int, k: int) -> str:
    cells = f"{xl_rowcol_to_cell(row, scaled)}:{xl_rowcol_to_cell(row, scaled + k - 1)}"
    weights = xl_range_abs(WEIGHT, scaled, WEIGHT, scaled + k - 1)
    known = f"SUMPRODUCT(ISNUMBER({cells})*{weights})"
    least = LEAST_KNOWN if index.recipe.others_stand_in else 1.0
    # rounded so that two areas that are alike share a rank
    return f'=IF({known}<{least - NEARLY}*SUM({weights}),"",ROUND(SUMPRODUCT({cells},{weights})/{known},9))'
