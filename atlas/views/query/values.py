"""What a query asks for, value by value: what can be shown is taken, for all else a default stands in and is named."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from atlas.data.comparable import years_compare
from atlas.data.regions.atlas_with import own_regions
from atlas.model import TOP_LEVELS, Kind, Level
from atlas.views.query.place_values import PlaceValues, cut
from atlas.views.query.territory import territory_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.store import Atlas
    from atlas.model import Indicator

PREFERRED_LEVELS = (
    Level.MUNICIPALITY,
    Level.DISTRICT,
    Level.ASSOCIATION,
    Level.STATE,
    Level.WHOLE,
    Level.SOCIAL_REGION,
)
CLASSES = range(2, 10)
#: Names of the scales of colours, the default first; the colours themselves are a matter of the map.
PALETTE_NAMES = ("ylgnbu", "pubu", "cividis", "viridis")
#: What a framed map shows beside the map and its sources.
PARTS = ("title", "legend", "years")
#: The layer that puts a straight line into the scatter of two indicators.
LINE = "line"
#: The layer that marks areas which stand out with or from their neighbours.
PATTERNS = "patterns"
WHY_NO_CHOROPLETH = (
    "Counts are drawn as circles: a shaded area would make large regions look like many cases, whoever lives there."
)


class QueryValues(PlaceValues):
    """What is shown and how; where it lies is read by `PlaceValues`."""

    def one_of(self, key: str, allowed: Iterable[str], default: str, name: str) -> str:
        """Read one of a list of words."""
        found = self.given.get(key)
        if found is None or found in list(allowed):
            return found or default
        text = self.words('There is no {name} "{found}"; the default is shown instead.')
        self.note(text, name=name, found=cut(found))
        return default

    def release(self, atlas: Atlas) -> str:
        """Read the release that is cited; where the atlas is of another one, the cited one is not there any more."""
        found = self.given.get("release", "")
        if found not in {"", atlas.release}:
            text = self.words(
                "The link cites the release {found}; the figures shown are those of {shown} ({date}) and may differ."
            )
            self.note(text, found=cut(found), shown=atlas.release, date=self.words.day(atlas.released))
            return ""
        return found

    def parts(self) -> None:
        """Name parts of a framed map that there are not; the browser shows those that there are."""
        for unknown in sorted({p.strip() for p in self.given.get("show", "").split(",")} - {"", *PARTS}):
            self.note(self.words('There is no part "{found}" of a framed map; it is ignored.'), found=cut(unknown))

    def indicator(self, atlas: Atlas) -> Indicator:
        """Read the first indicator; it must have figures."""
        words = self.words
        default = self._usual_indicator(atlas)
        found = self.given.get("indicator", "").partition(",")[0].strip()
        if not found:
            return default
        indicator = atlas.catalogue.indicators.get(found)
        if indicator is None:
            self.note(
                words('There is no indicator "{found}"; "{shown}" is shown instead.'),
                found=cut(found),
                shown=default.title,
            )
            return default
        if not indicator.has_figures:
            text = words('There are no figures yet for "{found}"; "{shown}" is shown instead.')
            self.note(text, found=indicator.title, shown=default.title)
            return default
        return indicator

    def _usual_indicator(self, atlas: Atlas) -> Indicator:
        """Find what is shown where none is asked for: the usual one, or the first rate of a date without it."""
        usual, level = atlas.indicator(atlas.scope.view.indicator), atlas.scope.view.level
        date = territory_date(atlas, self.given.get("territory", ""))
        if date is None or atlas.levels(usual, date):
            return usual
        there = [i for i in atlas.catalogue.indicators.values() if atlas.levels(i, date)]
        return min(there, key=lambda i: (i.kind is Kind.COUNT, level not in atlas.levels(i, date)), default=usual)

    def territory(self, atlas: Atlas, indicator: Indicator) -> dt.date:
        """Read the territory date; the indicator must have figures for it."""
        words = self.words
        found = self.given.get("territory")
        dates = (self.usual_date(atlas), atlas.scope.territory, *atlas.territories)
        default: dt.date = next(t for t in dates if atlas.levels(indicator, t))
        if found is None or found == default.isoformat():
            return default
        date, shown = territory_date(atlas, found), words.day(default)
        if date is None:
            text = words('There is no territory date "{found}"; areas as of {shown} are shown.')
            self.note(text, found=cut(found), shown=shown)
            return default
        if not atlas.levels(indicator, date):
            text = words('"{indicator}" has no figures for areas as of {found}; areas as of {shown} are shown.')
            self.note(text, indicator=indicator.title, found=words.day(date), shown=shown)
            return default
        return date

    def level(self, atlas: Atlas, indicator: Indicator, territory: dt.date) -> Level:
        """Read the level; the indicator must have figures on it."""
        words = self.words
        has = atlas.levels(indicator, territory)
        default = next(x for x in (atlas.scope.view.level, *PREFERRED_LEVELS) if x in has)
        found = self.given.get("level")
        if found is None or found in has:
            return Level(found) if found else default
        if found == Level.SOCIAL_REGION:
            self.note(self._why_no_regions(atlas, territory), indicator=indicator.title, shown=words.levels(default))
            return default
        if found not in list(atlas.edition.levels):
            self.note(
                words('There is no level "{found}"; {shown} are shown.'), found=cut(found), shown=words.levels(default)
            )
            return default
        text = words('"{indicator}" has no figures for {found}; {shown} are shown.')
        self.note(text, indicator=indicator.title, found=words.levels(Level(found)), shown=words.levels(default))
        return default

    def _why_no_regions(self, atlas: Atlas, territory: dt.date) -> str:
        own = own_regions(atlas)
        if own is None:
            return self.words("No social regions are drawn; {shown} are shown.")
        if own.social.territory != territory:
            return self.words("The social regions are of another territory date; {shown} are shown.")
        return self.words(
            '"{indicator}" cannot be added up to these social regions: it is published without the counts that it is '
            "made of, or not for municipalities; {shown} are shown."
        )

    def year(self, years: tuple[int, ...]) -> int:
        """Read the year of the map; the newest one stands in."""
        words = self.words
        found = self.given.get("year")
        if found is None:
            return years[-1]
        if found.isascii() and found.isdecimal() and int(found[:5]) in years:
            return int(found)
        self.note(words("No data for {found}; {shown} is shown."), found=cut(found), shown=str(years[-1]))
        return years[-1]

    def change_from(self, indicator: Indicator, years: tuple[int, ...]) -> int:
        """Read the year since which the map shows the change, or 0."""
        words = self.words
        found = self.given.get("change_from")
        if found is None or found == "0":
            return 0
        if not years_compare(indicator):
            self.notices.append(
                words("An index is scaled anew each year, so its change says nothing and is not shown.")
            )
            return 0
        if found in map(str, years) and len(years) > 1:
            return int(found)
        self.note(words("No data for {found}, so no change since then can be shown."), found=cut(found))
        return 0

    def second(self, atlas: Atlas, first: Indicator, level: Level, territory: dt.date, since: int) -> str:
        """Read the other indicator of a bivariate map, or nothing where the two cannot be combined."""
        words = self.words
        found = self.given.get("indicator", "").partition(",")[2].strip()
        if not found or found == first.id:
            return ""
        other = atlas.catalogue.indicators.get(found)
        if other is None or level not in atlas.levels(other, territory):
            self.note(
                words('"{found}" has no figures for this level, so only one indicator is shown.'), found=cut(found)
            )
        elif Kind.COUNT in {first.kind, other.kind}:
            self.notices.append(words("Counts cannot be shaded, so they cannot be combined with another indicator."))
        elif since:
            self.notices.append(words("A change map shows one indicator."))
        elif not set(atlas.figures(first, level, territory).years) & set(atlas.figures(other, level, territory).years):
            self.notices.append(words("The two indicators have no year in common, so only one is shown."))
        else:
            return found
        return ""

    def numbers(self, key: str, name: str) -> tuple[float, ...]:
        """Read ascending numbers."""
        text = self.given.get(key)
        if text is None:
            return ()
        try:
            values = tuple(sorted({float(part) for part in text.split(",")}))
        except ValueError:
            values = ()
        if not values or not all(math.isfinite(v) for v in values) or len(values) > max(CLASSES) + 1:
            self.note(self.words('"{found}" cannot be read as {name}; it is ignored.'), found=cut(text), name=name)
            return ()
        return values

    def layers(self, indicator: Indicator, level: Level, *, alone: bool) -> tuple[str, ...]:
        """Read what else is drawn; refuse what would lie: areas of different size shaded by a count."""
        asked = {part.strip() for part in self.given.get("layers", "").split(",") if part.strip()}
        if "choropleth" in asked and indicator.kind is Kind.COUNT:
            self.notices.append(self.words(WHY_NO_CHOROPLETH))
        for unknown in sorted(asked - {"choropleth", "symbols", LINE, PATTERNS}):
            self.note(self.words('There is no layer "{found}"; it is ignored.'), found=cut(unknown))
        if PATTERNS in asked and not (alone and has_neighbours(indicator, level)):
            self.notices.append(
                self.words("Only a map of one rate or index compares areas with their neighbours; no marks are shown.")
            )
            asked.remove(PATTERNS)
        return tuple(sorted(asked & {LINE, PATTERNS}))


def has_neighbours(indicator: Indicator, level: Level) -> bool:
    """Say whether areas can be compared with their neighbours: a count shows where many live, not what is alike."""
    return indicator.kind is not Kind.COUNT and level not in TOP_LEVELS
