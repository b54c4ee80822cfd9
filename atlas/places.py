"""Where the atlas finds what ships with it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
#: Holds assets/ and geodata/: the project in a checkout, the package itself where pip installed it.
ROOT = next((p for p in (_PACKAGE.parent, _PACKAGE) if (p / "geodata" / "sources.yaml").is_file()), _PACKAGE.parent)
FONTS = ROOT / "assets" / "fonts"
