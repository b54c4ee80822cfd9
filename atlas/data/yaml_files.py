"""Read YAML as a person writes it: no key twice, no depth without end, and nothing cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

MOST_NESTED = 20


class _Loader(yaml.CSafeLoader):
    """Refuses a key given twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  signature of the library
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                line = node.start_mark.line + 1
                raise yaml.YAMLError(f"the key {key!r} twice in the entry that begins in line {line}")
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path, *, end_mark: bool = False) -> Any:  # noqa: ANN401  whatever the file holds
    """Read a YAML file.

    Parameters
    ----------
    path : Path
        The file, in UTF-8.
    end_mark : bool
        Whether it has to end with the line ``...``: a file that was cut off is often still YAML.

    Returns
    -------
    object
        Its content; None when it is empty.

    Raises
    ------
    DataError
        It cannot be read, is no YAML, holds a key twice, is nested too deep or has no end mark.
    """
    try:
        text = path.read_text(encoding="utf-8")
        _check_events(text, end_mark=end_mark)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  derived from the safe one
    except OSError as error:
        found = str(error.strerror)
        raise DataError(expected(f"{path}, file", found, "a file that can be read", "restore it")) from error
    except (yaml.YAMLError, ValueError) as error:
        found = " ".join(str(error).split()).replace('in "<unicode string>", line', "in line")
        raise DataError(expected(f"{path}, syntax", found, "YAML in UTF-8", "mend the file")) from error


def _check_events(text: str, *, end_mark: bool) -> None:
    depth, ended = 0, True
    # the C library has no limit of its own: what is nested too deep would end the process
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_NESTED:
            raise yaml.YAMLError(f"entries nested more than {MOST_NESTED} deep")
        if isinstance(event, yaml.DocumentEndEvent):
            ended = bool(event.explicit)
    if end_mark and not ended:
        raise yaml.YAMLError("no line '...' at the end, as in a file that was cut off")


def line_finder(path: Path) -> Callable[[Sequence[Hashable]], str]:
    """Find the lines of a file in which its keys stand, for messages: the file is read anew at the first question.

    Parameters
    ----------
    path : Path
        A YAML file.

    Returns
    -------
    callable
        Keys from the top to an entry -> ``" (line 12)"`` of the nearest one that stands in the file; nothing where
        there is none.
    """
    lines: dict[tuple[Hashable, ...], int] = {}

    def find(keys: Sequence[Hashable]) -> str:
        if not lines:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            _note_lines(node, (), lines)
        for n in range(len(keys), 0, -1):
            if tuple(keys[:n]) in lines:
                return f" (line {lines[tuple(keys[:n])]})"
        return ""

    return find


def _note_lines(node: yaml.Node | None, above: tuple[Hashable, ...], lines: dict[tuple[Hashable, ...], int]) -> None:
    parts: list[tuple[Hashable, yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        parts = [(key.value, key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [(at, value, value) for at, value in enumerate(node.value)]
    for name, key, value in parts:
        lines[(*above, name)] = key.start_mark.line + 1
        _note_lines(value, (*above, name), lines)
