"""The URL's query as a view, and back. Whatever is wrong in it is named, and a default stands in."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from atlas.model import Scheme
from atlas.views.query.place_values import cut
from atlas.views.query.values import CLASSES, PALETTE_NAMES, QueryValues
from atlas.views.query.view_state import ViewState
from atlas.words.texts import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.data.store import Atlas
    from atlas.words.words import Words

#: A query with more words is no query of ours.
MOST_FIELDS = 100
#: What an address says always, in this order; all other words of a view stand in it only where they say something else.
ALWAYS = ("indicator", "level", "year")
#: Words of a view; the second indicator stands behind the first one, and the usual date is that of the atlas.
VIEW_KEYS = tuple(f.name for f in fields(ViewState) if f.name not in {"second", "usual_territory"})
#: Whose values make the classes: those of the year shown, or of all years.
BREAKS_OVER = ("year", "all")
#: Words that pages add to a view: the parts of a framed map.
KEYS = frozenset((*VIEW_KEYS, "show"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A view and what had to be put right to get it."""

    state: ViewState
    notices: tuple[str, ...] = ()


def read_query(query: str, atlas: Atlas, words: Words) -> Asked:
    """Turn the query of a URL into a view that can be shown.

    Parameters
    ----------
    query : str
        With or without the leading question mark; may be any text.
    atlas : Atlas
        What there is to show.
    words : Words
        Language of the notices.

    Returns
    -------
    Asked
        Always a valid view; a notice for each value that was replaced.
    """
    given: dict[str, str] = {}
    notices: list[str] = []
    pairs = (
        parse_qsl(query.lstrip("?"), errors="replace", keep_blank_values=True, max_num_fields=MOST_FIELDS)
        if query.count("&") < MOST_FIELDS
        else []
    )
    for key, value in pairs:
        if key in KEYS and value.strip():
            given[key] = value.strip()
        elif key not in KEYS:
            notices.append(words('The address holds an unknown word: "{found}"; it is ignored.').format(found=cut(key)))
    wanted = QueryValues(given, notices, words)
    drawn = wanted.social_regions(atlas)
    indicator = wanted.indicator(atlas)
    territory = wanted.territory(atlas, indicator)
    level = wanted.level(atlas, indicator, territory)
    years = atlas.figures(indicator, level, territory).years
    since = wanted.change_from(indicator, years)
    second = wanted.second(atlas, indicator, level, territory, since)
    shared = atlas.figures(atlas.indicator(second), level, territory).years if second else years
    year = wanted.year(tuple(y for y in years if y != since and y in shared))
    state = ViewState(
        indicator=indicator.id,
        territory=territory,
        usual_territory=atlas.scope.territory,
        level=level,
        year=year,
        change_from=since,
        second=second,
        focus=wanted.focus(atlas, level, territory),
        regions=wanted.regions(atlas, level, territory),
        benchmark=wanted.benchmark(atlas, territory),
        scheme=Scheme(wanted.one_of("scheme", list(Scheme), Scheme.FISHER_JENKS, words("class scheme"))),
        classes=int(wanted.one_of("classes", [str(k) for k in CLASSES], "5", words("number of classes"))),
        palette=wanted.one_of("palette", PALETTE_NAMES, PALETTE_NAMES[0], words("palette")),
        lang=wanted.one_of("lang", languages(), "de", words("language")),
        breaks=wanted.numbers("breaks", words("class breaks")),
        breaks_over=wanted.one_of("breaks_over", BREAKS_OVER, "", words("range of class breaks")),
        layers=wanted.layers(indicator, level, alone=not (since or second)),
        bbox=wanted.bbox(),
        release=wanted.release(atlas),
        social_regions=drawn,
    )
    wanted.parts()
    if state.scheme is Scheme.MANUAL and not state.breaks:
        notices.append(words("Manual classes need breaks; natural breaks are shown instead."))
        state = replace(state, scheme=Scheme.FISHER_JENKS)
    return Asked(state, tuple(dict.fromkeys(notices)))


def write_query(state: ViewState) -> str:
    """Write a view as a query: what it shows always, design only where it is not the default."""
    plain = ViewState(indicator="", level=state.level, territory=state.usual_territory, year=0)
    differs = [key for key in VIEW_KEYS if getattr(state, key) != getattr(plain, key)]
    pairs = as_texts(state)
    indicators = ",".join(filter(None, (state.indicator, state.second)))
    keys = dict.fromkeys((*ALWAYS, *differs))
    return "?" + "&".join(f"{k}={quote(indicators if k == 'indicator' else pairs[k], safe=',.-')}" for k in keys)


def own_query(state: ViewState) -> str:
    """Write the word that names social regions, for addresses of files which depend on these; empty without any."""
    return f"social_regions={state.social_regions}" if state.social_regions else ""


def over_all_years(state: ViewState) -> ViewState:
    """Let a map whose years run have the same classes in all of them, unless its address says otherwise."""
    return replace(state, breaks_over=state.breaks_over or "all")


def as_texts(state: ViewState) -> dict[str, str]:
    """Write every word of a view as an address and a native list write it."""
    return {f.name: _text(getattr(state, f.name)) for f in fields(ViewState) if f.name != "usual_territory"}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(f"{v:g}" if isinstance(v, float) else v for v in value)
    return str(value)


def with_changes(query: str, changes: Mapping[str, str]) -> str:
    """Write a query with other values of some words; ``second`` is the indicator behind the first one."""
    pairs = dict(parse_qsl(query.lstrip("?"), errors="replace"))
    first, _comma, second = pairs.get("indicator", "").partition(",")
    pairs |= {key: value for key, value in changes.items() if key != "second"}
    indicators = (changes.get("indicator", first), changes.get("second", second))
    pairs["indicator"] = ",".join(filter(None, indicators))
    return urlencode({key: value for key, value in pairs.items() if value}, safe=",")
