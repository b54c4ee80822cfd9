"""Figures and boundaries as files: one operation a format, so that generated programs read each rightly."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response  # noqa: TC002  flask-openapi3 reads the annotations
from flask_openapi3 import APIBlueprint, Tag

from atlas.views.downloads.areas import TYPES as AREA_TYPES
from atlas.views.downloads.tables import TYPES as TABLE_TYPES
from atlas.views.downloads.tables import table_file
from atlas.web.api import answers, questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.web.api.lookup import Lookup
    from atlas.web.server.limits import Heavy
    from atlas.words.words import Words

Responses = dict[str | int | HTTPStatus, Any]
ERRORS: Responses = {
    **{str(status): answers.ErrorBody for status in (400, 404, 410, 429, 503)},
    "414": {"description": "The address is longer than the server reads; it answers without JSON."},
}
CATALOGUE = Tag(name="Catalogue", description="What there is, and what it means.")
FIGURES = Tag(name="Figures", description="Values of indicators, and the classes that maps put them into.")
AREAS = Tag(name="Areas", description="Names, codes and boundaries.")
NAMES = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"} | {
    "geojson": "GeoJSON",
    "topojson": "TopoJSON",
    "gpkg": "GeoPackage",
}
BINARY = {"type": "string", "format": "binary"}


def add_files(api: APIBlueprint, known: Lookup, words: Words, heavy: Heavy) -> None:
    """Add an endpoint for each format; boundaries without a suffix are GeoJSON."""

    def table(fmt: str, query: questions.FiguresQuery, *, bom: bool = False, semicolon: bool = False) -> Response:
        part = known.selection(query)
        with heavy.turn():
            file = table_file(fmt, part, words, bom=bom, semicolon=semicolon)
        return known.file(query, file)

    def csv(query: questions.CsvQuery) -> Response:
        return table("csv", query, bom=query.bom, semicolon=query.semicolon)

    def as_table(fmt: str) -> Callable[..., Response]:
        def answer(query: questions.FiguresQuery) -> Response:
            return table(fmt, query)

        return csv if fmt == "csv" else answer

    def as_areas(fmt: str) -> Callable[..., Response]:
        def answer(query: questions.GeometryQuery) -> Response:
            with heavy.turn():
                file = known.geometry(fmt, query)
            return known.file(query, file)

        return answer

    for fmt, kind in TABLE_TYPES.items():
        about = "The same figures, all of them, with sources, licences and the meaning of the states."
        _add(api, f"/observations.{fmt}", f"download_observations_{fmt}", as_table(fmt), kind, (FIGURES, about))
    for fmt, kind in {"": AREA_TYPES["geojson"], **AREA_TYPES}.items():
        about = "Outlines of all areas of a level, joined with the figures of a year if an indicator is named."
        name = f"download_geometry_{fmt}" if fmt else "get_geometry"
        _add(api, f"/geometry.{fmt}" if fmt else "/geometry", name, as_areas(fmt or "geojson"), kind, (AREAS, about))


def _add(
    api: APIBlueprint, path: str, name: str, answer: Callable[..., Response], kind: str, about: tuple[Tag, str]
) -> None:
    tag, text = about
    answer.__name__ = name
    what = "Figures" if tag is FIGURES else "Boundaries"
    schema = {"type": "object"} if kind.endswith("json") else {"type": "string"} if kind == "text/csv" else BINARY
    api.get(
        path,
        operation_id=name,
        responses={**ERRORS, "200": {"description": "The file.", "content": {kind: {"schema": schema}}}},
        tags=[tag],
        summary=f"{what} as {NAMES[path.rpartition('.')[2]]}" if "." in path else what,
        description=text,
    )(answer)
