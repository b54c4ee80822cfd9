"""What every page needs: what is known, how it is served, in which language, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.load import load
from atlas.web.urls import Urls
from atlas.words.words import words_of

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """An atlas that is served.

    Attributes
    ----------
    atlas : Atlas
        What is known.
    settings : Settings
        How it is served.
    words : Words
        Language of the texts.
    urls : Urls
        Addresses of pages and files.
    """

    atlas: Atlas
    settings: Settings
    words: Words
    urls: Urls

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
    return site_of(load(settings.folder), settings)


def site_of(atlas: Atlas, settings: Settings) -> Site:
    """Take addresses from the settings, and the language where they name one."""
    return Site(
        atlas, settings, words_of(settings.language or atlas.scope.language), Urls(settings.prefix, settings.public_url)
    )
