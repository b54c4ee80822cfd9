"""Docstrings of the rooms that others build on: what goes in, what comes out, and what is raised."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from numpydoc.validate import get_doc_object, validate

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("atlas/statistics", "atlas/data", "atlas/sources")
#: Sections in their order, parameters as in the signature and each with a description.
ALWAYS = {"GL06", "GL07", "PR02", "PR03", "PR06", "PR07", "PR10", "RT03", "YD01"}
#: One parameter and what comes of it fit into the first line; more need sections.
FOR_SEVERAL = {"PR01", "RT01"}


def public() -> dict[str, Callable[..., object]]:
    found = {}
    for file in (f for room in ROOMS for f in sorted((ROOT / room).glob("*.py")) if f.stem != "__init__"):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        members = {k: v for k, v in vars(importlib.import_module(name)).items() if v.__class__ is not property}
        own = {k: v for k, v in members.items() if not k.startswith("_") and getattr(v, "__module__", None) == name}
        for key, member in own.items():
            parts = vars(member).items() if inspect.isclass(member) else [("", member)]
            functions = {p: v for p, v in parts if inspect.isfunction(v) and not p.startswith("_")}
            found |= {".".join(filter(None, (name, key, p))): v for p, v in functions.items()}
    return found


FUNCTIONS = public()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_sections_say_what_goes_in_and_comes_out(name: str) -> None:
    several = len(set(inspect.signature(FUNCTIONS[name]).parameters) - {"self"}) > 1
    wanted = ALWAYS | (FOR_SEVERAL if several else set())
    assert [text for code, text in validate(name)["errors"] if code in wanted] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_function_raises_is_told(name: str) -> None:
    tree = ast.parse(textwrap.dedent(inspect.getsource(FUNCTIONS[name])))
    calls = [n.exc for n in ast.walk(tree) if isinstance(n, ast.Raise) and isinstance(n.exc, ast.Call)]
    raised = {ast.unparse(call.func) for call in calls}
    told = " ".join(entry.type for entry in get_doc_object(FUNCTIONS[name])["Raises"])
    assert {error for error in raised if error not in told} == set()
