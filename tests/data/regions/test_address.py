from __future__ import annotations

import datetime as dt
from secrets import token_hex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.data.regions.address import LONGEST, read_address, regions_address
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.faults import Fault, RegionsError
from atlas.model import Level
from tests.shared import shipped_atlas
from tests.small_atlas import CODES, DATE, areas

KNOWN = {DATE: areas()}
names = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(str.strip)


@st.composite
def drafts(draw: st.DrawFn) -> list[Draft]:
    holder = draw(st.lists(st.integers(0, 3), min_size=len(CODES), max_size=len(CODES)))
    found = {n: tuple(c for c, h in zip(CODES, holder, strict=True) if h == n) for n in range(1, 4)}
    titles = draw(st.lists(names, min_size=3, max_size=3, unique_by=lambda n: " ".join(n.split())))
    return [Draft(titles[n - 1], codes, "#a1b2c3") for n, codes in found.items() if codes]


@given(drafts())
def test_regions_come_back_from_their_address_as_they_were(given_drafts: list[Draft]) -> None:
    if not given_drafts:
        return
    regions = made_regions(given_drafts, DATE, KNOWN)
    assert read_address(regions_address(regions, KNOWN[DATE]), KNOWN) == regions


def test_a_district_that_lacks_a_single_municipality_is_never_written_as_a_whole_one() -> None:
    for lacking in range(11):
        regions = made_regions([Draft("Süd", (*CODES[:lacking], *CODES[lacking + 1 : 11]))], DATE, KNOWN)
        assert read_address(regions_address(regions, KNOWN[DATE]), KNOWN) == regions


@given(st.integers(1, 60), st.text(max_size=20))
def test_a_cut_or_changed_link_is_named_and_never_read_as_other_regions(at: int, more: str) -> None:
    regions = made_regions([Draft("Süd", CODES[:5])], DATE, KNOWN)
    word = regions_address(regions, KNOWN[DATE])
    damaged = word[:-at] + more if at < len(word) else more
    if damaged == word:
        return
    try:
        found = read_address(damaged, KNOWN)
    except RegionsError as error:
        assert error.text == Fault.CUT  # noqa: PT017  whether it is refused or read depends on the damage
    else:
        assert found == regions


@given(st.text(max_size=300))
def test_no_text_at_all_makes_anything_but_a_sentence(word: str) -> None:
    with pytest.raises(RegionsError):
        read_address(word, KNOWN)


def test_a_word_that_unpacks_to_more_than_any_regions_is_refused() -> None:
    import base64  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    bomb = "1" + base64.urlsafe_b64encode(zlib.compress(b"x" * 3_000_000, 9)).decode().rstrip("=")
    assert len(bomb) < LONGEST
    with pytest.raises(RegionsError):
        read_address(bomb, KNOWN)


def test_all_municipalities_of_the_shipped_state_in_forty_regions_fit_into_an_address() -> None:
    atlas = shipped_atlas()
    date = atlas.scope.territory
    codes = atlas.codes(Level.MUNICIPALITY, date)
    made = made_regions([Draft(f"Region {n}", codes[n::40]) for n in range(40)], date, atlas.areas)
    word = regions_address(made, atlas.areas[date])
    assert len(word) < LONGEST / 2
    assert read_address(word, atlas.areas) == made


def test_regions_that_fit_into_no_link_are_refused_with_what_helps() -> None:
    atlas = shipped_atlas()
    date = atlas.scope.territory
    codes = atlas.codes(Level.MUNICIPALITY, date)
    long = made_regions([Draft(token_hex(30), codes[n::99]) for n in range(99)], date, atlas.areas)
    with pytest.raises(RegionsError, match="Shorten names, or make fewer regions") as raised:
        regions_address(long, atlas.areas[date])
    assert int(str(raised.value.filled["found"])) > LONGEST


def test_a_link_of_a_date_that_is_not_held_says_which_are() -> None:
    other = dt.date(1990, 1, 1)
    word = regions_address(made_regions([Draft("Süd", CODES[:2])], other, {other: areas()}), areas())
    with pytest.raises(RegionsError, match="1990-01-01") as error:
        read_address(word, KNOWN)
    assert error.value.text == Fault.DATE
