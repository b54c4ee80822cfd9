"""What the page of the open interface shows of its description: paths, an example each, parameters in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.model import Level
from atlas.web.urls import joined

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``values`` are those that can be chosen, empty where anything of its kind can be written."""

    name: str
    meaning: str
    values: tuple[str, ...]
    default: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Path:
    """One path with an address that answers."""

    path: str
    summary: str
    example: str
    parameters: tuple[Parameter, ...]


def examples(atlas: Atlas) -> dict[str, str]:
    """Give words that answer: the indicator that is shown first, its newest year and two districts."""
    indicator, date, level = atlas.indicator(atlas.scope.view.indicator), atlas.scope.territory, Level.DISTRICT
    years = atlas.figures(indicator, level, date).years
    regions = ",".join(atlas.codes(level, date)[:2])
    given = {"indicator": indicator.id, "id": indicator.id, "level": str(level), "regions": regions}
    return given | ({"year": str(years[-1])} if years else {})


def described_paths(description: dict[str, Any], given: dict[str, str], words: Words) -> list[Path]:
    """List what a description holds (OpenAPI 3.1), with examples of these words, in the language of the page."""
    schemas = description["components"]["schemas"]
    paths = []
    for path, entry in description["paths"].items():
        summary, parameters = entry["get"]["summary"], entry["get"].get("parameters", [])
        listed = tuple(_parameter(p, schemas, words) for p in parameters)
        paths.append(Path(path, words(summary), _example(path, parameters, given), listed))
    return paths


def _parameter(given: dict[str, Any], schemas: dict[str, Any], words: Words) -> Parameter:
    schema = given["schema"]
    kind = schema.get("anyOf", [schema])[0]
    named = schemas[kind["$ref"].rpartition("/")[2]] if "$ref" in kind else kind
    default, meaning = schema.get("default"), given["description"]
    return Parameter(
        given["name"],
        words(meaning),
        tuple(map(str, named.get("enum", ()))),
        "" if default is None else str(default).lower(),
        bool(given["required"]),
    )


def _example(path: str, parameters: list[dict[str, Any]], given: dict[str, str]) -> str:
    """Write an address that answers: the path with an example for each parameter that is needed or telling."""
    address = path.replace("{id}", given["id"])
    named = [p["name"] for p in parameters if p["in"] == "query" and p["name"] in given]
    return address + joined(*(f"{name}={given[name]}" for name in named))
