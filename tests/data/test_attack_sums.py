"""Measures that add up to each other: what linear programs tell of hidden counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.data.attack_sums import attack_sums, groups_of, made_of

if TYPE_CHECKING:
    from atlas.data.attack import Outcome

SEXES = ["men", "women"]
COUNTS = {"001": (2, 4), "002": (5, 6), "003": (7, 9), "004": (8, 3)}
PARENTS = {f"16061{place}": "16061" for place in COUNTS}


def attacked(*hidden: tuple[str, str], total: tuple[int, int] = (22, 22)) -> Outcome:
    """Attack men, women and people of four places after some of their counts are hidden."""
    rows = [("municipality", f"16061{place}", *counts) for place, counts in COUNTS.items()]
    rows += [("district", "16061", *total), ("district", "16062", 30, 41), ("district", "16063", 12, 7)]
    wide = pd.DataFrame(rows, columns=["level", "code", *SEXES])
    wide["people"] = wide["men"] + wide["women"]
    table = wide.melt(["level", "code"], var_name="measure").assign(territory="2021-12-31", year=2015)
    table["value"] = table["value"].astype(float)
    for place, measure in hidden:
        table.loc[(table["code"] == f"16061{place}") & (table["measure"] == measure), "value"] = np.nan
    table["state"] = np.where(table["value"].isna(), "secret", "ok")
    return attack_sums("a table", groups_of(table, PARENTS, SEXES), 3)


def test_a_single_hidden_place_is_known_from_the_total_of_the_district() -> None:
    found = attacked(("001", "men"), ("001", "women"))
    assert (found.groups, found.hidden, found.known) == (1, 2, 2)
    assert not found.holds


def test_two_places_tell_each_other_where_their_people_are_shown_and_few() -> None:
    found = attacked(("001", "men"), ("001", "women"), ("002", "men"), ("002", "women"))
    assert found.holds  # men of the first 0 to 6, of the second 1 to 7
    assert found.hidden == 4


def test_a_sum_over_measures_tells_a_count_without_the_district() -> None:
    assert attacked(("001", "men"), ("002", "men"), total=(90, 90)).known == 2
    assert attacked(("001", "men"), ("002", "men"), total=(90, 90)).contradicted == 1


def test_measures_that_are_no_sums_are_refused() -> None:
    table = pd.DataFrame({"men": [1.0, 2, 5], "women": [4.0, 7, 1], "people": [5.0, 9, 7]})
    with pytest.raises(ValueError, match="no sums"):
        made_of(table, SEXES)
