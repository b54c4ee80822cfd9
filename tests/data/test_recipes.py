from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.data.recipes import FILE, read_recipes
from atlas.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas

TWO = [{"indicator": "gross_pay", "raises": False}, {"indicator": "cars"}]


def written(folder: Path, **more: Any) -> Path:
    entry = {"id": "made", "title": "Gemacht", "about": "Zwei.", "level": "district", "items": TWO} | more
    (folder / FILE).write_text(yaml.safe_dump({"recipes": [entry]}, explicit_end=True), encoding="utf-8")
    return folder


def test_a_recipe_is_read_with_the_usual_weight_and_direction(tmp_path: Path, atlas: Atlas) -> None:
    (found,) = read_recipes(written(tmp_path), atlas.catalogue)
    assert [(i.indicator, i.raises, i.weight) for i in found.items] == [("gross_pay", False, 1), ("cars", True, 1)]
    (tmp_path / FILE).unlink()
    assert read_recipes(tmp_path, atlas.catalogue) == ()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"items": TWO[:1]}, "at least two indicators"),
        ({"items": [*TWO, {"indicator": "nothing"}]}, "made.items: found 'nothing', expected a rate or a score"),
        ({"items": [*TWO, {"indicator": "population"}]}, "'population' which is a count"),
        ({"items": [*TWO, {"indicator": "gdp_per_head", "weight": 0}]}, "weight"),
        ({"show": "cross"}, "cross without change_from, expected the year since which it changed"),
        ({"level": "galaxy"}, "level"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_what_to_do(
    tmp_path: Path, atlas: Atlas, more: dict[str, Any], told: str
) -> None:
    with pytest.raises(DataError) as refused:
        read_recipes(written(tmp_path, **more), atlas.catalogue)
    assert told in str(refused.value)
    assert FILE in str(refused.value)
