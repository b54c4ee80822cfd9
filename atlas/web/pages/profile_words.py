"""The fixed texts of the pages of regions, each under the name by which a template calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.profile.similar import MIN_INDICATORS, NEAREST
from atlas.views.query.view_query import LEVEL_NAMES

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.words.texts import Translate


def shared_words(_: Translate) -> dict[str, str]:
    """Texts of every page: frame, search, footer."""
    return {
        "find": _("Find a region"),
        "hint": _("Name or code"),
        "search": _("Search"),
        "all_regions": _("All regions"),
    }


def profile_words(area: Area, _: Translate) -> dict[str, str]:
    """Texts of a region's page."""
    areas = _(LEVEL_NAMES[area.level])
    return {
        "title": _("Profile of {name}").format(name=area.name),
        "description": _("{name}, {designation}: indicators, comparison and similar regions").format(
            name=area.name, designation=area.designation
        ),
        "where": _("Where it lies"),
        "show_map": _("Show on the map"),
        "show_compare": _("Compare with others"),
        "report": _("Report as PDF"),
        "inside": _("Lies in"),
        "neighbours": _("Neighbours"),
        "members": _("Belonging to it"),
        "code": _("Code"),
        "striking": _("Where {name} differs most from the middle").format(name=area.name),
        "striking_hint": _("Measured by the place among all {areas}; neither is good or bad by itself.").format(
            areas=areas
        ),
        "contents": _("On this page"),
        "key": _(
            "How to read the strips: each tick stands for {areas}, from low on the left to high on the right."
        ).format(areas=areas),
        "key_own": area.name,
        "key_against": _("state, or the median where the state has no figure"),
        "key_rank": _("Rank 1 is the highest value, be that favourable or not."),
        "indicator": _("Indicator"),
        "value": _("Value"),
        "interval": _("95 % interval {ends}"),
        "key_between": _("95 % interval of a rate from counts"),
        "against": _("For comparison"),
        "change": _("Change in five years or more"),
        "rank": _("Rank"),
        "place": _("Place among all"),
        "of": _("{rank} of {n}"),
        "sign": _("sign {sign}"),
        "no_rank": _("none without a value"),
        "no_compare_count": _("counts are not compared"),
        "no_compare": _("none"),
        "no_strip": _("too few areas"),
        "elsewhere": _("Only for other levels: {n}"),
        "see": _("see {name}"),
        "planned": _("No data yet: {n}"),
        "none": _("This field has no figures on this level."),
        "source": _("Source"),
        "alike": _("Regions like this one"),
        "alike_intro": _(
            "The {n} {areas} whose values are nearest to those of {name}, all chosen indicators together."
        ).format(n=NEAREST, areas=areas, name=area.name),
        "alike_how": _(
            "How it is measured: each difference is divided by the standard deviation of its indicator, so that all "
            "weigh the same; the distance is the root of the sum of their squares. Close means at most half a standard "
            "deviation apart."
        ),
        "alike_choose": _("Choose the indicators"),
        "alike_hint": _(
            "At least {n}. Those that nearly all areas have and that do not repeat each other are chosen first."
        ).format(n=MIN_INDICATORS),
        "alike_go": _("Compare anew"),
        "region": _("Region"),
        "distance": _("Distance"),
        "close": _("Close in"),
        "apart": _("Different in"),
        "nothing": _("none"),
        "alike_compare": _("Compare these regions"),
    }


def list_words(text: str, found: int, _: Translate) -> dict[str, str]:
    """Texts of the list of regions; ``text`` is what was searched for."""
    if not text:
        result = ""
    elif not found:
        result = _('No region is called "{name}".').format(name=text)
    elif found == 1:
        result = _('One region for "{text}"').format(text=text)
    else:
        result = _('{n} regions for "{text}"').format(n=found, text=text)
    return {
        "title": _("Profiles of all regions"),
        "description": _("All regions of the atlas, each with its profile"),
        "intro": _("Each region has a page of its own with all its indicators. Search for a name, or pick one below."),
        "result": result,
        "try": _("Check the spelling, or type only the beginning of the name."),
        "more": _("Only the first are shown; type more of the name."),
        "other_date": _("Areas as of {date}"),
        "show_all": _("Show all regions"),
    }
