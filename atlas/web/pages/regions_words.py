"""What the page of social regions says, and what its script is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from flask import render_template, request

from atlas.data.figures import NOT_MEANINGFUL
from atlas.data.regions.atlas_with import RegionAtlas
from atlas.data.regions.definition import COLOURS, LONGEST_NAME
from atlas.data.regions.faults import Fault
from atlas.data.regions.files import FORMAT, KB, LARGEST_KB, VERSION
from atlas.model import Level
from atlas.views.index.recipe import DOWN, UP
from atlas.views.profile.query import list_query
from atlas.views.regions.drawing_map import drawing_map, drawing_svg
from atlas.views.regions.start import beginnings
from atlas.web.pages.regions_checks import checks
from atlas.web.pages_list import INDEX, PROFILES, REGIONS
from atlas.web.server.page_frame import page_frame
from atlas.web.urls import joined
from atlas.words.folding import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.web.site import Site
    from atlas.words.words import Words


#: How many regions of like size are offered at first.
USUAL_NUMBER = "4"


def page_words(site: Site, atlas: Atlas, territory: dt.date, text: str, notices: tuple[str, ...]) -> dict[str, Any]:
    """Give the template everything it shows.

    Parameters
    ----------
    site : Site
        Words and addresses.
    atlas : Atlas
        Without regions of a reader.
    territory : date
        Whose municipalities are shown.
    text : str
        What stands in the field of the list.
    notices : tuple of str
        What is wrong.

    Returns
    -------
    dict of str to Any
        Words of the template.
    """
    words = site.words
    opened = _opened(site)
    of_page = opened if opened and opened.own.social.territory == territory else None
    around = _frame(site, of_page, territory)
    areas = atlas.areas[territory]
    focus = request.args.get("focus", "")
    focus = focus if focus in areas and areas[focus].level is Level.DISTRICT else ""
    social = of_page.own.social if of_page else None
    fills = {code: region.colour for region in social.regions for code in region.codes} if social else {}
    drawn = drawing_map(atlas, territory)
    label = words("Map of all municipalities, to draw regions on; the list below it does the same by keyboard")
    return around | {
        "kind": "text-page regions-page",
        "title": words(REGIONS.title),
        "description": words("Regions of your own out of municipalities, with all figures computed anew"),
        "notices": notices,
        "action": site.urls.page(REGIONS, own_query(site, of_page, territory)),
        "carried": parse_qsl(own_query(site, of_page, site.usual).lstrip("?")),
        "own_page": site.urls.page(REGIONS),
        "date": territory.isoformat(),
        "dates": [(t.isoformat(), words.day(t)) for t in atlas.territories],
        "text": text,
        "focus": focus,
        "districts": _districts(areas),
        "boxes": drawn.boxes,
        "associations": _sorted(a for a in areas.values() if a.level is Level.ASSOCIATION and a.place[:1] == (a.code,)),
        "begin": beginnings(atlas, territory, words),
        "drawing": drawing_svg(drawn, fills, label, focus),
        "longest": LONGEST_NAME,
        "k": USUAL_NUMBER,
        "told": _told(site, of_page, territory),
        **(result_words(site, of_page) if of_page else {}),
    }


def answer_words(site: Site, atlas: RegionAtlas, text: str) -> dict[str, Any]:
    """Tell the script what the server made of what was drawn."""
    shown = result_words(site, atlas) | {"_": site.words, "live": True}
    around = _frame(site, atlas, atlas.own.social.territory)
    return {
        "text": text,
        "regions": _regions(atlas),
        "result": render_template("regions_result.html", **shown),
        "nav": [link.href for link in (*around["nav"], *around["foot"])],
    }


def _frame(site: Site, atlas: RegionAtlas | None, territory: dt.date) -> dict[str, Any]:
    around = page_frame(
        site,
        current=REGIONS,
        query=_view(site, atlas),
        territory=territory,
        styles=("text", "regions"),
        scripts=("pages/regions.js",),
    )
    return around | {"other_dates": []} if atlas else around  # regions keep their date


def own_query(site: Site, atlas: RegionAtlas | None, territory: dt.date) -> str:
    """Write the query of the page."""
    return list_query(territory, site.usual, site.pinned, atlas.own.address if atlas else "")


def result_words(site: Site, atlas: RegionAtlas) -> dict[str, Any]:
    """Give ``regions_result.html`` what it shows: what the regions hold, where they lead, and how they are kept."""
    words, urls = site.words, site.urls
    query = own_query(site, atlas, atlas.own.social.territory)
    view = _view(site, atlas)
    return checks(site, atlas) | {
        "result": True,
        "ways": [
            (words("Show on the map"), urls.map(view)),
            (words("Compare"), urls.comparison(view)),
            (words(PROFILES.title), urls.page(PROFILES, query)),
            (words(INDEX.title), urls.page(INDEX, _items(atlas), f"level={Level.SOCIAL_REGION}", query)),
        ],
        "link": urls.public().page(REGIONS, query),
        "files": [
            (words("Planning sheet (PDF)"), urls.regions_file("sheet.pdf", query)),
            (words("Save as a file (JSON)"), urls.regions_file("json", query)),
            (words("Save as a table (CSV)"), urls.regions_file("csv", query)),
        ],
    }


def _opened(site: Site) -> RegionAtlas | None:
    atlas = site.atlas
    return atlas if isinstance(atlas, RegionAtlas) and atlas.own.address else None


def _view(site: Site, atlas: RegionAtlas | None) -> str:
    """Write the query of a view of the regions, by an indicator that can be added up to them."""
    if atlas is None:
        return ""
    first = atlas.scope.view.indicator
    keys = (first, *(key for key, i in atlas.catalogue.indicators.items() if i.has_figures and key != first))
    fits = (key for key in keys if _adds_up(atlas, key))
    indicator = "".join(f"indicator={key}" for key in (next(fits, ""),) if key)
    return joined(indicator, f"level={Level.SOCIAL_REGION}", own_query(site, atlas, atlas.own.social.territory))


def _adds_up(atlas: RegionAtlas, key: str) -> bool:
    """Tell whether an indicator is made of counts: of others only regions that are areas of their own have values."""
    figures = atlas.figures(atlas.indicator(key), Level.SOCIAL_REGION, atlas.own.social.territory)
    return bool(figures.years) and not (figures.states[-1] == NOT_MEANINGFUL).any()


def _items(atlas: RegionAtlas) -> str:
    """Write what of the first recipe that is offered can be added up to the regions."""
    first = (item for ready in atlas.recipes[:1] for item in ready.items)
    fits = [i for i in first if _adds_up(atlas, i.indicator)]
    items = ",".join(f"{i.indicator}:{i.weight:g}:{UP if i.raises else DOWN}" for i in fits)
    return f"items={items}" if items else ""


def _districts(areas: dict[str, Area]) -> list[tuple[Area, list[Area]]]:
    """List the districts with their municipalities, both by name."""
    inside: dict[str, list[Area]] = {}
    for area in areas.values():
        if area.level is Level.MUNICIPALITY:
            inside.setdefault(area.parent, []).append(area)
    return [(district, _sorted(inside[district.code])) for district in _sorted(areas[code] for code in inside)]


def _sorted(areas: Iterable[Area]) -> list[Area]:
    return sorted(areas, key=lambda a: (fold(a.label), a.code))


def _regions(atlas: RegionAtlas | None) -> list[dict[str, Any]]:
    social = atlas.own.social if atlas else None
    return [{"name": r.name, "colour": r.colour, "codes": r.codes} for r in social.regions] if social else []


def _told(site: Site, atlas: RegionAtlas | None, territory: dt.date) -> dict[str, Any]:
    """Tell the script what is drawn, how it is written, and its sentences."""
    return {
        "regions": _regions(atlas),
        "colours": COLOURS,
        "form": {"format": FORMAT, "version": VERSION, "territory": territory.isoformat()},
        "most_bytes": LARGEST_KB * KB,
        "texts": _texts(site.words),
    }


def _texts(words: Words) -> dict[str, str]:
    return {
        "new": words("Region {n}"),
        "into": words('{place} is in "{region}" now.'),
        "moved": words('{place} has moved from "{from}" to "{region}".'),
        "out": words('{place} was taken out of "{region}".'),
        "many": words('{n} municipalities are in "{region}" now.'),
        "of_others": words("{n} of them have moved from other regions."),
        "many_out": words('{n} municipalities were taken out of "{region}".'),
        "none": words("No municipality lies inside of the line."),
        "undone": words("The last step was undone."),
        "done": words("Done: {what}."),
        "removed": words('The region "{region}" was removed.'),
        "loaded": words("{n} regions were taken over."),
        "free": words("{place}: in no region"),
        "held": words("{place}: {region}"),
        "one": words("one municipality"),
        "count": words("{n} municipalities"),
        "empty": words("still empty"),
        "draw_in": words('Draw in "{region}"'),
        "name_of": words('Name of "{region}"'),
        "colour_of": words('Colour of "{region}"'),
        "remove": words('Remove "{region}"'),
        "found": words("{n} municipalities found"),
        "large": words(Fault.FILE_SIZE).replace("{most}", str(LARGEST_KB)),
        "failed": words("The atlas does not answer. What you drew is still here; the next step tries again."),
    }
