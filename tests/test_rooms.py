from __future__ import annotations

import ast
import subprocess
import sys
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
    "sources": BASE | {"validation"},
    "data": BASE | {"validation"},
    "build": BASE | {"validation", "sources", "data"},
    "statistics": BASE,
    "words": BASE | {"statistics"},
    "views": BASE | {"places", "data", "statistics", "words"},
    "layers": BASE | {"data", "views"},
    "web": BASE | {"places", "settings", "data", "statistics", "words", "views", "layers"},
    "app": BASE | {"settings", "data", "words", "views", "layers", "web"},
    "cli": BASE | {"settings", "sources", "build", "data", "words", "views", "web", "app"},
}
SHOWS_PAGES = {"web", "layers", "app"}

#: What every room of the web may know.
SHARED = {"pages_list", "caching", "assets", "urls", "shelf", "site"}
# the inner rooms of a room, in their order; modules that lie in the room itself stand here by their own name
INNER_MAY_KNOW = {
    "views": {
        "query": set(),
        "search": set(),
        "map": {"query"},
        "numbers": {"query", "map"},
        "print": {"query", "map"},
        "downloads": {"query", "map"},
        "spread": {"query", "map", "numbers", "print", "downloads"},
        "compare": {"query", "map", "numbers", "spread"},
        "profile": {"query", "search", "map", "numbers", "print", "spread"},
        "index": {"query", "map", "print", "downloads"},
        "share": {"query", "map"},
        "types": {"query", "map", "print", "downloads"},
        "regions": {"query", "map", "print", "downloads"},
        "patterns": {"query", "map", "print", "downloads"},
    },
    "web": {
        "pages_list": set(),
        "caching": set(),
        "assets": {"caching"},
        "urls": {"pages_list", "assets"},
        "shelf": set(),
        "site": {"pages_list", "urls", "shelf"},
        "server": SHARED,
        "map": SHARED | {"server"},
        "compare": SHARED | {"server", "map"},
        "pages": SHARED | {"server"},
        "api": SHARED | {"server"},
        "mount": SHARED | {"server", "map", "compare", "pages", "api"},
    },
}
#: What only makes the data: the container of a running atlas may leave it out.
NOT_SERVED = {"sources", "build"}


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


def inner_room(module: str) -> str:
    """Give what stands behind the room: its inner room, or its own name where it lies in the room itself."""
    parts = module.split(".")
    return parts[2] if parts[0] == "atlas" and len(parts) > 2 else ""


def inner_arrows_back(modules: dict[str, set[str]]) -> list[str]:
    found = []
    for start, ends in modules.items():
        order = INNER_MAY_KNOW.get(room(start), {})
        for end in sorted(ends & set(modules)):
            a, b = inner_room(start), inner_room(end)
            if room(end) == room(start) and order and b not in {"", a} and b not in order.get(a, set()):
                found.append(f"{start} -> {end}")
    return found


