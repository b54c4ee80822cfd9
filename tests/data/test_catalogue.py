from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from atlas.data.catalogue import read_catalogue
from atlas.errors import AtlasError, DataError, MissingDataError
from atlas.model import Kind, Level
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, Any] = {
    "id": "rate",
    "title": "A rate",
    "short_title": "Rate",
    "plain_title": "How many?",
    "unit": "%",
    "kind": "ratio",
    "polarity": "neutral",
    "decimals": 1,
    "levels": ["district"],
    "numerator": "table.cases",
    "denominator": "table.people",
    "factor": 100,
    "definition": "Cases by people.",
    "how_to_read": "5 is 5 of 100.",
    "does_not_say": "Why.",
    "source_table": "Office: table",
}


def write(folder: Path, *entries: dict[str, Any], name: str = "work") -> Path:
    content = {"field": {"id": name, "title": name, "order": 1}, "indicators": list(entries)}
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


def test_an_entry_becomes_an_indicator(tmp_path: Path) -> None:
    (indicator,) = read_catalogue(write(tmp_path, GOOD)).indicators.values()
    assert (indicator.kind, indicator.levels, indicator.factor) == (Kind.RATIO, (Level.DISTRICT,), 100.0)
    assert [str(m) for m in indicator.measures] == ["table.cases", "table.people"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "rate"}, "rate, kind"),
        ({"polarity": "good"}, "rate, polarity"),
        ({"levels": ["village"]}, "rate, levels"),
        ({"levels": []}, "rate, levels"),
        ({"decimals": 4}, "rate, decimals"),
        ({"decimals": True}, "rate, decimals"),
        ({"factor": None}, "numerator, denominator and factor together"),
        ({"factor": "many"}, "rate, factor"),
        ({"value": "table.rate"}, "not both"),
        ({"kind": "count"}, "count with a denominator"),
        ({"numerator": "cases"}, "table.measure"),
        ({"title": ""}, "rate, title"),
        ({"colour": "red"}, "rate, colour"),
        ({"method_changes": [{"year": "2011", "note": "x"}]}, "rate, method_changes"),
    ],
)
def test_a_mistake_is_named_with_file_indicator_and_field(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    with pytest.raises(DataError) as caught:
        read_catalogue(write(tmp_path, GOOD | change))
    assert "work.yaml" in str(caught.value)
    assert named in str(caught.value)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"work\.yaml, rate, how_to_read"):
        read_catalogue(write(tmp_path, {k: v for k, v in GOOD.items() if k != "how_to_read"}))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    other = GOOD | {"id": "other", "title": "B", "short_title": "B", "decimals": 9}
    with pytest.raises(DataError) as caught:
        read_catalogue(write(tmp_path, GOOD | {"kind": "rate"}, other))
    assert "rate, kind" in str(caught.value)
    assert "other, decimals" in str(caught.value)


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(DataError, match="a second time"):
        read_catalogue(write(tmp_path, GOOD | {"title": "Other", "short_title": "Other"}, name="health"))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="YAML files of the catalogue"):
        read_catalogue(tmp_path)


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_gives_a_catalogue_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, text: str | bytes
) -> None:
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "x.yaml").write_bytes(text if isinstance(text, bytes) else text.encode(errors="replace"))
    with pytest.raises(AtlasError, match=r"expected"):
        read_catalogue(folder)


def test_the_shipped_catalogue_holds_nine_fields_and_what_the_atlas_promises() -> None:
    catalogue = read_catalogue(ROOT / "geodata" / "indicators")
    with_figures = [i for i in catalogue.indicators.values() if i.has_figures]
    assert [f.order for f in catalogue.fields] == list(range(1, 10))
    assert len(catalogue.indicators) >= 58
    assert sum(Level.DISTRICT in i.levels for i in with_figures) >= 25


def test_the_shipped_texts_are_complete_and_tidy() -> None:
    for indicator in read_catalogue(ROOT / "geodata" / "indicators").indicators.values():
        for text in (
            indicator.title,
            indicator.plain_title,
            indicator.definition,
            indicator.how_to_read,
            indicator.does_not_say,
        ):
            assert text == " ".join(text.split()), indicator.id
        assert len(indicator.short_title) <= 32, indicator.id
        assert indicator.plain_title.endswith("?"), indicator.id
        assert indicator.definition.endswith("."), indicator.id


def test_unemployed_by_inhabitants_are_never_called_the_official_rate() -> None:
    catalogue = read_catalogue(ROOT / "geodata" / "indicators")
    indicator = catalogue.indicators["unemployed_per_100"]
    assert "quote" not in (indicator.title + indicator.short_title + indicator.unit).lower()
