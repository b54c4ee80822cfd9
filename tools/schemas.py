"""Write the JSON Schemas by which an editor completes and checks the YAML of ``geodata/``: ``python -m tools.schemas``.

Made from the very types that the atlas checks with, so the two cannot differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from atlas.build.declarations import FILE as SOURCE_FILE
from atlas.build.declarations import SOURCES
from atlas.data.calendar import CALENDAR
from atlas.data.catalogue import FIELD, INDICATOR
from atlas.data.measures import FILE
from atlas.data.recipes import RECIPES
from atlas.data.scope import SCOPE

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


class _FieldFile(BaseModel):
    """The file of a field: what stands around its indicators."""

    model_config = ConfigDict(extra="forbid")

    field: Any
    indicators: list[Any]


def schemas() -> dict[str, str]:
    """Write every schema, by the name of its file."""
    indicator = INDICATOR.json_schema(ref_template="#/$defs/{model}")
    parts = indicator.pop("$defs", {})
    # the file says the field once for all its indicators
    indicator["properties"].pop("field")
    indicator["required"].remove("field")
    for of, key in ((x, key) for x in (indicator, parts["Formula"]) for key in ("value", "numerator", "denominator")):
        of["properties"][key] = {"type": "string", "pattern": r"^[^.]+\..+$", "description": "table.measure"}
    catalogue = TypeAdapter(_FieldFile).json_schema()
    catalogue["properties"] |= {
        "field": FIELD.json_schema(),
        "indicators": {"type": "array", "items": indicator},
    }
    publishers = SOURCES.json_schema()
    # the key is its id
    for record in publishers["$defs"].values():
        record["properties"].pop("id")
        record["required"].remove("id")
        record["additionalProperties"] = False
    made = {
        "atlas.json": SCOPE.json_schema(),
        "calendar.json": CALENDAR.json_schema(),
        "indicators.json": catalogue | {"$defs": parts},
        "measures.json": FILE.json_schema(),
        "publishers.json": publishers,
        "recipes.json": RECIPES.json_schema(),
        "sources.json": SOURCE_FILE.json_schema(),
    }
    return {
        name: json.dumps({"$schema": DRAFT} | schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
