"""How a view is cited: what, where, when, whose figures, which release, and a link that names that release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.model import Level
from atlas.views.map.mapview import figures_of
from atlas.views.query.view_query import write_query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.store import Atlas
    from atlas.model import Source, ViewState
    from atlas.words.words import Words


def view_title(atlas: Atlas, state: ViewState, words: Words) -> str:
    """Say in one line what a view shows, where and when."""
    indicator, _figures = figures_of(atlas, state, words)
    what = indicator.title
    if state.second:
        what = words("{first} and {second}").format(first=what, second=atlas.indicator(state.second).title)
    where = words("Thuringia") if state.level is Level.STATE else words.levels(state.level)
    return words("{what}, {where}, {year}").format(what=what, where=where, year=state.year)


def sources_of(atlas: Atlas, state: ViewState) -> tuple[Source, ...]:
    """Name whose figures a view shows, each once."""
    return sources_for(atlas, [key for key in (state.indicator, state.second) if key])


def sources_for(atlas: Atlas, indicators: Iterable[str]) -> tuple[Source, ...]:
    """Name whose figures the indicators are made of, each once."""
    found = {atlas.tables[m.table].source for key in indicators for m in atlas.indicator(key).measures}
    return tuple(sorted(found, key=lambda source: source.id))


def pinned_address(atlas: Atlas, state: ViewState, base: str) -> str:
    """Write the address of a view with its release, so that a reader is told when the figures have changed since.

    Parameters
    ----------
    base : str
        Absolute address of the atlas, with a slash at the end.
    """
    return f"{base}{write_query(state)}&release={atlas.release}"


def citation(atlas: Atlas, state: ViewState, base: str, today: dt.date, words: Words) -> str:
    """Write the line by which a report cites a view.

    Parameters
    ----------
    base : str
        Absolute address of the atlas, with a slash at the end.
    today : date
        The day on which the view is read.
    """
    title, address = view_title(atlas, state, words), pinned_address(atlas, state, base)
    return cite(atlas, title, sources_of(atlas, state), state.territory, address, today, words)


def cite(
    atlas: Atlas,
    title: str,
    sources: tuple[Source, ...],
    territory: dt.date,
    address: str,
    today: dt.date,
    words: Words,
) -> str:
    """Write the line by which a report cites any page; ``address`` names the release."""
    text = words(
        "Social structure atlas of Thuringia: {title}. Figures: {sources}. Areas as of {territory}, "
        "borders: {borders}. Release {release} of {released}. {address} (read on {today})"
    )
    return text.format(
        title=title,
        sources="; ".join(s.attribution for s in sources),
        territory=words.day(territory),
        borders=atlas.manifest.attribution,
        release=atlas.release,
        released=words.day(atlas.released),
        address=address,
        today=words.day(today),
    )
