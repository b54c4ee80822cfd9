"""Social regions as files that can be loaded again: a spreadsheet of municipalities, or JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from atlas.data.regions.files import FORMAT, VERSION
from atlas.views.downloads.captions import harmless

if TYPE_CHECKING:
    from atlas.data.regions.definition import Areas, SocialRegions
    from atlas.words.words import Words


def regions_lines(social: SocialRegions, areas: Areas, words: Words) -> str:
    """Write a line a municipality.

    Parameters
    ----------
    social : SocialRegions
        The regions.
    areas : mapping of str to Area
        All areas of their territory date.
    words : Words
        Language of the headings, which reading knows again.

    Returns
    -------
    str
        Parted by semicolons, as German spreadsheets open it.
    """
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\n")
    lines.writerow(words("code;region;colour;municipality").split(";"))
    for region in social.regions:
        for code in region.codes:
            lines.writerow((code, _cell(region.name), region.colour, _cell(areas[code].label)))
    return out.getvalue()


def _cell(text: str) -> str:
    """Keep a text from being read as a formula, so that reading finds the very same text again."""
    return f"'{text}" if text.startswith("'") and not text[1:2].isalnum() else harmless(text)


def regions_json(social: SocialRegions, areas: Areas) -> str:
    """Write regions with date, names and colours.

    Parameters
    ----------
    social : SocialRegions
        The regions.
    areas : mapping of str to Area
        All areas of their territory date.

    Returns
    -------
    str
        As `atlas.data.regions.files.read_regions` reads it.
    """
    regions = [
        {
            "name": region.name,
            "colour": region.colour,
            "municipalities": [{"code": code, "name": areas[code].label} for code in region.codes],
        }
        for region in social.regions
    ]
    whole = {"format": FORMAT, "version": VERSION, "territory": social.territory.isoformat(), "regions": regions}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
