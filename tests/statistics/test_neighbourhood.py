from __future__ import annotations

import math
from contextlib import closing

import numpy as np
import pytest
from esda import fdr
from esda.moran import Moran, Moran_Local
from libpysal.examples import get_path
from libpysal.io import open as open_example
from libpysal.weights import W

from atlas.errors import DataError
from atlas.statistics.neighbourhood import (
    FALSE_DISCOVERIES,
    MIN_AREAS,
    PERMUTATIONS,
    QUADRANTS,
    SEED,
    Pattern,
    find_patterns,
)


def lattice(side: int) -> dict[str, list[str]]:
    """Make a square of squares; neighbours share an edge."""
    beside = {}
    for row in range(side):
        for column in range(side):
            near = [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
            inside = [(r, c) for r, c in near if 0 <= r < side and 0 <= c < side]
            beside[f"{row}{column}"] = [f"{r}{c}" for r, c in inside]
    return beside


def spread(side: int, seed: int = 3) -> dict[str, float]:
    """Give a rise from corner to corner, with some noise."""
    random = np.random.default_rng(seed)
    return {code: int(code[0]) + int(code[1]) + random.normal() for code in lattice(side)}


def test_homicides_around_saint_louis_have_the_published_values() -> None:
    """The example of esda's own documentation: homicide rates of 78 counties, 1988 to 1993."""
    with closing(open_example(get_path("stl.gal"))) as file:
        weights = file.read()
    with closing(open_example(get_path("stl_hom.txt"))) as file:
        rates = np.array(file.by_col["HR8893"])
    values = dict(zip(map(str, weights.id_order), rates.tolist(), strict=True))
    found = find_patterns(values, {str(code): list(map(str, near)) for code, near in weights.neighbors.items()})
    assert found.moran == pytest.approx(0.24365582621771659)
    assert found.by_chance == pytest.approx(-0.012987012987012988)
    assert found.p < 0.01
    assert found.islands == ()


def test_moran_and_local_patterns_are_those_of_esda() -> None:
    values, beside = spread(9), lattice(9)
    found = find_patterns(values, beside)
    y = np.array([values[code] for code in found.codes])
    weights = W(beside, id_order=list(found.codes))
    weights.transform = "r"
    with pytest.warns(DeprecationWarning, match="directed"):  # esda means to double p one day
        whole, local = (
            Moran(y, weights),
            Moran_Local(y, weights, permutations=PERMUTATIONS, seed=SEED, keep_simulations=False),
        )
    assert (found.moran, found.by_chance) == (pytest.approx(whole.I), pytest.approx(whole.EI))
    assert found.p == pytest.approx(whole.p_sim, abs=0.01)
    # other draws of as many neighbourhoods: three standard errors of a share
    assert np.abs(found.local_p - local.p_sim).max() < 3 * math.sqrt(2 * 0.25 / PERMUTATIONS)
    assert np.corrcoef(found.local_p, local.p_sim)[0, 1] > 0.99
    assert found.threshold == fdr(found.local_p, FALSE_DISCOVERIES)
    named = found.local_p <= found.threshold
    wanted = [QUADRANTS[q] if there else Pattern.NONE for q, there in zip(local.q, named, strict=True)]
    assert list(found.of) == wanted
    assert {Pattern.HIGH_AMONG_HIGH, Pattern.LOW_AMONG_LOW, Pattern.NONE} <= set(found.of)
    assert np.allclose(found.beside, [np.mean([values[n] for n in beside[code]]) for code in found.codes])


def test_a_chessboard_is_as_unlike_as_can_be() -> None:
    """By hand: each square has only squares of the other colour beside it, so that I is -1."""
    board = lattice(6)
    found = find_patterns({code: float((int(code[0]) + int(code[1])) % 2) for code in board}, board)
    assert found.moran == pytest.approx(-1)
    assert found.by_chance == pytest.approx(-1 / 35)
    assert found.p == 1 / (PERMUTATIONS + 1)
    assert Pattern.HIGH_AMONG_HIGH not in found.of


def test_an_outlier_among_high_ones_is_low_among_high() -> None:
    board = lattice(9)
    values = {code: (10.0 if int(code[0]) < 4 else 0.0) + 0.01 * int(code[1]) for code in board}
    values["14"] = 0.0
    found = find_patterns(values, board)
    of = dict(zip(found.codes, found.of, strict=True))
    assert of["14"] in {Pattern.LOW_AMONG_HIGH, Pattern.NONE}
    assert Pattern.HIGH_AMONG_LOW not in of.values()


def test_the_same_values_give_the_same_answer() -> None:
    one, other = (find_patterns(spread(7), lattice(7)) for _ in range(2))
    assert (one.p, one.of, one.local_p.tolist()) == (other.p, other.of, other.local_p.tolist())


def test_noise_names_next_to_nothing() -> None:
    """Of twenty boards without any pattern hardly one names an area; without the bound on false ones all would."""
    random = np.random.default_rng(8)
    boards = [{code: random.normal() for code in lattice(8)} for _ in range(20)]
    found = [find_patterns(board, lattice(8)) for board in boards]
    named = [sum(p is not Pattern.NONE for p in one.of) for one in found]
    assert sum(n > 0 for n in named) <= 4
    assert min((one.local_p <= 0.05).sum() for one in found) > 0


def test_missing_values_make_islands_which_are_named() -> None:
    values, board = spread(6), lattice(6)
    for code in board["00"]:
        values[code] = math.nan
    found = find_patterns(values, board)
    assert found.islands == ("00",)
    assert not {"00", *board["00"]} & set(found.codes)
    assert len(found.codes) == 33


def test_a_border_that_only_one_side_names_counts_for_both() -> None:
    board = lattice(5)
    half = {code: [n for n in near if n > code] for code, near in board.items()}
    assert find_patterns(spread(5), half).moran == pytest.approx(find_patterns(spread(5), board).moran)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, f"0 areas .*expected at least {MIN_AREAS}"),
        ({"00": 1.0, "01": 2.0}, "2 areas"),
        (dict.fromkeys(lattice(4), 3.0), "3 everywhere, expected values that differ"),
        (dict.fromkeys(lattice(4), math.nan), "0 areas"),
    ],
)
def test_what_has_no_patterns_is_refused_in_a_sentence(values: dict[str, float], named: str) -> None:
    with pytest.raises(DataError, match=named):
        find_patterns(values, lattice(4))
