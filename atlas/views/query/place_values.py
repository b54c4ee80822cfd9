"""What a query says of places: selected regions, the one district, the benchmark, the section of the map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.regions.address import read_address
from atlas.data.regions.atlas_with import own_regions
from atlas.data.regions.faults import RegionsError
from atlas.data.same_place import on_level
from atlas.model import TOP_LEVELS, Level
from atlas.views.query.region_faults import told

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.words.words import Words

MOST_REGIONS = 10
NO_BENCHMARK = "none"
#: Longer values are cut when a notice quotes them.
QUOTED = 40


def cut(text: str) -> str:
    """Shorten what a notice quotes."""
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


@dataclass(frozen=True, slots=True)
class PlaceValues:
    """The given values, each read with a default that stands in and a notice that says so."""

    given: dict[str, str]
    notices: list[str]
    words: Words

    def note(self, text: str, **filled: str) -> None:
        """Write down what had to be put right."""
        self.notices.append(text.format(**filled))

    def social_regions(self, atlas: Atlas) -> str:
        """Read the word that names social regions; where it cannot be read nothing stands in."""
        found = self.given.get("social_regions", "")
        own = own_regions(atlas)
        if not found or (own and own.address == found):
            return found
        try:
            read_address(found, atlas.areas)
        except RegionsError as fault:
            self.notices.append(told(fault, self.words))
        return ""

    def usual_date(self, atlas: Atlas) -> dt.date:
        """Give the territory date that is shown unless another one is asked for: social regions are of one alone."""
        own = own_regions(atlas) if self.given.get("level") == Level.SOCIAL_REGION else None
        return own.social.territory if own else atlas.scope.territory

    def regions(self, atlas: Atlas, level: Level, territory: dt.date) -> tuple[str, ...]:
        """Read the selected regions, at most ten of the level; another code of a place stands for the one there."""
        words = self.words
        asked = [r.strip() for r in self.given.get("regions", "").split(",") if r.strip()]
        found: dict[str, None] = {}
        for code in asked:
            area = atlas.areas[territory].get(code)
            shown = on_level(area, level, atlas.areas[territory]) if area else None
            if area is None:
                self.note(
                    words('There is no region with the code "{found}" in this territory; it is left out.'),
                    found=cut(code),
                )
            elif shown is None:
                text = words("{found} is no area of this level and is left out of the map.")
                self.note(text, found=area.label)
            else:
                found[shown.code] = None
        if len(found) > MOST_REGIONS:
            self.note(words("More than {n} regions were asked for; the first {n} are shown."), n=str(MOST_REGIONS))
        return tuple(found)[:MOST_REGIONS]

    def focus(self, atlas: Atlas, level: Level, territory: dt.date) -> str:
        """Read the district that is shown in full; empty stands for the whole state."""
        words = self.words
        found = self.given.get("focus", "")
        area = atlas.areas[territory].get(found)
        if not found:
            return ""
        if area is None or area.level is not Level.DISTRICT:
            self.note(words('There is no district "{found}"; the whole state is shown.'), found=cut(found))
            return ""
        if level is Level.SOCIAL_REGION:
            self.note(words("Social regions may lie in several districts; {found} is not set apart."), found=area.name)
            return ""
        if level in TOP_LEVELS:
            self.note(words("The state as one area has no section; {found} is not set apart."), found=area.name)
            return ""
        return found

    def benchmark(self, atlas: Atlas, territory: dt.date) -> str:
        """Read the region that is compared with; empty stands for the state."""
        found = self.given.get("benchmark", "")
        if found == atlas.scope.top:
            return ""
        if not found or found == NO_BENCHMARK or found in atlas.areas[territory]:
            return found
        self.note(self.words('There is no benchmark "{found}"; the default is used.'), found=cut(found))
        return ""

    def bbox(self) -> tuple[float, ...]:
        """Read a section of the map: west, south, east, north in degrees."""
        text = self.given.get("bbox")
        if text is None:
            return ()
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError:
            west = south = east = north = math.nan
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:  # noqa: PLR2004  degrees
            return (west, south, east, north)
        self.note(self.words('"{found}" is no section of the map; the whole state is shown.'), found=cut(text))
        return ()
