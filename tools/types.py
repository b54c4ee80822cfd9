"""Write ``assets/types.d.ts`` from the records that the browser gets: ``python -m tools.types``."""

from __future__ import annotations

import inspect
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path

from atlas.views.map import browser_records

FILE = Path(__file__).resolve().parent.parent / "assets" / "types.d.ts"
HEAD = "/** Made from atlas/views/map/browser_records.py by `python -m tools.types`; do not edit. */\n"
PLAIN: dict[object, str] = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def written(kind: object) -> str:
    """Write a Python type as the type of its JSON."""
    inner, origin = typing.get_args(kind), typing.get_origin(kind)
    if origin is None:
        return PLAIN.get(kind) or typing.cast("type", kind).__name__
    if origin is typing.Literal:
        return " | ".join(f'"{text}"' for text in inner)
    if origin is dict:
        return f"Record<{', '.join(map(written, inner))}>"
    if origin is tuple and inner[-1] is Ellipsis:
        return f"ReadonlyArray<{written(inner[0])}>"
    kinds = [written(one) for one in inner]
    return f"readonly [{', '.join(kinds)}]" if origin is tuple else " | ".join(kinds)


def record(kind: type) -> str:
    """Write one dataclass as an interface, with its first line as comment."""
    hints = typing.get_type_hints(kind)
    lines = "".join(f"  {f.name}: {written(hints[f.name])};\n" for f in fields(kind))
    return f"\n/** {inspect.getdoc(kind).splitlines()[0]} */\nexport interface {kind.__name__} {{\n{lines}}}\n"


def text() -> str:
    """Write all records of the module, in their order."""
    return HEAD + "".join(record(kind) for kind in vars(browser_records).values() if is_dataclass(kind))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
