"""Every address of the atlas: pages, files of the map, downloads, the open interface.

They begin with the path of the atlas on its server; `Urls.public` gives the same ones with scheme and host, for links
that leave the atlas: citations, QR codes, embeds, catalogues.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import request

from atlas.web.assets import digest, in_one_file, modules
from atlas.web.pages_list import COMPARISON, EMBEDDED_MAP, INTERFACE, PROFILES

if TYPE_CHECKING:
    import datetime as dt

    from atlas.model import Level
    from atlas.web.assets import PageFiles
    from atlas.web.pages_list import Page

#: Counts how often the index of places was written in another way; browsers keep it for a year.
PLACES_SHAPE = "shape=1"


def joined(*queries: str) -> str:
    """Join queries to one with its question mark; each may bring its own sign, empty ones add nothing."""
    parts = [part for part in (query.lstrip("?&") for query in queries) if part]
    return f"?{'&'.join(parts)}" if parts else ""


@dataclass(frozen=True, slots=True)
class Urls:
    """Writes addresses; every ``queries`` is joined by `joined`.

    Attributes
    ----------
    home : str
        Address of the map page, with a slash at its end: a path, or absolute.
    public_url : str
        Scheme and host by which readers find the atlas, as the operator says; empty: as the reader asked.
    """

    home: str
    public_url: str = ""

    def public(self) -> Urls:
        """Give the same addresses with scheme and host."""
        host = self.public_url or request.host_url
        return replace(self, home=host.rstrip("/") + self.home)

    def page(self, page: Page, *queries: str, at: str = "") -> str:
        """Address a page, perhaps at a mark on it."""
        return f"{self.home}{page.path}{joined(*queries)}{f'#{at}' if at else ''}"

    def map(self, *queries: str) -> str:
        """Address the map."""
        return f"{self.home}{joined(*queries)}"

    def embedded_map(self, *queries: str) -> str:
        """Address the map alone, for a frame."""
        return self.page(EMBEDDED_MAP, *queries)

    def comparison(self, *queries: str) -> str:
        """Address the comparison."""
        return self.page(COMPARISON, *queries)

    def profile(self, code: str, *queries: str, at: str = "") -> str:
        """Address the page of a region."""
        return f"{self.home}{PROFILES.path}/{code}{joined(*queries)}{f'#{at}' if at else ''}"

    def report(self, code: str, *queries: str, suffix: str = "pdf") -> str:
        """Address the report of a region, as PDF or to be edited (docx)."""
        return f"{self.home}export/profile/{code}.{suffix}{joined(*queries)}"

    def ages(self, code: str, query: str, suffix: str) -> str:
        """Address the ages of a region as a file."""
        return f"{self.home}export/ages/{code}.{suffix}{joined(query)}"

    def spread_file(self, suffix: str, *queries: str) -> str:
        """Address how far the areas of a view lie apart over the years, as a file."""
        return f"{self.home}export/spread.{suffix}{joined(*queries)}"

    def spread_within(self, code: str, query: str, suffix: str) -> str:
        """Address how far the areas within a region lie apart, as a file."""
        return f"{self.home}export/spread/{code}.{suffix}{joined(query)}"

    def map_file(self, suffix: str, *queries: str) -> str:
        """Address the printed map of a view."""
        return f"{self.home}export/map.{suffix}{joined(*queries)}"

    def types_file(self, suffix: str, *queries: str) -> str:
        """Address the types of areas as a file: table or printed map."""
        return f"{self.home}export/types.{suffix}{joined(*queries)}"

    def patterns_file(self, suffix: str, *queries: str) -> str:
        """Address neighbourhood patterns as a file: table or printed map."""
        return f"{self.home}export/patterns.{suffix}{joined(*queries)}"

    def regions_file(self, suffix: str, query: str) -> str:
        """Address social regions as a file that can be loaded again."""
        return f"{self.home}export/regions.{suffix}{joined(query)}"

    def qr_code(self, *queries: str) -> str:
        """Address the QR code of a view."""
        return f"{self.home}export/qr.svg{joined(*queries)}"

    def preview(self, query: str, *queries: str) -> str:
        """Address the picture of a view that other sites show beside a link."""
        return self.map_file("png", query, "sheet=preview", *queries)

    def table_file(self, suffix: str, *queries: str) -> str:
        """Address the figures of a view as a file."""
        return f"{self.home}export/data.{suffix}{joined(*queries)}"

    def areas_file(self, suffix: str, *queries: str) -> str:
        """Address the areas of a view as a file."""
        return f"{self.home}export/areas.{suffix}{joined(*queries)}"

    def index_file(self, suffix: str, query: str) -> str:
        """Address an index as a file: its map, or its figures."""
        return f"{self.home}export/index.{suffix}{joined(query)}"

    def everything(self, suffix: str, query: str = "") -> str:
        """Address the file that holds all figures of a territory date."""
        return f"{self.home}export/all.{suffix}{joined(query)}"

    def catalogue(self, suffix: str) -> str:
        """Address the catalogue for data portals."""
        return f"{self.home}catalog.{suffix}"

    @property
    def api(self) -> str:
        """Where the open interface begins, without a slash at the end."""
        return f"{self.home}{INTERFACE.path}".rstrip("/")

    @property
    def service(self) -> str:
        """Address the page of the open interface."""
        return f"{self.api}/"

    @property
    def description(self) -> str:
        """Address the description of the open interface for programs."""
        return f"{self.api}/openapi.json"

    def observations(self, suffix: str, *queries: str) -> str:
        """Address figures in the open interface; without a suffix as JSON."""
        return f"{self.api}/observations{suffix}{joined(*queries)}"

    def boundaries(self, suffix: str, *queries: str) -> str:
        """Address areas in the open interface."""
        return f"{self.api}/geometry{suffix}{joined(*queries)}"

    def dataset(self, key: str = "") -> str:
        """Name a dataset of the catalogue for data portals; without a key the catalogue itself."""
        return f"{self.home}catalog{f'/{key}' if key else ''}"

    @property
    def embed_script(self) -> str:
        """Address the script that pages with a frame may load."""
        return f"{self.home}embed.js"

    def asset(self, name: str) -> str:
        """Address a file of ``assets/`` by the digest of all, so that browsers may keep it for good."""
        return f"{self.home}assets/{digest()}/{name}"

    def geometry(self, file: str) -> str:
        """Address outlines as they are shipped; the name holds a digest of what is in the file."""
        return f"{self.home}files/areas/{file}"

    def seats(self, release: str) -> str:
        """Address the names of the district seats."""
        return f"{self.home}files/seats/{release}/all.json"

    def places(self, release: str, territory: dt.date, *queries: str) -> str:
        """Address the index of all places of a territory date."""
        return f"{self.home}files/places/{release}/{territory.isoformat()}/all.json{joined(PLACES_SHAPE, *queries)}"

    def areas_of(self, kind: str, release: str, territory: dt.date, level: Level, *queries: str) -> str:
        """Address what a map needs of all areas of a level: ``regions`` (names), ``points`` (centres of circles)."""
        return f"{self.home}files/{kind}/{release}/{territory.isoformat()}/{level}.json{joined(*queries)}"

    def figures(
        self, release: str, territory: dt.date, level: Level, indicator: str, change_from: int = 0, *queries: str
    ) -> str:
        """Address the figures of an indicator, or their change since a year."""
        of = f"{release}/{territory.isoformat()}/{level}/{indicator}/{change_from}"
        return f"{self.home}files/figures/{of}.json{joined(*queries)}"

    def marks(self, release: str, territory: dt.date, level: Level, indicator: str, *queries: str) -> str:
        """Address the marks of areas that stand out from their neighbours; the year is left open as ``{year}``."""
        of = f"{release}/{territory.isoformat()}/{level}/{indicator}"
        return f"{self.home}files/marks/{of}/{{year}}.json{joined(*queries)}"


def head_tags(files: PageFiles, urls: Urls) -> str:
    """Write the tags for the head of a page: letters, styles, scripts."""
    return f"{style_tags(files, urls)}\n{script_tags(files, urls)}"


def style_tags(files: PageFiles, urls: Urls) -> str:
    """Write the tags of letters and styles."""
    letters = (urls.asset(f"fonts/source-sans-3-latin-{weight}-normal.woff2") for weight in (400, 600))
    tags = [
        *(f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>' for font in letters),
        *(f'<link rel="stylesheet" href="{urls.asset(f"styles/{name}.css")}">' for name in files.styles),
    ]
    return "\n".join(tags)


def script_tags(files: PageFiles, urls: Urls) -> str:
    """Write the tags of modules to fetch ahead, and of those to run in this order."""
    scripts = [in_one_file(script) for script in files.scripts]
    ahead = dict.fromkeys(m for script in scripts for m in modules(script))
    tags = [
        *(f'<link rel="modulepreload" href="{urls.asset(name)}">' for name in ahead if name not in scripts),
        *(f'<script type="module" src="{urls.asset(name)}"></script>' for name in scripts),
    ]
    return "\n".join(tags)
