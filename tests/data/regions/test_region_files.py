from __future__ import annotations

import contextlib
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.data.regions.address import regions_address
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.faults import Fault, RegionsError
from atlas.data.regions.files import KB, LARGEST_KB, read_regions, read_text
from atlas.model import Level
from atlas.views.regions.save import regions_json, regions_lines
from atlas.words.words import words_of
from tests.shared import english, shipped_atlas
from tests.small_atlas import CODES, DATE, areas

KNOWN = {DATE: areas()}
TWO = [Draft("Nord", ("16001001", "16001002")), Draft("Süd", ("16001003",))]
signs = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029\x85")
names = st.text(signs, min_size=1, max_size=30).filter(lambda n: n.strip() and n.isprintable())


def drafts_of(text: str) -> list[Draft]:
    return read_regions(text, DATE, KNOWN)[0]


def fault_of(text: str) -> RegionsError:
    with pytest.raises(RegionsError) as raised:
        made_regions(*read_regions(text, DATE, KNOWN), KNOWN)
    return raised.value


@pytest.mark.parametrize(
    "text",
    [
        "16001001;Nord\n16001002;Nord\n16001003;Süd",
        "AGS;Sozialregion\n16001001;Nord\n16001002;Nord\n16001003;Süd\n",
        "\ufeffcode,region\r\n16001001,Nord\r\n16001002,Nord\r\n\r\n16001003,Süd\r\n",
        "Ort\tName\tGemeindeschlüssel\nA\tNord\t16001001\nB\tNord\t16001002\nC\tSüd\t16001003",
        'schlüssel;REGION\n"16001001";"Nord"\n16001002;"Nord"\n 16 0 01 003 ; Süd \n;\n',
        "code;region\n16001001.0;Nord\n16001002;Nord\n16001003;Süd",
        "16001001|Nord\n16001002|Nord\n16001003|Süd",
        "sep=|\r\nAGS|Region\r\n16001001|Nord\r\n16001002|Nord\r\n16001003|Süd",
        "Gemeindeschlüssel (AGS);Sozialraum\n16001001;Nord\n16001002;Nord\n16001003;Süd",
        "16001001\u200b;No\u00adrd\n16001002;Nord\n16001003;\u202aSüd",
    ],
)
def test_lists_are_read_however_spreadsheets_write_them(text: str) -> None:
    assert [(d.name, d.codes) for d in drafts_of(text)] == [(d.name, d.codes) for d in TWO]


@pytest.mark.parametrize("first", ["", "AGS;Name;Planungsregion\n", "\nAGS;Name;Stand\n"])
def test_a_column_that_repeats_the_names_of_municipalities_is_not_taken_for_regions(first: str) -> None:
    atlas = shipped_atlas()
    areas, codes = atlas.areas[atlas.scope.territory], atlas.codes(Level.MUNICIPALITY, atlas.scope.territory)[:3]
    lines = first + "".join(f"{code};{areas[code].name};Mitte\n" for code in codes)
    found, _date = read_regions(lines, atlas.scope.territory, atlas.areas)
    assert found == [Draft("Mitte", codes)]
    saved = regions_lines(
        made_regions([Draft(areas[codes[0]].name, codes[:1])], atlas.scope.territory, atlas.areas), areas, english
    )
    assert read_regions(saved, atlas.scope.territory, atlas.areas)[0][0].name == areas[codes[0]].name


def test_names_are_read_with_what_the_area_is_before_or_behind_them() -> None:
    atlas = shipped_atlas()
    areas = atlas.areas[atlas.scope.territory]
    district = next(a for a in areas.values() if a.level is Level.DISTRICT and a.label == a.name)
    kind = district.designation.rpartition(" ")[2]
    for text in (f"{kind} {district.name};A", f"{district.name},  {kind};A"):
        drafts, date = read_regions(text, atlas.scope.territory, atlas.areas)
        assert len(made_regions(drafts, date, atlas.areas).regions[0].codes) >= 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_in_the_encodings_of_offices(encoding: str) -> None:
    assert read_text("AGS;Sozialregion\n16001001;Grüne Höhe".encode(encoding)).endswith("Grüne Höhe")


