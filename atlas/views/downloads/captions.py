"""What every file says about itself: indicator, unit, sources, licences, areas, release, and what its states mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.model import ValueState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.edition import Edition
    from atlas.data.subject import Subject
    from atlas.model import Indicator, Level, Source
    from atlas.words.words import Words

#: What a spreadsheet would read as a formula or a command.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class File:
    """A file for a reader: content, media type, and a name of ids and numbers alone."""

    body: bytes
    mimetype: str
    filename: str


def captions(
    edition: Edition, subject: Subject | None, level: Level, territory: dt.date, words: Words
) -> dict[str, Any]:
    """Gather what a file says about itself; without a subject it is about areas alone.

    Returns
    -------
    dict
        JSON: texts by key, ``sources`` as a list, ``states`` with sign and meaning by state.
    """
    borders = edition.scope.credit(territory)
    said: dict[str, Any] = {
        "atlas": words.own(edition.scope.title),
        "level": str(level),
        "level_name": words.levels(level),
        "territory": territory.isoformat(),
        "release": edition.release,
        "released": edition.released.isoformat(),
        "changes": words("Figures were joined with areas; rates were computed from counts, secret figures left out."),
        "areas": {
            "attribution": borders.attribution,
            "licence": borders.licence,
            "licence_url": borders.licence_url,
        },
        "states": {str(s): {"sign": words.state(s).sign, "meaning": words.state(s).meaning} for s in ValueState},
    }
    if subject is None:
        return said
    indicator = subject.indicator
    return {
        "indicator": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "definition": indicator.definition,
        "how_to_read": indicator.how_to_read,
        "does_not_say": indicator.does_not_say,
        "sources": source_records(subject.sources),
        **said,
    }


def source_records(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Name publishers, titles and licences as they stand in every file."""
    keys = ("publisher", "title", "licence", "licence_url", "attribution", "url")
    return [{key: getattr(source, key) for key in keys} for source in sources]


def flat(said: dict[str, Any]) -> list[tuple[str, str]]:
    """Write captions as rows of name and text, for a sheet or a table of metadata."""
    rows: list[tuple[str, str]] = []
    for key, value in said.items():
        if isinstance(value, dict):
            rows += [(f"{key}.{name}", text) for name, text in flat(value)]
        elif isinstance(value, list):
            rows += [(f"{key}.{i + 1}.{name}", text) for i, item in enumerate(value) for name, text in flat(item)]
        else:
            rows.append((key, str(value)))
    return rows


def harmless(text: str) -> str:
    """Keep a text from being read as a formula: an apostrophe before it, as spreadsheets write it themselves."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def file_name(
    indicator: Indicator | None, level: Level, territory: dt.date, suffix: str, focus: str = "", view: str = ""
) -> str:
    """Name a file by ids and dates, by what the view adds, and by the code of the one district that it holds."""
    parts = (indicator.id if indicator else "areas", view, focus, level, territory.isoformat())
    return f"{'_'.join(filter(None, parts))}.{suffix}"
