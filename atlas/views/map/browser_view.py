"""A scene as the browser gets it: what to draw in every year, and the templates of its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.model import VALUELESS, ValueState
from atlas.statistics.rounding import kept
from atlas.views.map.browser_records import Against, Focus, Texts, View
from atlas.views.map.classing import range_texts
from atlas.views.map.number_format import number_format
from atlas.views.map.palettes import line_on
from atlas.views.map.summary import of_date, page_title
from atlas.views.query.place_values import MOST_REGIONS
from atlas.words.states import REMARKABLE

if TYPE_CHECKING:
    from atlas.views.map.browser_records import Files
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words


def browser_view(scene: Scene, files: Files, controls: dict[str, str], levels: tuple[str, ...] = ()) -> View:
    """Compose what the browser needs to draw the map of a view and every year of it.

    Parameters
    ----------
    scene : Scene
        The view.
    files : Files
        Addresses of the immutable files.
    controls : dict of str to str
        What each native list shows.
    levels : tuple of str
        Levels on which the indicator has values.
    """
    state, shown, words = scene.state, scene.representation, scene.words
    rows = range(len(scene.figures.years)) if shown.can_switch else ()
    of_years, of_all = tuple(shown.described(row, words) for row in rows), shown.described(None, words)
    west, south, east, north = scene.bounds
    return View(
        release=scene.edition.release,
        indicator=state.indicator,
        page_title=page_title(f"{scene.any_line}{of_date(scene)}", scene.edition.scope, words),
        year=state.year,
        selected=state.regions,
        most_selected=MOST_REGIONS,
        areas=scene.ranked_among_n,
        focus=_focus(scene),
        level=str(state.level),
        levels=levels,
        draw=shown.draw,
        years=scene.figures.years,
        over=shown.classing.over,
        of_years=of_years,
        of_all=of_all,
        offers=shown.offers(scene.inside, words),
        lines={colour: line_on(colour) for classes in (*of_years, of_all) for colour in classes.colours},
        circle=shown.circle(),
        benchmark=_against(scene),
        format=number_format(scene.indicator),
        second=shown.second(words),
        texts=_texts(scene, words),
        files=files,
        bounds=((south, west), (north, east)),
        controls=controls,
    )


def _against(scene: Scene) -> Against | None:
    if scene.benchmark is None:
        return None
    decimals = scene.indicator.decimals
    values = tuple(None if v is None else float(kept(v, decimals)) for v in scene.benchmark.values)
    return Against(name=scene.benchmark.name, values=values)


def _focus(scene: Scene) -> Focus | None:
    if scene.focus is None:
        return None
    outside = scene.words("Lies outside of what is shown: {district}.").format(district=scene.focus.name)
    return Focus(code=scene.focus.code, inside=scene.codes_inside, outside=outside)


def _texts(scene: Scene, words: Words) -> Texts:
    indicator, ranges = scene.indicator, range_texts(scene.figures.years, words)
    states = {state: words.state(state) for state in ValueState}
    return Texts(
        sentence=words("{name}, {year}: {value}. Rank {rank} of {n} {areas}. {comparison}"),
        alone=words("{name}, {year}: {value}."),
        more=words("{benchmark}: {value}, here {difference} more."),
        less=words("{benchmark}: {value}, here {difference} less."),
        same=words("{benchmark}: {value}, here as much."),
        points=words("percentage points") if indicator.unit == "%" else "",
        states={str(s): said.sentence for s, said in states.items() if s in VALUELESS},
        remarks={str(s): said.remark for s, said in states.items() if s in REMARKABLE},
        signs={str(s): said.sign for s, said in states.items() if s in VALUELESS},
        notes={str(s): said.short for s, said in states.items() if s in VALUELESS or s in REMARKABLE},
        no_value=words("no value"),
        too_many=words("At most {n} regions can be compared. Take one out first.").format(n=MOST_REGIONS),
        load_failed=words("The figures could not be loaded. Please try again."),
        copied=words("The link was copied."),
        play=words("Play the years"),
        pause=words("Pause"),
        over_year=ranges["year"],
        over_all=ranges["all"],
        over_running=words("Classes over all years while the years run"),
        title=indicator.title,
        summary=words("{line}: {n} of {all} {areas} with a value, between {lowest} and {highest}.").replace(
            "{line}", scene.any_line
        ),
        summary_one=words("{line}: {value}.").replace("{line}", scene.any_line),
        taken_out=words("{name} was taken out."),
        sorted_up=words("Table sorted by {heading}, ascending."),
        sorted_down=words("Table sorted by {heading}, descending."),
    )
