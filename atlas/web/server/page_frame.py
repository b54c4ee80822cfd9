"""What stands around every page: the list of pages, the footer with borders and licence, its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.model import DEFAULT_TERRITORY
from atlas.views.profile.query import list_query
from atlas.web.server.assets import PageFiles, head_tags
from atlas.web.server.html_shell import ICON
from atlas.web.urls import public_base

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Link:
    """A page in the list at the top; ``page`` is its path under the prefix."""

    page: str
    text: str
    href: str
    current: bool


def page_links(
    prefix: str, current: str, words: Words, query: str = "", territory: dt.date = DEFAULT_TERRITORY
) -> list[Link]:
    """List the pages.

    Parameters
    ----------
    prefix : str
        Path of the atlas on its server.
    current : str
        Path of the page that is shown, under the prefix.
    words : Words
        Language of the texts.
    query : str
        State of the view with its question mark, which the pages of a view take over.
    territory : date
        Territory date, which the list of regions takes over.
    """
    pages = (
        ("", words("Map"), query),
        ("compare/", words("Comparison"), query),
        ("compare/maps", words("Two maps"), query),
        ("profile", words("Profiles"), list_query(territory)),
        ("data", words("Data"), query),
    )
    return [Link(page, text, f"{prefix}{page}{asked}", page == current) for page, text, asked in pages]


def frame(
    atlas: Atlas,
    settings: Settings,
    words: Words,
    *,
    current: str,
    query: str = "",
    territory: dt.date = DEFAULT_TERRITORY,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Give ``base.html`` what it shows; a page adds its own title, description and content.

    Parameters
    ----------
    atlas, settings, _
        What is known, how it is served, and the translator.
    current : str
        Path of the page under the prefix, as in `page_links`.
    query : str
        State of the view with its question mark.
    territory : date
        Territory date of what the page shows.
    styles, scripts : tuple of str
        What the page loads beside the style ``base``, in order; see `PageFiles`.
    """
    manifest, prefix = atlas.manifest, settings.prefix
    return {
        "_": words,
        "lang": settings.language,
        "icon": ICON,
        "prefix": prefix,
        "nav": page_links(prefix, current, words, query, territory),
        "head_files": head_tags(PageFiles(styles=("base", *styles), scripts=scripts), prefix),
        "notices": (),
        "og_image": f"{public_base(settings)}export/map.png{query}{'&' if query else '?'}sheet=preview",
        "territory": words.day(territory),
        "borders": manifest.attribution,
        "borders_licence": manifest.licence,
        "borders_licence_url": manifest.licence_url,
    }
