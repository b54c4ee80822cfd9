"""How a view is cited: what, where, when, whose figures, which release, and a link that names that release."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.views.query.view_query import write_query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.edition import Edition
    from atlas.data.store import Atlas
    from atlas.model import Source
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


def sources_for(atlas: Atlas, indicators: Iterable[str]) -> tuple[Source, ...]:
    """Name whose figures the indicators are made of, each once."""
    found = {atlas.tables[m.table].source for key in indicators for m in atlas.indicator(key).measures}
    return tuple(sorted(found, key=lambda source: source.id))


def source_line(scene: Scene) -> str:
    """Name sources, licences, territory date and the owner of the borders in the line that goes with every map."""
    names = ", ".join(
        s.attribution if s.licence in s.attribution else f"{s.attribution} ({s.licence})" for s in scene.sources
    )
    return scene.words("Source: {source}. Areas as of {date}. Borders: {borders}.").format(
        source=names,
        date=scene.words.day(scene.state.territory),
        borders=scene.edition.scope.credit(scene.state.territory).attribution,
    )


def pinned_address(state: ViewState, release: str, base: str) -> str:
    """Write the address of a view with its release, so that a reader sees these very figures.

    Parameters
    ----------
    state : ViewState
        The view.
    release : str
        Release of the figures.
    base : str
        Absolute address of the page, with a slash at the end.
    """
    return f"{base}{write_query(replace(state, release=release))}"


def citation(scene: Scene, base: str, today: dt.date, title: str = "") -> str:
    """Write the line by which a report cites a view.

    Parameters
    ----------
    scene : Scene
        The view.
    base : str
        Absolute address of the page, with a slash at the end.
    today : date
        The day on which the view is read.
    title : str
        What is cited, where it is more than the map.
    """
    address = pinned_address(scene.state, scene.edition.release, base)
    title = title or scene.line
    return cite(scene.edition, title, scene.sources, scene.state.territory, address, today, scene.words)


def cite(
    edition: Edition,
    title: str,
    sources: tuple[Source, ...],
    territory: dt.date,
    address: str,
    today: dt.date,
    words: Words,
) -> str:
    """Write the line by which a report cites any page; ``address`` names the release."""
    text = words(
        "{atlas}: {title}. Figures: {sources}. Areas as of {territory}, "
        "borders: {borders}. Release {release} of {released}. {address} (read on {today})"
    )
    return text.format(
        atlas=words.own(edition.scope.title),
        title=title,
        sources="; ".join(s.attribution for s in sources),
        territory=words.day(territory),
        borders=edition.scope.credit(territory).attribution,
        release=edition.release,
        released=words.day(edition.released),
        address=address,
        today=words.day(today),
    )
