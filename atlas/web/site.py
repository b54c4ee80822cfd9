"""What every page needs: what is known, how it is served, in which language, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flask import g, has_request_context, request

from atlas.data.regions.address import read_address
from atlas.data.regions.atlas_with import opened, own_regions
from atlas.data.regions.faults import RegionsError
from atlas.model import Level
from atlas.views.query.region_faults import told
from atlas.web.shelf import Shelf, open_shelf
from atlas.web.urls import Urls
from atlas.words.words import words_of

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words

#: The words of an address that name a release, and social regions.
RELEASE, SOCIAL_REGIONS = "release", "social_regions"


@dataclass(frozen=True, slots=True)
class Cited:
    """The atlas of a request: ``asked`` is the release that its address names, ``found`` the same where it is there."""

    atlas: Atlas
    asked: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """An atlas that is served.

    Attributes
    ----------
    shelf : Shelf
        What is shown, and former releases.
    settings : Settings
        How it is served.
    words : Words
        Language of the texts.
    urls : Urls
        Addresses of pages and files.
    """

    shelf: Shelf
    settings: Settings
    words: Words
    urls: Urls

    @property
    def atlas(self) -> Atlas:
        """What is known: the release that the address of the request names, or the one that is shown.

        A request has the same one until it ends.
        """
        return self.cited.atlas

    @property
    def cited(self) -> Cited:
        """The release that the request is about."""
        if not has_request_context():
            return Cited(self.shelf.now())
        known: dict[Site, Cited] = g.setdefault("cited", {})
        if self not in known:
            named = (request.args.getlist(key)[-1:] for key in (RELEASE, SOCIAL_REGIONS))
            known[self] = self._cited(*("".join(found).strip() for found in named))
        return known[self]

    def turn_to(self, query: str) -> None:
        """Let the request be about the release and regions that a query names: one that came as data."""
        named = dict(parse_qsl(query.lstrip("?")))
        g.setdefault("cited", {})[self] = self._cited(*(named.get(k, "").strip() for k in (RELEASE, SOCIAL_REGIONS)))

    def _cited(self, asked: str, regions: str) -> Cited:
        former = self.shelf.of(asked) if asked else None
        return Cited(self.with_regions(former or self.shelf.now(), regions), asked, asked if former else "")

    @property
    def drawn_query(self) -> str:
        """The same as a query, for addresses of files."""
        return f"{SOCIAL_REGIONS}={self.drawn}" if self.drawn else ""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the social regions that the address names."""
        word = "".join(request.args.getlist(SOCIAL_REGIONS)[-1:]).strip()
        try:
            if word and not self.drawn:
                read_address(word, self.atlas.areas)
        except RegionsError as error:
            return (told(error, self.words),)
        return ()

    def with_regions(self, atlas: Atlas, word: str) -> Atlas:
        """Add the social regions that a word of an address names; without those that cannot be read."""
        own = own_regions(atlas)
        if not word or (own and own.address == word):
            return atlas
        try:
            return opened(atlas, word, self.words.level(Level.SOCIAL_REGION))
        except RegionsError:
            return atlas  # the view says what is wrong with them

    @property
    def pinned(self) -> str:
        """The release that links of the page have to carry on; empty where its address names none."""
        return self.cited.found

    @property
    def drawn(self) -> str:
        """The word that names the social regions of the request; empty where it has none."""
        own = own_regions(self.atlas)
        return own.address if own else ""

    def of(self, atlas: Atlas) -> Site:
        """Give the same site with this atlas alone, whatever a request asks for."""
        return replace(self, shelf=Shelf(atlas))

    @property
    def title(self) -> str:
        """Title of the website."""
        return self.words.own(self.atlas.scope.title)

    @property
    def usual(self) -> dt.date:
        """The territory date that addresses leave unsaid."""
        return self.atlas.scope.territory


def open_site(settings: Settings) -> Site:
    """Read the data folder; an `AtlasError` says what is wrong with it."""
    return _site(open_shelf(settings.folder), settings)


def site_of(atlas: Atlas, settings: Settings) -> Site:
    """Serve one atlas, without releases before and after it."""
    return _site(Shelf(atlas), settings)


def _site(shelf: Shelf, settings: Settings) -> Site:
    """Take addresses from the settings, and the language where they name one."""
    words = words_of(settings.language or shelf.now().scope.language)
    return Site(shelf, settings, words, Urls(settings.prefix, settings.public_url))
