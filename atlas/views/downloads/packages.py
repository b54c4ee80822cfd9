"""What programs read of a folder of tables: ``datapackage.json`` (Frictionless) and CSV on the Web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.model import ValueState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.words.words import Words

#: Types by column, as Frictionless and CSV on the Web call them; all other columns are texts, above all the codes.
TYPES = {
    "year": ("integer", "gYear"),
    "value": ("number", "double"),
    "numerator": ("number", "double"),
    "denominator": ("number", "double"),
    "territory": ("date", "date"),
}
TEXT = ("string", "string")
#: Columns that hold something in each row, and those that together name a row.
REQUIRED = ("code", "name", "year", "state")
KEY = ["code", "year"]


def resource(stem: str, columns: Sequence[str], said: dict[str, Any], heads: dict[str, str]) -> dict[str, Any]:
    """Describe a table of a data package (Frictionless Data Resource 1).

    Parameters
    ----------
    stem : str
        Name of the CSV without its ending.
    columns : sequence of str
        Its columns.
    said : dict
        What the file says about itself.
    heads : dict of str to str
        Names of columns for people.
    """
    return {
        "profile": "tabular-data-resource",
        "name": stem,
        "path": f"{stem}.csv",
        "title": f"{said['title']}, {said['level_name']}",
        "description": said["definition"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column, heads) for column in columns],
            "primaryKey": KEY,
            "missingValues": [""],
        },
        "sources": [{"title": s["attribution"], "path": s["url"]} for s in said["sources"]],
        "licenses": _licences(said["sources"]),
    }


def _field(column: str, heads: dict[str, str]) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, "type": TYPES.get(column, TEXT)[0], "title": heads.get(column, column)}
    limits: dict[str, Any] = {"required": True} if column in REQUIRED else {}
    if column == "state":
        limits["enum"] = [str(state) for state in ValueState]
    return field | ({"constraints": limits} if limits else {})


def _licences(sources: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    found = {s["licence_url"]: s["licence"] for s in sources}
    return [{"path": address, "title": title} for address, title in found.items()]


def data_package(resources: list[dict[str, Any]], about: dict[str, Any], words: Words) -> dict[str, Any]:
    """Describe a folder of tables (Frictionless Data Package 1)."""
    licences = {x["path"]: x for r in resources for x in r["licenses"]}
    sources = {x["title"]: x for r in resources for x in r["sources"]}
    return {
        "profile": "tabular-data-package",
        "name": "sozialstrukturatlas",
        "title": about["atlas"],
        "description": f"{about['changes']} {codes_are_texts(words)}",
        "version": about["release"],
        "created": f"{about['released']}T00:00:00Z",
        "licenses": list(licences.values()),
        "sources": list(sources.values()),
        "resources": resources,
    }


def on_the_web(stem: str, columns: Sequence[str], said: dict[str, Any], heads: dict[str, str]) -> dict[str, Any]:
    """Describe a table as CSV on the Web (W3C); the file beside it is called ``<name>.csv-metadata.json``."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "url": f"{stem}.csv",
        "dc:title": f"{said['title']}, {said['level_name']}",
        "dc:description": said["definition"],
        "dc:source": "; ".join(s["attribution"] for s in said["sources"]),
        "dc:license": {"@id": said["sources"][0]["licence_url"]},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": column,
                    "titles": column,
                    "dc:description": heads.get(column, column),
                    "datatype": TYPES.get(column, TEXT)[1],
                    "required": column in REQUIRED,
                }
                for column in columns
            ],
            "primaryKey": KEY,
        },
    }


def codes_are_texts(words: Words) -> str:
    """Say how codes must be read."""
    return words("Codes are texts: read the column as text, since codes of other states begin with 0.")