def reached(modules: dict[str, set[str]], start: str) -> set[str]:
    """Give all modules that are read when one is imported, with the packages above them."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name in found or name not in modules:
            continue
        found.add(name)
        above = [".".join(name.split(".")[:i]) for i in range(1, name.count(".") + 1)]
        ahead += [*modules[name], *above]
    return found


def pages_outside(modules: dict[str, set[str]]) -> list[str]:
    tops = [(start, end, end.split(".")[0]) for start, ends in modules.items() for end in sorted(ends)]
    return [f"{a} -> {b}" for a, b, top in tops if top.startswith(("dash", "flask")) and room(a) not in SHOWS_PAGES]


def test_every_module_stands_in_a_known_room() -> None:
    assert {room(module) for module in graph(FILES, ROOT)} - {"atlas"} <= set(MAY_KNOW)


def test_no_module_imports_a_room_to_its_right() -> None:
    assert arrows_back(graph(FILES, ROOT)) == []


def test_only_pages_and_layers_import_dash_or_flask() -> None:
    assert pages_outside(graph(FILES, ROOT)) == []


@pytest.mark.parametrize("outer", INNER_MAY_KNOW)
def test_every_module_stands_in_a_known_inner_room(outer: str) -> None:
    inner = {inner_room(module) for module in graph(FILES, ROOT) if room(module) == outer} - {""}
    assert inner == set(INNER_MAY_KNOW[outer])


def test_no_module_imports_an_inner_room_to_its_right() -> None:
    assert inner_arrows_back(graph(FILES, ROOT)) == []


@pytest.mark.parametrize("outer", INNER_MAY_KNOW)
def test_the_inner_rooms_are_written_in_their_order(outer: str) -> None:
    names = list(INNER_MAY_KNOW[outer])
    assert [n for i, n in enumerate(names) if not INNER_MAY_KNOW[outer][n] <= set(names[:i])] == []


@pytest.mark.parametrize(
    "file", [f for f in FILES if f.name == "__init__.py"], ids=lambda file: file.parent.relative_to(ROOT).as_posix()
)
def test_every_room_says_in_one_sentence_what_it_is_for(file: Path) -> None:
    said = ast.get_docstring(ast.parse(file.read_bytes())) or ""
    assert (said.endswith("."), said.count(". "), said.count("\n")) == (True, 0, 0)


def test_the_running_server_imports_nothing_that_only_makes_the_data() -> None:
    assert {m for m in reached(graph(FILES, ROOT), "app") if room(m) in NOT_SERVED} == set()


def test_a_started_server_has_read_nothing_that_only_makes_the_data() -> None:
    code = (
        "import sys, app; app.create_app(); "
        f"print(sorted(m for m in sys.modules if m.startswith({tuple(f'atlas.{name}' for name in NOT_SERVED)})))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_started_server_has_not_read_what_only_types_and_patterns_need() -> None:
    code = "import sys, app; app.create_app(); print(sorted({'sklearn', 'esda', 'libpysal'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = graph(FILES, ROOT)
    TopologicalSorter({name: ends & set(modules) for name, ends in modules.items()}).prepare()


def test_the_rooms_themselves_are_in_an_order() -> None:
    order = list(TopologicalSorter(MAY_KNOW).static_order())
    chain = [name for name in order if name in {"data", "views", "layers", "web"}]
    assert chain == ["data", "views", "layers", "web"]


@pytest.mark.parametrize("file", [*FILES, *SCRIPTS], ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_module_is_longer_than_250_lines_and_no_test_than_350(file: Path) -> None:
    limits = {"app.py": 60, "atlas/errors.py": 40}
    name = file.relative_to(ROOT).as_posix()
    count = len(file.read_text(encoding="utf-8").splitlines())
    assert count <= limits.get(name, 350 if name.startswith("tests/") else 250)


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


@pytest.mark.parametrize(
    "line",
    [
        "import atlas.views.profile.page",
        "from atlas.views.profile import page",
        "from atlas.views.profile.page import x",
        "from ..profile import page",
    ],
)
def test_an_inner_arrow_that_runs_back_is_found_however_it_is_written(tmp_path: Path, line: str) -> None:
    modules = written(
        tmp_path, atlas__views__query__values=f"def f():\n    {line}\n", atlas__views__profile__page="x = 1\n"
    )
    assert inner_arrows_back(modules) == ["atlas.views.query.values -> atlas.views.profile.page"]


def test_a_module_of_the_room_itself_that_imports_an_inner_room_is_found(tmp_path: Path) -> None:
    modules = written(
        tmp_path,
        atlas__web__urls="from atlas.web.pages.profile import x\n",
        atlas__web__pages__profile="from atlas.web.mount import x\n",
        atlas__web__mount="from atlas.web.urls import x\n",
    )
    assert inner_arrows_back(modules) == [
        "atlas.web.urls -> atlas.web.pages.profile",
        "atlas.web.pages.profile -> atlas.web.mount",
    ]


def test_an_unknown_inner_room_may_know_nothing(tmp_path: Path) -> None:
    modules = written(
        tmp_path, atlas__views__new__a="from atlas.views.map.b import x\n", atlas__views__map__b="x = 1\n"
    )
    assert inner_arrows_back(modules) == ["atlas.views.new.a -> atlas.views.map.b"]


def test_a_way_from_the_app_to_what_makes_the_data_is_found_over_other_modules(tmp_path: Path) -> None:
    modules = written(
        tmp_path,
        app="from atlas.web.page import x\n",
        atlas__web__page="def f():\n    import atlas.data.store\n",
        atlas__data__store="from atlas.build import tables\n",
        atlas__build__tables="x = 1\n",
        atlas__sources__census="x = 1\n",
    )
    assert {m for m in reached(modules, "app") if room(m) in NOT_SERVED} == {"atlas.build.tables"}


def test_dash_in_a_pure_room_is_found(tmp_path: Path) -> None:
    modules = written(
        tmp_path, atlas__views__legend="from dash import html\n", atlas__web__page="import dash_leaflet\n"
    )
    assert pages_outside(modules) == ["atlas.views.legend -> dash"]


def test_a_circle_is_found(tmp_path: Path) -> None:
    modules = written(tmp_path, atlas__data__a="from . import b\n", atlas__data__b="from atlas.data.a import x\n")
    with pytest.raises(CycleError):
        TopologicalSorter(modules).prepare()
