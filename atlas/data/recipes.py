"""Recipes of indices that an atlas offers ready made: which indicators, which way, with which weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from atlas.data.calendar import Year
from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, expected
from atlas.model import Kind, Level
from atlas.validation import AboveZero, Id, Text, checked, told_as

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.catalogue import Catalogue

FILE = "recipes.yaml"


class ReadyItem(BaseModel):
    """An indicator of a recipe, its weight, and whether a high value raises the index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: Id
    raises: Annotated[bool, Field(strict=True), told_as("true or false")] = True
    weight: AboveZero = 1.0


class ReadyRecipe(BaseModel):
    """A recipe.

    ``change_from`` makes an index of changes; ``show`` sets index and change side by side (``cross``), or two
    indicators against each other (``pair``); ``least`` leaves areas with fewer inhabitants out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    title: Text
    about: Text
    level: Annotated[Level, told_as(f"one of {', '.join(Level)}")]
    items: Annotated[tuple[ReadyItem, ...], Field(min_length=2), told_as("at least two indicators")]
    change_from: Year | None = None
    show: Annotated[Literal["index", "cross", "pair"], told_as("index, cross or pair")] = "index"
    least: Annotated[int, Field(strict=True, ge=0), told_as("a whole number from 0 on")] = 0


class _Recipes(BaseModel):
    """The file: its recipes in the order in which the page offers them, the first one to begin with."""

    model_config = ConfigDict(extra="forbid")

    recipes: tuple[ReadyRecipe, ...]


RECIPES = TypeAdapter(_Recipes)


def read_recipes(folder: Path, catalogue: Catalogue) -> tuple[ReadyRecipe, ...]:
    """Read the recipes of a data folder.

    Parameters
    ----------
    folder : Path
        The data folder.
    catalogue : Catalogue
        Its indicators.

    Returns
    -------
    tuple of ReadyRecipe
        In the order of the file; none where there is no such file.

    Raises
    ------
    DataError
        The file is no YAML, an entry is wrong, or names an indicator that does not exist or is a count.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    recipes = checked(RECIPES, read_yaml(path), str(path), "mend the entry", line_finder(path)).recipes
    for recipe in recipes:
        for item in recipe.items:
            known = catalogue.indicators.get(item.indicator)
            if known is None or known.kind is Kind.COUNT:
                found = repr(item.indicator) + (" which is a count" if known else "")
                wanted = "a rate or a score of the catalogue"
                raise DataError(expected(f"{path}, {recipe.id}.items", found, wanted, "name another indicator"))
        if recipe.show == "cross" and recipe.change_from is None:
            found = "cross without change_from"
            raise DataError(expected(f"{path}, {recipe.id}", found, "the year since which it changed", "add it"))
    return recipes
