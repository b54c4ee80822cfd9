"""Areas are as large as the official table says, in the profile, the interface and the files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.data.area_sizes import with_official_sizes
from atlas.data.figures import OK, Figures
from atlas.data.measures import Declared, MeasureKind
from atlas.model import Level, Measure
from atlas.settings import ROOT
from atlas.statistics.rounding import as_read
from tests.shared import DEFAULT_TERRITORY
from tests.small_atlas import areas

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

DATE = dt.date(2021, 12, 31)
AREA = Measure("people", "land")


def official() -> dict[str, float]:
    table = pd.read_parquet(ROOT / "geodata/tables/population.parquet")
    newest = table[
        (table["measure"] == "area_km2") & (table["year"] == 2021) & (table["territory"] == str(DEFAULT_TERRITORY))
    ]
    return dict(zip(newest["code"], newest["value"], strict=True))


def test_sizes_are_those_of_the_official_table_on_every_level(atlas: Atlas) -> None:
    by_code = atlas.areas[DEFAULT_TERRITORY]
    known = official()
    assert {c: by_code[c].area_km2 for c in known} == known
    assert len(known) == 631 + 22 + 1
    held = {a.code: 0.0 for a in by_code.values() if a.level is Level.ASSOCIATION}
    for area in by_code.values():
        if area.level is Level.MUNICIPALITY:
            held[area.association] += known[area.code]
    assert {c: by_code[c].area_km2 for c in held} == pytest.approx(held, abs=0.005)


def test_people_area_and_density_of_a_profile_fit_together(atlas: Atlas) -> None:
    density = atlas.figures(atlas.indicator("population_density"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert density.numerator is not None
    sizes = np.array([float(as_read(atlas.areas[DEFAULT_TERRITORY][c].area_km2, 2)) for c in density.codes])
    np.testing.assert_array_equal(as_read(density.numerator[-1] / sizes, 0), as_read(density.values[-1], 0))


def test_interface_files_and_profile_tell_the_official_size(client: FlaskClient) -> None:
    regions = client.get("/api/v1/regions?level=municipality").json
    assert regions
    sizes = {r["code"]: r["area_km2"] for r in regions["regions"]}
    assert sizes["16062008"] == 7.9
    found = client.get("/api/v1/geometry.geojson?level=municipality&detail=coarse").json
    assert found
    assert {f["id"]: f["properties"]["area_km2"] for f in found["features"]} == sizes
    assert "Die Fläche misst 7,90\N{NO-BREAK SPACE}km², das sind 128" in client.get("/profile/16062008").text


def test_an_area_that_no_table_knows_keeps_that_of_its_borders() -> None:
    made = {c: replace(a, association="160010001") if c == "16001001" else a for c, a in areas().items()}
    values = np.array([[1.0, 2.0], [3.5, np.nan]])
    block = Figures(("16001", "16002"), (2020, 2021), values, np.full((2, 2), OK, np.uint8))

    found = with_official_sizes(
        {DATE: made},
        {("people", "land", Level.DISTRICT, str(DATE)): block},
        {AREA: Declared(kind=MeasureKind.AREA, unit="km²", adds_up="sum")},
    )[DATE]
    assert found["16001"].area_km2 == 3.5
    assert found["16002"].area_km2 == made["16002"].area_km2
    assert with_official_sizes({DATE: made}, {}, {})[DATE] == made
