"""A view in a sentence or two, for those who do not see the map: what other sites show of a link, alternative texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.views.map.categories import Categories
from atlas.views.map.section import in_section, section_line

if TYPE_CHECKING:
    from atlas.data.scope import Scope
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words


def summary(scene: Scene) -> str:
    """Say in a sentence or two between which values the areas lie, and what the benchmark has."""
    words, indicator = scene.words, scene.indicator
    section = in_section(scene)
    row = scene.figures.values[scene.row][scene.inside if section is None else section]
    known = row[~np.isnan(row)]
    if not known.size:
        return words("No area has a value that may be shown.")

    if isinstance(scene.representation, Categories):
        text = words("{what}: {n} of {all} {areas} in {k} groups.")
        filled = {"what": indicator.short_title, "areas": scene.ranked_among_n}
        return text.format(n=known.size, all=row.size, k=len(scene.representation.groups), **filled)

    def written(value: float) -> str:
        return words.with_unit(value, indicator.decimals, indicator.unit)

    sentences = []
    if scene.focus and scene.focus.alone:
        sentences.append(f"{scene.focus.name}: {written(float(known[0]))}.")
    elif scene.state.level is not scene.edition.scope.top_level:
        text = words("{what}: {n} of {all} {areas} with a value, between {lowest} and {highest}.")
        filled = {
            "what": indicator.short_title,
            "areas": " ".join(filter(None, (scene.ranked_among_n, words("in the section") * (section is not None)))),
            "lowest": words.number(float(known.min()), indicator.decimals),
            "highest": written(float(known.max())),
        }
        sentences.append(text.format(n=known.size, all=row.size, **filled))
    if scene.benchmark is not None and scene.against is not None:
        sentences.append(f"{scene.benchmark.name}: {written(scene.against)}.")
    return " ".join(sentences) or f"{scene.whole}: {written(float(known[0]))}."


def alternative_text(scene: Scene) -> str:
    """Describe the picture of a view: title, range of values, benchmark, what is set apart."""
    return " ".join(filter(None, (f"{picture_title(scene)}. {summary(scene)}", section_line(scene), _outlined(scene))))


def _outlined(scene: Scene) -> str:
    names = "; ".join(scene.areas[code].label for code in scene.state.regions)
    return scene.words("Outlined: {names}.").format(names=names) if names else ""


def of_date(scene: Scene) -> str:
    """Say of which date the areas are, as it stands behind a title; empty of the usual one."""
    date = scene.state.territory
    if date == scene.edition.scope.territory:
        return ""
    return f" \N{MIDDLE DOT} {scene.words('areas as of {date}').format(date=scene.words.day(date))}"


def picture_title(scene: Scene) -> str:
    """Name the picture of a view."""
    return scene.words("Map: {title}").format(title=f"{scene.line}{of_date(scene)}")


def page_title(line: str, scope: Scope, words: Words) -> str:
    """Title a page in tabs and bookmarks: what it shows, then whose page it is."""
    return f"{line} \N{EN DASH} {words.own(scope.title)}"
