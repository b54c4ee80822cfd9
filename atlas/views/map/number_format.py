"""How the browser writes numbers: the same way as the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.map.browser_records import NumberFormat
from atlas.words.numbers import DECIMAL, GROUP_FROM, THIN_SPACE

if TYPE_CHECKING:
    from atlas.model import Indicator


def number_format(indicator: Indicator) -> NumberFormat:
    """Say how numbers of an indicator are written."""
    return NumberFormat(
        decimals=indicator.decimals,
        unit=indicator.unit,
        decimal=DECIMAL,
        group=THIN_SPACE,
        group_from=GROUP_FROM,
    )
