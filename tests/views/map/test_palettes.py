"""Lines between areas can be seen on every class, and groups are told apart by all eyes, by day and by night."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from atlas.views.map.palettes import (
    LINE_CONTRAST,
    PALETTES,
    bivariate_colours,
    colours,
    contrast,
    diverging_colours,
    group_colours,
    line_on,
)
from atlas.views.query.values import CLASSES

ALL = [
    *(shade for palette in PALETTES for k in CLASSES for shade in colours(palette, k)),
    *diverging_colours(4, 4),
    *bivariate_colours(),
    *group_colours(10),
]


@pytest.mark.parametrize("shade", sorted(set(ALL)))
def test_the_line_around_areas_can_be_seen_on_their_colour_and_is_no_net(shade: str) -> None:
    assert LINE_CONTRAST <= contrast(shade, line_on(shade)) < 1.2 * LINE_CONTRAST


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ebf7b1", "#ffffff") < 1.2


#: Linear RGB as eyes without red, green or blue cones see it (Machado, Oliveira and Fernandes 2009), and as most do.
SEEN_BY = {
    "most": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def seen(colour: str, eyes: str) -> np.ndarray:
    """Place a colour in CIE L*a*b* as some eyes see it."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(SEEN_BY[eyes] @ linear, 0, 1) / (0.95047, 1, 1.08883)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize(("k", "least"), [(4, 47), (6, 28), (10, 24)])
def test_colours_of_groups_differ_to_all_eyes(eyes: str, k: int, least: float) -> None:
    placed = [seen(colour, eyes) for colour in group_colours(k)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(placed, 2)) >= least - 1


@pytest.mark.parametrize("ground", ["#ffffff", "#1a262a"])
def test_colours_of_groups_stand_out_from_the_ground_by_day_and_by_night(ground: str) -> None:
    assert min(contrast(colour, ground) for colour in group_colours(10)) >= 1.25