def test_codes_without_their_leading_zero_and_long_keys_are_read() -> None:
    known = {DATE: areas() | {"06001001": areas()["16001001"]}}
    for text in ("6001001;A", "60010000001;A", "060010000001;A"):
        drafts, date = read_regions(text, DATE, known)
        made = made_regions(drafts, date, known)
        assert made.regions[0].codes == ("16001001",)  # the area that stands under the key


def test_names_stand_for_codes_and_one_that_several_bear_is_told() -> None:
    atlas = shipped_atlas()
    territory = atlas.scope.territory
    some = atlas.areas[territory]
    town = next(a for a in some.values() if a.level is Level.MUNICIPALITY and a.label == a.name)
    assert read_regions(f"{town.name.upper()};A", territory, atlas.areas)[0] == [Draft("A", (town.code,))]
    shared = next(
        a for a in some.values() if a.level is Level.MUNICIPALITY and a.label != a.name and a.label.startswith(a.name)
    )
    assert read_regions(f"{shared.label};A", territory, atlas.areas)[0] == [Draft("A", (shared.code,))]


def test_a_name_that_two_municipalities_bear_asks_for_the_code() -> None:
    twins = areas()
    for code in CODES[:2]:
        object.__setattr__(twins[code], "name", "Neustadt")
    with pytest.raises(RegionsError) as raised:
        read_regions("Neustadt;A", DATE, {DATE: twins})
    assert raised.value.text == Fault.NAMES
    assert raised.value.filled["codes"] == "16001001, 16001002"


