"""Inhabitants of a region by age and sex as CSV and XLSX."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.data.ages import GROUPS, MEN, PEOPLE, TABLE, WOMEN
from atlas.data.figures import PRECEDENCE
from atlas.model import Measure, ValueState
from atlas.views.downloads.captions import File, captions, flat, source_records
from atlas.views.downloads.tables import TYPES, csv_text
from atlas.views.downloads.workbook import cells, heads, new_workbook, number_format, write_captions, write_sheet
from atlas.words.ages import age_group

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words

SUFFIXES = ("csv", "xlsx")
SEXES = {"men": MEN, "women": WOMEN, "all": ""}


def ages_table(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> pd.DataFrame:
    """Give a row a year, sex and age group, and one for all ages; what is hidden has its state and no value.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the names of groups.
    """
    ends = [(group.measure, group.first, group.last) for group in GROUPS]
    wanted = [*ends, (PEOPLE, 0, None)]
    rows: list[tuple[Any, ...]] = []
    for sex, before in SEXES.items():
        for measure, first, last in wanted:
            figures = atlas.measured(Measure(TABLE, before + measure), area.level, territory)
            name = words("all ages") if measure == PEOPLE else age_group(first, last, words)
            column = figures.codes.index(area.code)
            for row, year in enumerate(figures.years):
                state = str(PRECEDENCE[int(figures.states[row, column])])
                rows.append((area.code, area.label, year, sex, first, last, name, figures.values[row, column], state))
    columns = ["code", "name", "year", "sex", "age_from", "age_to", "age_group", "value", "state"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["year", "sex"], kind="stable", ignore_index=True)


def ages_file(fmt: str, atlas: Atlas, area: Area, territory: dt.date, words: Words) -> File | None:
    """Write the ages of a region; None where nothing is known of them.

    Parameters
    ----------
    fmt : str
        ``csv`` or ``xlsx``.
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of heads and notes.
    """
    if Measure(TABLE, PEOPLE) not in atlas.declared:
        return None
    frame = ages_table(atlas, area, territory, words)
    if frame["value"].isna().all():
        return None
    source = atlas.tables[TABLE].source
    said = captions(atlas.edition, None, area.level, territory, words) | {
        "title": words("Inhabitants by age and sex"),
        "unit": words("persons"),
        "sources": source_records((source,)),
    }
    name = f"ages_{area.code}_{territory.isoformat()}.{fmt}"
    if fmt == "csv":
        meanings = {str(state): words.state(state).meaning for state in ValueState}
        told = frame.astype({"age_to": "Int64", "value": "Int64"}).assign(
            state_meaning=frame["state"].map(meanings),
            unit=said["unit"],
            territory=territory.isoformat(),
            source=source.attribution,
            licence=f"{source.licence} {source.licence_url}",
            release=atlas.release,
        )
        return File(csv_text(told), TYPES[fmt], name)
    target = io.BytesIO()
    book = new_workbook(target, atlas.released, said["atlas"], said["title"], words)
    named = heads(words, {}) | {
        "sex": words("Sex"),
        "age_from": words("Age from"),
        "age_to": words("Age to"),
        "age_group": words("Age"),
    }
    people = {"men": words("Men"), "women": words("Women"), "all": words("Together")}
    shown = frame.assign(sex=frame["sex"].map(people))
    styles = {"value": number_format(book, 0)}
    write_sheet(book, words("Values"), shown.columns, cells(shown, words), styles, named)
    write_captions(book, flat(said), words)
    book.close()
    return File(target.getvalue(), TYPES[fmt], name)
