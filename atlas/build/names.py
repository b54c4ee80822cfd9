"""How the country and its states are called, alone and in a sentence: what a new ``atlas.yaml`` says of its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from atlas.data.yaml_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).with_name("names.yaml")
#: What stands before a name without an article, and between two names, by language.
IN, ALL, AND = {"de": "in", "en": "in"}, {"de": "ganz", "en": "all of"}, {"de": "und", "en": "and"}
TITLES = {"de": "Sozialstrukturatlas {name}", "en": "Social structure atlas of {name}"}


def named(keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """Name one or several states, or the country.

    Parameters
    ----------
    keys : sequence of str
        Keys of states; or ``de`` alone.

    Returns
    -------
    dict of str to dict of str to str
        ``title``, ``name``, and ``in`` and ``all`` as they stand in a sentence, each by language.
    """
    known = read_yaml(FILE)

    def each(word: str, before: dict[str, str], language: str) -> str:
        texts = [
            known[key].get(word, {}).get(language) or f"{before[language]} {known[key]['name'][language]}"
            for key in keys
        ]
        return f" {AND[language]} ".join(texts)

    names = {language: f" {AND[language]} ".join(known[key]["name"][language] for key in keys) for language in TITLES}
    return {
        "title": {language: text.format(name=names[language]) for language, text in TITLES.items()},
        "name": names,
        "in": {language: each("in", IN, language) for language in TITLES},
        "all": {language: each("all", ALL, language) for language in TITLES},
    }
