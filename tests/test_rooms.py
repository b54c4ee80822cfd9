from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = [
    f
    for f in (ROOT / "app.py", *sorted((ROOT / "atlas").rglob("*.py")), *sorted((ROOT / "layers").rglob("*.py")))
    if f.exists()
]
SCRIPTS = [
    f
    for name in ("assets", "bench", "tests", "tools")
    for end in ("py", "js")
    for f in sorted((ROOT / name).rglob(f"*.{end}"))
]

# the rooms from left to right: each may know those named behind it, and itself
BASE = {"errors", "model"}
MAY_KNOW = {
    "errors": set(),
    "places": set(),
    "validation": {"errors"},
    "model": {"errors", "validation"},
    "settings": BASE | {"places", "validation"},
    "sources": BASE,
    "data": BASE | {"validation"},
    "build": BASE | {"sources", "data"},
    "statistics": BASE,
    "words": BASE | {"statistics"},
    "views": BASE | {"places", "data", "statistics", "words"},
    "layers": BASE | {"data", "views"},
    "web": BASE | {"places", "settings", "data", "statistics", "words", "views", "layers"},
    "app": BASE | {"settings", "data", "words", "views", "layers", "web"},
    "cli": BASE | {"settings", "sources", "build", "data", "app"},
}
SHOWS_PAGES = {"web", "layers", "app"}


def module_name(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    parts = module.split(".")
    if parts[0] != "atlas":
        return parts[0]
    if parts[1:] == ["__main__"]:
        return "cli"
    return parts[1] if len(parts) > 1 else "atlas"


def imports(file: Path, root: Path, known: set[str]) -> set[str]:
    """Give the full names that a file imports; `from package import module` counts as the module."""
    own = module_name(file, root)
    package = own.split(".") if file.name == "__init__.py" else own.split(".")[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names}
    return found - {own}


def graph(files: list[Path], root: Path) -> dict[str, set[str]]:
    known = {module_name(file, root) for file in files}
    return {module_name(file, root): imports(file, root, known) for file in files}


def arrows_back(modules: dict[str, set[str]]) -> list[str]:
    arrows = [
        (start, end) for start, ends in modules.items() for end in sorted(ends & set(modules)) if room(end) != "atlas"
    ]
    return [f"{a} -> {b}" for a, b in arrows if room(b) != room(a) and room(b) not in MAY_KNOW.get(room(a), set())]


def pages_outside(modules: dict[str, set[str]]) -> list[str]:
    tops = [(start, end, end.split(".")[0]) for start, ends in modules.items() for end in sorted(ends)]
    return [f"{a} -> {b}" for a, b, top in tops if top.startswith(("dash", "flask")) and room(a) not in SHOWS_PAGES]


def test_every_module_stands_in_a_known_room() -> None:
    assert {room(module) for module in graph(FILES, ROOT)} - {"atlas"} <= set(MAY_KNOW)


def test_no_module_imports_a_room_to_its_right() -> None:
    assert arrows_back(graph(FILES, ROOT)) == []


def test_only_pages_and_layers_import_dash_or_flask() -> None:
    assert pages_outside(graph(FILES, ROOT)) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = graph(FILES, ROOT)
    TopologicalSorter({name: ends & set(modules) for name, ends in modules.items()}).prepare()


def test_the_rooms_themselves_are_in_an_order() -> None:
    order = list(TopologicalSorter(MAY_KNOW).static_order())
    chain = [name for name in order if name in {"data", "views", "layers", "web"}]
    assert chain == ["data", "views", "layers", "web"]


@pytest.mark.parametrize("file", [*FILES, *SCRIPTS], ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_module_is_longer_than_400_lines(file: Path) -> None:
    limits = {"app.py": 60, "atlas/errors.py": 40}
    count = len(file.read_text(encoding="utf-8").splitlines())
    assert count <= limits.get(file.relative_to(ROOT).as_posix(), 400)


def written(root: Path, **texts: str) -> dict[str, set[str]]:
    """Write modules (`atlas__data__store` stands for atlas/data/store.py) and give their graph."""
    files = [root / f"{name.replace('__', '/')}.py" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return graph(files, root)


@pytest.mark.parametrize(
    "line",
    [
        "import atlas.views.legend",
        "from atlas.views import legend",
        "from atlas.views.legend import x",
        "from ..views import legend",
    ],
)
def test_an_arrow_that_runs_back_is_found_however_it_is_written(tmp_path: Path, line: str) -> None:
    modules = written(tmp_path, atlas__data__store=f"def f():\n    {line}\n", atlas__views__legend="x = 1\n")
    assert arrows_back(modules) == ["atlas.data.store -> atlas.views.legend"]


def test_dash_in_a_pure_room_is_found(tmp_path: Path) -> None:
    modules = written(
        tmp_path, atlas__views__legend="from dash import html\n", atlas__web__page="import dash_leaflet\n"
    )
    assert pages_outside(modules) == ["atlas.views.legend -> dash"]


def test_a_circle_is_found(tmp_path: Path) -> None:
    modules = written(tmp_path, atlas__data__a="from . import b\n", atlas__data__b="from atlas.data.a import x\n")
    with pytest.raises(CycleError):
        TopologicalSorter(modules).prepare()
