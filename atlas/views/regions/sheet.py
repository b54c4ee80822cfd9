"""The planning sheet of social regions: their map in their colours, what they hold, some figures, what is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.computed import computed_score, with_indicator
from atlas.data.figures import OK, Figures
from atlas.data.inhabitants import INHABITANTS
from atlas.model import Kind, Level
from atlas.views.map.categories import Category, categories
from atlas.views.map.scene import scene
from atlas.views.print.planning import Plan, Table, cut_names, cut_rows
from atlas.views.query.place_values import NO_BENCHMARK
from atlas.views.query.view_state import ViewState
from atlas.views.regions.held import holding
from atlas.views.regions.hidden import hidden_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.data.regions.atlas_with import RegionAtlas
    from atlas.model import Indicator
    from atlas.views.map.scene import Scene
    from atlas.views.regions.held import Holding
    from atlas.words.words import Words

#: Id of the picture of the regions; no indicator of a catalogue is called so.
ID = "social_regions"
#: So many indicators stand beside each other on a sheet.
MOST_INDICATORS = 5
#: An indicator is told that this share of the regions have a figure of.
MOSTLY = 0.6
NOTHING = "\N{EN DASH}"


def regions_scene(atlas: RegionAtlas, release: str, words: Words) -> Scene:
    """Draw the regions in their colours.

    Parameters
    ----------
    atlas : RegionAtlas
        With the regions.
    release : str
        The release that the address names, or empty.
    words : Words
        The language.

    Returns
    -------
    Scene
        Regions of one colour share an entry of the legend.
    """
    own, date = atlas.own, atlas.own.social.territory
    codes = atlas.codes(Level.SOCIAL_REGION, date)
    figures = Figures(codes, (date.year,), np.arange(1.0, len(codes) + 1)[np.newaxis], np.full((1, len(codes)), OK))
    colours = list(dict.fromkeys(region.colour for region in own.social.regions))
    groups = [Category(cut_names([r.name for r in own.social.regions if r.colour == c]), c) for c in colours]
    text = words("Regions drawn by hand out of municipalities.")
    made_of = [i for i in (_inhabitants(atlas), *_told(atlas)) if i is not None]
    title = words("Division into regions")
    indicator = computed_score(ID, title, title, text, made_of)
    more = with_indicator(atlas, indicator, figures, Level.SOCIAL_REGION, date)
    view = ViewState(
        indicator=ID,
        level=Level.SOCIAL_REGION,
        territory=date,
        usual_territory=atlas.scope.territory,
        year=date.year,
        benchmark=NO_BENCHMARK,
        release=release,
        social_regions=own.address,
    )
    of = np.array([colours.index(region.colour) for region in own.social.regions], dtype=np.intp)
    drawn = categories(indicator, figures, groups, of, words("Social regions"))
    return replace(scene(more, view, words), representation=drawn)


def regions_plan(atlas: RegionAtlas, words: Words) -> Plan:
    """Tell social regions for their planning sheet."""
    held, social = holding(atlas, words), atlas.own.social
    made = words(
        "{n} regions out of {municipalities} municipalities, areas as of {date}. Their figures are added up anew from "
        "counts: whole districts as published, else their municipalities."
    ).format(
        n=words.number(len(held.rows), 0),
        municipalities=words.number(len(social.holders), 0),
        date=words.day(social.territory),
    )
    left = words.counted("One municipality is in no region.", "{n} municipalities are in no region.", held.left)
    return Plan(
        about=made,
        notes=(made, left) if held.left else (made,),
        tables=tuple(_tables(atlas, held, words)),
        silent=words("What regions do not say"),
        caveats=(
            words("A region hides how far its municipalities lie apart; their profiles tell."),
            words("What is published without the counts that it is made of cannot be added up to regions."),
            words("Estimated figures follow from a subtraction where the publisher rounds each level by itself."),
        ),
    )


def _tables(atlas: RegionAtlas, held: Holding, words: Words) -> Iterator[Table]:
    rows, more = cut_rows(
        tuple((f"{r.name} {r.parts}".strip(), r.municipalities, r.inhabitants or NOTHING, r.area) for r in held.rows),
        words,
    )
    yield Table(
        title=words("What the regions hold"),
        texts=more,
        heads=(words("Region"), words("Municipalities"), f"{words('Inhabitants')} {held.year or ''}".strip(), "km²"),
        rows=rows,
        wide=(0, 26, 34, 22),
        numbers=(1, 2, 3),
    )
    if indicators := _told(atlas):
        yield _figures(atlas, indicators, words)
    areas = atlas.areas[atlas.own.social.territory]
    named = [(f"{r.name}:", "; ".join(areas[c].label for c in r.codes)) for r in atlas.own.social.regions]
    yield Table(title=words("Their municipalities"), named=tuple(named))
    if hidden := hidden_parts(atlas, words):
        yield Table(title=words("What stays hidden"), named=tuple((f"{h.name}:", h.sentence) for h in hidden))


def _figures(atlas: RegionAtlas, indicators: list[Indicator], words: Words) -> Table:
    """Set the newest figures of some indicators beside each other, a region a row."""
    date = atlas.own.social.territory
    figures = [atlas.figures(i, Level.SOCIAL_REGION, date) for i in indicators]
    rows = []
    for at, region in enumerate(atlas.own.social.regions):
        cells = []
        for indicator, own in zip(indicators, figures, strict=True):
            state, value = own.state(own.years[-1], own.codes[at]), own.values[-1, at]
            known = not np.isnan(value)
            remark = f" {words.state(state).sign}" if words.remark(state) else ""
            cells.append(words.number(value, indicator.decimals) + remark if known else words.state(state).sign)
        rows.append((region.name, *cells))
    shown, more = cut_rows(tuple(rows), words)
    heads = [f"{i.short_title}, {f.years[-1]} ({i.unit})" for i, f in zip(indicators, figures, strict=True)]
    return Table(
        title=words("Some figures"),
        texts=more,
        heads=(words("Region"), *heads),
        rows=shown,
        wide=(40, *[0] * len(indicators)),
        numbers=tuple(range(1, len(indicators) + 1)),
    )


def _inhabitants(atlas: RegionAtlas) -> Indicator | None:
    return atlas.catalogue.indicators.get(INHABITANTS)


def _told(atlas: RegionAtlas) -> list[Indicator]:
    """Pick of each field the first rate that most regions have."""
    date = atlas.own.social.territory
    found = []
    for field in atlas.catalogue.fields:
        for indicator in atlas.catalogue.of_field(field):
            figures = atlas.figures(indicator, Level.SOCIAL_REGION, date)
            if indicator.kind is Kind.RATIO and figures.years and np.isfinite(figures.values[-1]).mean() > MOSTLY:
                found.append(indicator)
                break
    return found[:MOST_INDICATORS]
