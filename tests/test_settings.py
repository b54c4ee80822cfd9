from __future__ import annotations

import pytest

from atlas.errors import DataError
from atlas.settings import ROOT, Settings, from_environment


def test_nothing_set_gives_the_shipped_data_on_loopback() -> None:
    settings = from_environment({})
    assert (settings.host, settings.port, settings.prefix, settings.tiles) == ("127.0.0.1", 8050, "/", "")
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


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ATLAS_EXPORTS_PER_MINUTE", "0"),
        ("ATLAS_PROXIES", "-1"),
        ("ATLAS_EMBED_HOSTS", "https://a.org example"),
        ("ATLAS_ALLOWED_HOSTS", "https://a.example"),
        ("ATLAS_ALLOWED_HOSTS", "a.example,b.example"),
        ("ATLAS_ALLOWED_HOSTS", "a b/c"),
    ],
)
def test_a_variable_that_is_not_as_expected_is_named(name: str, found: str) -> None:
    with pytest.raises(DataError, match=f"^environment, {name}: found '{found}', expected .*; set it anew.$"):
        from_environment({name: found})


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(DataError, match=r"PORT: .*ATLAS_PREFIX: "):
        from_environment({"PORT": "x", "ATLAS_PREFIX": "x"})


def test_an_empty_variable_counts_as_not_set() -> None:
    assert from_environment({"PORT": "", "ATLAS_DATA": ""}) == Settings()


def test_only_what_is_given_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1234")
    assert from_environment({}) == Settings()
    assert from_environment().port == 1234


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_explains_itself_and_stands_in_the_readme(name: str) -> None:
    field = Settings.model_fields[name]
    assert field.description
    assert f"`{field.validation_alias}`" in (ROOT / "README.md").read_text(encoding="utf-8")
