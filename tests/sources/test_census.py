from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.errors import DataError
from atlas.sources.census import MEASURES, read_census

if TYPE_CHECKING:
    from pathlib import Path


def file(folder: Path, *rows: str, columns: str = ",".join(MEASURES)) -> Path:
    path = folder / "census.csv"
    path.write_text("\n".join([f"ags,{columns}", *rows, ""]), encoding="utf-8")
    return path


def test_an_empty_cell_is_unknown_and_not_zero(tmp_path: Path) -> None:
    found = read_census(file(tmp_path, "01001000,1,1,1,1,1,1,1", "16061001,950.0,,1.9,400,7.5,70.1,5.2"))
    by_measure = found.set_index("measure")
    assert by_measure["state"].drop("share_foreign").eq("ok").all()
    assert by_measure.loc["share_foreign", "state"] == "unknown"
    assert by_measure.loc["population", "value"] == 950
    assert set(found["code"]) == {"16061001"}
    assert set(found["year"]) == {2022}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["1001000,1,1,1,1,1,1,1"], "a leading zero was lost"),
        (["16061001,1,1,1,1,1,1,1"] * 2, "16061001 twice"),
        (["16061001,1,1,1,1,many,1,1"], "vacancy_rate_census22, row 16061001: found 'many'"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_census(file(tmp_path, *rows))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="expected a column 'share_foreign_census22'"):
        read_census(file(tmp_path, "16061001,1", columns="population_census22"))


@pytest.mark.real
def test_vacancy_and_owners_of_the_state_are_plausible(sources_folder: Path) -> None:
    found = read_census(sources_folder / "zensus2022" / "zensus2022_gemeinden.csv")
    wide = found.pivot(index="code", columns="measure", values="value")
    known = wide.dropna(subset=["vacancy_rate"])
    assert len(wide) == 631
    assert (known["vacancy_rate"] * known["dwellings"]).sum() / known["dwellings"].sum() == pytest.approx(8.0, abs=0.3)
    assert (wide["share_owner_occupied"] * wide["dwellings"]).sum() / wide["dwellings"].sum() == pytest.approx(
        42, abs=4
    )
