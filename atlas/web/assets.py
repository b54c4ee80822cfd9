"""Scripts, styles and fonts: which of them a page loads, and addresses under which browsers may keep them for good."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort

from atlas.places import ROOT
from atlas.web.caching import may_keep_forever

if TYPE_CHECKING:
    from pathlib import Path

ASSETS = ROOT / "assets"
#: Modules that travel with all that they import in one file, as `tools.bundles` wrote it: thirty requests one after
#: the other would keep a pointer waiting.
BUNDLES = {"map/main.js": "bundles/map.js"}
#: plotly.js for the comparison, as its makers packed it.
PLOTLY_BUNDLE = "bundles/plotly.js"
SERVED = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
COMMENT = re.compile(r"^[ ]*/\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
PART = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
IMPORT = re.compile(r'^(?:import|export)\s(?:[^"]*?\sfrom\s)?\s*"(\.{1,2}/[^"]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PageFiles:
    """What a page loads, in order: names of ``assets/styles/`` and modules, which import the others."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def served_files() -> list[Path]:
    """List what browsers may ask for; types, licence and printed fonts are not theirs."""
    return sorted(f for f in ASSETS.rglob("*") if f.suffix in SERVED)


def without_comments(script: str) -> str:
    """Leave out comments that stand on lines of their own: types and reasons are a third of the bytes."""
    return COMMENT.sub("", script)


def in_one_piece(sheet: Path) -> str:
    """Put the parts that a style sheet imports in their places: one request instead of one a part."""
    return PART.sub(lambda part: in_one_piece(sheet.parent / part[1]), sheet.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def digest() -> str:
    """Give a digest of all files, as a folder of their addresses: modules import each other by relative ones."""
    found = hashlib.sha256()
    for file in served_files():
        found.update(file.relative_to(ASSETS).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:12]


@lru_cache(maxsize=64)
def modules(name: str) -> tuple[str, ...]:
    """List what a module imports, however far, in the order in which it runs; the module itself is the last."""
    file = ASSETS / name
    named = IMPORT.findall(file.read_text(encoding="utf-8"))
    needed = [(file.parent / other).resolve().relative_to(ASSETS.resolve()).as_posix() for other in named]
    return tuple(dict.fromkeys((*(m for other in needed for m in modules(other)), name)))


def bundle_head(name: str) -> str:
    """Give the first line of the bundle of a module: a digest of all that is in it."""
    found = hashlib.sha256()
    for part in modules(name):
        found.update((ASSETS / part).read_bytes())
    return f"/* {found.hexdigest()} */\n"


@lru_cache(maxsize=64)
def in_one_file(name: str) -> str:
    """Name the bundle of a module; the module itself where it has none, or has been changed since it was written."""
    bundle = ASSETS / BUNDLES.get(name, "")
    known = bundle.is_file() and bundle.read_text(encoding="utf-8").startswith(bundle_head(name))
    return BUNDLES[name] if known else name


def assets_blueprint() -> Blueprint:
    """Serve the files under their digest."""
    assets = Blueprint("own_assets", __name__)
    served = {file.relative_to(ASSETS).as_posix() for file in served_files()}

    @assets.get(f"/assets/{digest()}/<path:name>")
    def asset(name: str) -> Response:
        if name not in served:
            abort(404)
        content = (ASSETS / name).read_bytes()
        if name.endswith(".js") and name != PLOTLY_BUNDLE:  # its licence stands in a comment
            content = without_comments(content.decode()).encode()
        elif name.endswith(".css"):
            content = in_one_piece(ASSETS / name).encode()
        response = Response(content, mimetype=SERVED[f".{name.rpartition('.')[2]}"])
        may_keep_forever(response)
        return response

    return assets
