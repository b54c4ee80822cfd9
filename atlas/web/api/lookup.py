"""What a query of the open interface names, looked up; what is not there is named, with what would be."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
import orjson
from flask import Response

from atlas.data.subject import subject
from atlas.errors import AtlasError
from atlas.model import Kind, Scheme
from atlas.statistics.classify import counts
from atlas.views.downloads.areas import AreaSelection, geometry_file
from atlas.views.downloads.tables import COLUMNS, chosen, select
from atlas.views.map.choropleth import class_labels
from atlas.views.map.scene import scene
from atlas.views.query.territory import territory_date, territory_dates
from atlas.views.query.view_state import ViewState
from atlas.web.api import questions
from atlas.web.caching import DAY_SECONDS, may_keep, may_keep_forever
from atlas.web.server.problems import Problem
from atlas.web.server.requests import refuse_unkept
from atlas.web.urls import joined

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Indicator, Level
    from atlas.views.downloads.captions import File
    from atlas.views.downloads.tables import Selection
    from atlas.web.site import Site

CLOSURE = "each class holds its upper edge; the first one also its lower edge"


class Lookup:
    """Looks up what a query names, and names what it does not find."""

    def __init__(self, site: Site) -> None:
        self.site, self.words = site, site.words

    @property
    def atlas(self) -> Atlas:
        """The release that the request asks for."""
        return self.site.atlas

    def json(self, query: questions.Strict, body: dict[str, Any]) -> Response:
        """Answer with JSON."""
        content = orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY)
        return self.lasting(query, Response(content, mimetype="application/json"))

    def file(self, query: questions.Strict, file: File) -> Response:
        """Answer with a file to save."""
        response = Response(file.body, mimetype=file.mimetype)
        response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
        return self.lasting(query, response)

    def lasting(self, query: questions.Strict, response: Response) -> Response:
        """Say how long the answer holds: a release fixes it."""
        refuse_unkept(self.site)
        if query.release:
            may_keep_forever(response)
        else:  # it may change with the next release; a day is soon enough
            may_keep(response, DAY_SECONDS)
        response.add_etag()
        return response

    def indicator(self, key: str, status: int = 400) -> Indicator:
        """Find an indicator, or name those that are called nearly so."""
        try:
            return self.atlas.indicator(key)
        except AtlasError:
            near = get_close_matches(key, self.atlas.catalogue.indicators, n=3)
            hint = f"perhaps {' or '.join(near)}" if near else "expected an id of api/v1/indicators"
            raise Problem(status, "unknown_indicator", f"indicator: found {key!r}", hint) from None

    def territory(self, asked: dt.date | None) -> dt.date:
        """Give the territory date asked for, the usual one where none is; refuse one that there is not."""
        territory = asked or self.atlas.scope.territory
        if territory_date(self.atlas, territory.isoformat()) is None:
            dates = ", ".join(territory_dates(self.atlas))
            raise Problem(400, "unknown_territory", f"territory: found {territory}", f"expected one of {dates}")
        return territory

    def selection(self, query: questions.FiguresQuery) -> Selection:
        """Find what a query of figures names."""
        territory = self.territory(query.territory)
        indicator = self.indicator(query.indicator)
        there = self.with_figures(indicator, query.level, territory)
        years = tuple(int(y) for y in query.year.split(",")) if query.year else ()
        for year in years:
            if year not in there:
                found = ", ".join(map(str, there))
                raise Problem(400, "unknown_year", f"year: found {year}", f"expected years of {found}")
        regions = tuple(dict.fromkeys(query.regions.split(","))) if query.regions else ()
        if len(regions) > questions.MOST_CODES:
            hint = f"expected at most {questions.MOST_CODES}; leave regions out for all areas of the level"
            raise Problem(400, "too_many_regions", f"regions: found {len(regions)}", hint)
        codes = set(self.atlas.codes(query.level, territory)) if regions else set()
        for code in regions:
            if code not in codes:
                wanted = f"expected codes of api/v1/regions?level={query.level}&territory={territory}"
                raise Problem(400, "unknown_region", f"regions: found {code!r}", wanted)
        return select(self.atlas, indicator.id, query.level, territory, years=years, regions=regions)

    def with_figures(self, indicator: Indicator, level: Level, territory: dt.date) -> tuple[int, ...]:
        """Give the years of an indicator, or say on which levels it has figures."""
        years = self.atlas.figures(indicator, level, territory).years
        if not years:
            levels = [str(x) for x in self.atlas.levels(indicator, territory)]
            hint = f"expected one of {', '.join(levels)}" if levels else "it has no figures for this territory date"
            raise Problem(400, "no_figures", f"level: found {level}, without figures of {indicator.id}", hint)
        return years

    def observations(self, query: questions.ObservationsQuery, path: str) -> dict[str, Any]:
        """Write a page of figures."""
        part = self.selection(query)
        frame = chosen(part)
        end = query.offset + query.limit
        page = frame.iloc[query.offset : end]
        more = query.model_dump(exclude_defaults=True, exclude_none=True, mode="json") | {"offset": end}
        rows = [
            dict(zip(COLUMNS, (None if cell != cell else cell for cell in row), strict=True))  # noqa: PLR0124
            for row in page[list(COLUMNS)].itertuples(index=False, name=None)
        ]
        return {
            "metadata": part.captions(self.words),
            "total": len(frame),
            "next": f"{path}{joined(urlencode(more))}" if end < len(frame) else None,
            "observations": rows,
        }

    def areas(self, territory: dt.date, level: Level | None) -> list[dict[str, Any]]:
        """List areas, the larger ones first."""
        found = sorted(self.atlas.areas[territory].values(), key=lambda a: (len(a.code), a.code))
        keys = ("code", "name", "designation", "level", "parent", "area_km2")
        return [{k: getattr(a, k) for k in keys} for a in found if level in {None, a.level}]

    def geometry(self, fmt: str, query: questions.GeometryQuery) -> File:
        """Write areas as a file."""
        territory = self.territory(query.territory)
        if not (codes := self.atlas.codes(query.level, territory)):
            hint = f"expected one of {', '.join(self.atlas.scope.levels)}, or regions for level social_region"
            raise Problem(400, "no_areas", f"level: found {query.level}, without areas", hint)
        indicator, year = None, 0
        if query.indicator is not None:
            indicator = self.indicator(query.indicator)
            years = self.with_figures(indicator, query.level, territory)
            year = query.year or years[-1]
            if year not in years:
                found = ", ".join(map(str, years))
                raise Problem(400, "unknown_year", f"year: found {year}", f"expected years of {found}")
        part = AreaSelection(
            level=query.level,
            territory=territory,
            areas=self.atlas.areas[territory],
            codes=codes,
            edition=self.atlas.edition,
            subject=subject(self.atlas, indicator.id, query.level, territory) if indicator else None,
            year=year,
            detail=query.detail,
        )
        return geometry_file(fmt, part, self.words)

    def breaks(self, query: questions.BreaksQuery) -> dict[str, Any]:
        """Write class breaks of a year or of all, those of the map, and counts."""
        territory = self.territory(query.territory)
        indicator = self.indicator(query.indicator)
        if indicator.kind is Kind.COUNT:
            found = f"indicator: found {indicator.id!r}, a count"
            raise Problem(400, "no_classes", found, "expected a ratio or an index; counts are drawn as circles")
        years = self.with_figures(indicator, query.level, territory)
        edges = tuple(sorted({float(v) for v in query.breaks.split(",")})) if query.breaks else ()
        if query.scheme is Scheme.MANUAL and not edges:
            raise Problem(400, "no_breaks", "breaks: found nothing", "expected the edges of the manual scheme")
        year = query.year or years[-1]
        if year not in years:
            raise Problem(400, "unknown_year", f"year: found {year}", f"expected years of {', '.join(map(str, years))}")
        state = ViewState(
            indicator=indicator.id,
            level=query.level,
            territory=territory,
            year=year,
            scheme=query.scheme,
            classes=query.classes,
            breaks=edges,
            breaks_over=query.over,
        )
        view = scene(self.atlas, state, self.words)
        made = view.breaks
        told = (year,) if query.over == "year" or query.year else years
        return {
            "release": self.atlas.release,
            "indicator": indicator.id,
            "level": query.level,
            "territory": territory,
            "scheme": made.scheme,
            "over": query.over,
            "year": year if query.over == "year" else None,
            "edges": made.edges,
            "closure": CLOSURE,
            "note": self.words(made.note) if made.note else "",
            "labels": class_labels(made, indicator.decimals, self.words),
            "counts": [
                {"year": y, "classes": counts(row, made).tolist(), "without_value": int(np.isnan(row).sum())}
                for y, row in zip(years, view.representation.classing.values, strict=True)
                if y in told
            ],
        }

    def described(self, indicator: Indicator) -> dict[str, Any]:
        """Describe an indicator as the catalogue defines it."""
        keys = ("id", "field", "title", "short_title", "plain_title", "unit", "kind", "polarity", "decimals")
        texts = (
            "comparable_across",
            "chance",
            "definition",
            "how_to_read",
            "does_not_say",
            "source_table",
            "has_figures",
        )
        source = ("publisher", "title", "licence", "licence_url", "attribution", "url")
        return {k: getattr(indicator, k) for k in (*keys, *texts)} | {
            "formula": _formula(indicator),
            "method_changes": [{"year": c.year, "note": c.note} for c in indicator.method_changes],
            "sources": [
                {k: getattr(s, k) for k in source}
                for s in subject(self.atlas, indicator.id, indicator.levels[0], self.atlas.scope.territory).sources
            ],
            "figures": [
                {"level": x, "territory": t, "years": self.atlas.figures(indicator, x, t).years}
                for t in self.atlas.territories
                for x in self.atlas.levels(indicator, t)
            ],
        }


def _formula(indicator: Indicator) -> str:
    return "; ".join(
        str(f.value) if f.value else f"{f.factor:g} * {f.numerator} / {f.denominator}" for f in indicator.formulas
    )
