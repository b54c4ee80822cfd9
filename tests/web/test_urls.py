from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from atlas.model import Level
from atlas.web.pages_list import COMPARISON, DATA, MAP, PAGES, PROFILES
from atlas.web.urls import Urls, joined

DATE = dt.date(2021, 12, 31)
URLS = Urls("/atlas/")


@pytest.mark.parametrize(
    ("queries", "expected"),
    [
        ((), ""),
        (("",), ""),
        (("", "?", "&"), ""),
        (("?year=2021",), "?year=2021"),
        (("year=2021",), "?year=2021"),
        (("?year=2021", "sheet=a4", "", "&dpi=300"), "?year=2021&sheet=a4&dpi=300"),
        (("", "sheet=preview"), "?sheet=preview"),
        (("?year=2021", "?bom=1&semicolon=1"), "?year=2021&bom=1&semicolon=1"),
    ],
)
def test_queries_are_joined_with_one_question_mark(queries: tuple[str, ...], expected: str) -> None:
    assert joined(*queries) == expected


word = st.text("abc=1,-", min_size=1, max_size=6)


@given(st.lists(st.tuples(st.sampled_from(("", "?", "&")), word | st.just(""))))
def test_whatever_is_joined_holds_each_part_once_and_no_second_question_mark(parts: list[tuple[str, str]]) -> None:
    written = joined(*(sign + text for sign, text in parts))
    kept = [text for _sign, text in parts if text]
    assert written == ("?" + "&".join(kept) if kept else "")


def test_every_address_begins_with_the_prefix() -> None:
    addresses = [
        *(URLS.page(page, "?year=2021") for page in PAGES),
        URLS.map(),
        URLS.embedded_map("?year=2021"),
        URLS.comparison(),
        URLS.profile("16055", at="like"),
        URLS.report("16055"),
        URLS.map_file("svg"),
        URLS.preview(""),
        URLS.table_file("csv"),
        URLS.areas_file("gpkg"),
        URLS.everything("zip"),
        URLS.catalogue("ttl"),
        URLS.api,
        URLS.embed_script,
        URLS.asset("styles/base.css"),
        URLS.geometry("x.json"),
        URLS.seats("abc"),
        URLS.areas_of("regions", "abc", DATE, Level.DISTRICT),
        URLS.figures("abc", DATE, Level.DISTRICT, "cars"),
    ]
    assert [a for a in addresses if not a.startswith("/atlas/") or "//" in a or a.count("?") > 1] == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (URLS.map("?year=2021"), "/atlas/?year=2021"),
        (URLS.page(DATA, at="cars"), "/atlas/data#cars"),
        (URLS.page(PROFILES, "?territory=2016-01-01"), "/atlas/profile?territory=2016-01-01"),
        (URLS.profile("16055", "like=cars", at="like"), "/atlas/profile/16055?like=cars#like"),
        (URLS.preview("?year=2021"), "/atlas/export/map.png?year=2021&sheet=preview"),
        (URLS.preview(""), "/atlas/export/map.png?sheet=preview"),
        (URLS.api, "/atlas/api/v1"),
        (
            URLS.figures("r", DATE, Level.DISTRICT, "cars", 2001),
            "/atlas/files/figures/r/2021-12-31/district/cars/2001.json",
        ),
        (URLS.areas_of("points", "r", DATE, Level.STATE), "/atlas/files/points/r/2021-12-31/state.json"),
    ],
)
def test_addresses_are_written(address: str, expected: str) -> None:
    assert address == expected


def test_public_addresses_hold_the_host_that_was_asked_or_the_one_that_the_operator_names() -> None:
    with Flask("asked").test_request_context(base_url="https://asked.example.org"):
        assert URLS.public().map("year=2021") == "https://asked.example.org/atlas/?year=2021"
        named = Urls("/atlas/", "https://named.example.org/").public()
    assert named.page(COMPARISON) == "https://named.example.org/atlas/compare/"
    assert named.page(MAP) == "https://named.example.org/atlas/"
