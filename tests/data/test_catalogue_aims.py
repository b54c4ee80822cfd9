"""How much of the catalogue has figures: no indicator may lose its last one unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.model import Level

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Indicator

#: First year that is called new.
NEW = 2023


def newest(atlas: Atlas, indicator: Indicator) -> int:
    territory = atlas.scope.territory
    years = [y for x in atlas.levels(indicator, territory) for y in atlas.figures(indicator, x, territory).years]
    return max(years, default=0)


def test_the_catalogue_is_filled(atlas: Atlas) -> None:
    filled = [i for i in atlas.catalogue.indicators.values() if i.has_figures]
    municipal = [i for i in filled if Level.MUNICIPALITY in atlas.levels(i, atlas.scope.territory)]
    assert len(filled) >= 89
    assert len(municipal) >= 38
    assert sum(newest(atlas, i) >= NEW for i in filled) >= 36


def test_every_field_has_three_indicators_with_figures(atlas: Atlas) -> None:
    for field in atlas.catalogue.fields:
        assert sum(i.has_figures for i in atlas.catalogue.of_field(field)) >= 3, field.title


def test_figures_have_a_licence_that_lets_them_be_passed_on(atlas: Atlas) -> None:
    """Elections are official results that no licence is named for."""
    free = ("Datenlizenz Deutschland", "CC BY", "Vervielfältigung und Verbreitung")
    licences = {t.source.licence for t in atlas.tables.values() if not t.source.id.startswith("tls_")}
    assert all(licence.startswith(free) for licence in licences)
