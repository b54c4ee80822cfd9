from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from atlas.data.load import load
from atlas.data.regions.atlas_with import own_regions, with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.errors import DataError
from atlas.model import Level
from tests.shared import ROOT, shipped_atlas

if TYPE_CHECKING:
    from pathlib import Path

REGIONS = [{"name": "Süden", "codes": ["16069", "16072"], "colour": "#1a7f8e"}, {"name": "Mitte", "codes": ["16051"]}]


def folder(tmp_path: Path, regions: list[dict[str, object]]) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(ROOT / "geodata", copy, ignore=shutil.ignore_patterns("releases", "sources", "editions"))
    scope = yaml.safe_load((copy / "atlas.yaml").read_text(encoding="utf-8"))
    scope["social_regions"] = {
        "territory": scope["territories"][0],
        "designation": {"de": "Planungsraum"},
        "regions": regions,
    }
    (copy / "atlas.yaml").write_text(yaml.safe_dump(scope, allow_unicode=True), encoding="utf-8")
    return copy


def test_an_atlas_brings_the_regions_of_its_scope(tmp_path: Path) -> None:
    atlas = load(folder(tmp_path, REGIONS))
    own = own_regions(atlas)
    assert own is not None
    assert (own.address, [r.name for r in own.social.regions]) == ("", ["Süden", "Mitte"])
    date = own.social.territory
    assert atlas.areas[date]["R01"].designation == "Planungsraum"
    assert Level.SOCIAL_REGION in atlas.edition.levels
    drawn = with_regions(atlas, made_regions([Draft("Neu", ("16052",))], date, atlas.areas), "1x")
    assert [a.name for a in drawn.areas[date].values() if a.level is Level.SOCIAL_REGION] == ["Neu"]


@pytest.mark.parametrize(
    ("regions", "says"),
    [
        ([{"name": "Süden", "codes": ["16099"]}], "16099"),
        ([*REGIONS, {"name": "Stadt", "codes": ["16051000"]}], "belongs to one region"),
        ([{"name": "Süden", "codes": []}], "codes"),
        ([], "regions"),
    ],
)
def test_regions_of_a_scope_that_are_wrong_are_named_with_their_file(
    tmp_path: Path, regions: list[dict[str, object]], says: str
) -> None:
    with pytest.raises(DataError, match=r"atlas\.yaml") as error:
        load(folder(tmp_path, regions))
    assert says in str(error.value)


def test_the_shipped_atlas_brings_none() -> None:
    assert own_regions(shipped_atlas()) is None
