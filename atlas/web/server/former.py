"""Pages with the figures of a former release say so, and lead to those of today; what is not kept is told as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.web.site import Site

#: So many releases are named where one is not there.
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Former:
    """A sentence about the release of a page, with a link behind it."""

    text: str
    link: str
    href: str


def former_release(site: Site, today: Callable[[], str]) -> Former | None:
    """Say of which release the figures are, where they are not those that are shown now.

    Parameters
    ----------
    site : Site
        What there is; its request names the release.
    today : callable
        Gives the address of the same page without a release.

    Returns
    -------
    Former or None
        None where the page shows the figures of today, as it was asked to.
    """
    words, cited = site.words, site.cited
    if cited.asked != cited.found:
        there = ", ".join(f"{release} ({words.day(date)})" for release, date in site.shelf.there()[:MOST_TOLD])
        text = words("These releases can be shown: {releases}.").format(releases=there)
        return Former(text, words("Go on without the release of the link"), today())
    if not cited.found or cited.found == site.shelf.now().release:
        return None
    text = words("These are the figures of release {release} of {day}. They have been replaced since.")
    told = text.format(release=cited.found, day=words.day(cited.atlas.released))
    return Former(told, words("Show the figures of today"), today())
