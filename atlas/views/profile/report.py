"""A region's report as PDF: designed pages of A4, tagged for those who listen (PDF/UA-1, Typst)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.views.print.furniture import qr_picture
from atlas.views.print.pages import tagged_pages
from atlas.views.print.typeset import FAMILY
from atlas.views.profile.report_content import report_content
from atlas.views.profile.report_drawings import key_svg

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.profile.report_content import Report
    from atlas.words.words import Words

TEMPLATE = Path(__file__).with_name("report.typ")


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
    said = _template_words(report_content(atlas, area, territory, address, made_on, words), words)
    return tagged_pages(TEMPLATE, said, made_on)


def _template_words(report: Report, words: Words) -> dict[str, Any]:
    """Add to the content what only the template asks for."""
    return asdict(report) | {
        "font": FAMILY,
        "key": [(key_svg(kind), name) for kind, name in report.key],
        "qr": qr_picture(report.address),
        "qr_text": words("QR code of the address {address}").format(address=report.address),
        "words": {
            "demography": words("Ages, births and migration"),
            "striking": words("What is special here"),
            "courses": words("How it has gone"),
            "where": words("Where it lies"),
            "online": words("This profile online"),
            "reading": words("How to read the figures"),
            "missing": words("Without figures"),
            "definitions": words("Definitions"),
            "limit": words("Does not say:"),
            "sources": words("Sources and licences"),
        },
    }
