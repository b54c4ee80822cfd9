"""Scripts of the libraries are compressed beside the reading of the figures, not after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.web.server.compression import MOST_DENSE_BYTES, library_scripts, pack_ahead, packed

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_all_large_scripts_of_the_first_page_are_packed_ahead(client: FlaskClient) -> None:
    ahead = {script.read_bytes() for script in library_scripts()}
    for address in re.findall(r'src="(/[^"]+\.js[^"]*)"', client.get("/").text):
        content = client.get(address).data
        assert len(content) < MOST_DENSE_BYTES or content in ahead, address


def test_what_was_packed_ahead_is_not_packed_again() -> None:
    pack_ahead().join()
    before = packed.cache_info().misses
    assert [packed(script.read_bytes()) for script in library_scripts()]
    assert packed.cache_info().misses == before
