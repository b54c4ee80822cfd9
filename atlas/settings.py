"""Settings of a running atlas, read from the environment once at start."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 10_000
#: One site that may frame the map: scheme, name (perhaps with a star for all below it) and port.
HOST = r"\*|none|https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?"
ROOT = Path(__file__).resolve().parent.parent


def _setting(name: str, default: str, text: str) -> Any:  # noqa: ANN401  dataclasses.field returns whatever the annotation says
    return field(default=default, metadata={"env": name, "help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set. Each field names its environment variable and explains itself."""

    data: str = _setting(
        "ATLAS_DATA", str(ROOT / "geodata"), "folder with areas/, indicators/, tables/ and sources.yaml"
    )
    host: str = _setting("HOST", "127.0.0.1", "address the built-in server listens on")
    port: str = _setting("PORT", "8050", "port of the built-in server, 1 to 65535")
    prefix: str = _setting("ATLAS_PREFIX", "/", "path under which a proxy shows the atlas, with a slash at both ends")
    public_url: str = _setting(
        "ATLAS_PUBLIC_URL", "", "address under which readers find the atlas, without the prefix; empty: as asked"
    )
    contact: str = _setting("ATLAS_CONTACT", "", "e-mail address for questions about data and accessibility")
    language: str = _setting("ATLAS_LANGUAGE", "de", "language of the interface")
    embed_hosts: str = _setting(
        "ATLAS_EMBED_HOSTS", "*", "sites that may show /embed in a frame, separated by blanks; * for all, none for none"
    )
    imprint: str = _setting("ATLAS_IMPRINT", "", "the operator's imprint: its address or its text")
    tiles: str = _setting(
        "ATLAS_TILES", "", "URL template of a tile server for the background; empty: no tiles, no request"
    )
    tiles_attribution: str = _setting("ATLAS_TILES_ATTRIBUTION", "", "attribution that the tile server demands")
    exports_per_minute: str = _setting(
        "ATLAS_EXPORTS_PER_MINUTE", "60", "how many new pictures and files one client may ask for in a minute"
    )
    proxies: str = _setting(
        "ATLAS_PROXIES", "0", "how many proxies stand before the atlas and are trusted to name the client"
    )
    log_level: str = _setting("ATLAS_LOG_LEVEL", "INFO", "lowest level that is logged: DEBUG, INFO, WARNING or ERROR")

    @property
    def folder(self) -> Path:
        """The data folder."""
        return Path(self.data)

    @property
    def port_number(self) -> int:
        """The port as a number."""
        return int(self.port)

    @property
    def exports_per_minute_number(self) -> int:
        """The bound on exports as a number."""
        return int(self.exports_per_minute)


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Parameters
    ----------
    environ : mapping of str to str, optional
        Variables to read; the process's own when left out.

    Raises
    ------
    DataError
        A variable does not hold what it has to.
    """
    environ = os.environ if environ is None else environ
    given = {f.name: environ.get(f.metadata["env"], "") or str(f.default) for f in fields(Settings)}
    settings = Settings(**given)
    if not (settings.port.isdecimal() and 0 < int(settings.port) < 65536):  # noqa: PLR2004  the range of TCP ports
        raise DataError(
            expected("environment, PORT", repr(settings.port), "a number from 1 to 65535", "set another port")
        )
    if not (settings.prefix.startswith("/") and settings.prefix.endswith("/")):
        raise DataError(
            expected("environment, ATLAS_PREFIX", repr(settings.prefix), "a slash at both ends", "write it as /atlas/")
        )
    for name, found in (("EXPORTS_PER_MINUTE", settings.exports_per_minute), ("PROXIES", settings.proxies)):
        least = 1 if name == "EXPORTS_PER_MINUTE" else 0
        if not (found.isascii() and found.isdecimal() and least <= int(found) <= MOST):
            wanted = f"a number from {least} to {MOST}"
            raise DataError(expected(f"environment, ATLAS_{name}", repr(found), wanted, "set another number"))
    for host in settings.embed_hosts.split(" "):
        if not re.fullmatch(HOST, host):
            wanted = "* or none alone, or sites like https://www.example.org separated by blanks"
            raise DataError(expected("environment, ATLAS_EMBED_HOSTS", repr(host), wanted, "correct the list"))
    parts = urlsplit(settings.public_url)
    if settings.public_url and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query):
        raise DataError(
            expected(
                "environment, ATLAS_PUBLIC_URL",
                repr(settings.public_url),
                "an address with http or https and a host",
                "write it as https://atlas.example.org",
            )
        )
    return settings
