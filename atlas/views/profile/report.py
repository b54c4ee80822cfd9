"""A region's report as PDF: all its figures by field, on paper, tagged for those who listen (PDF/UA-1, Typst)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from atlas.places import FONTS
from atlas.views.print.typeset import FAMILY, SPACES
from atlas.views.profile.page import profile

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.profile.page import FieldPart, Row
    from atlas.words.words import Words

TEMPLATE = Path(__file__).with_name("report.typ")
NONE = "\N{EN DASH}"


def profile_report(atlas: Atlas, area: Area, territory: dt.date, address: str, made_on: dt.date, words: Words) -> bytes:
    """Write the report of a region.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    address : str
        Absolute address of the region's page.
    made_on : date
        The day that stands on the report; the same day gives the same bytes.
    words : Words
        Language of the texts.
    """
    said = report_words(atlas, area, territory, address, made_on, words)
    noon = dt.datetime.combine(made_on, dt.time(12), dt.UTC)
    text = json.dumps(said, ensure_ascii=False).translate(SPACES)
    # the stub of typst does not know of files in memory
    document = typst.compile(  # type: ignore[call-overload]
        {"main.typ": TEMPLATE.read_bytes(), "report.json": text.encode()},
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(noon.timestamp()),
    )
    return bytes(document)


def report_words(
    atlas: Atlas, area: Area, territory: dt.date, address: str, made_on: dt.date, words: Words
) -> dict[str, Any]:
    """Give the report's template everything it prints."""
    page = profile(atlas, area, territory, words)
    date = words.day(territory)
    manifest = atlas.manifest
    above = [a.label for a in reversed(page.above)]
    return {
        "title": words("Profile of {name}").format(name=area.label),
        "author": words("Social structure atlas of Thuringia"),
        "lang": "de",
        "font": FAMILY,
        "name": area.label,
        "where": " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join((*above, area.designation)),
        "head": " ".join(page.head),
        "striking": [f"{item.title}: {item.sentence}" for item in page.striking],
        "columns": [words("Indicator"), words("Value"), words("Compared with"), words("Change"), words("Rank")],
        "parts": [_part(part, words) for part in page.fields if part.rows],
        "words": {
            "striking": words("What is special here"),
            "notes": words("Notes"),
        },
        "notes": [
            words("Rank 1 is the highest value, be that favourable or not."),
            words("Figures of areas as of {date}; borders: {borders}, {licence}.").format(
                date=date, borders=manifest.attribution, licence=manifest.licence
            ),
            words("Figures were joined with areas; rates were computed from counts, secret figures left out."),
            words("The same page, with all sources and definitions: {address}").format(address=address),
        ],
        "foot": words("Social structure atlas of Thuringia, release {release} of {released}, made on {today}").format(
            release=atlas.release,
            released=words.day(atlas.released),
            today=words.day(made_on),
        ),
    }


def _part(part: FieldPart, words: Words) -> dict[str, Any]:
    credits_ = (f"{c.attribution}, {c.licence} ({c.licence_url})" for c in part.credits)
    return {
        "title": part.field.title,
        "rows": [_row(row, words) for row in part.rows],
        "credit": words("Figures: {sources}.").format(sources="; ".join(credits_)),
    }


def _row(row: Row, words: Words) -> list[str]:
    between = f"; {words('95 % interval {ends}').format(ends=row.interval)}" if row.interval else ""
    value = f"{row.value} ({row.year}{between})" + (f" {row.sign} {row.remark}" if row.sign else "")
    against = "; ".join(f"{name} {number}" for name, number in row.against)
    change = " ".join(filter(None, (row.change.text, row.change.note)))
    rank = words("{rank} of {n} {areas}").format(rank=row.rank, n=row.n, areas=row.among) if row.rank else NONE
    return [row.indicator.title, value, against or NONE, change or NONE, rank]
