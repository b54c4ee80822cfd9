"""Patterns on paper: areas that are filled the same are told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from atlas.views.print.patterns import DENSE, between
from tests.views.print.printed import CHANGE, svg_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas


@pytest.mark.parametrize(("fill", "shade"), [("url(#dots-12-map)", "#6a6a6a"), ("url(#dots-62-map)", "#ffffff")])
def test_lines_between_dots_contrast_with_them(fill: str, shade: str) -> None:
    assert between(fill) == shade


def test_districts_of_a_grey_change_map_are_parted_by_lines_that_are_seen(atlas: Atlas) -> None:
    groups = re.findall(r'fill="url\(#dots-(\d+)-map\)" stroke="([^"]+)"', svg_of(atlas, CHANGE, grey=True))
    assert len(groups) > 1
    assert {shade for dots, shade in groups if int(dots) >= DENSE} == {"#ffffff"}
