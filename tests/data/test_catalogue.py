from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
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


OTHER = GOOD | {"id": "other", "title": "Other", "short_title": "Other"}


def write(folder: Path, *entries: Any, name: str = "work", order: int = 1) -> Path:
    content = {"field": {"id": name, "title": name, "order": order}, "indicators": list(entries)}
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(content, explicit_end=True), encoding="utf-8")
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
        ({"decimals": -1}, "rate, decimals"),
        ({"decimals": True}, "rate, decimals"),
        ({"levels": ["district", "district"]}, "each once"),
        ({"id": "../rate"}, "small letters, digits and underscores"),
        ({"unit": 5}, "rate, unit"),
        ({"factor": 10**400}, "rate, factor"),
        ({"factor": 0}, "rate, factor"),
        ({"factor": None}, "numerator, denominator and factor together"),
        ({"factor": "many"}, "rate, factor"),
        ({"value": "table.rate"}, "not both"),
        ({"kind": "count"}, "count with a denominator"),
        ({"numerator": "cases"}, "table.measure"),
        ({"title": ""}, "rate, title"),
        ({"words": "rent"}, "rate, words"),
        ({"words": ["rent", "rent"]}, "rate, words"),
        ({"colour": "red"}, "rate, colour"),
        ({"method_changes": [{"year": "2011", "note": "x"}]}, "rate, method_changes"),
        ({"method_changes": [{"year": 2011, "note": ""}]}, "rate, method_changes"),
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
    with pytest.raises(DataError) as caught:
        read_catalogue(write(tmp_path, GOOD | {"kind": "rate"}, OTHER | {"decimals": 9}))
    assert "rate, kind" in str(caught.value)
    assert "other, decimals" in str(caught.value)


def test_the_same_id_in_two_files_is_refused_with_both_places(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(DataError, match=r"work\.yaml, rate, id: found 'rate' a second time, first at .*health\.yaml"):
        read_catalogue(write(tmp_path, OTHER | {"id": "rate"}, name="health", order=0))


@pytest.mark.parametrize("key", ["id", "title", "short_title"])
def test_the_same_name_twice_in_a_file_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(DataError, match=f"{key}: found '{GOOD[key]}' a second time"):
        read_catalogue(write(tmp_path, GOOD, OTHER | {key: GOOD[key]}))


def test_two_fields_in_the_same_place_are_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(DataError, match=r"work\.yaml, field, order: found 1 a second time"):
        read_catalogue(write(tmp_path, OTHER, name="health"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "an empty file"),
        ("field: [", "syntax"),
        ("field: 2021-99-99", "syntax"),
        ("field: !!python/object:os.system x", "syntax"),
        ("[" * 100_000, "nested more than 20 deep"),
        ("- " * 100_000, "nested more than 20 deep"),
        ("field: &a [*a]\nindicators: *a\n...", "x.yaml, field"),
        ("field: {id: a, id: b, title: A, order: 1}\nindicators: []\n...", "the key 'id' twice"),
        ("field: {id: a, title: A, order: 1}\nindicators: []\n", "a file that was cut off"),
        ("field: {id: a, title: A, order: 1}\nindicators: [5]\n...", "a list of mappings"),
        ("field: {id: a/b, title: A, order: 1}\nindicators: []\n...", "field, id"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_catalogue(tmp_path)
    assert "x.yaml" in str(caught.value)
    assert named in str(caught.value)


def test_a_shipped_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = (ROOT / "geodata" / "indicators" / "care.yaml").read_bytes()
    for at in range(0, len(whole) - len("...\n"), 31):
        (tmp_path / "care.yaml").write_bytes(whole[:at])
        with pytest.raises(DataError, match=r"care\.yaml"):
            read_catalogue(tmp_path)


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    with pytest.raises(DataError, match=r"x\.yaml, file"):
        read_catalogue(tmp_path)


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


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*sorted(GOOD), "value", "method_changes"]), JUNK, max_size=4))
def test_any_entry_gives_an_indicator_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, junk: dict[str, Any]
) -> None:
    folder = write(tmp_path_factory.mktemp("catalogue"), GOOD | junk)
    try:
        (indicator,) = read_catalogue(folder).indicators.values()
    except DataError as error:
        told = str(error)
    else:
        told = f"work.yaml, {indicator.id}"
    assert "work.yaml, " in told