@pytest.mark.parametrize(
    ("text", "fault", "found"),
    [
        ("", Fault.NONE, ""),
        ("\n ; \n", Fault.NONE, ""),
        ("Straße;Hausnummer\nA;1", Fault.FILE_COLUMNS, "Straße;Hausnummer"),
        ("16001001", Fault.FILE_COLUMNS, "16001001"),
        ("16001001;Nord\n16001002;\n", Fault.FILE_ROW, "2"),
        ("16001001;Nord\n;Süd", Fault.EMPTY, "Süd"),
        ("16001001;Nord\n16001001;Süd", Fault.OVERLAP, "16001001"),
        ("16001;Nord\n16001001;Süd", Fault.OVERLAP, "Süd"),
        ("16099001;Nord", Fault.UNKNOWN, "'16099001'"),
        ("code;region;colour\n16001001;Nord;bunt", Fault.COLOUR, "bunt"),
        ("16;Alles", Fault.LARGE, "Alles"),
        ("{", Fault.FILE_FORM, ""),
        ("[" * 5000, Fault.FILE_FORM, ""),
        ('{"format": "other"}', Fault.FILE_FORM, '{"format": "other"}'),
        (
            '{"type": "FeatureCollection",\n "features": []}',
            Fault.FILE_FORM,
            '{"type": "FeatureCollection", "features"',
        ),
        ('16001001;"Nord\n16001002;Nord\n16001003;Süd', Fault.FILE_QUOTE, "Line 1"),
        ('AGS;Region\n\n16001001;"Nord\n16001002;Nord"\n16001003;Süd', Fault.FILE_QUOTE, "Line 3"),
        ('16001001;Nord\n16001002;"Nord" und mehr', Fault.FILE_QUOTE, "Line 2"),
        ("1,6001E+11;Nord", Fault.UNKNOWN, "1,6001E+11"),
        ("16001001;\u200b", Fault.FILE_ROW, "1"),
        ('{"format": "social-regions", "version": 1}', Fault.FILE_FORM, "regions"),
        ('{"format": "social-regions", "version": 1, "territory": "gestern"}', Fault.FILE_FORM, "gestern"),
        ('{"format": "social-regions", "version": 1, "regions": [4]}', Fault.FILE_FORM, "4"),
        ('{"format": "social-regions", "version": 1, "regions": []}', Fault.NONE, ""),
        ('{"format": "social-regions", "version": 1, "territory": "1990-01-01", "regions": []}', Fault.DATE, "1990"),
        (
            '{"format": "social-regions", "version": 1, "regions": [{"name": "A", "municipalities": [7]}]}',
            Fault.FILE_FORM,
            "7",
        ),
        (
            '{"format": "social-regions", "version": 1, "regions": [{"name": " ", "municipalities": ["16001001"]}]}',
            Fault.NAMELESS,
            "1",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, fault: Fault, found: str) -> None:
    error = fault_of(text)
    assert error.text == fault
    assert found in str(error)


def test_codes_of_another_date_are_named_with_their_date() -> None:
    atlas = shipped_atlas()
    newest, oldest = max(atlas.areas), min(atlas.areas)
    gone = next(
        c for c, a in atlas.areas[oldest].items() if a.level is Level.MUNICIPALITY and c not in atlas.areas[newest]
    )
    with pytest.raises(RegionsError) as raised:
        made_regions(*read_regions(f"{gone};Nord", newest, atlas.areas), atlas.areas)
    assert (raised.value.text, raised.value.filled["other"]) == (Fault.OTHER_DATE, oldest)


def test_a_table_of_five_megabytes_is_refused_before_it_is_read() -> None:
    with pytest.raises(RegionsError) as raised:
        read_text(b"16001001;Nord\n" * 360_000)
    assert raised.value.filled == {"found": "5040", "most": str(LARGEST_KB)}
    assert read_text(b"x" * LARGEST_KB * KB)


@pytest.mark.parametrize("raw", [b"PK\x03\x04\0\0\x81", b"\x89PNG\r\n\x1a\n\0\0\0"])
def test_a_file_that_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(RegionsError) as raised:
        read_text(raw)
    assert raised.value.text == Fault.FILE_TEXT


@given(st.lists(names, min_size=2, max_size=2, unique_by=lambda n: " ".join(n.split())), st.integers(1, 11))
def test_saved_regions_give_the_same_address_when_they_are_loaded(two: list[str], at: int) -> None:
    social = made_regions([Draft(two[0], CODES[:at], "#a1b2c3"), Draft(two[1], CODES[at:])], DATE, KNOWN)
    word = regions_address(social, KNOWN[DATE])
    other = dt.date(2016, 1, 1)
    lines = [(regions_lines(social, KNOWN[DATE], words), DATE) for words in (english, words_of("de"))]
    for text, asked in ((regions_json(social, KNOWN[DATE]), other), *lines):
        again = made_regions(*read_regions(read_text(("\ufeff" + text).encode()), asked, KNOWN), KNOWN)
        assert regions_address(again, KNOWN[DATE]) == word


@pytest.mark.parametrize("name", ["=1+1", "'=1", "'s Dorf", "'", "-", '"a";b', "a,b"])
def test_no_name_is_a_formula_in_a_spreadsheet_and_each_comes_back(name: str) -> None:
    text = regions_lines(made_regions([Draft(name, CODES[:1])], DATE, KNOWN), KNOWN[DATE], english)
    assert ";=" not in text
    assert drafts_of(text)[0].name == name


@given(st.text(max_size=200) | st.text("16001;,\t\n\"'{}[]:ab", max_size=80))
def test_any_text_gives_regions_or_a_sentence(text: str) -> None:
    with contextlib.suppress(RegionsError):  # any other error fails
        assert made_regions(*read_regions(text, DATE, KNOWN), KNOWN).regions


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=6))
def test_any_json_gives_regions_or_a_sentence(inside: object) -> None:
    whole = {"format": "social-regions", "version": 1, "regions": [{"name": "A", "municipalities": inside}]}
    with contextlib.suppress(RegionsError):
        assert made_regions(*read_regions(json.dumps(whole), DATE, KNOWN), KNOWN).regions
