from __future__ import annotations

import pandas as pd

from atlas.data.join import match


def test_both_sides_of_a_join_are_reported() -> None:
    report = match(["a", "b", "c"], pd.Series(["a", "b", "b", "x"]))
    assert (report.matched, report.only_in_table, report.only_in_geometry, report.duplicates) == (
        2,
        ("x",),
        ("c",),
        ("b",),
    )
    assert not report.complete
    assert str(report) == "2/3 matched; only in the table: x; only in the geometry: c; duplicates: b"


def test_all_codes_of_both_sides_make_a_complete_join() -> None:
    report = match(["b", "a"], pd.Series(["a", "b"]))
    assert report.complete
    assert str(report) == "2/2 matched"


def test_codes_are_compared_as_text() -> None:
    assert match(["01001"], pd.Series([1001])).only_in_table == ("1001",)
