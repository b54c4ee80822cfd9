"""Which place and time an atlas is of stands in its data folder: no code and no template names any."""

from __future__ import annotations

import io
import re
import tokenize
from functools import cache
from typing import TYPE_CHECKING

import pytest

from atlas.model import Level
from atlas.settings import ROOT
from atlas.web.assets import ASSETS, PLOTLY_BUNDLE
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from pathlib import Path

ENDS = ("py", "html", "typ", "js", "css")
FILES = [
    ROOT / "app.py",
    *(f for room in ("atlas", "layers", "assets") for end in ENDS for f in sorted((ROOT / room).rglob(f"*.{end}"))),
]
FILES.remove(ASSETS / PLOTLY_BUNDLE)  # others packed it
STATES = (
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern"),
    *("Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt"),
    *("Schleswig-Holstein", "Thüringen", "Thüringer", "Thuringia", "Thuringian", "Saxony", "Bavaria"),
)
#: An example in a message is no place that is meant.
EXAMPLES = ("a date such as 2021-12-31", "keys of states such as ['16']")
#: Comments of scripts, styles and templates; those of Python are found by its own tokens.
COMMENTS = re.compile(r"/\*.*?\*/|^\s*//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL | re.MULTILINE)


def code_of(path: Path) -> str:
    """Give a file without comments; of Python also without the texts that only describe."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return COMMENTS.sub("", text)
    return without_comments(text)


def without_comments(text: str) -> str:
    kept, at_start = [], True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        described = token.type == tokenize.STRING and at_start
        if token.type != tokenize.COMMENT and not described:
            kept.append(token.string)
        if token.type not in {tokenize.COMMENT, tokenize.NL}:
            at_start = token.type in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
    return "\n".join(kept)


@cache
def places() -> re.Pattern[str]:
    """Match names of states, districts and towns, keys of areas, and the territory dates with their years."""
    atlas = shipped_atlas()
    names = {a.name for areas in atlas.areas.values() for a in areas.values() if a.level is not Level.ASSOCIATION}
    dates = [t for date in atlas.scope.territories for t in (date.isoformat(), f"{date:%d.%m.%Y}", str(date.year))]
    words = "|".join(map(re.escape, sorted({*STATES, *names, *dates}, key=len, reverse=True)))
    keys = "|".join(atlas.scope.keys)
    code = rf"(?<![\w#.])(?:{keys})\d{{3}}(?:\d{{3,4}})?(?!\w)|(?<![\w=])['\"](?:{keys})['\"]"
    return re.compile(rf"(?<![\w.#])(?:{words})(?!\w)|{code}")


def found(text: str) -> list[str]:
    for example in EXAMPLES:
        text = text.replace(example, "")
    return [m.group() for m in places().finditer(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_and_no_template_names_a_place_a_key_or_a_territory_date(path: Path) -> None:
    assert found(code_of(path)) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('x = "Thüringen"', ["Thüringen"]),
        ('STATE = "16"', ['"16"']),
        ('TOWNS = {"16067029"}', ["16067029"]),
        ("when = dt.date(2021, 12, 31)", ["2021"]),
        ('title = f"Gebietsstand 31.12.2021"', ["31.12.2021"]),
        ('x = ("Gotha, Nordhausen")', ["Gotha", "Nordhausen"]),
        ('district = "16051"', ["16051"]),
        ("# Gotha\ndef f():\n    '''Sonneberg.'''\n    return 160\n", []),
        ("width: 16px; color: #162024;", []),
    ],
)
def test_a_place_in_code_is_found_and_one_in_a_comment_is_not(text: str, named: list[str]) -> None:
    assert found(text if text.startswith("width") else without_comments(f"y = 1\n{text}\n")) == named
