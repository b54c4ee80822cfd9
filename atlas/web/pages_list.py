"""All pages of the atlas, once, in the order in which a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Carries(Enum):
    """What a link to a page takes along from the page it stands on."""

    VIEW = auto()
    TERRITORY = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes
    ----------
    path : str
        Where it stands under the prefix.
    title : str
        English name, which `Words` translates.
    carries : Carries
        What its address takes over.
    in_navigation : bool
        Whether the list at the top of every page names it.
    """

    path: str
    title: str
    carries: Carries = Carries.NOTHING
    in_navigation: bool = False


MAP = Page("", "Map", Carries.VIEW, in_navigation=True)
COMPARISON = Page("compare/", "Comparison", Carries.VIEW, in_navigation=True)
TWO_MAPS = Page("compare/maps", "Two maps", Carries.VIEW, in_navigation=True)
INDEX = Page("index", "Build an index", Carries.TERRITORY)
PROFILES = Page("profile", "Profiles", Carries.TERRITORY, in_navigation=True)
REGIONS = Page("regions", "Draw social regions", Carries.VIEW)
TYPES = Page("types", "Types of areas", Carries.VIEW)
PATTERNS = Page("patterns", "Neighbourhood patterns", Carries.VIEW)
DATA = Page("data", "Data", Carries.VIEW, in_navigation=True)
PICTURE = Page("publish/map", "Picture for print", Carries.VIEW)
EMBED_BUILDER = Page("publish/embed", "Embed in a page", Carries.VIEW)
EMBEDDED_MAP = Page("embed", "Map", Carries.VIEW)
INTERFACE = Page("api/v1/", "Open data interface")
CHANGES = Page("changes", "Changes of the figures")
TERRITORIES = Page("territories", "Changes of areas", Carries.TERRITORY)
SOURCES = Page("sources", "Sources and calendar", Carries.TERRITORY)
ACCESSIBILITY = Page("accessibility", "Accessibility")
IMPRINT = Page("imprint", "Imprint")

PAGES = (
    MAP,
    COMPARISON,
    TWO_MAPS,
    INDEX,
    PROFILES,
    REGIONS,
    TYPES,
    PATTERNS,
    DATA,
    PICTURE,
    EMBED_BUILDER,
    EMBEDDED_MAP,
    INTERFACE,
    CHANGES,
    TERRITORIES,
    SOURCES,
    ACCESSIBILITY,
    IMPRINT,
)
#: Pages that the law wants to be found from every other one; the foot of a page names them.
STATEMENTS = (ACCESSIBILITY, IMPRINT)
#: What planners work with; named beside the map, below the comparison and at the foot of the other pages.
TOOLS = (INDEX, REGIONS, TYPES, PATTERNS)
