"""Settings of a running atlas, read from the environment once at start."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from atlas.places import ROOT
from atlas.validation import checked, refuse, told_as

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ROOT", "Settings", "from_environment"]
#: One site that may frame the map: scheme, name (perhaps with a star for all below it) and port.
HOST = re.compile(r"\*|none|https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")


#: A host by its name or address, perhaps with a dot before for all below it; ports do not count.
NAME = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[A-Fa-f0-9:.]+\]")


def _slashes(prefix: str) -> str:
    if not (prefix.startswith("/") and prefix.endswith("/")):
        refuse("a slash at both ends, as in /atlas/")
    return prefix


def _sites(hosts: str) -> str:
    if not all(HOST.fullmatch(host) for host in hosts.split(" ")):
        refuse("* or none alone, or sites like https://www.example.org separated by blanks")
    return hosts


def _names(hosts: str) -> str:
    if hosts and not all(NAME.fullmatch(host) for host in hosts.split(" ")):
        refuse("names of hosts without scheme, port and path, as in atlas.example.org, separated by blanks")
    return hosts


def _address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query):
        refuse("an address with http or https and a host, as in https://atlas.example.org")
    return url


def _counts(place: str) -> str:
    if "://" in place and urlsplit(place).scheme not in {"redis", "rediss"}:
        refuse("a folder, or an address with redis:// or rediss://")
    return place


def _setting(name: str, default: object, text: str) -> Any:  # noqa: ANN401  a default of the type that the annotation says
    return Field(default, validation_alias=name, description=text)


Address = Annotated[str, AfterValidator(_address)]
Counts = Annotated[str, AfterValidator(_counts)]
Exports = Annotated[int, Field(ge=1, le=10_000), told_as("a number from 1 to 10000")]
Hosts = Annotated[str, AfterValidator(_names)]
Port = Annotated[int, Field(ge=1, le=65535), told_as("a number from 1 to 65535")]
Prefix = Annotated[str, AfterValidator(_slashes)]
Proxies = Annotated[int, Field(ge=0, le=10_000), told_as("a number from 0 to 10000")]
Sites = Annotated[str, AfterValidator(_sites)]


class Settings(BaseModel):
    """What an operator can set. Each field names its environment variable and explains itself."""

    model_config = ConfigDict(frozen=True, validate_by_name=True, validate_by_alias=True)

    folder: Path = _setting(
        "ATLAS_DATA", ROOT / "geodata", "folder with atlas.yaml, areas/, indicators/, tables/ and sources.yaml"
    )
    host: str = _setting("HOST", "127.0.0.1", "address the built-in server listens on")
    port: Port = _setting("PORT", 8050, "port of the built-in server, 1 to 65535")
    prefix: Prefix = _setting(
        "ATLAS_PREFIX", "/", "path under which a proxy shows the atlas, with a slash at both ends"
    )
    public_url: Address = _setting(
        "ATLAS_PUBLIC_URL", "", "address under which readers find the atlas, without the prefix; empty: as asked"
    )
    allowed_hosts: Hosts = _setting(
        "ATLAS_ALLOWED_HOSTS",
        "",
        "other names by which readers may ask for the atlas, separated by blanks; .example.org for all below it",
    )
    contact: str = _setting("ATLAS_CONTACT", "", "e-mail address for questions about data and accessibility")
    contributor_id: Address = _setting(
        "ATLAS_CONTRIBUTOR_ID", "", "address of the operator among those who deliver to GovData, for the catalogue"
    )
    enforcement: str = _setting(
        "ATLAS_ENFORCEMENT", "", "the body that settles disputes about accessibility: its name and address"
    )
    language: str = _setting("ATLAS_LANGUAGE", "", "language of the interface; empty: that of atlas.yaml")
    embed_hosts: Sites = _setting(
        "ATLAS_EMBED_HOSTS", "*", "sites that may show /embed in a frame, separated by blanks; * for all, none for none"
    )
    imprint: str = _setting("ATLAS_IMPRINT", "", "the operator's imprint: its address or its text")
    tiles: str = _setting(
        "ATLAS_TILES", "", "URL template of a tile server for the background; empty: no tiles, no request"
    )
    tiles_attribution: str = _setting("ATLAS_TILES_ATTRIBUTION", "", "attribution that the tile server demands")
    exports_per_minute: Exports = _setting(
        "ATLAS_EXPORTS_PER_MINUTE", 60, "how many new pictures and files one client may ask for in a minute"
    )
    counts: Counts = _setting(
        "ATLAS_COUNTS",
        "",
        "where workers count exports together: a folder, or a Redis by redis://; empty: a folder of each server",
    )
    proxies: Proxies = _setting(
        "ATLAS_PROXIES", 0, "how many proxies stand before the atlas and are trusted to name the client"
    )
    log_level: str = _setting("ATLAS_LOG_LEVEL", "INFO", "lowest level that is logged: DEBUG, INFO, WARNING or ERROR")


SCHEMA = TypeAdapter(Settings)


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; a variable that is empty counts as not set.

    Parameters
    ----------
    environ : mapping of str to str, optional
        Variables to read; the process's own when left out.

    Raises
    ------
    DataError
        A variable does not hold what it has to.
    """
    given = {name: text for name, text in (os.environ if environ is None else environ).items() if text}
    return checked(SCHEMA, given, "environment", "set it anew")
