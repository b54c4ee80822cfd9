"""Find in a layer of boundaries what is what, by content: keys, names, designations, and what is land."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level
from atlas.sources.boundaries import DESIGNATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.sources.border_files import BorderLayer

#: GF of the BKG: 4 (VG250) and 9 (VG5000) are land with the structure of municipalities; all else is water, sea or land
#: without it.
KIND_OF_GROUND, LAND = "GF", frozenset({4, 9})
#: Digits of an ARS: state, region and district (5), association (4), municipality (3).
ARS = 12
#: What columns of keys are called, where there are several.
CALLED = frozenset({"AGS", "ARS", "RS"})
KEY = r"(?:0[1-9]|1[0-6])[0-9]*"
#: Share of the cells of a column that have to be keys.
MOST = 0.9
#: What the BKG and others call the columns of official names and designations; where none is there, content decides.
NAMES = ("GEN", "name", "gemeinde", "bezeichnung", "gemeindename")
DESIGNATION = "BEZ"
LETTERS = re.compile(r"[^\W\d_]{2}")
LEVELS = {CODE_LENGTH[level]: level for level in (Level.DISTRICT, Level.MUNICIPALITY, Level.ASSOCIATION)}
WANTED = "a column of keys: AGS (8 digits) or ARS (12 digits)"


def read_columns(layer: BorderLayer, states: Sequence[str]) -> tuple[Level, gpd.GeoDataFrame] | None:
    """Find level, keys and names of a layer.

    Parameters
    ----------
    layer : BorderLayer
        As it was read.
    states : sequence of str
        Keys of the states whose areas are wanted.

    Returns
    -------
    tuple of (Level, GeoDataFrame) or None
        ``code``, ``name``, ``designation``, ``association`` (empty where the layer does not tell) and geometry, a row a
        part of land; None if the layer has no column of keys.

    Raises
    ------
    DataError
        Its keys are of other states, or it names no area.
    """
    areas = layer.areas
    kind = next((c for c in areas.columns if c.upper() == KIND_OF_GROUND), None)
    if kind is not None and (land := pd.to_numeric(areas[kind], errors="coerce").isin(LAND)).any():
        areas = areas[land]
    texts = {str(c): _text(areas[c]) for c in areas.columns if c != areas.geometry.name}
    keys = {c: read for c, text in texts.items() if (read := _keys(text)) is not None}
    if not keys:
        return None
    by_length = {length: [c for c, (text, n) in keys.items() if n == length] for length in (*LEVELS, ARS)}
    level, municipal = Level.MUNICIPALITY, by_length[CODE_LENGTH[Level.MUNICIPALITY]]
    if by_length[CODE_LENGTH[Level.DISTRICT]] and all(keys[c][0].str.endswith("000").all() for c in municipal):
        by_length[CODE_LENGTH[Level.MUNICIPALITY]] = municipal = []  # keys of districts, filled up with zeros
    long = _fullest(by_length[ARS], keys) if by_length[ARS] else None
    of_groups = long is not None and keys[long][0].str.endswith("000").all() and len(set(keys[long][0])) > 1
    if long is not None and not of_groups:
        whole = keys[long][0]
        code, association = whole.str[:5] + whole.str[9:], whole.str[: CODE_LENGTH[Level.ASSOCIATION]]
        code = keys[_fullest(municipal, keys)][0] if municipal else code
    else:
        lengths = (Level.ASSOCIATION, Level.MUNICIPALITY, Level.DISTRICT)
        level = next((x for x in lengths if by_length[CODE_LENGTH[x]]), Level.STATE)
        if level is Level.STATE:
            return None
        code = keys[_fullest(by_length[CODE_LENGTH[level]], keys)][0]
        association = pd.Series("", areas.index, dtype=str)
    own = code.str.startswith(tuple(states))
    if not own.any():
        found = ", ".join(sorted(set(code.str[:2]))[:5])
        raise DataError(
            expected(
                layer.where,
                f"areas of the states {found}",
                f"some of {', '.join(states)}",
                "use a file that holds them",
            )
        )
    name = _name_column(texts, keys, layer.where)
    title = texts[DESIGNATION] if DESIGNATION in texts else pd.Series("", areas.index, dtype=str)
    columns = {
        "code": code,
        "name": texts[name],
        "designation": title.map(lambda t: DESIGNATIONS.get(t, t)),
        "association": association,
    }
    frame = gpd.GeoDataFrame(pd.DataFrame(columns), geometry=areas.geometry.to_numpy(), crs=areas.crs)
    return level, frame[own].reset_index(drop=True)


def _text(column: pd.Series[Any]) -> pd.Series[str]:
    """Write a column as text; whole numbers without a point."""
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        column = column.astype("Int64")
    return column.astype("string").fillna("").str.strip().astype(str)


def _keys(text: pd.Series[str]) -> tuple[pd.Series[str], int] | None:
    """Take a column for keys if its cells have one length that keys have; a zero at the front may be lost."""
    filled = text[text != ""]
    if filled.empty or len(filled) < MOST * len(text):
        return None
    for length in (*sorted(LEVELS), ARS):
        whole = text.where(text.str.len() != length - 1, "0" + text)
        if whole.str.fullmatch(rf"(?={'.' * length}$){KEY}").mean() >= MOST and filled.str.fullmatch(r"[0-9]+").all():
            return whole, length
    return None


def _fullest(columns: Sequence[str], keys: dict[str, tuple[pd.Series[str], int]]) -> str:
    return max(columns, key=lambda c: (c.upper() in CALLED, keys[c][0].nunique()))


def _name_column(texts: dict[str, pd.Series[str]], keys: dict[str, tuple[pd.Series[str], int]], where: str) -> str:
    """Pick the column of names: called so, else the one with the most different texts."""
    worded = {c: t for c, t in texts.items() if c not in keys and t.str.contains(LETTERS).mean() >= MOST}
    called = next((c for name in NAMES for c in worded if c.lower() == name.lower()), None)
    # ids such as DEBKGVG5000006YB hold digits, names hardly ever do
    plain = {c: t for c, t in worded.items() if t.str.contains(r"[0-9]").mean() < 1 - MOST}
    found = called or max(plain, key=lambda c: plain[c].nunique(), default=None)
    if found is None:
        raise DataError(expected(where, f"the columns {', '.join(texts)}", "one with the names of the areas", "add it"))
    return found
