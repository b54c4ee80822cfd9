"""The worked example of docs/planning.md: its addresses answer, and the pages say what it says of them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from atlas.settings import ROOT

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TEXT = (ROOT / "docs" / "planning.md").read_text(encoding="utf-8")
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
