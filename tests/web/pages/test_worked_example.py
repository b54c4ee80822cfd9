"""The worked example of docs/planning.md: its addresses answer, and the pages say what it says of them."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from atlas.settings import ROOT

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TEXT = (ROOT / "docs" / "planning.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8").split("### Plan: ")[1].split("### ")[0]
ADDRESSES = re.findall(r"^ *(/(?:index|types|patterns)\?\S+)$", TEXT, re.MULTILINE)


def test_each_tool_has_its_address_in_the_example() -> None:
    assert [re.split(r"\?", address)[0] for address in ADDRESSES] == ["/index", "/types", "/patterns"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_its_addresses_answer_without_a_remark_and_have_a_planning_sheet(client: FlaskClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert 'id="notice"' not in page.text
    tool, query = address.split("?")
    assert client.get(f"/export{tool}.sheet.pdf?{query}").data.startswith(b"%PDF")


def test_the_towns_that_it_names_are_of_the_types_and_patterns_that_it_names(client: FlaskClient) -> None:
    def texts(address: str) -> dict[str, str]:
        found = re.search(r'id="area-texts">(.*?)</script>', client.get(address).text)
        assert found
        return {unescape(text).split(":")[0].split(",")[0]: text for text in json.loads(found[1]).values()}

    of = {name: text.rpartition(": ")[2] for name, text in texts(ADDRESSES[1]).items()}
    assert len({of[name] for name in ("Gera", "Apolda", "Pößneck", "Eisenberg", "Altenburg", "Nordhausen")}) == 1
    assert of["Hohenstein"] != of["Gera"]
    assert f"<h3>{of['Hohenstein']} <small>48 Gebiete" in client.get(ADDRESSES[1]).text
    patterns = texts(ADDRESSES[2])
    assert all(patterns[name].endswith("hoch unter hohen") for name in ("Nordhausen", "Hohenstein"))
    assert all(patterns[name].endswith("nicht auffällig") for name in ("Gera", "Apolda", "Pößneck"))


def test_the_ranks_and_ranges_that_it_and_the_readme_name_are_those_of_the_index(client: FlaskClient) -> None:
    query = ADDRESSES[0].split("?")[1]
    rows = csv.DictReader(io.StringIO(client.get(f"/export/index.csv?{query}").text.removeprefix("\ufeff")))
    first = sorted((row for row in rows if row["rank"]), key=lambda row: int(row["rank"]))[:4]
    ranges = {row["name"].partition(",")[0]: (row["best_rank"], row["worst_rank"]) for row in first}
    told = re.findall(r"([\w-]+) \((?:Rang 1, Spanne )?(\d+)\s+bis\s+(\d+)\)", TEXT)
    assert list(ranges.items()) == [(name, (best, worst)) for name, best, worst in told]
    in_short = re.findall(r"([\w-]+)\s+\((\d+) to (\d+)\)", README)
    assert in_short
    assert [ranges[name] for name, _best, _worst in in_short] == [(best, worst) for _name, best, worst in in_short]
    (standing,) = re.findall(r"([^.:]*)\s+stand first", README)
    assert re.findall(r"[A-Z]\w+", standing) == list(ranges)


def test_the_share_that_it_names_against_the_neighbours_is_the_one_of_the_patterns(client: FlaskClient) -> None:
    own, around = re.findall(r"in Gera sind ([\d,]+) % .*?im Mittel ([\d,]+) %", TEXT, re.DOTALL)[0]
    page = client.get("/patterns?indicator=lone_parents&level=municipality").text
    assert f"Gera: {own}\\u00a0%, die Nachbarn im Mittel {around}:" in page


def test_indicators_stand_in_the_choice_of_types_under_the_titles_that_it_names(client: FlaskClient) -> None:
    named = TEXT.split("ihre vollen Titel: ")[1].split(". Vier Typen")[0]
    page = unescape(client.get("/types?level=municipality").text)
    titles = [" ".join(title.split()) for title in named.split(",")]
    assert len(titles) == 4
    assert [t for t in titles if t.replace(" und von 3 bis 5 Jahren", "") not in page] == []
