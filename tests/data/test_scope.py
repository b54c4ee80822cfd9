from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.data.load import load
from atlas.data.scope import KEYS, read_scope
from atlas.errors import DataError, MissingDataError
from atlas.model import Level
from atlas.settings import ROOT
from atlas.views.map.whole import all_of, within
from tests.shared import english, words_of

if TYPE_CHECKING:
    from pathlib import Path

german = words_of("de")
GOOD: dict[str, Any] = {
    "title": {"de": "Atlas", "en": "The atlas"},
    "name": {"de": "Land"},
    "states": ["14"],
    "crs": "EPSG:25833",
    "territories": [dt.date(2021, 12, 31), dt.date(2016, 1, 1)],
    "view": {"indicator": "rent", "level": "district"},
    "language": "de",
    "borders": dict.fromkeys(("publisher", "title", "licence", "licence_url", "attribution"), "x")
    | {"territory": dt.date(2016, 1, 1)},
}


def write(folder: Path, **changes: Any) -> Path:
    (folder / "atlas.yaml").write_text(yaml.safe_dump(GOOD | changes, sort_keys=False), encoding="utf-8")
    return folder


def told(folder: Path) -> str:
    with pytest.raises(DataError) as error:
        read_scope(folder)
    return str(error.value)


def test_a_file_says_what_an_atlas_is_of(tmp_path: Path) -> None:
    scope = read_scope(write(tmp_path))
    assert (scope.keys, scope.top, scope.several) == (("14",), "14", False)
    assert (scope.territory, scope.view.level) == (dt.date(2021, 12, 31), Level.DISTRICT)
    assert (english.own(scope.title), english.own(scope.name)) == ("The atlas", "Land")


def test_several_states_and_the_country_have_an_area_above_them(tmp_path: Path) -> None:
    two, country = (read_scope(write(tmp_path, states=states)) for states in (["14", "13"], "de"))
    assert (two.keys, two.several, two.top) == (("13", "14"), True, "00")
    assert (country.keys, country.top) == (KEYS, "00")


def test_a_name_with_an_article_brings_its_phrases_and_others_need_none(tmp_path: Path) -> None:
    plain = read_scope(write(tmp_path))
    assert (within(plain, german), all_of(plain, german)) == ("in Land", "ganz Land")
    own = read_scope(write(tmp_path, **{"in": {"de": "im Land"}, "all": {"de": "das ganze Land"}}))
    assert (within(own, german), all_of(own, german)) == ("im Land", "das ganze Land")
    assert within(own, english) == "in Land"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"states": ["17"]}, "states (line 6): found ['17'], expected de, or keys of states such as ['16']"),
        ({"states": ["14", "14"]}, "expected de, or keys of states"),
        ({"states": "at"}, "states (line 6): found 'at', expected de, or"),
        ({"crs": "EPSG:4326"}, "crs (line 8): found 'EPSG:4326', expected a projected reference system in metres"),
        ({"crs": "EPSG:2"}, "expected a projected reference system in metres, as EPSG:25832"),
        ({"territories": []}, "territories (line 9): found [], expected dates, each once"),
        ({"view": {"indicator": "rent", "level": "town"}}, "view.level"),
        ({"colour": "red"}, "colour"),
        ({"in": "im Land"}, "in (line 23): found 'im Land', expected texts by language"),
        ({"language": "Deutsch"}, "language (line 15): found 'Deutsch', expected a language such as de"),
    ],
)
def test_a_mistake_is_told_with_line_and_what_was_expected(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    assert named in told(write(tmp_path, **change))


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"atlas\.yaml: found no such file.*python -m atlas new"):
        read_scope(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the shipped folder whose files are links, but for the scope."""
    for path in (ROOT / "geodata").iterdir():
        if path.name != "atlas.yaml":
            (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"territories": [dt.date(2021, 12, 31)]}, "atlas.yaml, territories: found 2021-12-31, expected 2016-01-01, "),
        ({"view": {"indicator": "nothing", "level": "district"}}, "atlas.yaml, view.indicator: found 'nothing'"),
    ],
)
def test_a_scope_that_does_not_fit_its_folder_is_refused(folder: Path, change: dict[str, Any], named: str) -> None:
    content = yaml.safe_load((ROOT / "geodata" / "atlas.yaml").read_text(encoding="utf-8"))
    (folder / "atlas.yaml").write_text(yaml.safe_dump(content | change), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load(folder)
    assert named in str(error.value)


def test_title_name_and_first_view_of_the_pages_are_those_of_the_file(folder: Path) -> None:
    from app import create_app  # noqa: PLC0415
    from atlas.settings import from_environment  # noqa: PLC0415

    content = yaml.safe_load((ROOT / "geodata" / "atlas.yaml").read_text(encoding="utf-8"))
    content |= {"title": {"de": "Atlas von Anderswo"}, "name": {"de": "Anderswo"}}
    content["view"] = {"indicator": "gross_pay", "level": "district"}
    (folder / "atlas.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    client = create_app(from_environment({"ATLAS_DATA": str(folder)})).server.test_client()
    page = client.get("/").get_data(as_text=True)
    assert "Atlas von Anderswo" in page
    assert "Bruttoverdienst" in page
    assert "Atlas Thüringen" not in page
    section = client.get("/publish/embed").get_data(as_text=True)
    assert "ganz Anderswo" in section
    sheet = client.get("/export/map.svg").get_data(as_text=True)
    assert "Atlas von Anderswo" in sheet
