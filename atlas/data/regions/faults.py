"""What can be wrong with social regions, as templates, so that every language can say it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from atlas.errors import AtlasError

if TYPE_CHECKING:
    import datetime as dt


class Fault(StrEnum):
    """The sentences; what stands in braces is filled in."""

    CUT = (
        "The regions of the link cannot be read: it was cut or changed. Copy it whole, or load the file of the regions."
    )
    DATE = "The regions are of areas as of {found}, which the atlas does not hold; it holds {dates}."
    NONE = "There is no region; a region needs a name and at least one municipality."
    MANY = "There are {n} regions; at most {most} can be shown."
    EMPTY = 'The region "{name}" holds no municipality; add one, or take the region out.'
    OTHER_DATE = 'The region "{region}" names {code}, a code of {other}; the regions are of areas as of {date}.'
    UNKNOWN = 'The region "{region}" names {code}, which is no municipality, association or district as of {date}.'
    LARGE = 'The region "{region}" names {name}; a region is made of municipalities, associations or districts.'
    NAMELESS = "Region {n} has no name; give it one."
    LONG = 'The name "{name}" is too long; at most {most} characters fit on maps.'
    ADDRESS = "The regions take {found} characters of a link; at most {most} fit. Shorten names, or make fewer regions."
    COLOUR = 'The colour "{found}" of "{name}" is none; write it as in {example}.'
    TWICE = 'Two regions are called "{name}"; give each a name of its own.'
    OVERLAP = '{place} ({code}) stands in "{first}" and in "{second}"; a municipality belongs to one region.'
    NAMES = 'Several areas are called "{name}": {codes}. Write the code of the one that is meant.'
    NUMBER = (
        "The number of regions is {found}; expected a whole number from 2 to {most}, and one for each part at least."
    )
    FILE_SIZE = "The file has {found} kB; a list of regions has at most {most} kB. Check that it is the right file."
    FILE_TEXT = "The file cannot be read as text: expected CSV or JSON in UTF-8 or Windows-1252."
    FILE_COLUMNS = (
        'The first line of the file is "{found}"; expected the columns code and region, such as "AGS;Sozialregion", or '
        "a municipality that the atlas knows and its region."
    )
    FILE_QUOTE = (
        'Line {n} of the file is "{found}"; expected that a quotation mark that opens closes before the line ends. '
        "Take the mark out, or close it."
    )
    FILE_ROW = "Line {n} of the file has {found}; expected a code and the name of a region."
    FILE_FORM = "The file is JSON, but not as the atlas saves regions: {found}. Save the regions anew, or use a CSV."


class RegionsError(AtlasError):
    """What is wrong with regions: one of the sentences, and what fills it in."""

    def __init__(self, fault: Fault, **filled: str | dt.date | tuple[dt.date, ...]) -> None:
        parts = {key: ", ".join(map(str, v)) if isinstance(v, tuple) else v for key, v in filled.items()}
        super().__init__(fault.format(**parts))
        self.text, self.filled = str(fault), filled
