"""Pages of a PDF for tests that read their text: without the outlines of maps, which take a parser seconds a page."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import DecodedStreamObject, NameObject

if TYPE_CHECKING:
    from pypdf import PageObject

#: A step of a path: begin, line, curve.
SEGMENT = re.compile(rb"(?<=\s)(?:[-\d.]+ ){2,6}[mlc](?=\s)")


def read_pdf(pdf: bytes) -> PdfReader:
    """Read a PDF whose pages hold all but the segments of paths; where type stands does not hang on these."""
    reader = PdfReader(io.BytesIO(pdf))
    for page in reader.pages:
        _thin(page)
    return reader


def _thin(page: PageObject) -> None:
    contents = page.get_contents()
    if contents is not None:
        thin = DecodedStreamObject()
        thin.set_data(SEGMENT.sub(b"", contents.get_data()))
        page[NameObject("/Contents")] = thin
