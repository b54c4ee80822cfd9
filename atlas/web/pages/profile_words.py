"""The fixed texts of the pages of regions, each under the name by which a template calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.profile.similar import MIN_INDICATORS, NEAREST

if TYPE_CHECKING:
    from atlas.model import Area
    from atlas.words.words import Words


def shared_words(words: Words) -> dict[str, str]:
    """Texts of every page: frame, search, footer."""
    return {
        "find": words("Find a region"),
        "hint": words("Name or code"),
        "search": words("Search"),
        "all_regions": words("All regions"),
    }


def profile_words(area: Area, words: Words) -> dict[str, str]:
    """Texts of a region's page."""
    areas = words.levels(area.level)
    return {
        "title": words("Profile of {name}").format(name=area.name),
        "description": words("{name}, {designation}: indicators, comparison and similar regions").format(
            name=area.name, designation=area.designation
        ),
        "where": words("Where it lies"),
        "show_map": words("Show on the map"),
        "show_compare": words("Compare with others"),
        "report": words("Report as PDF"),
        "inside": words("Lies in"),
        "neighbours": words("Neighbours"),
        "members": words("Belonging to it"),
        "code": words("Code"),
        "striking": words("Where {name} differs most from the middle").format(name=area.name),
        "striking_hint": words("Measured by the place among all {areas}; neither is good or bad by itself.").format(
            areas=areas
        ),
        "contents": words("On this page"),
        "key": words(
            "How to read the strips: each tick stands for {areas}, from low on the left to high on the right."
        ).format(areas=areas),
        "key_own": area.name,
        "key_against": words("state, or the median where the state has no figure"),
        "key_rank": words("Rank 1 is the highest value, be that favourable or not."),
        "indicator": words("Indicator"),
        "value": words("Value"),
        "interval": words("95 % interval {ends}"),
        "key_between": words("95 % interval of a rate from counts"),
        "against": words("For comparison"),
        "change": words("Change in five years or more"),
        "rank": words("Rank"),
        "place": words("Place among all"),
        "of": words("{rank} of {n}"),
        "sign": words("sign {sign}"),
        "no_rank": words("none without a value"),
        "no_compare_count": words("counts are not compared"),
        "no_compare": words("none"),
        "no_strip": words("too few areas"),
        "elsewhere": words("Only for other levels: {n}"),
        "see": words("see {name}"),
        "planned": words("No data yet: {n}"),
        "none": words("This field has no figures on this level."),
        "source": words("Source"),
        "alike": words("Regions like this one"),
        "alike_intro": words(
            "The {n} {areas} whose values are nearest to those of {name}, all chosen indicators together."
        ).format(n=NEAREST, areas=areas, name=area.name),
        "alike_how": words(
            "How it is measured: each difference is divided by the standard deviation of its indicator, so that all "
            "weigh the same; the distance is the root of the sum of their squares. Close means at most half a standard "
            "deviation apart."
        ),
        "alike_choose": words("Choose the indicators"),
        "alike_hint": words(
            "At least {n}. Those that nearly all areas have and that do not repeat each other are chosen first."
        ).format(n=MIN_INDICATORS),
        "alike_go": words("Compare anew"),
        "region": words("Region"),
        "distance": words("Distance"),
        "close": words("Close in"),
        "apart": words("Different in"),
        "nothing": words("none"),
        "alike_compare": words("Compare these regions"),
    }


def list_words(text: str, found: int, words: Words) -> dict[str, str]:
    """Texts of the list of regions; ``text`` is what was searched for."""
    if not text:
        result = ""
    elif not found:
        result = words('No region is called "{name}".').format(name=text)
    elif found == 1:
        result = words('One region for "{text}"').format(text=text)
    else:
        result = words('{n} regions for "{text}"').format(n=found, text=text)
    return {
        "title": words("Profiles of all regions"),
        "description": words("All regions of the atlas, each with its profile"),
        "intro": words(
            "Each region has a page of its own with all its indicators. Search for a name, or pick one below."
        ),
        "result": result,
        "try": words("Check the spelling, or type only the beginning of the name."),
        "more": words("Only the first are shown; type more of the name."),
        "other_date": words("Areas as of {date}"),
        "show_all": words("Show all regions"),
    }
