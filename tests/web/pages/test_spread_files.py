"""How far areas lie apart, as files: they hold what the pages show, with what it takes to compute it again."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd
import pytest

from atlas.model import Level
from atlas.views.spread.measured import spread
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

VIEW = "?indicator=unemployed_per_100&level=municipality&focus=16074"
MEASURES = ["gini", "theil", "theil_between", "theil_within", "share_between", "fifths_ratio"]


def table(client: FlaskClient, path: str) -> pd.DataFrame:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert re.search(r'attachment; filename="spread_[\w.-]+\.csv"', answer.headers["Content-Disposition"])
    return pd.read_csv(io.BytesIO(answer.data), dtype={"within": str})


def test_the_series_of_a_view_holds_every_year_with_its_parts_and_what_does_not_count(
    client: FlaskClient, atlas: Atlas
) -> None:
    frame = table(client, f"/export/spread.csv{VIEW}")
    found = spread(atlas, "unemployed_per_100", Level.MUNICIPALITY, "16074", DEFAULT_TERRITORY, words_of("de"))
    assert frame["year"].tolist() == sorted(found.years)
    for row in frame.itertuples():
        own = found.years[row.year]
        assert [getattr(row, name) for name in MEASURES] == pytest.approx(
            [own.gini, own.theil, own.between, own.within, own.share_between, own.fifths]
        )
        assert row.areas + row.hidden + row.without_value == 91
        assert row.theil_between + row.theil_within == pytest.approx(row.theil)
    newest = frame.iloc[-1]
    assert (newest["hidden"], newest["between"], newest["within"]) == (18, "association", "16074")
    changed = frame.loc[frame["method_change"].notna(), "year"].tolist()
    assert changed == [2005, 2011]
    for column in ("counted_by", "formulas", "source", "licence", "release", "address"):
        assert frame[column].str.len().min() > 5
    assert "release=" in newest["address"]


def test_the_comparison_measures_the_one_district_and_offers_its_series(client: FlaskClient) -> None:
    page = client.get(f"/compare/{VIEW}&year=2021").text
    frame = table(client, f"/export/spread.csv{VIEW}&year=2021")
    gini = f"{frame.iloc[-1]['gini']:.3f}".replace(".", ",")
    assert f"2021: Gini {gini}." in page
    links = re.findall(r'href="(/export/spread\.\w+\?[^"]+)"', page)
    assert len(links) == 2
    assert all("focus=16074" in link and client.get(link.replace("&amp;", "&")).status_code == 200 for link in links)


def test_a_year_with_too_few_values_is_said_while_others_are_measured(client: FlaskClient) -> None:
    view = "?indicator=unemployed_per_100&level=association&focus=16074"
    assert 2021 not in table(client, f"/export/spread.csv{view}")["year"].tolist()
    assert "2021: Weniger als fünf Gebiete haben einen Wert" in client.get(f"/compare/{view}&year=2021").text


def test_the_file_of_a_region_holds_all_indicators_and_the_page_leads_to_it(client: FlaskClient) -> None:
    frame = table(client, "/export/spread/16074.csv")
    one = table(client, f"/export/spread.csv{VIEW}")
    own = frame[frame["indicator"] == "unemployed_per_100"]
    pd.testing.assert_frame_equal(own[MEASURES].reset_index(drop=True), one[MEASURES])
    assert frame["indicator"].nunique() > 20
    page = client.get("/profile/16074").text
    assert 'href="/export/spread/16074.csv"' in page
    assert 'href="/export/spread/16074.xlsx"' in page


def test_the_workbook_says_in_words_what_its_columns_are_and_how_they_came_about(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/export/spread/16074.xlsx").data))
    values, about = book.worksheets
    heads = [cell.value for cell in values[1]]
    assert heads[:5] == ["Indikator", "Ebene", "Größere Gebiete (Theil)", "Jahr", "Gini-Koeffizient"]
    rows = list(values.iter_rows(min_row=2, values_only=True))
    frame = table(client, "/export/spread/16074.csv")
    assert len(rows) == len(frame)
    assert [row[4] for row in rows] == pytest.approx(frame["gini"].tolist())
    assert {row[1] for row in rows} == {"Gemeinden", "Gemeindeverbände"}
    told = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert "Saale-Holzland-Kreis" in told["title"]
    assert "Lorenzkurve" in told["formulas.gini"]
    assert "Theil (1967)" in told["formulas.from"]
    assert any(key.startswith("not_measured.") for key in told)
    assert {"release", "territory", "sources.1.licence", "address", "caveats"} <= set(told)


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/export/spread.csv?indicator=population&level=municipality", 404, "Ein größeres Gebiet hat von allem mehr"),
        ("/export/spread.csv?indicator=deprivation_index&level=district", 404, "keinen Nullpunkt"),
        ("/export/spread.csv?indicator=nothing", 400, "nothing"),
        ("/export/spread/16055.csv", 404, "16055"),
        ("/export/spread/99.csv", 404, "99"),
        ("/export/spread/16074.csv?year=2020", 400, "year"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_the_reason(
    client: FlaskClient, path: str, status: int, says: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    error = json.loads(answer.data)["error"]
    assert says in error["message"]
    assert error["hint"]


def test_no_file_tells_a_hidden_value(client: FlaskClient, atlas: Atlas) -> None:
    """What is measured comes from figures in which hidden values are hidden already: they are not a number there."""
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    inside = [i for i, code in enumerate(figures.codes) if code.startswith("16074")]
    shown = int((~np.isnan(figures.values[figures.years.index(2021)][inside])).sum())
    frame = table(client, f"/export/spread.csv{VIEW}")
    assert frame.iloc[-1]["areas"] == shown == 73
