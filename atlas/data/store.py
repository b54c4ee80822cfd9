"""The read-only atlas: catalogue, areas and figures, loaded once at start and asked by everything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from atlas.data.cached import per_atlas
from atlas.data.edition import Edition
from atlas.data.figures import Figures, add_up, empty, merge, rate
from atlas.errors import UnknownKeyError, expected
from atlas.model import CODE_LENGTH, Area, Formula, Indicator, Level, Measure, Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from atlas.data.calendar import Report
    from atlas.data.catalogue import Catalogue
    from atlas.data.manifest import Manifest
    from atlas.data.measures import Declared
    from atlas.data.places import KnownName, Seat
    from atlas.data.recipes import ReadyRecipe
    from atlas.data.scope import Scope

#: From which smaller level counts are added up, nearest first.
BELOW = {
    Level.WHOLE: (Level.STATE, Level.DISTRICT, Level.MUNICIPALITY),
    Level.ASSOCIATION: (Level.MUNICIPALITY,),
    Level.DISTRICT: (Level.MUNICIPALITY,),
    Level.STATE: (Level.DISTRICT, Level.MUNICIPALITY),
}


@dataclass(frozen=True, eq=False)
class Atlas:
    """Everything that is known, read-only.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    scope : Scope
        What it is of, and how it opens.
    catalogue : Catalogue
        Fields and indicators.
    declared : dict of Measure to Declared
        What each measure is, and how it is added up.
    tables : dict of str to Table
        Who published each table.
    areas : dict of date to dict of str to Area
        All areas of a territory date by code (codes of different levels differ in length).
    seats : tuple of Seat
        Towns that are named on the map.
    manifest : Manifest
        The geometry files.
    bounds : tuple of float
        West, south, east, north of the state in degrees (WGS84).
    release : str
        Short digest of everything that the pages show; changes when any figure or text of the data does.
    released : date
        The day of that release.
    known_names : tuple of KnownName
        Postcodes, and names of former times.
    reports : tuple of Report
        What is published how often.
    recipes : tuple of ReadyRecipe
        Indices that are offered ready made.
    results : dict
        What `per_atlas` keeps of each function; no part of the data.
    """

    folder: Path
    scope: Scope
    catalogue: Catalogue
    declared: Mapping[Measure, Declared]
    tables: dict[str, Table]
    areas: dict[dt.date, dict[str, Area]]
    seats: tuple[Seat, ...]
    manifest: Manifest
    bounds: tuple[float, float, float, float]
    release: str
    released: dt.date
    _blocks: dict[tuple[str, str, str, str], Figures] = field(repr=False)
    known_names: tuple[KnownName, ...] = field(default=(), repr=False)
    reports: tuple[Report, ...] = ()
    recipes: tuple[ReadyRecipe, ...] = ()
    _cache: dict[tuple[str, Level, dt.date], Figures] = field(default_factory=dict, repr=False)
    results: dict[Callable[..., Any], Callable[..., Any]] = field(init=False, default_factory=dict, repr=False)

    @property
    def edition(self) -> Edition:
        """What all its maps and figures have in common."""
        return Edition(
            folder=self.folder,
            scope=self.scope,
            manifest=self.manifest,
            bounds=self.bounds,
            release=self.release,
            released=self.released,
        )

    @property
    def territories(self) -> tuple[dt.date, ...]:
        """Territory dates, newest first."""
        return tuple(sorted(self.areas, reverse=True))

    @per_atlas(maxsize=64)
    def codes(self, level: Level, territory: dt.date) -> tuple[str, ...]:
        """Codes of the areas of a level, ascending.

        Parameters
        ----------
        level : Level
            Which areas.
        territory : date
            Territory date.

        Returns
        -------
        tuple of str
            Also the order of the columns of figures.
        """
        return tuple(sorted(c for c, a in self.areas[territory].items() if a.level is level))

    def indicator(self, key: str) -> Indicator:
        """Look an indicator up.

        Raises
        ------
        UnknownKeyError
            The catalogue does not hold it.
        """
        try:
            return self.catalogue.indicators[key]
        except KeyError:
            raise UnknownKeyError(
                expected("indicator", repr(key), "an id of the catalogue", "pick one from the list of indicators")
            ) from None

    def figures(self, indicator: Indicator, level: Level, territory: dt.date) -> Figures:
        """Figures of an indicator on a level, hidden values already hidden.

        Counts that are not published for the level are added up from smaller areas; a published figure is never
        replaced by a sum. Without figures the result has no years.

        Parameters
        ----------
        indicator : Indicator
            One of the catalogue.
        level : Level
            Which areas.
        territory : date
            Territory date.

        Returns
        -------
        Figures
            Years by codes, in the unit of the indicator.
        """
        key = (indicator.id, level, territory)
        if key not in self._cache:
            self._cache[key] = self._compute(indicator, level, territory)
        return self._cache[key]

    def levels(self, indicator: Indicator, territory: dt.date) -> tuple[Level, ...]:
        """Levels on which the indicator has figures.

        Parameters
        ----------
        indicator : Indicator
            One of the catalogue.
        territory : date
            Territory date.

        Returns
        -------
        tuple of Level
            In the order of the catalogue.
        """
        known = (Level.WHOLE, *indicator.levels) if self.scope.several else indicator.levels
        return tuple(x for x in known if self.figures(indicator, x, territory).years)

    def _compute(self, indicator: Indicator, level: Level, territory: dt.date) -> Figures:
        # what holds several states is only added up, wherever a state is
        published = Level.STATE if level is Level.WHOLE else level
        formulas = indicator.formulas if published in indicator.levels else ()
        return reduce(
            merge, (self._made_by(f, level, territory) for f in formulas), empty(self.codes(level, territory))
        )

    def _made_by(self, formula: Formula, level: Level, territory: dt.date) -> Figures:
        if formula.value is not None:
            return self.measured(formula.value, level, territory)
        if formula.numerator is None or formula.denominator is None:
            return empty(self.codes(level, territory))
        top, bottom = (self.measured(m, level, territory) for m in (formula.numerator, formula.denominator))
        return rate(top, bottom, formula.factor)

    @per_atlas(maxsize=4096)  # all sums of a large atlas; what is published is only pointed to
    def measured(self, measure: Measure, level: Level, territory: dt.date) -> Figures:
        """Give the figures of a measure on a level, added up where only smaller areas have them.

        Parameters
        ----------
        measure : Measure
            A declared one.
        level, territory : Level and date
            Which areas.

        Returns
        -------
        Figures
            Without years where the level has none.
        """
        codes = self.codes(level, territory)
        found = self._blocks.get((measure.table, measure.name, level, territory.isoformat()), empty(codes))
        if not self.declared[measure].sums:
            return found
        for below in BELOW.get(level, ()):
            parts = self.measured(measure, below, territory)
            if parts.years:
                return merge(found, add_up(parts, self.holders(below, level, territory), codes))
        return found

    @per_atlas(maxsize=64)
    def holders(self, below: Level, level: Level, territory: dt.date) -> tuple[str, ...]:
        """Name for each smaller area the one of a level that holds it.

        Parameters
        ----------
        below, level : Level
            Of the smaller areas, and of those that hold them.
        territory : date
            Territory date.

        Returns
        -------
        tuple of str
            Codes, in the order of ``codes(below, territory)``.
        """
        areas = (self.areas[territory][code] for code in self.codes(below, territory))
        if level is Level.WHOLE:
            return tuple(self.scope.top for _ in areas)
        if level is Level.STATE:
            return tuple(area.code[: CODE_LENGTH[Level.STATE]] for area in areas)
        return tuple(area.association if level is Level.ASSOCIATION else area.parent for area in areas)
