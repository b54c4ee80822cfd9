"""Designed pages as PDF from a Typst template and its texts, tagged for those who listen (PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from atlas.places import FONTS
from atlas.views.print.typeset import SPACES

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What templates share: head and foot of the pages, type, addresses.
SHARED = Path(__file__).with_name("designed.typ")


def tagged_pages(template: Path, said: Mapping[str, Any], made_on: dt.date) -> bytes:
    """Set pages.

    Parameters
    ----------
    template : Path
        Reads all of its texts and drawings from the JSON file of its own name; nothing of them is read as a command.
    said : mapping of str to object
        What that file holds.
    made_on : date
        The day that stands in the file; the same day gives the same bytes.

    Returns
    -------
    bytes
        A PDF.
    """
    noon = dt.datetime.combine(made_on, dt.time(12), dt.UTC)
    text = json.dumps(said, ensure_ascii=False).translate(SPACES)
    # the stub of typst does not know of files in memory
    document = typst.compile(  # type: ignore[call-overload]
        {
            "main.typ": template.read_bytes(),
            SHARED.name: SHARED.read_bytes(),
            f"{template.stem}.json": text.encode(),
        },
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(noon.timestamp()),
    )
    return bytes(document)
