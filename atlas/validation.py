"""What is read from outside is checked by pydantic; its errors become the atlas's sentences here and nowhere else."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

from pydantic import Field, TypeAdapter, ValidationError, WrapValidator

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from pydantic import ValidatorFunctionWrapHandler

T = TypeVar("T")

#: What pydantic calls by its own words, as found and as expected.
FOUND = {"missing": "nothing"}
WANTED = {
    "missing": "an entry",
    "unexpected_keyword_argument": "no entry of this name",
    "dataclass_type": "a mapping",
    "model_type": "a mapping",
    "dict_type": "a mapping",
}
_short = reprlib.Repr()
_short.maxstring = 200


def no_line(_keys: Sequence[Hashable]) -> str:
    """Name no line: what was read has none."""
    return ""


def refuse(wanted: str) -> NoReturn:
    """End a check of pydantic's in the atlas's own words: what was expected."""
    raise ValueError(wanted)


def told_as(wanted: str) -> WrapValidator:
    """Tell in these words what was expected, whatever it is that pydantic does not like about a value."""

    def check(value: object, handler: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401  whatever the field holds
        try:
            return handler(value)
        except ValidationError:
            refuse(wanted)

    return WrapValidator(check)


def each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Refuse a value that stands twice."""
    if len(set(values)) < len(values):
        refuse("each once")
    return values


Text = Annotated[str, Field(pattern=r"\S"), told_as("a text")]
#: Ids stand in addresses and file names.
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$"), told_as("small letters, digits and underscores")]
Whole = Annotated[int, Field(strict=True), told_as("a whole number")]
AboveZero = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False), told_as("a number above zero")]
Positive = Annotated[int, Field(strict=True, gt=0), told_as("a whole number above zero")]


def mistakes(
    error: ValidationError, where: str, do: str, line: Callable[[Sequence[Hashable]], str] = no_line
) -> list[str]:
    """Turn pydantic's errors into the atlas's sentences.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.
    where : str
        File, and entry in it; the name of the field is put behind it.
    do : str
        What the reader can do about it.
    line : callable
        Keys from the top to an entry -> the line in which it stands.

    Returns
    -------
    list of str
        One sentence a mistake.
    """
    return [
        expected(
            ", ".join(filter(None, (where, ".".join(map(str, found["loc"]))))) + line(found["loc"]),
            FOUND.get(found["type"]) or shown(found["input"]),
            WANTED.get(found["type"]) or found["msg"].removeprefix("Value error, ").removeprefix("Input should be "),
            do,
        )
        for found in error.errors(include_url=False)
    ]


def shown(found: object) -> str:
    """Show what was found, cut to a length that fits a sentence."""
    return _short.repr(found)


def checked(
    schema: TypeAdapter[T],
    content: object,
    where: str,
    do: str,
    line: Callable[[Sequence[Hashable]], str] = no_line,
) -> T:
    """Check what was read against its schema.

    Parameters
    ----------
    schema : TypeAdapter
        The schema.
    content : object
        Parsed YAML or JSON.
    where, do : str
        File, and what its reader can do about a mistake.
    line : callable
        Keys from the top to an entry -> the line in which it stands.

    Returns
    -------
    object
        What the schema makes of it.

    Raises
    ------
    DataError
        Names every mistake: file, field, what was found and what was expected.
    """
    try:
        return schema.validate_python(content)
    except ValidationError as error:
        raise DataError(" ".join(mistakes(error, where, do, line))) from error
