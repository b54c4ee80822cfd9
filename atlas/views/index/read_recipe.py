"""The recipe of an index as an address holds it; whatever is wrong in it is named, and a default stands in."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from atlas.data.comparable import years_compare
from atlas.model import Kind, Level
from atlas.statistics.composite import Standard
from atlas.views.index.recipe import (
    DOWN,
    KEYS,
    LEAST,
    MOST_ITEMS,
    MOST_WEIGHT,
    NONE,
    REST,
    UP,
    Item,
    Recipe,
    Show,
    parsed,
    ready_query,
    usual_way,
    years_of,
)
from atlas.views.query.place_values import PlaceValues, cut
from atlas.views.query.territory import territory_date
from atlas.views.query.view_query import MOST_FIELDS
from atlas.words.texts import languages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """A recipe, and what had to be put right to get it.

    Attributes
    ----------
    notices : tuple of str
        What was put right.
    left_out : tuple of Item
        What was asked for and has no place in it; a form keeps it, so that another level brings it back.
    entered : mapping of str to str
        What was written where something else had to be taken, by the name of the field: the form still shows it.
    """

    recipe: Recipe
    notices: tuple[str, ...]
    left_out: tuple[Item, ...] = ()
    entered: Mapping[str, str] = field(default_factory=dict)


def read_recipe(query: str, atlas: Atlas, words: Words) -> Asked:
    """Read a recipe.

    Parameters
    ----------
    query : str
        With or without its question mark; may be any text. Without ``items`` it is the first recipe that is offered
        for the level, else the first of all; none where nothing of it is known at the territory date.
    atlas : Atlas
        What there is.
    words : Words
        Language of the notices.

    Returns
    -------
    Asked
        Always a recipe, perhaps of too few indicators; a notice for each value that was replaced.
    """
    notices: list[str] = []
    text = query.lstrip("?")
    pairs = parse_qsl(text, errors="replace", keep_blank_values=True) if text.count("&") < MOST_FIELDS else []
    given = {key: value.strip() for key, value in pairs if key in KEYS and value.strip()}
    unknown = words('The address holds an unknown word: "{found}"; it is ignored.')
    notices += [unknown.format(found=cut(key)) for key, _value in pairs if key not in KEYS]
    to_begin = "items" not in given and bool(atlas.recipes)
    if to_begin:
        first = next((r for r in atlas.recipes if r.level == given.get("level")), atlas.recipes[0])
        given = parsed(ready_query(first)) | given
    wanted = _Values(given, notices, words)
    territory = wanted.territory(atlas)
    if to_begin and not wanted.known_at(atlas, territory):
        given["items"] = ""
        wanted.note(
            words("The recipe to begin with has no figures for areas as of {day}; add indicators of your own."),
            day=words.day(territory),
        )
    level = wanted.one_of("level", atlas.edition.levels, atlas.scope.view.level, words("level"))
    items = wanted.items(atlas, Level(level), territory)
    years = years_of(atlas, items, Level(level), territory)
    year = wanted.year("year", years, max(years, default=0))
    since = wanted.year("change_from", tuple(y for y in years if y < year), 0)
    items = wanted.comparable(atlas, items) if since else items
    standard = wanted.one_of("standard", list(Standard), Standard.Z, words("scale"))
    missing = wanted.one_of("missing", (NONE, REST), NONE, words("rule for missing values"))
    least = wanted.one_of("least", [str(n) for n in LEAST], "0", words("least number of inhabitants"))
    wanted.one_of("lang", languages(), words.language, words("language"))
    show = Show(wanted.one_of("show", list(Show), Show.INDEX, words("view")))
    if show is Show.CROSS and not since:
        wanted.entered["show"] = show
        wanted.note(
            words("Index and change together need a year since which things changed; the index alone is shown.")
        )
    recipe = Recipe(
        items=items,
        level=Level(level),
        territory=territory,
        usual_territory=atlas.scope.territory,
        year=year,
        standard=Standard(standard),
        others_stand_in=missing == REST,
        least=int(least),
        change_from=since,
        show=Show.INDEX if show is Show.CROSS and not since else show,
        regions=wanted.regions(atlas, Level(level), territory),
        release=atlas.release if given.get("release") == atlas.release else "",
        social_regions=wanted.social_regions(atlas),
    )
    return Asked(recipe, tuple(dict.fromkeys(notices)), tuple(wanted.left_out.values()), wanted.entered)


@dataclass(frozen=True, slots=True)
class _Values(PlaceValues):
    """What the address gives, value by value; what has no place in the recipe is noted as it was entered."""

    left_out: dict[str, Item] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)

    def one_of(self, key: str, allowed: list[str] | tuple[str, ...], default: str, name: str) -> str:
        """Read one of a list of words."""
        found = self.given.get(key, default)
        if found in [str(x) for x in allowed]:
            return found
        self.note(
            self.words('There is no {name} "{found}"; the default is shown instead.'), name=name, found=cut(found)
        )
        return default

    def territory(self, atlas: Atlas) -> dt.date:
        """Read the territory date."""
        usual = self.usual_date(atlas)
        found = self.given.get("territory", usual.isoformat())
        date = territory_date(atlas, found)
        if date is None:
            text = self.words('There is no territory date "{found}"; areas as of {shown} are shown.')
            self.note(text, found=cut(found), shown=self.words.day(usual))
        return date or usual

    def year(self, key: str, years: tuple[int, ...], default: int) -> int:
        """Read a year; one without data of its own is as good as the last one before it that has some."""
        found = self.given.get(key)
        if found is None or found == "0":
            return default
        before = [y for y in years if found.isascii() and found.isdecimal() and y <= int(found[:4])]
        if before:
            return max(before)
        self.note(self.words("There are no figures up to {found}; that year is left out."), found=cut(found))
        return default

    def items(self, atlas: Atlas, level: Level, territory: dt.date) -> tuple[Item, ...]:
        """Read the indicators; what cannot be part of an index is named with the reason."""
        words = self.words
        found: dict[str, Item] = {}
        for text in filter(None, (part.strip() for part in self.given.get("items", "").split(","))):
            key, _, rest = text.partition(":")
            indicator = atlas.catalogue.indicators.get(key)
            if indicator is None:
                self.note(words('There is no indicator "{found}"; it is left out.'), found=cut(key))
            elif indicator.kind is Kind.COUNT:
                reason = words('"{indicator}" is a count and is left out: a larger area has more of everything.')
                self.note(reason, indicator=indicator.short_title)
            elif key in found or key in self.left_out:
                twice = words('"{indicator}" is named more than once; the first weight and direction count.')
                self.note(twice, indicator=indicator.short_title)
            else:
                weight, _, way = rest.partition(":")
                item = Item(key, self._weight(weight, indicator), self._rises(way, indicator))
                (found if self._fits(item, atlas, level, territory, found) else self.left_out)[key] = item
        return tuple(found.values())

    def known_at(self, atlas: Atlas, territory: dt.date) -> bool:
        """Say whether an indicator of the recipe has figures at a territory date, on whatever level."""
        keys = (part.partition(":")[0] for part in self.given.get("items", "").split(","))
        known = atlas.catalogue.indicators
        return any(atlas.levels(known[key], territory) for key in keys if key in known)

    def _fits(self, item: Item, atlas: Atlas, level: Level, territory: dt.date, others: Mapping[str, Item]) -> bool:
        indicator, words = atlas.indicator(item.key), self.words
        if not atlas.figures(indicator, level, territory).years:
            reason = words('"{indicator}" has no figures for {found}; it is left out.')
            found = words.levels(level)
            if atlas.figures(indicator, level, atlas.scope.territory).years:
                reason = words('"{indicator}" has no figures for areas as of {found}; it is left out.')
                found = words.day(territory)
            self.note(reason, indicator=indicator.title, found=found)
            return False
        if len(others) == MOST_ITEMS and item.key not in others:
            self.note(words("An index takes at most {n} indicators; the others are left out."), n=str(MOST_ITEMS))
            return False
        return True

    def comparable(self, atlas: Atlas, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Leave out scores, which have no change."""
        for item in items:
            if not years_compare(atlas.indicator(item.key)):
                text = self.words('"{indicator}" is scaled anew each year and has no change; it is left out.')
                self.note(text, indicator=atlas.indicator(item.key).short_title)
                self.left_out[item.key] = item
        return tuple(i for i in items if years_compare(atlas.indicator(i.key)))

    def _weight(self, text: str, indicator: Indicator) -> float:
        try:
            weight = float(text.replace(",", ".")) if text else 1.0
        except ValueError:
            weight = math.nan
        if 0 <= weight <= MOST_WEIGHT:
            return weight
        told = self.words('"{found}" is no weight of "{indicator}", which is a number from 0 to {most}; 1 is taken.')
        self.note(told, found=cut(text), indicator=indicator.short_title, most=f"{MOST_WEIGHT:g}")
        self.entered[f"weight.{indicator.id}"] = cut(text)
        return 1.0

    def _rises(self, text: str, indicator: Indicator) -> bool:
        if text in {"", UP, DOWN}:
            return usual_way(indicator) if not text else text == UP
        told = self.words('"{found}" is no direction of "{indicator}", which is up or down; the usual one is taken.')
        self.note(told, found=cut(text), indicator=indicator.short_title)
        return usual_way(indicator)
