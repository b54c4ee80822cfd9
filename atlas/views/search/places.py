"""The index of all places of a territory date: what each is called, what it is, and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.regions.atlas_with import own_regions
from atlas.model import TOP_LEVELS, Level
from atlas.words.folding import fold, spellings

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.places import KnownName
    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.words.words import Words

NO_LETTER = re.compile(r"[^a-z0-9]+")
#: What people write before or behind a name to say which sort of place they mean, by official designation and level.
KINDS = {
    "Freistaat": ("land", "freistaat", "bundesland"),
    "Landkreis": ("landkreis", "kreis", "lk", "lkr"),
    "kreisfreie Stadt": ("stadt", "kreisfreie", "kreis", "gemeinde"),
    "Stadt": ("stadt", "gemeinde"),
    "Gemeinde": ("gemeinde", "dorf", "ort"),
    "Verwaltungsgemeinschaft": ("verwaltungsgemeinschaft", "vg", "gemeindeverband", "verband"),
    "erfüllende Gemeinde": ("gemeindeverband", "verband", "erfuellende", "gemeinde"),
    "gemeinschaftsfreie Gemeinde": ("gemeinde",),
}
FORMER = ("gemeinde", "dorf", "ort", "ehemalige", "fruehere")
KIND_WORDS = tuple(sorted({*FORMER, *(word for words in KINDS.values() for word in words)}))
LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that can be found.

    Attributes
    ----------
    label : str
        Its name, which no other place of today bears.
    where : str
        What it is and in which district; of a former place what has become of it.
    codes : dict of Level to str
        Its code on every level on which it is an area; none for a former place.
    within : tuple of str
        Codes of the areas that hold it, the smallest first.
    into : tuple of int
        Positions of the places that a former one leads to.
    names : tuple of str
        All its names, in letters only, in each spelling.
    parts : tuple of str
        The same from each further word on: "hämmern" of "Mengersgereuth-Hämmern".
    kinds : tuple of str
        Words that say what sort of place it is.
    numbers : tuple of str
        Codes (AGS, ARS) and postcodes.
    rank : int
        Larger places before smaller ones, former ones last.
    """

    label: str
    where: str
    codes: dict[Level, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    into: tuple[int, ...] = ()
    names: tuple[str, ...]
    parts: tuple[str, ...]
    kinds: tuple[str, ...]
    numbers: tuple[str, ...]
    rank: int

    @property
    def code(self) -> str:
        """The code that stands for the place; "" for a former one."""
        return next(iter(self.codes.values()), "")


def place_index(atlas: Atlas, territory: dt.date, words: Words) -> tuple[Place, ...]:
    """List all places of a territory date, the former ones of `places.csv` behind those of today."""
    return _index(atlas, territory, words)


@per_atlas(maxsize=8)
def _index(atlas: Atlas, territory: dt.date, words: Words) -> tuple[Place, ...]:
    areas = atlas.areas[territory]
    postcodes = {known.code: known.postcode for known in atlas.known_names if known.postcode}
    first = sorted(
        {a.place[0] for a in areas.values()}, key=lambda c: (LEVELS.index(areas[c].level), areas[c].label, c)
    )
    own = own_regions(atlas)
    drawn = own.social.holders if own and own.social.territory == territory else {}
    places = [_today(areas[code], areas, postcodes, (drawn, atlas.scope.top), words) for code in first]
    at = {code: i for i, place in enumerate(places) for code in place.codes.values()}
    there = {(a.code, letters(a.name)) for a in areas.values()}
    former = [k for k in atlas.known_names if k.gone and (k.code, letters(k.name)) not in there]
    former.sort(key=lambda k: (k.name, k.code))
    places += [_former(known, at, areas, territory, atlas.scope.top, words) for known in former]
    return tuple(places)


def _today(
    area: Area, areas: dict[str, Area], postcodes: dict[str, str], above: tuple[dict[str, str], str], words: Words
) -> Place:
    every = [areas[code] for code in area.place]
    names, parts = _names(area.name, area.label)
    smallest = every[-1] if len(every) == 1 else max(every, key=lambda a: LEVELS.index(a.level))
    drawn, top = above
    holders = (drawn.get(smallest.code, ""), smallest.association, smallest.parent, top)
    numbers = [code for a in every for code in (a.code, _ars(a)) if code]
    return Place(
        label=area.label,
        where=_what(area, areas, words),
        codes={a.level: a.code for a in every},
        within=tuple(c for c in dict.fromkeys(holders) if c in areas and c not in area.place and c != area.code),
        names=names,
        parts=parts,
        kinds=tuple(sorted({word for a in every for word in KINDS.get(a.designation, ())})),
        numbers=tuple(dict.fromkeys([*numbers, *(postcodes[a.code] for a in every if a.code in postcodes)])),
        rank=LEVELS.index(area.level),
    )


def _former(
    known: KnownName, at: dict[str, int], areas: dict[str, Area], territory: dt.date, top: str, words: Words
) -> Place:
    heirs = [code for code in known.into.get(territory, ()) if code in at]
    district = areas.get((heirs or [known.code])[0][:5])
    if known.code in heirs:
        text = words("earlier name of {name}").format(name=areas[heirs[0]].label)
    elif heirs:
        text = words("today {names}, since {year} at the latest")
        text = text.format(names=words(" and ").join(areas[h].label for h in heirs), year=known.gone)
    else:
        text = words("a municipality of its own until {year} or later; what it belongs to today is not known for sure")
        text = text.format(year=known.until)
    where = f"{text} ({district_name(district)})" if district and district.code not in heirs else text
    names, parts = _names(known.name)
    return Place(
        label=known.name,
        where=where,
        into=tuple(at[h] for h in heirs) or tuple({at[district.code]} if district else {at[top]}),
        names=names,
        parts=parts,
        kinds=FORMER,
        numbers=tuple(filter(None, (known.code, known.postcode))),
        rank=len(LEVELS),
    )


def district_name(district: Area) -> str:
    """Name a district as people write it: "Landkreis Sonneberg", "Ilm-Kreis", "kreisfreie Stadt Erfurt"."""
    return district.name if "kreis" in district.name.lower() else f"{district.designation} {district.name}"


def _what(area: Area, areas: dict[str, Area], words: Words) -> str:
    if area.level in {*TOP_LEVELS, Level.DISTRICT, Level.SOCIAL_REGION}:
        return f"{area.designation} ({words.level(area.level)})" if area.level is Level.STATE else area.designation
    district = district_name(areas[area.parent])
    return words("{designation} in {district}").format(designation=area.designation, district=district)


def _ars(area: Area) -> str:
    """Write the twelve digits of the Regionalschlüssel; those of larger areas end in zeros, which nobody types."""
    return f"{area.association}{area.code[5:]}" if area.level is Level.MUNICIPALITY and area.association else ""


def letters(text: str) -> str:
    """Fold a text to its letters and digits: case, hyphens and spaces do not matter."""
    return NO_LETTER.sub("", fold(text))


def _names(*texts: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names: dict[str, None] = {}
    parts: dict[str, None] = {}
    for text in texts:
        for spelling in spellings(text):
            found = NO_LETTER.sub(" ", spelling).split()
            names["".join(found)] = None
            if text == texts[0]:
                parts |= dict.fromkeys("".join(found[i:]) for i in range(1, len(found)))
    return tuple(names), tuple(p for p in parts if p not in names)
