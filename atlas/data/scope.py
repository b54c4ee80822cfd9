"""What an atlas is of, and how it opens: ``atlas.yaml`` of its data folder."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationInfo, field_validator
from pyproj import CRS
from pyproj.exceptions import CRSError

from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import MissingDataError, expected
from atlas.model import LEVELS, Level
from atlas.validation import Id, Text, checked, each_once, refuse, told_as

if TYPE_CHECKING:
    from pathlib import Path

FILE = "atlas.yaml"
COUNTRY = "de"
#: Keys of the states of the country: two digits from 01 on.
KEYS = tuple(f"{key:02}" for key in range(1, 17))
#: The area that holds several states; no state has this key.
WHOLE = "00"


def _in_metres(crs: str) -> str:
    wanted = "a projected reference system in metres, as EPSG:25832"
    try:
        found = CRS.from_user_input(crs)
    except CRSError:
        refuse(wanted)
    if not found.is_projected or {axis.unit_name for axis in found.axis_info} != {"metre"}:
        refuse(wanted)
    return crs


Language = Annotated[str, Field(pattern=r"^[a-z]{2,8}$"), told_as("a language such as de")]
Texts = Annotated[dict[Language, Text], Field(min_length=1)]
Phrases = Annotated[dict[Language, Text], told_as("texts by language, as {de: ...}")]
Day = Annotated[dt.date, told_as("a date such as 2021-12-31")]
Days = Annotated[tuple[Day, ...], Field(min_length=1), AfterValidator(each_once), told_as("dates, each once")]
Key = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-6])$")]
StateKeys = Annotated[
    Literal["de"] | Annotated[tuple[Key, ...], Field(min_length=1), AfterValidator(each_once)],
    told_as("de, or keys of states such as ['16'], each once"),
]
Crs = Annotated[str, AfterValidator(_in_metres)]


Towns = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[0-9]{8}$")], ...],
    AfterValidator(each_once),
    told_as("keys of municipalities (8 digits), each once"),
]


class FirstView(BaseModel):
    """What is shown before anything is chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: Id
    level: Annotated[Level, told_as(f"one of {', '.join(Level)}")]


class OfficialRegion(BaseModel):
    """A social region: its name, what it holds (municipalities, associations, districts) and its colour (#rrggbb)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text
    codes: Annotated[tuple[Text, ...], Field(min_length=1), told_as("codes of areas as texts, at least one")]
    colour: Annotated[str, told_as("a colour such as '#1a7f8e'")] = ""


class OfficialRegions(BaseModel):
    """Social regions that the atlas brings; ``designation`` is what one is called, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    territory: Day
    designation: Texts
    regions: Annotated[tuple[OfficialRegion, ...], Field(min_length=1)]


class Credit(BaseModel):
    """Whose borders these are, and what may be done with them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    publisher: Text
    title: Text
    licence: Text
    licence_url: Text
    attribution: Text


class Borders(Credit):
    """What the package of borders holds; ``territory`` is its date."""

    territory: Day


class Scope(BaseModel):
    """What an atlas is of, and how it opens.

    ``title`` is that of the website and ``name`` that of the area, both by language; ``crs`` is the reference system in
    which maps are printed and areas measured; the first of ``territories`` is shown unless another one is asked for.
    ``towns`` are those beside the independent cities that are named from afar on maps. ``in`` and ``all`` say "in NAME"
    and "all of NAME" by language, where the name takes an article. ``social_regions`` are those that the
    atlas brings; readers may draw others. ``imported`` are those of the territory dates whose
    borders were brought in by ``import``, not made from the package, and whose these are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    title: Texts
    name: Texts
    states: StateKeys
    crs: Crs
    territories: Days
    view: FirstView
    language: Language
    borders: Borders
    towns: Towns = ()
    within: Annotated[Phrases, Field(alias="in")] = {}
    all_of: Annotated[Phrases, Field(alias="all")] = {}
    social_regions: OfficialRegions | None = None
    imported: Annotated[dict[Day, Credit], told_as("dates, each with whose borders these are")] = {}

    @field_validator("imported")
    @classmethod
    def _not_all(cls, found: dict[dt.date, Credit], info: ValidationInfo) -> dict[dt.date, Credit]:
        dates = set(info.data.get("territories", ()))
        if dates and not set(found) < dates:
            refuse("some of the dates of territories, not all of them")
        return found

    @property
    def built(self) -> tuple[dt.date, ...]:
        """Territory dates whose borders are made from the package."""
        return tuple(date for date in self.territories if date not in self.imported)

    def credit(self, territory: dt.date) -> Credit:
        """Say whose borders those of a territory date are."""
        return self.imported.get(territory, self.borders)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the states, ascending."""
        return KEYS if self.states == COUNTRY else tuple(sorted(self.states))

    @property
    def several(self) -> bool:
        """Whether it is of more than one state."""
        return len(self.keys) > 1

    @property
    def top(self) -> str:
        """Code of the area that holds all others."""
        return WHOLE if self.several else self.keys[0]

    @property
    def top_level(self) -> Level:
        """Level of that area."""
        return Level.WHOLE if self.several else Level.STATE

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels on which it has areas, the largest first."""
        return (Level.WHOLE, *LEVELS) if self.several else LEVELS

    @property
    def territory(self) -> dt.date:
        """The territory date that is shown unless another one is asked for."""
        return self.territories[0]


SCOPE = TypeAdapter(Scope)


def read_scope(folder: Path) -> Scope:
    """Read what an atlas is of.

    Parameters
    ----------
    folder : Path
        The data folder.

    Returns
    -------
    Scope
        As ``atlas.yaml`` says.

    Raises
    ------
    MissingDataError, DataError
        The file is missing, or names every mistake in it: field, line, what was found and what was expected.
    """
    path = folder / FILE
    if not path.is_file():
        do = "restore it, or begin a new folder with `python -m atlas new`"
        raise MissingDataError(expected(str(path), "no such file", "the scope of the atlas", do))
    return checked(SCOPE, read_yaml(path), str(path), "mend the entry", line_finder(path))
