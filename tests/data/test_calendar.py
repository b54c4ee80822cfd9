from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.data.calendar import Report, read_calendar
from atlas.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas

YEARLY: dict[str, Any] = {"id": "inkar", "title": "INKAR", "by": "BBSR", "every_years": 1, "tables": ["inkar_labour"]}


def read(folder: Path, atlas: Atlas, *reports: dict[str, Any]) -> tuple[Report, ...]:
    (folder / "calendar.yaml").write_text(yaml.safe_dump({"reports": list(reports)}), encoding="utf-8")
    return read_calendar(folder, atlas.catalogue, atlas.tables)


def told(folder: Path, atlas: Atlas, *reports: dict[str, Any]) -> str:
    with pytest.raises(DataError) as error:
        read(folder, atlas, *reports)
    return str(error.value)


def test_a_folder_without_a_calendar_has_no_reports(tmp_path: Path, atlas: Atlas) -> None:
    assert read_calendar(tmp_path, atlas.catalogue, atlas.tables) == ()


@pytest.mark.parametrize(
    ("own", "newest", "coming"),
    [
        ({}, 2021, 2022),
        ({"delay_years": 2}, 2021, 2024),
        ({"every_years": 5}, 2019, 2024),
        ({"last": 2023}, 2021, 2024),
        ({"coming": 2031}, 2022, 2031),
        ({}, None, None),
        ({"every_years": None}, 2021, None),
    ],
)
def test_the_next_report_follows_from_rhythm_delay_and_the_newest_year(
    tmp_path: Path, atlas: Atlas, own: dict[str, Any], newest: int | None, coming: int | None
) -> None:
    (report,) = read(tmp_path, atlas, YEARLY | own)
    assert report.next_published(newest) == coming


@pytest.mark.parametrize(
    ("reports", "names"),
    [
        ([YEARLY | {"tables": ["inkar_labor"]}], ["inkar.tables", "'inkar_labor'", "inkar_labour"]),
        ([YEARLY | {"indicators": ["poverty"]}], ["inkar.indicators", "'poverty'"]),
        ([YEARLY | {"tables": []}], ["tables or indicators"]),
        ([YEARLY | {"every_years": 0}], ["every_years", "0", "(line"]),
        ([YEARLY | {"coming": "soon"}], ["coming", "'soon'", "a year"]),
        ([YEARLY | {"rythm": 1}], ["rythm"]),
        ([YEARLY, YEARLY], ["'inkar' twice"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, atlas: Atlas, reports: list[dict[str, Any]], names: list[str]
) -> None:
    said = told(tmp_path, atlas, *reports)
    assert "calendar.yaml" in said
    assert not [name for name in names if name not in said]
