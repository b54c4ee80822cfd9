"""Elections by polling district, in the two forms in which the statistical office gives them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected
from atlas.sources.files import need_columns, read_grid, read_sheet, read_years, squeeze
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.sources.layout import Layout

HEADER_ROW = 3
RESULT_STATES = ("E", "V", "Z")  # final, preliminary, in between
TITLE = re.compile(r"Landtagswahl (\d{4})")
HEADS = {
    "Satzart": "kind",
    "Wahlkreisnr.": "constituency",
    "Kreisnr.": "kreis",
    "Gemeindenr.": "gemeinde",
    "Gemeindenummer": "gemeinde",
    "Wahlbezirksnr.": "polling_district",
    "Wahlberechtigte insgesamt": "eligible",
    "Wahlberechtigte": "eligible",
    "Wähler": "voters",
    "mit Wahlschein": "cards",
    "Wähler mit Wahlschein": "voters_with_card",
}
NEEDED = ("kind", "constituency", "kreis", "gemeinde", "polling_district", "eligible", "voters")
COUNTS = ("eligible", "voters", "cards", "voters_with_card")
#: Columns that a file without headings begins with, counted from 0; its counts are declared by number.
FIRST = dict(enumerate(("standing", *NEEDED[:5])))


def read_election(path: Path, state: str, layout: Layout) -> pd.DataFrame:
    """Read an election: who was allowed to vote and who did.

    Postal votes of several municipalities may be counted together: such rows carry a district, but no municipality,
    and are in no municipality's row. They are kept as rows of their own.

    Parameters
    ----------
    path : Path
        ``.xlsx``, first sheet; or a text without title and headings, where the layout gives the year.
    state : str
        Key of the state, which the file leaves out.
    layout : Layout
        Year, separator, and by number the columns of the counts of a text.

    Returns
    -------
    DataFrame
        ``kind`` ("state", "municipality": once a constituency, or "joint_postal"), ``constituency``, ``code`` (AGS;
        of a joint postal row its district; of the state its own), ``year``, ``eligible``, ``voters``, ``cards``
        (polling cards issued, that is people who may vote by post) and ``voters_with_card``: persons, the last two
        NaN where the edition does not tell them.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form, or its rows do not add up to the state's result.
    """
    body, year = _text(path, layout) if isinstance(layout.year, int) else _book(path)
    kinds = {"L": "state", "G": "municipality"}
    body["kind"] = body["kind"].map(kinds).fillna(body["kind"])
    ags = f"{state}0" + _digits(body, "kreis", 2, path.name) + _digits(body, "gemeinde", 3, path.name)
    body["code"] = ags.where(body["kind"] != "state", state)
    body["constituency"] = body["constituency"].str.zfill(3)
    pair = body["constituency"] + body["code"]
    joint = body["kind"].isna() & ~pair.isin(pair[body["kind"] == "municipality"])
    body.loc[joint, "kind"] = "joint_postal"
    body.loc[joint, "code"] = body.loc[joint, "code"].str[:5]
    body = body[body["kind"].isin(["state", "municipality", "joint_postal"])].reset_index(drop=True)
    for column in COUNTS:
        if column in body.columns:
            body[column] = read_cells(body[column], body["code"], f"{path.name}, {column}")["value"]
        else:
            body[column] = float("nan")
    _check_sums(body, path.name)
    return body.assign(year=year).astype({"year": "int16"})[["kind", "constituency", "code", "year", *COUNTS]]


def _book(path: Path) -> tuple[pd.DataFrame, int]:
    cells = read_sheet(path, 0)
    title = TITLE.findall(squeeze(cells.iloc[0, 0]))
    if not title:
        found = repr(squeeze(cells.iloc[0, 0]))
        raise DataError(
            expected(f"{path.name}, title", found, "'Landtagswahl' and its year", "use the publisher's own file")
        )
    year = int(read_years(pd.Series(title[:1]), f"{path.name}, title").iloc[0])
    return _body(cells, path.name), year


def _text(path: Path, layout: Layout) -> tuple[pd.DataFrame, int]:
    cells = read_grid(path, layout.separator, layout.encoding)
    names = FIRST | {int(column) - 1: name for column, name in layout.pairs}
    if len(cells.columns) <= max(names):
        wanted = f"a column {max(names) + 1}"
        raise DataError(expected(path.name, f"{len(cells.columns)} columns", wanted, "use the publisher's own file"))
    body = cells[cells[0].isin(RESULT_STATES)][list(names)].rename(columns=names)
    need_columns(body, NEEDED, path.name)
    return body.reset_index(drop=True), int(str(layout.year))


def _body(cells: pd.DataFrame, where: str) -> pd.DataFrame:
    data = cells.index[cells[0].isin(RESULT_STATES)]
    if data.empty or data[0] <= HEADER_ROW:
        raise DataError(
            expected(f"{where}, column 1", "no row of results", "rows marked E, V or Z", "use the publisher's own file")
        )
    heads = cells.iloc[HEADER_ROW : data[0]].map(squeeze).agg(" ".join).map(squeeze).str.replace("- ", "", regex=False)
    names: dict[int, str] = {}
    for column, head in heads.items():
        name = HEADS.get(head)
        if name is not None and name not in names.values():
            names[column] = name  # type: ignore[index]
    kreis = next((column for column, name in names.items() if name == "kreis"), None)
    if kreis is not None:  # one edition marks only the rows of the state and its constituencies
        data = cells.index[cells[0].isin(RESULT_STATES) | ((cells.index > data[0]) & cells[kreis].notna())]
    body = cells.loc[data, list(names)].rename(columns=names)
    need_columns(body, NEEDED, where)
    return body.reset_index(drop=True)


def _digits(body: pd.DataFrame, column: str, length: int, where: str) -> pd.Series[str]:
    texts = body[column]
    good = texts.str.fullmatch(rf"[0-9]{{{length}}}").fillna(value=False).astype(bool)
    if not good.all():
        found = repr(texts[~good].iloc[0])
        raise DataError(
            expected(f"{where}, {column}", found, f"{length} digits", "keep keys as text: a leading zero was lost")
        )
    return texts


def _check_sums(body: pd.DataFrame, where: str) -> None:
    state = body[body["kind"] == "state"]
    if len(state) != 1:
        raise DataError(expected(f"{where}, Satzart L", f"{len(state)} rows", "one", "use the publisher's own file"))
    for column in ("eligible", "voters"):
        total, parts = state[column].iloc[0], body.loc[body["kind"] != "state", column].sum()
        if total != parts:
            raise DataError(
                expected(
                    f"{where}, {column}",
                    f"rows that add up to {parts:.0f}",
                    f"the state's {total:.0f}",
                    "use a whole file",
                )
            )
