from __future__ import annotations

import datetime as dt

import pytest

from atlas.data.regions.definition import COLOURS, MOST_REGIONS, Draft, made_regions, municipalities_of
from atlas.data.regions.faults import Fault, RegionsError
from tests.shared import shipped_atlas
from tests.small_atlas import CODES, DATE, areas

LATER = dt.date(2025, 1, 1)
KNOWN = {DATE: areas(), LATER: {k: v for k, v in areas().items() if k != CODES[0]}}

WRONG = {
    "no region": ([], Fault.NONE),
    "an empty region": ([Draft("Süd", ())], Fault.EMPTY),
    "no name": ([Draft("  ", CODES[:1])], Fault.NAMELESS),
    "a name of eighty letters": ([Draft("x" * 80, CODES[:1])], Fault.LONG),
    "a name twice": ([Draft("Süd", CODES[:1]), Draft("Süd ", CODES[1:2])], Fault.TWICE),
    "a municipality in two": ([Draft("Süd", CODES[:2]), Draft("Nord", CODES[1:3])], Fault.OVERLAP),
    "a municipality and its district": ([Draft("Süd", CODES[:1]), Draft("Nord", ("16001",))], Fault.OVERLAP),
    "an unknown code": ([Draft("Süd", ("16099001",))], Fault.UNKNOWN),
    "the state": ([Draft("Süd", ("16",))], Fault.LARGE),
    "no colour": ([Draft("Süd", CODES[:1], "red; x")], Fault.COLOUR),
    "too many": ([Draft(str(n), CODES[:1]) for n in range(MOST_REGIONS + 1)], Fault.MANY),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_regions_is_named(case: str) -> None:
    drafts, fault = WRONG[case]
    with pytest.raises(RegionsError) as error:
        made_regions(drafts, DATE, KNOWN)
    assert error.value.text == fault


def test_an_overlap_names_the_place_and_both_regions() -> None:
    with pytest.raises(RegionsError, match=r'Dorf 2 \(16001002\) stands in "Süd" and in "Nord"'):
        made_regions([Draft("Süd", CODES[:2]), Draft("Nord", CODES[1:3])], DATE, KNOWN)


def test_a_code_of_another_date_names_that_date() -> None:
    with pytest.raises(RegionsError, match="16001001, a code of 2021-12-31") as error:
        made_regions([Draft("Süd", CODES[:2])], LATER, KNOWN)
    assert error.value.text == Fault.OTHER_DATE


def test_a_district_and_an_association_stand_for_their_municipalities() -> None:
    found = made_regions([Draft("A", ("16001",)), Draft("B", ("16002",))], DATE, KNOWN).regions
    assert [r.codes for r in found] == [CODES[:11], CODES[11:]]
    assert [r.colour for r in found] == list(COLOURS[:2])


def test_codes_are_read_as_spreadsheets_and_offices_write_them() -> None:
    atlas = shipped_atlas()
    date = atlas.scope.territory
    area = next(a for a in atlas.areas[date].values() if a.association and a.level == "municipality")
    ars = f"{area.association}{area.code[5:]}"
    assert municipalities_of(ars, "Süd", date, atlas.areas) == (area.code,)
    north = {DATE: {"01001000": areas()[CODES[0]]}}
    assert municipalities_of("1001000", "Süd", DATE, north) == (CODES[0],)
