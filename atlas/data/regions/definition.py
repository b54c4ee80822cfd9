"""What social regions are: groups of municipalities of one territory date, each with a name and a colour."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.data.regions.faults import Fault, RegionsError
from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from atlas.model import Area

    Areas = Mapping[str, Area]

MOST_REGIONS, LONGEST_NAME = 99, 60
#: Colours of regions that bring none, told apart by colour-blind readers too (after Okabe and Ito).
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a600", "#6a5acd")
COLOUR = re.compile(r"#[0-9a-f]{6}")
#: Digits of an ARS, which holds the association between district and municipality.
ARS = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A region as somebody wrote it down: codes may be of municipalities, associations or districts."""

    name: str
    codes: tuple[str, ...]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A region: ``codes`` are those of its municipalities, ascending; at least one."""

    name: str
    colour: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SocialRegions:
    """Regions of a territory date; no municipality is in two, and some may be in none."""

    territory: dt.date
    regions: tuple[Region, ...]

    @property
    def holders(self) -> dict[str, str]:
        """The code of the region of each municipality that is in one."""
        return {code: region_code(at) for at, region in enumerate(self.regions) for code in region.codes}


def region_code(position: int) -> str:
    """Give the code of the region at a position, from 0 on: R01, R02 and so on."""
    return f"R{position + 1:02}"


def made_regions(drafts: Iterable[Draft], territory: dt.date, known: Mapping[dt.date, Areas]) -> SocialRegions:
    """Check what somebody wrote down.

    Parameters
    ----------
    drafts : iterable of Draft
        The regions, in the order of their codes.
    territory : date
        Whose municipalities they hold.
    known : mapping of date to mapping of str to Area
        All areas of each territory date.

    Returns
    -------
    SocialRegions
        Each with a name of its own, a colour and at least one municipality.

    Raises
    ------
    RegionsError
        The first thing that is wrong: a date, a code, an overlap, an empty region, a name, a colour, their number.
    """
    if territory not in known:
        raise RegionsError(Fault.DATE, found=territory, dates=tuple(sorted(known, reverse=True)))
    listed = list(drafts)
    if not listed:
        raise RegionsError(Fault.NONE)
    if len(listed) > MOST_REGIONS:
        raise RegionsError(Fault.MANY, n=str(len(listed)), most=str(MOST_REGIONS))
    regions = []
    for at, draft in enumerate(listed):
        name, colour = _name(draft, at), _colour(draft, at)
        codes = {c for code in draft.codes for c in municipalities_of(code, name, territory, known)}
        if not codes:
            raise RegionsError(Fault.EMPTY, name=name)
        regions.append(Region(name, colour, tuple(sorted(codes))))
    _check_apart(regions, known[territory])
    return SocialRegions(territory, tuple(regions))


def municipalities_of(code: str, region: str, territory: dt.date, known: Mapping[dt.date, Areas]) -> tuple[str, ...]:
    """Give the municipalities that a code stands for: itself, those of an association, those of a district.

    Raises
    ------
    RegionsError
        No area has that code, or it is one of another date.
    """
    areas = known[territory]
    found = areas.get(_as_key(code.strip(), areas))
    if found is None:
        other = next((t for t in sorted(known, reverse=True) if t != territory and code.strip() in known[t]), None)
        if other is not None:
            raise RegionsError(Fault.OTHER_DATE, region=region, code=code.strip(), other=other, date=territory)
        raise RegionsError(Fault.UNKNOWN, region=region, code=repr(code.strip()[:LONGEST_NAME]), date=territory)
    if found.level is Level.MUNICIPALITY:
        return (found.code,)
    if found.level not in {Level.ASSOCIATION, Level.DISTRICT}:
        raise RegionsError(Fault.LARGE, region=region, name=found.label)
    inside = (a for a in areas.values() if a.level is Level.MUNICIPALITY)
    return tuple(a.code for a in inside if found.code in {a.parent, a.association})


def _as_key(code: str, areas: Areas) -> str:
    """Read a code as spreadsheets and offices write it: without its leading zero, or as an ARS."""
    if code in areas or not (code.isascii() and code.isdecimal()):
        return code
    whole = f"0{code}"
    if whole in areas:
        return whole
    district = CODE_LENGTH[Level.DISTRICT]
    return code[:district] + code[CODE_LENGTH[Level.ASSOCIATION] :] if len(code) == ARS else code


def printable(text: str) -> str:
    """Take off what nobody sees, as hyphens and directions that come along from texts; blanks become one.

    Parameters
    ----------
    text : str
        As somebody wrote or pasted it.

    Returns
    -------
    str
        What can be printed of it.
    """
    return " ".join("".join(c for c in " ".join(text.split()) if c.isprintable()).split())


def beginning(text: str) -> str:
    """Cut a text for a sentence about it.

    Parameters
    ----------
    text : str
        Of any length.

    Returns
    -------
    str
        Its beginning, in one line.
    """
    line = " ".join(text[: 9 * LONGEST_NAME].split())
    return line if len(line) <= LONGEST_NAME else f"{line[:LONGEST_NAME]}…"


def _name(draft: Draft, at: int) -> str:
    name = printable(draft.name)
    if not name:
        raise RegionsError(Fault.NAMELESS, n=str(at + 1))
    if len(name) > LONGEST_NAME:
        raise RegionsError(Fault.LONG, name=f"{name[:LONGEST_NAME]}…", most=str(LONGEST_NAME))
    return name


def _colour(draft: Draft, at: int) -> str:
    colour = draft.colour.strip().lower() or COLOURS[at % len(COLOURS)]
    if not COLOUR.fullmatch(colour):
        raise RegionsError(Fault.COLOUR, found=colour[:LONGEST_NAME], name=draft.name, example=COLOURS[0])
    return colour


def _check_apart(regions: list[Region], areas: Areas) -> None:
    name, times = Counter(r.name for r in regions).most_common(1)[0]
    if times > 1:
        raise RegionsError(Fault.TWICE, name=name)
    holder: dict[str, Region] = {}
    for region in regions:
        for code in region.codes:
            if code in holder:
                label = areas[code].label
                raise RegionsError(Fault.OVERLAP, place=label, code=code, first=holder[code].name, second=region.name)
            holder[code] = region
