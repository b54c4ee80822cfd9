from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.model import Level
from atlas.views.search.find import find_places
from atlas.views.search.places import place_index
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.search.places import Place


@pytest.fixture(scope="module")
def places(atlas: Atlas) -> tuple[Place, ...]:
    return place_index(atlas, DEFAULT_TERRITORY, words_of("de"))


def labels(places: tuple[Place, ...], text: str, level: Level | None = None) -> list[str]:
    return [places[i].label for i in find_places(places, text, level)]


@pytest.mark.parametrize(
    "text", ["Sömmerda", "sömmerda", "SOEMMERDA", "sommerda", "  Sömmerda ", "Sömerda", "Söm-merda"]
)
def test_umlauts_case_hyphens_and_typing_errors_do_not_matter(places: tuple[Place, ...], text: str) -> None:
    assert labels(places, text)[:2] == ["Sömmerda, Landkreis", "Sömmerda, Stadt"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sonneberg", ["Sonneberg, Landkreis", "Sonneberg, Stadt"]),
        ("Landkreis Sonneberg", ["Sonneberg, Landkreis"]),
        ("Kreis Sonneberg", ["Sonneberg, Landkreis"]),
        ("Sonneberg, Landkreis", ["Sonneberg, Landkreis"]),
        ("Stadt Sonneberg", ["Sonneberg, Stadt"]),
        ("Stadt Suhl", ["Suhl", "Werra-Suhl-Tal"]),
        ("kreisfreie Stadt Suhl", ["Suhl"]),
        ("Gemeinde Frankenblick", ["Frankenblick"]),
        ("VG Gera-Aue", ["Gera-Aue"]),
        ("Verwaltungsgemeinschaft Gera-Aue", ["Gera-Aue"]),
        ("Ilmkreis", ["Ilm-Kreis"]),
        ("Hämmern", ["Mengersgereuth-Hämmern"]),
        ("mengersgereuth haemmern", ["Mengersgereuth-Hämmern"]),
        ("Mengersgereut-Hämern", ["Mengersgereuth-Hämmern"]),
        ("96515", ["Sonneberg, Stadt"]),
        ("96515 Sonneberg", ["Sonneberg, Stadt"]),
        ("16072018", ["Sonneberg, Stadt"]),
        ("160720018018", ["Sonneberg, Stadt"]),
        ("16072", ["Sonneberg, Landkreis"]),
        ("muhlhausn", ["Mühlhausen/Thüringen"]),
        ("Sonebreg", ["Sonneberg, Landkreis", "Sonneberg, Stadt"]),
        ("Shul", ["Suhl"]),
        ("Thüringen", ["Thüringen"]),
    ],
)
def test_what_people_type_is_found_first(places: tuple[Place, ...], text: str, found: list[str]) -> None:
    assert labels(places, text)[: len(found)] == found


def test_a_town_that_is_a_district_too_is_one_place(places: tuple[Place, ...]) -> None:
    assert labels(places, "Weimar")[:2] == ["Weimar", "Weimarer Land"]
    place = places[find_places(places, "Weimar")[0]]
    assert set(place.codes) >= {Level.DISTRICT, Level.MUNICIPALITY}


def test_of_equal_names_the_level_that_is_shown_comes_first(places: tuple[Place, ...]) -> None:
    assert labels(places, "Sonneberg", Level.MUNICIPALITY)[0] == "Sonneberg, Stadt"


@pytest.mark.parametrize("text", ["", "   ", "Xyzzy", "%", "\x00", "a" * 10_000, "Xqz", "99999999", "Atlantis"])
def test_nonsense_and_short_words_with_errors_find_nothing(places: tuple[Place, ...], text: str) -> None:
    assert labels(places, text) == []


def test_a_former_municipality_leads_to_what_it_has_become(places: tuple[Place, ...]) -> None:
    place = places[find_places(places, "Mengersgereuth-Hämmern")[0]]
    assert [places[i].label for i in place.into] == ["Frankenblick"]
    assert place.where == "heute Frankenblick, spätestens seit 2013 (Landkreis Sonneberg)"
    assert place.code == ""


def test_a_municipality_that_was_split_leads_to_all_its_heirs(places: tuple[Place, ...]) -> None:
    place = places[find_places(places, "Vogtländisches Oberland")[0]]
    assert {places[i].label for i in place.into} == {"Zeulenroda-Triebes, Stadt", "Greiz, Stadt"}


def test_a_renamed_municipality_is_found_by_its_earlier_name(places: tuple[Place, ...]) -> None:
    place = places[find_places(places, "Tabarz/Thür. Wald")[0]]
    assert place.where == "früherer Name von Bad Tabarz (Landkreis Gotha)"


def test_each_territory_date_has_its_own_heirs(atlas: Atlas) -> None:
    older = place_index(atlas, min(atlas.territories), words_of("de"))
    leads = {p.label: [older[i].label for i in p.into] for p in older}
    assert leads["Triebes"] == ["Zeulenroda-Triebes, Stadt"]
    assert older[find_places(older, "Judenbach")[0]].code == "16072009"


def test_every_place_leads_somewhere_and_says_what_it_is(atlas: Atlas) -> None:
    for territory in atlas.territories:
        index = place_index(atlas, territory, words_of("de"))
        codes = [code for place in index for code in place.codes.values()]
        assert sorted(codes) == sorted(atlas.areas[territory])
        for place in index:
            assert place.where
            assert place.codes or all(index[i].codes for i in place.into)
            assert place.codes or place.into
