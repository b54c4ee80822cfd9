"""The query of a profile's address: territory, what its links carry on, and the indicators of likeness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from atlas.data.same_place import known_as, on_level
from atlas.model import Scheme
from atlas.views.profile.similar import possible_keys
from atlas.views.query.place_values import MOST_REGIONS, cut
from atlas.views.query.territory import territory_date
from atlas.views.query.view_query import MOST_FIELDS, read_query, write_query

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

LIKE, SEARCH = "like", "q"
#: No more notices than this are shown.
MOST_NOTICES = 8
YEAR_DIGITS = 4
#: What only makes sense on the page it was chosen on.
NOT_CARRIED = frozenset({"level", "regions", "bbox", "year", "change_from", "breaks"})


@dataclass(frozen=True, slots=True)
class Given:
    """The query as it stands in the address; of a word given twice the last counts, but for ``like``.

    ``like`` is None where the word is missing, and ``spread`` says that it stands there more than once.
    """

    values: dict[str, str]
    like: tuple[str, ...] | None
    spread: bool


def given(query: str) -> Given:
    """Take a query apart; one with more words than any page writes counts as none."""
    if query.count("&") >= MOST_FIELDS:
        return Given({}, None, spread=False)
    pairs = parse_qsl(query.lstrip("?"), errors="replace", keep_blank_values=True)
    likes = [value for key, value in pairs if key == LIKE]
    keys = dict.fromkeys(part.strip() for value in likes for part in value.split(",") if part.strip())
    values = {key: value.strip() for key, value in pairs if key != LIKE and value.strip()}
    return Given(values, tuple(keys) if keys else None, spread=len(likes) > 1)


@dataclass(frozen=True, slots=True)
class ProfileAsked:
    """What a profile shows and links to: ``state`` for map and comparison, ``carried`` for other profiles."""

    state: ViewState
    like: tuple[str, ...] | None
    carried: str
    notices: tuple[str, ...]


def read_territory(pairs: dict[str, str], atlas: Atlas, words: Words) -> tuple[dt.date, tuple[str, ...]]:
    """Read the date of the area status; the default and a notice for one that the atlas does not hold."""
    default = atlas.scope.territory
    found = pairs.get("territory", default.isoformat())
    territory = territory_date(atlas, found)
    if territory is not None:
        return territory, ()
    text = words('There is no territory date "{found}"; areas as of {shown} are shown.')
    return default, (text.format(found=cut(found), shown=words.day(default)),)


def read_profile_query(asked: Given, atlas: Atlas, area: Area, territory: dt.date, words: Words) -> ProfileAsked:
    """Turn the query of a region's profile into what the page links to.

    The region and the figures of its place decide the level; an indicator without figures there gives way to one that
    has some, silently, because the profile shows all of them. Whatever is wrong in the query is named in a notice.
    """
    pairs = {k: v for k, v in asked.values.items() if k not in {SEARCH, "territory", "level"}}
    notices = []
    key = _indicator(pairs.get("indicator", atlas.scope.view.indicator), atlas, area, territory)
    if "indicator" in pairs and pairs["indicator"] not in atlas.catalogue.indicators:
        text = words('There is no indicator "{found}"; "{shown}" is shown instead.')
        notices.append(text.format(found=cut(pairs["indicator"]), shown=atlas.indicator(key).title))
    shown = known_as(atlas, area, atlas.indicator(key), territory)
    years = atlas.figures(atlas.indicator(key), shown.level, territory).years
    for word in ("year", "change_from"):
        if _is_year(pairs.get(word, "")) and int(pairs[word]) not in years:
            del pairs[word]
    by_code = atlas.areas[territory]
    pairs["regions"] = ",".join(
        c for c in pairs.get("regions", "").split(",") if c not in by_code or on_level(by_code[c], shown.level, by_code)
    )
    pairs |= {"indicator": key, "level": str(shown.level), "territory": territory.isoformat()}
    read = read_query(urlencode(pairs), atlas, words)
    regions = (shown.code, *(c for c in read.state.regions if c != shown.code))[:MOST_REGIONS]
    like, unknown = _like(asked.like, atlas, area, territory, words)
    return ProfileAsked(
        state=replace(read.state, regions=regions),
        like=like,
        carried=_carried(asked, read.state, like),
        notices=tuple(dict.fromkeys((*notices, *read.notices, *unknown)))[:MOST_NOTICES],
    )


def for_indicator(state: ViewState, key: str, year: int) -> ViewState:
    """Show another indicator in a view: what was chosen for the former one does not fit."""
    scheme = Scheme.FISHER_JENKS if state.scheme is Scheme.MANUAL else state.scheme
    return replace(state, indicator=key, year=year, change_from=0, breaks=(), scheme=scheme)


def list_query(territory: dt.date, usual: dt.date, release: str = "", drawn: str = "") -> str:
    """Carry a date to a profile, unless it is the usual one, the release that is cited, and regions that are drawn."""
    date = "" if territory == usual else territory.isoformat()
    given = (("territory", date), ("release", release), ("social_regions", drawn))
    pairs = {key: value for key, value in given if value}
    return f"?{urlencode(pairs)}" if pairs else ""


def _indicator(found: str, atlas: Atlas, area: Area, territory: dt.date) -> str:
    levels = {atlas.areas[territory][c].level for c in area.place}
    fits = [k for k, i in atlas.catalogue.indicators.items() if levels & set(atlas.levels(i, territory))]
    if found in fits:
        return found
    first = atlas.scope.view.indicator
    return first if first in fits or not fits else fits[0]


def _is_year(text: str) -> bool:
    return len(text) == YEAR_DIGITS and text.isascii() and text.isdecimal()


def _like(
    keys: tuple[str, ...] | None, atlas: Atlas, area: Area, territory: dt.date, words: Words
) -> tuple[tuple[str, ...] | None, list[str]]:
    if keys is None:
        return None, []
    possible = possible_keys(atlas, area.level, territory)
    notices = []
    for key in keys:
        if key not in atlas.catalogue.indicators:
            notices.append(words('There is no indicator "{found}"; it is left out.').format(found=cut(key)))
        elif key not in possible:
            text = words('"{indicator}" has no figures for {found}; it is left out.')
            title = atlas.indicator(key).title
            notices.append(text.format(indicator=title, found=words.levels(area.level)))
    return tuple(k for k in possible if k in keys), notices


def _carried(asked: Given, state: ViewState, like: tuple[str, ...] | None) -> str:
    """Keep what the address held, as it was understood; the territory date always where it is not the default."""
    written = dict(parse_qsl(write_query(state).lstrip("?")))
    kept = {k: v for k, v in written.items() if k == "territory" or (k in asked.values and k not in NOT_CARRIED)}
    if kept.get("scheme") == Scheme.MANUAL:
        del kept["scheme"]
    if like:
        kept[LIKE] = ",".join(like)
    return f"?{urlencode(kept, safe=',')}" if kept else ""


def kept_fields(asked: Given, state: ViewState) -> list[tuple[str, str]]:
    """Give the fields that the form on likeness sends along: what the address held and was understood."""
    return [(k, v) for k, v in parse_qsl(write_query(state).lstrip("?")) if k in asked.values or k == "territory"]
