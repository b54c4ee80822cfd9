from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.errors import DataError
from atlas.sources.gisd import read_gisd

if TYPE_CHECKING:
    from pathlib import Path


def file(folder: Path, text: str) -> Path:
    path = folder / "gisd.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("key", "code", "level"),
    [
        ("gemeinde_id", "16051000", "municipality"),
        ("gvb_id", "160510000", "association"),
        ("kreis_id", "16051", "district"),
    ],
)
def test_the_key_column_tells_the_level(tmp_path: Path, key: str, code: str, level: str) -> None:
    found = read_gisd(file(tmp_path, f'gisd_score,{key},year\n0.5,"{code}",1998\n'))
    assert found.to_numpy().tolist() == [["gisd_score", level, code, 1998, 0.5, "ok"]]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("0.5,1605100,1998", "a leading zero was lost"),
        ("1.5,16051000,1998", "expected a score from 0 to 1"),
        ("high,16051000,1998", "found 'high'"),
        ("0.5,16051000,98", "expected a year"),
        ("0.5,16051000,1998\n0.6,16051000,1998", "16051000, 1998 twice"),
        ("0.5,01001000,1998", "no area of the state"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_gisd(file(tmp_path, f"gisd_score,gemeinde_id,year\n{row}\n"))


def test_a_file_without_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="one of gemeinde_id, gvb_id, kreis_id"):
        read_gisd(file(tmp_path, "gisd_score,id,year\n0.5,1,1998\n"))
