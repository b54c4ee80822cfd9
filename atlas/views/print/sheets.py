"""Sheets that a map is printed on; all lengths in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_INCH = 25.4
#: Dots an inch at which the preview has the pixels that other sites ask for.
SCREEN_DPI = 96
#: The least is one of thumbnails.
DPI = range(24, 301)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper or a slide.

    Attributes
    ----------
    title : str
        What people choose it by; empty for a sheet that is not offered.
    width, height : float
        Millimetres.
    size : float
        Size of type, 1 for body type of 3.2 mm (9 pt).
    full : bool
        Whether it carries QR code, link and all notes; a preview only names the sources.
    """

    title: str
    width: float
    height: float
    size: float
    full: bool = True

    @property
    def upright(self) -> bool:
        """Whether the legend stands below the map and not beside it."""
        return self.height > self.width

    @property
    def margin(self) -> float:
        """Blank edge."""
        return 11 * self.size if self.full else 8.0

    def pixels(self, dpi: int) -> tuple[int, int]:
        """Width and height of its picture, as resvg enlarges the whole pixels on a screen; a row begun is one."""
        wide, across, down = (
            round(length / MM_PER_INCH * n)
            for length, n in ((self.width, dpi), (self.width, SCREEN_DPI), (self.height, SCREEN_DPI))
        )
        return wide, -(-wide * down // across)


SHEETS = {
    "a4-landscape": Sheet("A4 landscape", 297, 210, 1.0),
    "a4-portrait": Sheet("A4 portrait", 210, 297, 1.0),
    "a3-landscape": Sheet("A3 landscape", 420, 297, 1.35),
    "a3-portrait": Sheet("A3 portrait", 297, 420, 1.35),
    "slide": Sheet("Slide 16:9", 320, 180, 1.05),
    "square": Sheet("Square", 220, 220, 1.0),
    "preview": Sheet("", 1200 / SCREEN_DPI * MM_PER_INCH, 630 / SCREEN_DPI * MM_PER_INCH, 1.3, full=False),
}
