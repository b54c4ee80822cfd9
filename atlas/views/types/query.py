"""The query of the page of types: indicators, how many types and by which method, level, year and territory date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args
from urllib.parse import parse_qsl, quote

from atlas.statistics.types import METHODS, NUMBERS, Method
from atlas.views.query.place_values import cut
from atlas.views.query.values import PREFERRED_LEVELS, QueryValues
from atlas.views.query.view_query import KEYS, MOST_FIELDS
from atlas.views.types.choose import default_items, offered, offered_levels, offered_years
from atlas.words.texts import languages

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Level
    from atlas.words.words import Words

ITEMS = "items"
OWN_KEYS = frozenset({ITEMS, "k", "method"})
#: The number of types is found by silhouette.
BY_SILHOUETTE = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypesState:
    """What the page of types shows; the address is its only storage.

    ``items`` are ids of indicators, the first of which orders the types; ``k`` is 0 where the silhouette chooses the
    number of types, ``year`` is 0 where the newest figures are taken; ``release`` and ``usual_territory`` are those of
    `atlas.views.query.view_state.ViewState`.
    """

    items: tuple[str, ...]
    k: int
    method: Method
    level: Level
    year: int
    territory: dt.date
    usual_territory: dt.date
    release: str = ""
    social_regions: str = ""


@dataclass(frozen=True, slots=True)
class TypesAsked:
    """What is shown, what had to be put right to get it, and the indicators that were chosen and make no types here."""

    state: TypesState
    notices: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def read_types_query(query: str, atlas: Atlas, words: Words) -> TypesAsked:
    """Turn the query of a URL into what can be shown.

    Parameters
    ----------
    query : str
        With or without the leading question mark; may be any text. Words of a map's view are taken as far as they fit.
    atlas : Atlas
        What there is to show.
    words : Words
        Language of the notices.
    """
    given: dict[str, str] = {}
    notices: list[str] = []
    items: list[str] = []
    text = query.lstrip("?")
    pairs = parse_qsl(text, errors="replace", keep_blank_values=True) if text.count("&") < MOST_FIELDS else []
    for key, value in pairs:
        if key == ITEMS:  # a form sends each by itself, a link all of them in one word
            items += [part.strip() for part in value.split(",") if part.strip()]
        elif key not in KEYS | OWN_KEYS:
            notices.append(words('The address holds an unknown word: "{found}"; it is ignored.').format(found=cut(key)))
        elif value.strip():
            given[key] = value.strip()
    wanted = _Values(given, notices, words)
    territory = wanted.date(atlas)
    level = wanted.typed_level(atlas, territory)
    year = wanted.until(offered_years(atlas, level, territory))
    methods: tuple[str, ...] = get_args(Method)
    method = wanted.one_of("method", methods, METHODS[0], words("method"))
    wanted.one_of("lang", languages(), "de", words("language"))
    state = TypesState(
        items=wanted.items(atlas, tuple(dict.fromkeys(items)), level, territory, year, sent=ITEMS in dict(pairs)),
        k=int(wanted.one_of("k", (BY_SILHOUETTE, *map(str, NUMBERS)), BY_SILHOUETTE, words("number of types"))),
        method=next(m for m in METHODS if m == method),
        level=level,
        year=year,
        territory=territory,
        usual_territory=atlas.scope.territory,
        release=wanted.release(atlas),
        social_regions=wanted.social_regions(atlas),
    )
    left_out = (key for key in dict.fromkeys(items) if key in atlas.catalogue.indicators and key not in state.items)
    return TypesAsked(state, tuple(dict.fromkeys(notices)), tuple(left_out))


class _Values(QueryValues):
    """The given values of this page, each read with a default that stands in and a notice that says so."""

    def date(self, atlas: Atlas) -> dt.date:
        """Read the territory date; some level must have indicators enough."""
        default, found = self.usual_date(atlas), self.given.get("territory")
        date = next((t for t in atlas.territories if t.isoformat() == found), None)
        if found is None or (date and offered_levels(atlas, date)):
            return date or default
        text = self.words('There is no territory date "{found}"; areas as of {shown} are shown.')
        self.note(text, found=cut(found), shown=self.words.day(default))
        return default

    def typed_level(self, atlas: Atlas, territory: dt.date) -> Level:
        """Read the level; it must have areas and indicators enough."""
        has, found = offered_levels(atlas, territory), self.given.get("level")
        default = next((x for x in (atlas.scope.view.level, *PREFERRED_LEVELS) if x in has), atlas.scope.view.level)
        level = next((x for x in has if x == found), None)
        if found is None or level:
            return level or default
        text = self.words('There are no types of "{found}"; those of {shown} are shown.')
        self.note(text, found=cut(found), shown=self.words.levels(default))
        return default

    def until(self, years: tuple[int, ...]) -> int:
        """Read the year up to which figures are taken; 0 for the newest ones."""
        found = self.given.get("year", "0")
        if found.isascii() and found.isdecimal():
            before = (y for y in years if y <= int(found[:5]))
            newest = next(before, 0)
            if newest or found == "0":
                return newest
        self.note(self.words("There are no figures up to {found}; the newest ones are shown."), found=cut(found))
        return 0

    def items(
        self, atlas: Atlas, keys: tuple[str, ...], level: Level, territory: dt.date, year: int, *, sent: bool
    ) -> tuple[str, ...]:
        """Read the indicators; each must have figures of the level that say something of areas of any size."""
        words, default = self.words, default_items(atlas, level, territory, year)
        known = {i.id: i for i in offered(atlas, level, territory, year)}
        for key in keys:
            indicator = atlas.catalogue.indicators.get(key)
            if indicator is None:
                self.note(words('There is no indicator "{found}"; it is left out.'), found=cut(key))
            elif key not in known:
                text = words('"{indicator}" makes no types of {areas}: it counts, or has no figures; it is left out.')
                self.note(text, indicator=indicator.title, areas=words.levels(level))
        found = tuple(key for key in keys if key in known)
        if not found and sent:
            none = words("None of the chosen indicators makes types here; those that nearly all areas have are shown.")
            self.note(none if keys else words("No indicator was chosen; those that nearly all areas have are shown."))
        return found or default


def write_types_query(state: TypesState) -> str:
    """Write what is shown as a query: always indicators, method and level, all else where it is not the default."""
    pairs = {
        ITEMS: ",".join(state.items),
        "method": state.method,
        "k": str(state.k or ""),
        "level": str(state.level),
        "year": str(state.year or ""),
        "territory": "" if state.territory == state.usual_territory else state.territory.isoformat(),
        "release": state.release,
        "social_regions": state.social_regions,
    }
    return "?" + "&".join(f"{key}={quote(text, safe=',-')}" for key, text in pairs.items() if text)
