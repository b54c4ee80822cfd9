"""Colours of type and lines on a sheet, and of a copy without colour."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.views.map.palettes import ACCENT


@dataclass(frozen=True, slots=True)
class Inks:
    """What is drawn beside the areas: type, softer type, hair lines, circles, and what stands on dark cells."""

    ink: str
    soft: str
    hair: str
    accent: str
    paper: str = "#ffffff"


COLOUR = Inks("#16242a", "#465459", "#9aa6a9", ACCENT)
GREY = Inks("#1c1c1c", "#555555", "#a0a0a0", "#404040")
