from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.model import Kind, Level, ValueState
from atlas.views.map.scene import scene
from atlas.views.numbers.region_sentences import region_sentences
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.small_atlas import CODES, Cell, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")
SECRET = ValueState.SECRET
GAP = "\N{NO-BREAK SPACE}"
ROWS: dict[int, tuple[Cell, ...]] = {
    2016: (1.0, 2.0, 3.0, *(4.0,) * 8, 5.0),
    2021: (4.0, 2.0, SECRET, *(3.0,) * 8, 5.0),
}
INDICATORS = [
    indicator("unemployed_per_100"),
    indicator("count", levels=(Level.MUNICIPALITY,), kind=Kind.COUNT, unit="", decimals=0),
    indicator("score", unit="Punkte", kind=Kind.INDEX),
]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    blocks = {}
    for key in ("unemployed_per_100", "count", "score"):
        blocks[key, Level.MUNICIPALITY] = block(ROWS, CODES)
        blocks[key, Level.DISTRICT] = block({2016: (4.5, 5.0), 2021: (3.5, 5.0)}, ("16001", "16002"))
        blocks[key, Level.STATE] = block({2016: (4.6,), 2021: (3.6,)}, ("16",))
    return small_atlas(blocks, *INDICATORS)


def told(atlas: Atlas, query: str, code: str) -> dict[int, list[str]]:
    asked = read_query(f"level=municipality&regions={code}&{query}", atlas, words)
    assert asked.notices == ()
    return region_sentences(scene(atlas, asked.state, words), code)


def test_district_and_state_stand_beside_then_ranks_then_the_course(atlas: Atlas) -> None:
    assert told(atlas, "indicator=unemployed_per_100", CODES[0]) == {
        2016: [
            f"Landkreis Kreis A{GAP}4,5 · Land{GAP}4,6",
            "Rang 12 von 12 Gemeinden in Land, 11 von 11 im Landkreis Kreis A; Rang 1 ist der höchste Wert.",
        ],
        2021: [
            f"Landkreis Kreis A{GAP}3,5 · Land{GAP}3,6",
            "Rang 2 von 11 Gemeinden in Land, 1 von 10 im Landkreis Kreis A; Rang 1 ist der höchste Wert.",
            "Seit 2016 gestiegen: von 1,0 auf 4,0.",
        ],
    }


def test_equal_values_share_the_best_rank(atlas: Atlas) -> None:
    ranks = told(atlas, "indicator=unemployed_per_100", CODES[5])[2021][1]
    assert ranks.startswith("Rang 3 von 11 Gemeinden in Land, 2 von 10 im")


def test_a_town_that_is_its_own_district_is_not_compared_with_itself(atlas: Atlas) -> None:
    beside, ranks, *_course = told(atlas, "indicator=unemployed_per_100", CODES[-1])[2021]
    assert beside == f"Land{GAP}3,6"
    assert ranks == "Rang 1 von 11 Gemeinden in Land; Rang 1 ist der höchste Wert."


def test_without_a_value_the_reason_stands_first_and_nothing_is_ranked(atlas: Atlas) -> None:
    why, beside = told(atlas, "indicator=unemployed_per_100", CODES[2])[2021]
    assert "geheim" in why
    assert beside.startswith("Landkreis Kreis A")


def test_of_counts_nothing_stands_beside(atlas: Atlas) -> None:
    first, *_rest = told(atlas, "indicator=count", CODES[0])[2021]
    assert first.startswith("Rang 2 von 11")


def test_the_sum_of_its_parts_stands_beside_a_count_that_was_published_otherwise() -> None:
    blocks = {
        ("count", Level.MUNICIPALITY): block(ROWS, CODES),
        ("count", Level.DISTRICT): block({2016: (40.0, 5.0), 2021: (40.0, 5.0)}, ("16001", "16002")),
    }
    levels = (Level.DISTRICT, Level.MUNICIPALITY)
    atlas = small_atlas(blocks, indicator("count", levels=levels, kind=Kind.COUNT, unit="", decimals=0))

    def beside(code: str) -> dict[int, str]:
        asked = read_query(f"level=district&regions={code}&indicator=count", atlas, words)
        return {year: texts[0] for year, texts in region_sentences(scene(atlas, asked.state, words), code).items()}

    assert beside("16001")[2016] == f"Summe der Gemeinden{GAP}38"
    assert "Summe" not in beside("16001")[2021]  # a part is hidden: the sum would tell it
    assert "Summe" not in beside("16002")[2016]  # both are equal


def test_without_a_comparison_nothing_stands_beside_and_another_one_is_added(atlas: Atlas) -> None:
    assert told(atlas, "indicator=unemployed_per_100&benchmark=none", CODES[0])[2021][0].startswith("Rang")
    beside, *_rest = told(atlas, "indicator=unemployed_per_100&benchmark=16002", CODES[0])[2021]
    assert beside.endswith(f"Stadt Stadt B{GAP}5,0")


def test_a_change_is_no_course(atlas: Atlas) -> None:
    assert len(told(atlas, "indicator=unemployed_per_100&change_from=2016", CODES[0])[2021]) == 2


def test_the_second_indicator_is_named_with_its_value(atlas: Atlas) -> None:
    assert told(atlas, "indicator=unemployed_per_100,score", CODES[0])[2021][-1] == f"Titel score: 4,0{GAP}Punkte."
    assert told(atlas, "indicator=unemployed_per_100,score", CODES[2])[2021][-1] == "Titel score: kein Wert."
