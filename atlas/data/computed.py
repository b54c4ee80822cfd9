"""An atlas with one indicator more, computed by a reader: maps, files and prints show it like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.data.figures import empty
from atlas.model import Formula, Indicator, Kind, Level, Polarity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas


def with_indicator(atlas: Atlas, indicator: Indicator, figures: Figures, level: Level, territory: dt.date) -> Atlas:
    """Add a computed indicator.

    Parameters
    ----------
    atlas : Atlas
        What is known; it stays as it is.
    indicator : Indicator
        Its id is none of the catalogue; its measures are those that it was computed from, whose sources are named.
    figures : Figures
        Its figures, nothing of which tells more than what the atlas shows.
    level, territory : Level and date
        Where it has figures; it has none elsewhere.

    Returns
    -------
    Atlas
        The same figures, with nothing kept of what was computed before.
    """
    elsewhere = {
        (indicator.id, other, date): empty(atlas.codes(other, date)) for other in Level for date in atlas.territories
    }
    catalogue = replace(atlas.catalogue, indicators=atlas.catalogue.indicators | {indicator.id: indicator})
    return replace(atlas, catalogue=catalogue, _cache=elsewhere | {(indicator.id, level, territory): figures})


def computed_score(
    key: str,
    title: str,
    short_title: str,
    text: str,
    made_of: Iterable[Indicator],
    *,
    unit: str = "",
    decimals: int = 0,
) -> Indicator:
    """Describe what was computed as a score: it has no zero, and compares with no other level or year.

    Parameters
    ----------
    key, title, short_title, text : str
        Its id, its names, and how it came about.
    made_of : iterable of Indicator
        What it was computed from, at least one; their measures are its own, so that their sources are named.
    unit : str
        Of its scale.
    decimals : int
        Digits after the comma that it is shown with.

    Returns
    -------
    Indicator
        On all levels; where it has figures, `with_indicator` says.
    """
    indicators = list(made_of)
    first, *others = dict.fromkeys(measure for indicator in indicators for measure in indicator.measures)
    return Indicator(
        id=key,
        field=indicators[0].field,
        title=title,
        short_title=short_title,
        plain_title=title,
        unit=unit,
        kind=Kind.INDEX,
        polarity=Polarity.NEUTRAL,
        decimals=decimals,
        levels=tuple(Level),
        definition=text,
        how_to_read=text,
        does_not_say=text,
        source_table=title,
        value=first,
        also=tuple(Formula(value=measure) for measure in others),
        comparable_across="none",
    )
