"""The pages of regions, written by the server without any script: one region, and the list of all with a search."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request

from atlas.data.same_place import first_of
from atlas.model import TOP_LEVELS, Kind, Level
from atlas.views.map.citation import cite, sources_for
from atlas.views.profile.all_regions import listed_areas
from atlas.views.profile.page import folded_line, missing_line, profile
from atlas.views.profile.query import (
    LIKE,
    SEARCH,
    for_indicator,
    given,
    kept_fields,
    list_query,
    read_profile_query,
    read_territory,
)
from atlas.views.profile.similar import MIN_INDICATORS, NEAREST, likeness
from atlas.views.query.place_values import MOST_REGIONS
from atlas.views.query.view_query import write_query
from atlas.views.search.find import MOST_LETTERS, found_places
from atlas.views.share.schema_org import as_script, profile_for_search
from atlas.web.pages.profile_dates import at_other_dates, elsewhere, same_elsewhere
from atlas.web.pages.profile_spread import spread_words
from atlas.web.pages_list import PROFILES
from atlas.web.server.page_frame import page_frame
from atlas.web.server.place_texts import place_texts
from atlas.words.districts import district_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from atlas.model import Area
    from atlas.views.profile.page import Profile, Row
    from atlas.views.profile.query import Given
    from atlas.views.query.view_state import ViewState
    from atlas.web.site import Site

STYLES = ("text", "series", "profile")
CHARTS, SEARCHED, AGES = ("pages/series.js", "pages/sort_tables.js"), ("pages/profiles.js",), ("pages/ages.js",)
MOST_ROWS = 3  # further indicators of a field are folded
#: Regions that a page names for a code which it does not know.
GUESSES = 5
MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class _Pages:
    """What every page of regions needs."""

    site: Site

    def dated(self, territory: dt.date) -> str:
        """Write what every address of these pages carries on: territory date and release."""
        return list_query(territory, self.site.usual, self.site.pinned, self.site.drawn)

    def common(self, territory: dt.date, query: str = "", scripts: tuple[str, ...] = ()) -> dict[str, Any]:
        """Texts and addresses that stand on every page; an address of a page keeps the territory date."""
        site, urls = self.site, self.site.urls
        frame = page_frame(site, current=PROFILES, query=query, territory=territory, styles=STYLES, scripts=scripts)
        return frame | {
            "list_url": urls.page(PROFILES, self.dated(territory)),
            "search_url": urls.page(PROFILES),
            "places_url": urls.places(site.atlas.release, territory, site.drawn_query),
            "place_texts": place_texts(site.words),
            "profile_url": urls.profile("{code}", self.dated(territory)),
            "territory_value": "" if territory == self.site.usual else territory.isoformat(),
            "place": self.place(territory),
        }

    def place(self, territory: dt.date) -> Callable[..., str]:
        """Give the function that says what an area is and where it lies: names occur more than once."""
        by_code, words = self.site.atlas.areas[territory], self.site.words

        def where(area: Area, *, level: bool = True) -> str:
            inside = by_code[area.parent].name if area.level in {Level.ASSOCIATION, Level.MUNICIPALITY} else ""
            parts = (words.levels(area.level) if level else "", area.designation, inside)
            return ", ".join(part for part in parts if part and part != area.name)

        return where

    def region(self, area: Area, territory: dt.date, asked: Given, notices: tuple[str, ...]) -> str:
        """Write the page of one region."""
        atlas, words, urls = self.site.atlas, self.site.words, self.site.urls
        read = read_profile_query(asked, atlas, area, territory, words)
        alike = likeness(atlas, area, territory, read.like, words)
        own = replace(read.state, regions=read.state.regions[:1])
        nearest = (area.code, *(a.area.code for a in alike.regions))[:MOST_REGIONS]
        page = profile(atlas, area, territory, words)
        near = own if own.level is area.level else _in_view(own, page, area)
        title = words("Profile of {name}").format(name=area.label)
        description = words("{name}, {designation}: indicators, comparison and similar regions")
        described = description.format(name=area.label, designation=area.designation)
        public, dated = urls.public(), self.dated(territory)
        shown = [r.indicator.id for p in page.fields for r in p.rows]
        cited = public.profile(area.code, list_query(territory, self.site.usual, atlas.release, self.site.drawn))
        today = dt.datetime.now(dt.UTC).date()
        scripts = CHARTS + (AGES if page.ages and len(page.ages.outlines) > 1 else ())
        shared = self.common(territory, write_query(read.state), scripts) | {
            "current_kind": "true",
            "kind": "text-page profile-page",
            "compare_url": urls.comparison(write_query(read.state)),
            "report_url": urls.report(area.code, dated),
            "editable_url": urls.report(area.code, dated, suffix="docx"),
            "canonical": public.profile(area.code, list_query(territory, self.site.usual, drawn=self.site.drawn)),
            "title": title,
            "description": described,
            "described": as_script(profile_for_search(area, title, described, public, dated, atlas.released, words)),
            "notices": (*notices, *read.notices),
            "other_dates": same_elsewhere(self.site, page.area, territory),
        }
        return render_template(
            "profile.html",
            **shared,
            page=page,
            at_dates=at_other_dates(self.site, page.area, territory),
            areas=words.levels(area.level),
            areas_counted=words.levels_after_number(area.level),
            most_rows=MOST_ROWS,
            folded_line=lambda n: folded_line(n, words),
            missing_line=missing_line(page, words),
            nearest=NEAREST,
            least=MIN_INDICATORS,
            citation=cite(atlas.edition, title, sources_for(atlas, shown), territory, cited, today, words),
            alike=alike,
            own_map_url=urls.map(write_query(own)),
            district_map=self.district_map(area, territory, own.indicator),
            nearest_url=urls.comparison(write_query(replace(near, regions=nearest))),
            ages_url=lambda suffix: urls.ages(area.code, dated, suffix),
            **spread_words(self.site, area, own, dated),
            indicator_url=lambda row: urls.map(write_query(_of_row(own, row))),
            region_url=lambda code: urls.profile(code, read.carried),
            form_url=urls.profile(area.code, at=LIKE),
            lone=area.level in TOP_LEVELS,
            kept=kept_fields(asked, read.state),
            is_count=lambda row: row.indicator.kind is Kind.COUNT,
        )

    def district_map(self, area: Area, territory: dt.date, indicator: str) -> tuple[str, str] | None:
        """Name the district of a region and the map of its municipalities; None where it is one alone."""
        atlas, areas = self.site.atlas, self.site.atlas.areas[territory]
        district = areas.get(area.code if area.level is Level.DISTRICT else area.parent)
        inside = atlas.codes(Level.MUNICIPALITY, territory)
        if district is None or sum(areas[code].parent == district.code for code in inside) <= 1:
            return None
        known = Level.MUNICIPALITY in atlas.levels(atlas.indicator(indicator), territory)
        own = f"indicator={indicator}" if known else ""
        date = f"territory={territory.isoformat()}" if territory != self.site.usual else ""
        address = self.site.urls.map(own, f"level={Level.MUNICIPALITY}&focus={district.code}", date)
        return district_name(district, self.site.words), address

    def regions(self, territory: dt.date, text: str, notices: tuple[str, ...]) -> str:
        """Write the list of all regions, or of those that a search finds."""
        atlas, words, urls = self.site.atlas, self.site.words, self.site.urls
        carried = self.dated(territory)
        found = found_places(atlas, territory, text, words)
        asked = text[:MOST_LETTERS]
        if found:
            result = words.counted('One place for "{text}"', '{n} places for "{text}"', len(found)).format(text=asked)
        else:
            result = words('No place is called "{name}".').format(name=asked)
        return render_template(
            "profiles.html",
            **(self.common(territory, scripts=SEARCHED) | {"notices": notices}),
            title=words("Profiles of all regions"),
            description=words("All regions of the atlas, each with its profile"),
            asked=asked,
            result=result,
            found=found[:MOST_FOUND],
            levels=[(words.levels(x), x, groups) for x, groups in listed_areas(atlas, territory).items()],
            region_url=lambda code: urls.profile(code, carried),
        )

    def unknown(self, code: str, territory: dt.date, notices: tuple[str, ...]) -> str:
        """Write the page for a code that names no region: what was asked, where else it exists, and the search."""
        atlas, words, urls = self.site.atlas, self.site.words, self.site.urls
        shown = code[:MOST_LETTERS]
        carried = self.dated(territory)
        return render_template(
            "unknown.html",
            **(
                self.common(territory, scripts=SEARCHED)
                | {"notices": notices, "current_kind": "true", "other_dates": []}
            ),
            code=shown,
            asked="" if shown.isdecimal() else shown,
            elsewhere=elsewhere(self.site, code, territory),
            guesses=found_places(atlas, territory, shown, words)[:GUESSES],
            title=words("Unknown region"),
            description=words("Unknown region"),
            region_url=lambda code: urls.profile(code, carried),
        )


def _of_row(state: ViewState, row: Row) -> ViewState:
    view = for_indicator(state, row.indicator.id, row.year)
    return replace(view, level=row.area.level, regions=(row.area.code,))


def _in_view(state: ViewState, page: Profile, area: Area) -> ViewState:
    """Show the first indicator of the region's own level, where the one of the view is of another."""
    rows = (row for part in page.fields for row in part.rows)
    return next((_of_row(state, row) for row in rows if row.area.level is area.level), state)


