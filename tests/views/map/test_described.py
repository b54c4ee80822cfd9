"""What those hear who do not see a map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.views.map.described import described
from atlas.views.map.legend_content import ClassKey, GridKey
from tests.shared import DEFAULT_TERRITORY
from tests.views.print.printed import BOTH, CHANGE, COUNT, RATE, SIGNED, look

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def test_classes_benchmark_and_source_are_named(atlas: Atlas) -> None:
    shown = look(atlas, RATE)
    said, key = described(shown), shown.legend().key
    assert isinstance(key, ClassKey)
    for label, n in zip(key.labels, key.counts, strict=True):
        assert f"{label}: {n}" in said
    assert "Thüringen: 4,9" in said
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    n = sum(figures.state(2021, code) == "secret" for code in figures.codes)
    assert f"Gebiete ohne Klasse: geheim gehalten: {n}." in said
    assert n > 0
    assert said.endswith("Zahlen: © BBSR Bonn, INKAR (Daten verändert).")
    assert "Grautöne" not in said


def test_two_indicators_are_named_with_thirds_and_the_counts_of_nine_classes(atlas: Atlas) -> None:
    shown = look(atlas, BOTH)
    said, key = described(shown), shown.legend().key
    assert isinstance(key, GridKey)
    assert f"in Dritteln erst von {key.first}, dann von {key.second}: " in said
    for at, n in enumerate(key.counts):
        assert f"{key.across[at % 3]} und {key.up[at // 3]}: {n}" in said
    assert "Thüringer Landesamt für Statistik" in said


def test_a_change_says_how_many_fell_and_rose(atlas: Atlas) -> None:
    shown = look(atlas, CHANGE)
    values = shown.representation.classing.values[shown.row]
    fell, rose, same = (int(np.count_nonzero(which)) for which in (values < 0, values > 0, values == 0))
    assert fell + rose + same == np.count_nonzero(~np.isnan(values))
    wanted = f"Seit 2005: Rückgang in {fell} Gebieten, Anstieg in {rose}, unverändert in {same}."
    assert wanted in described(shown)
    assert "Seit " not in described(look(atlas, SIGNED))


def test_the_largest_circles_are_named_those_of_a_focus_where_there_is_one(atlas: Atlas) -> None:
    said = described(look(atlas, COUNT)).replace("\N{NARROW NO-BREAK SPACE}", "")
    assert re.search(r"die größten: Erfurt\b[^;]* 213227; Jena\b[^;]* \d+; Gera\b[^;]* \d+\.", said)
    assert re.search(
        r"die größten: Sonneberg\b[^;]* \d{5}; ",
        described(look(atlas, f"{COUNT}&focus=16072")).replace("\N{NARROW NO-BREAK SPACE}", ""),
    )
    assert "Kreise, je" not in described(look(atlas, RATE))


def test_in_grey_it_is_said_what_shades_and_patterns_mean(atlas: Atlas) -> None:
    assert "Grautöne: je dunkler, desto höher der Wert." in described(look(atlas, RATE), grey=True)
    assert "Gepunktet: Rückgang seit 2005" in described(look(atlas, CHANGE), grey=True)
    assert "Gepunktet" not in described(look(atlas, CHANGE))
    assert re.search(
        r"Grautöne zeigen Arbeitslosenanteil .*, Linien Wahlbeteiligung", described(look(atlas, BOTH), grey=True)
    )
    assert "Grautöne" not in described(look(atlas, COUNT), grey=True)
