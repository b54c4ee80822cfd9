"""The recipe of an index: what it is made of, as an address writes it, and what can be part of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from atlas.model import Kind, Level, Polarity
from atlas.statistics.composite import Standard

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.recipes import ReadyRecipe
    from atlas.data.store import Atlas
    from atlas.model import Indicator

UP, DOWN = "up", "down"
MOST_ITEMS, MOST_WEIGHT = 20, 100.0
#: From how many inhabitants on areas can be compared: the figures of small ones swing by chance.
LEAST = (0, 500, 1000, 2000, 5000, 10000)
#: What an area lacks: it has no index, or its other indicators stand in.
NONE, REST = "none", "rest"
#: Words of the address, in this order.
KEYS = (
    "items",
    "level",
    "year",
    "change_from",
    "show",
    "standard",
    "missing",
    "least",
    "territory",
    "regions",
    "lang",
    "release",
    "social_regions",
)


class Show(StrEnum):
    """What is shown: an index, an index beside its change, or two indicators against each other."""

    INDEX = "index"
    CROSS = "cross"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of an index, its weight, and whether a high value raises the index."""

    key: str
    weight: float
    rises: bool


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index is made of.

    Attributes
    ----------
    items : tuple of Item
        In the order in which they were chosen.
    level, territory : Level and date
        Of the areas.
    year : int
        The newest year that may be shown; each indicator is of its newest one up to it.
    standard : Standard
        How indicators are put on one scale.
    others_stand_in : bool
        Whether an area that lacks a value has an index of the others.
    least : int
        Inhabitants that an area must have to be compared, or 0.
    change_from : int
        The year since which the change of each indicator makes the index, or 0.
    show : Show
        What is shown.
    regions : tuple of str
        Selected areas.
    release : str
        The release that is cited, or empty.
    social_regions : str
        The word that names regions which a reader drew, or empty.
    """

    items: tuple[Item, ...]
    level: Level
    territory: dt.date
    usual_territory: dt.date
    year: int
    standard: Standard = Standard.Z
    others_stand_in: bool = False
    least: int = 0
    change_from: int = 0
    show: Show = Show.INDEX
    regions: tuple[str, ...] = ()
    release: str = ""
    social_regions: str = ""


def parsed(query: str) -> dict[str, str]:
    """Take a query of ours apart."""
    return dict(parse_qsl(query.lstrip("?")))


def write_recipe(recipe: Recipe) -> str:
    """Write a recipe as a query: indicators, level and year always, all else where it is not the default."""
    pairs = {
        "items": ",".join(f"{i.key}:{i.weight:g}:{UP if i.rises else DOWN}" for i in recipe.items),
        "level": str(recipe.level),
        "year": str(recipe.year or ""),
        "change_from": str(recipe.change_from or ""),
        "show": "" if recipe.show is Show.INDEX else str(recipe.show),
        "standard": "" if recipe.standard is Standard.Z else str(recipe.standard),
        "missing": REST if recipe.others_stand_in else "",
        "least": str(recipe.least or ""),
        "territory": "" if recipe.territory == recipe.usual_territory else recipe.territory.isoformat(),
        "regions": ",".join(recipe.regions),
        "release": recipe.release,
        "social_regions": recipe.social_regions,
    }
    return "?" + "&".join(f"{key}={quote(value, safe=',:.-')}" for key, value in pairs.items() if value)


def ready_query(ready: ReadyRecipe) -> str:
    """Write a recipe that is offered as a query; its year is the newest one."""
    items = ",".join(f"{i.indicator}:{i.weight:g}:{UP if i.raises else DOWN}" for i in ready.items)
    since = f"&change_from={ready.change_from}" if ready.change_from else ""
    show = f"&show={ready.show}" if ready.show != "index" else ""
    return f"?items={items}&level={ready.level}{since}{show}{f'&least={ready.least}' if ready.least else ''}"


def possible(atlas: Atlas, level: Level, territory: dt.date) -> tuple[Indicator, ...]:
    """List the indicators that can be part of an index: rates and scores with figures on the level."""
    rates = (i for i in atlas.catalogue.indicators.values() if i.has_figures and i.kind is not Kind.COUNT)
    return tuple(i for i in rates if atlas.figures(i, level, territory).years)


def years_of(atlas: Atlas, items: tuple[Item, ...], level: Level, territory: dt.date) -> tuple[int, ...]:
    """List the years of which any of the indicators has figures."""
    found = (atlas.figures(atlas.indicator(i.key), level, territory).years for i in items)
    return tuple(sorted({year for years in found for year in years}))


def usual_way(indicator: Indicator) -> bool:
    """Whether a high value raises an index of burdens: unless more is plainly better."""
    return indicator.polarity is not Polarity.HIGHER_IS_BETTER
