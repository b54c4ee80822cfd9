"""Lines between areas can be seen on every class."""

from __future__ import annotations

import pytest

from atlas.views.map.palettes import (
    LINE_CONTRAST,
    PALETTES,
    bivariate_colours,
    colours,
    contrast,
    diverging_colours,
    line_on,
)
from atlas.views.query.values import CLASSES

ALL = [
    *(shade for palette in PALETTES for k in CLASSES for shade in colours(palette, k)),
    *diverging_colours(4, 4),
    *bivariate_colours(),
]


@pytest.mark.parametrize("shade", sorted(set(ALL)))
def test_the_line_around_areas_can_be_seen_on_their_colour_and_is_no_net(shade: str) -> None:
    assert LINE_CONTRAST <= contrast(shade, line_on(shade)) < 1.2 * LINE_CONTRAST


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ebf7b1", "#ffffff") < 1.2
