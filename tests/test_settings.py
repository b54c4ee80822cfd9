from __future__ import annotations

import pytest

from atlas.errors import DataError
from atlas.settings import from_environment


def test_nothing_set_gives_the_shipped_data_on_loopback() -> None:
    settings = from_environment({})
    assert (settings.host, settings.port_number, settings.prefix, settings.tiles) == ("127.0.0.1", 8050, "/", "")
    assert (settings.folder / "sources.yaml").is_file()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "80 80"])
def test_a_port_that_is_none_is_refused_in_one_sentence(port: str) -> None:
    with pytest.raises(DataError, match=r"environment, PORT: found .*, expected a number from 1 to 65535"):
        from_environment({"PORT": port})


def test_a_prefix_needs_its_slashes() -> None:
    with pytest.raises(DataError, match="ATLAS_PREFIX"):
        from_environment({"ATLAS_PREFIX": "/atlas"})


@pytest.mark.parametrize("address", ["atlas.example.org", "ftp://atlas.example.org", "https://", "https://a.org/?x=1"])
def test_a_public_address_needs_scheme_and_host(address: str) -> None:
    with pytest.raises(DataError, match="ATLAS_PUBLIC_URL"):
        from_environment({"ATLAS_PUBLIC_URL": address})
