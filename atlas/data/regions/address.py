"""Social regions as one word of an address, compressed, and back."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.faults import Fault, RegionsError
from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atlas.data.regions.definition import Areas, Region, SocialRegions

#: Begins every such word; another way of writing would begin with another one.
VERSION = "1"
#: Characters of a word, and bytes of what it unpacks to: more than all municipalities of a state take.
LONGEST, LARGEST = 6000, 200_000
DISTRICT = CODE_LENGTH[Level.DISTRICT]
#: Digits that a municipality has beyond its district.
OWN_DIGITS = CODE_LENGTH[Level.MUNICIPALITY] - DISTRICT


def regions_address(social: SocialRegions, areas: Areas) -> str:
    """Write regions as one word of letters, digits, ``-`` and ``_``.

    Parameters
    ----------
    social : SocialRegions
        The regions.
    areas : mapping of str to Area
        All areas of their territory date.

    Returns
    -------
    str
        About 1,500 characters for 600 municipalities in twenty regions; districts that are whole take little.

    Raises
    ------
    RegionsError
        It would be longer than addresses that are read.
    """
    sizes = Counter(a.parent for a in areas.values() if a.level is Level.MUNICIPALITY)
    lines = [social.territory.isoformat()]
    lines += ["\t".join((r.name, r.colour[1:], ",".join(_districts(r, areas, sizes)))) for r in social.regions]
    packed = zlib.compress("\n".join(lines).encode(), 9)
    word = VERSION + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(word) > LONGEST:
        raise RegionsError(Fault.ADDRESS, found=str(len(word)), most=str(LONGEST))
    return word


def read_address(word: str, known: Mapping[dt.date, Areas]) -> SocialRegions:
    """Read regions from a word of an address.

    Parameters
    ----------
    word : str
        As `regions_address` writes it; may be any text.
    known : mapping of date to mapping of str to Area
        All areas of each territory date.

    Returns
    -------
    SocialRegions
        As they were written.

    Raises
    ------
    RegionsError
        It is no such word, it was cut, or its regions are not what `made_regions` expects.
    """
    if not word.startswith(VERSION) or len(word) > LONGEST:
        raise RegionsError(Fault.CUT)
    packed = word.removeprefix(VERSION)
    try:
        unpack = zlib.decompressobj()
        raw = unpack.decompress(base64.b64decode(packed + "=" * (-len(packed) % 4), b"-_", validate=True), LARGEST)
        date, *lines = raw.decode().split("\n")
        if not unpack.eof:
            raise RegionsError(Fault.CUT)
        drafts = [_draft(*line.split("\t")) for line in lines]
        territory = dt.date.fromisoformat(date)
    except (binascii.Error, zlib.error, ValueError, TypeError) as error:
        raise RegionsError(Fault.CUT) from error
    return made_regions(drafts, territory, known)


def _districts(region: Region, areas: Areas, sizes: Mapping[str, int]) -> Iterator[str]:
    """Write the municipalities by district: those of a whole one are left unsaid."""
    inside: dict[str, list[str]] = {}
    for code in region.codes:
        inside.setdefault(areas[code].parent, []).append(code)
    for district, codes in inside.items():
        yield district if len(codes) == sizes[district] else district + "".join(code[DISTRICT:] for code in codes)


def _draft(name: str, colour: str, districts: str) -> Draft:
    codes: list[str] = []
    for text in districts.split(","):
        district, rest = text[:DISTRICT], text[DISTRICT:]
        codes += [district + rest[i : i + OWN_DIGITS] for i in range(0, len(rest), OWN_DIGITS)] or [district]
    return Draft(name, tuple(codes), f"#{colour}")