def profile_blueprint(site: Site) -> Blueprint:
    """Serve ``profile`` (all regions, ``?q=`` searches) and ``profile/<code>`` (one region)."""
    words = site.words
    pages = _Pages(site)
    blueprint = Blueprint("profile", __name__, template_folder="templates")

    def query() -> str:
        return request.query_string.decode(errors="replace")

    @blueprint.get("/profile", strict_slashes=False)
    def every() -> str:
        atlas, asked = site.atlas, given(query())
        territory, notices = read_territory(asked.values, atlas, words)
        return pages.regions(territory, asked.values.get(SEARCH, ""), notices)

    @blueprint.get("/profile/<path:code>")
    def one(code: str) -> ResponseReturnValue:
        atlas, asked = site.atlas, given(query())
        territory, notices = read_territory(asked.values, atlas, words)
        code = code.rstrip("/")
        area = atlas.areas[territory].get(code)
        if area is None:
            return pages.unknown(code, territory, (*notices, *site.faults)), HTTPStatus.NOT_FOUND
        area = first_of(area, atlas.areas[territory])  # each code of a place gives its page, which names this one
        if asked.spread:  # a form without a script sends one word for each box; links are short and equal
            read = read_profile_query(asked, atlas, area, territory, words)
            pairs = [*kept_fields(asked, read.state), (LIKE, ",".join(read.like or ()))]
            return redirect(site.urls.profile(area.code, urlencode(pairs, safe=","), at=LIKE))
        return pages.region(area, territory, asked, notices)

    return blueprint