def test_the_shipped_catalogue_holds_nine_fields_and_what_the_atlas_promises() -> None:
    catalogue = read_catalogue(ROOT / "geodata" / "indicators")
    with_figures = [i for i in catalogue.indicators.values() if i.has_figures]
    assert [f.order for f in catalogue.fields] == list(range(1, 10))
    assert {i.field for i in catalogue.indicators.values()} == {f.id for f in catalogue.fields}
    assert len(catalogue.indicators) >= 65
    assert len(with_figures) < len(catalogue.indicators)  # what is not known stays listed
    assert sum(Level.DISTRICT in i.levels for i in with_figures) >= 25


def test_every_shipped_measure_is_in_its_table() -> None:
    measures = {m for i in read_catalogue(ROOT / "geodata" / "indicators").indicators.values() for m in i.measures}
    for table in {m.table for m in measures}:
        held = set(pq.read_table(ROOT / "geodata" / "tables" / f"{table}.parquet")["measure"].to_pylist())
        assert {m.name for m in measures if m.table == table} <= held, table


def test_a_change_of_method_lies_within_its_series() -> None:
    for indicator in read_catalogue(ROOT / "geodata" / "indicators").indicators.values():
        if not indicator.method_changes:
            continue
        years: set[int] = set()
        for measure in indicator.measures:
            table = pq.read_table(ROOT / "geodata" / "tables" / f"{measure.table}.parquet").to_pydict()
            years |= {y for y, m in zip(table["year"], table["measure"], strict=True) if m == measure.name}
        for change in indicator.method_changes:
            # a change against years before spans what its first year does not show
            first = min(years) if indicator.id == "population_change_4y" else min(years) + 1
            assert first <= change.year <= max(years), indicator.id


def test_the_shipped_texts_are_complete_and_tidy() -> None:
    for indicator in read_catalogue(ROOT / "geodata" / "indicators").indicators.values():
        for text in (
            indicator.title,
            indicator.plain_title,
            indicator.definition,
            indicator.how_to_read,
            indicator.does_not_say,
            indicator.source_table,
        ):
            assert text == " ".join(re.split(r"[ \t\r\n]+", text.strip())), indicator.id
            assert not re.search(r"\d \d|\d\.\d{3}\b", text), indicator.id
        assert re.match(r"Der Wert \u2212?[\d,\u202f]+ heißt: ", indicator.how_to_read), indicator.id
        assert not re.match(r"\d", indicator.unit), indicator.id
        assert len(indicator.short_title) <= 32, indicator.id
        assert indicator.plain_title.endswith("?"), indicator.id
        assert indicator.definition.endswith("."), indicator.id


def test_no_two_shipped_indicators_are_called_the_same() -> None:
    indicators = list(read_catalogue(ROOT / "geodata" / "indicators").indicators.values())
    for names in zip(*((i.id, i.title, i.short_title, i.plain_title) for i in indicators), strict=True):
        assert len(set(names)) == len(indicators)


def test_unemployed_by_inhabitants_are_never_called_the_official_rate() -> None:
    catalogue = read_catalogue(ROOT / "geodata" / "indicators")
    indicator = catalogue.indicators["unemployed_per_100"]
    assert "quote" not in (indicator.title + indicator.short_title + indicator.unit).lower()


def test_results_by_party_are_shown_nowhere() -> None:
    """Of elections the atlas shows how many took part, and nothing of what they chose."""
    parties = re.compile(
        r"\b(CDU|CSU|SPD|AfD|FDP|BSW|PDS|NPD|DVU|MLPD|BÜNDNIS|Bündnis 90|DIE LINKE|Linkspartei|Piratenpartei"
        r"|Zweitstimmen\w*|Erststimmen\w*|Stimmenanteil\w*|Partei(en)?)\b|\b(cdu|spd|afd|fdp|gr(ue|ü)ne|linke|party|parties)(_|\b)"
    )
    texts = {
        path: path.read_text(encoding="utf-8")
        for folder in ("indicators", "measures")
        for path in sorted((ROOT / "geodata" / folder).glob("*.yaml"))
    }
    assert len(texts) > 15
    assert {path.name: found[0] for path, text in texts.items() if (found := parties.search(text))} == {}
    measures = set(pq.read_table(ROOT / "geodata/tables/state_elections.parquet").column("measure").to_pylist())
    assert measures == {"eligible", "voters"}
