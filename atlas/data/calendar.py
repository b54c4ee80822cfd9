"""The calendar of reports: what is published how often, and which figures it needs or brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, expected
from atlas.validation import Id, Positive, Text, checked, each_once, refuse, told_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from atlas.data.catalogue import Catalogue
    from atlas.model import Table

FILE = "calendar.yaml"

Year = Annotated[int, Field(strict=True, ge=1900, le=2200), told_as("a year such as 2026")]
Names = Annotated[tuple[Id, ...], AfterValidator(each_once), told_as("names, each once")]


class Report(BaseModel):
    """Something that is published again and again: an edition of a publisher, or a report of planners.

    ``every_years`` is its rhythm, None where it has none. ``delay_years`` lie between the year that figures are of and
    the year in which they are published. ``last`` is the newest year that it tells of: where it is left out, the newest
    one of the figures of its tables. ``coming`` is the year in which the next one is published, where that was
    announced.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    title: Text
    by: Text
    every_years: Positive | None = None
    delay_years: Annotated[int, Field(strict=True, ge=0), told_as("a whole number from 0 on")] = 0
    last: Year | None = None
    coming: Year | None = None
    tables: Names = ()
    indicators: Names = ()

    @model_validator(mode="after")
    def _names_figures(self) -> Report:
        if not self.tables and not self.indicators:
            refuse("tables or indicators, so that it is known which figures it needs")
        return self

    def next_published(self, newest: int | None) -> int | None:
        """Tell the year in which the next one is published.

        Parameters
        ----------
        newest : int or None
            The newest year of the figures that the atlas holds.

        Returns
        -------
        int or None
            The year; None where nobody can know it.
        """
        last = self.last or newest
        if self.coming or last is None or self.every_years is None:
            return self.coming
        return last + self.every_years + self.delay_years


class _Calendar(BaseModel):
    """The file: its reports in the order in which the page lists them."""

    model_config = ConfigDict(extra="forbid")

    reports: tuple[Report, ...]


CALENDAR = TypeAdapter(_Calendar)


def read_calendar(folder: Path, catalogue: Catalogue, tables: Mapping[str, Table]) -> tuple[Report, ...]:
    """Read the calendar of a data folder.

    Parameters
    ----------
    folder : Path
        The data folder.
    catalogue : Catalogue
        Its indicators.
    tables : mapping of str to Table
        Its tables.

    Returns
    -------
    tuple of Report
        In the order of the file; none where there is no such file.

    Raises
    ------
    DataError
        The file is no YAML, an entry is wrong, stands twice, or names an indicator or a table that does not exist.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    found = read_yaml(path)
    reports = checked(CALENDAR, found, str(path), "mend the entry", line_finder(path)).reports
    _refuse_strange(path, reports, "tables", tables)
    _refuse_strange(path, reports, "indicators", catalogue.indicators)
    ids = [report.id for report in reports]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        raise DataError(expected(f"{path}, reports", f"the id {twice!r} twice", "each once", "rename one of them"))
    return reports


def _refuse_strange(path: Path, reports: Iterable[Report], key: str, known: Mapping[str, object]) -> None:
    for report in reports:
        for name in getattr(report, key):
            if name not in known:
                wanted = f"one of {', '.join(sorted(known))}"
                raise DataError(expected(f"{path}, {report.id}.{key}", repr(name), wanted, "mend the name"))
