"""The ages of a region as a file: the figures of the table, and nothing of what is hidden."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from atlas.views.downloads.ages import ages_file
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

words = words_of("de")


def read(code: str, fmt: str) -> pd.DataFrame:
    atlas = shipped_atlas()
    file = ages_file(fmt, atlas, atlas.areas[DEFAULT_TERRITORY][code], DEFAULT_TERRITORY, words)
    assert file is not None
    assert file.filename == f"ages_{code}_2021-12-31.{fmt}"
    keys = {"code": str, "Schlüssel": str}
    return (
        pd.read_csv(io.BytesIO(file.body), dtype=keys)
        if fmt == "csv"
        else pd.read_excel(io.BytesIO(file.body), dtype=keys, engine="calamine")
    )


def test_a_csv_holds_sexes_groups_and_years_of_a_district() -> None:
    frame = read("16072", "csv")
    assert len(frame) == 8 * 3 * 18
    own = frame[frame["year"] == 2024].set_index(["sex", "age_group"])["value"]
    assert own["men", "unter 3"] + own["women", "unter 3"] == own["all", "unter 3"]
    groups = own["women"].drop("alle Altersgruppen")
    assert groups.sum() == own["women", "alle Altersgruppen"]
    assert set(frame["release"]) == {shipped_atlas().release}
    assert frame["source"].str.contains("Destatis").all()


@pytest.mark.parametrize(("fmt", "value", "state"), [("csv", "value", "state"), ("xlsx", "Wert", "Art des Werts")])
def test_what_is_hidden_has_a_state_and_no_number(fmt: str, value: str, state: str) -> None:
    atlas = shipped_atlas()
    table = pd.read_parquet(atlas.folder / "tables" / "age_groups.parquet")
    code = str(table.loc[(table["state"] == "secret") & (table["measure"] == "men_under_3"), "code"].iloc[0])
    frame = read(code, fmt)
    hidden = frame[frame[value].isna()]
    assert len(hidden) >= 36
    assert set(hidden[state]) == {hidden[state].iloc[0]}
    assert not frame[value].isin([1, 2]).any()


def test_a_region_without_ages_has_no_file() -> None:
    atlas = shipped_atlas()
    date = min(atlas.areas)
    area = next(a for a in atlas.areas[date].values() if a.level == "municipality")
    assert ages_file("csv", atlas, area, date, words) is None
