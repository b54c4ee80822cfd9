"""Rebuild a data folder from its sources: geometry first, then the tables that are carried to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.build.areas import build_areas
from atlas.build.begin import begin
from atlas.build.border_writing import carry_all
from atlas.build.declarations import FOLDER, read_declarations
from atlas.build.judge import judge
from atlas.build.places import build_places
from atlas.build.publish import About, published
from atlas.build.publisher_files import edition_of
from atlas.build.tables import build_tables
from atlas.build.unchecked import accept_unchecked, leave_out, only_levels_with_figures
from atlas.data.scope import read_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from atlas.build.begin import Order


def build(
    folder: Path,
    sources: Path | None,
    package: Path,
    progress: Callable[[str], None],
    *,
    prune: bool = False,
    about: About | None = None,
    order: Order | None = None,
) -> Iterator[str]:
    """Rebuild `folder`.

    Parameters
    ----------
    folder : Path
        The data folder to write.
    sources : Path or None
        The publishers' files; None leaves the tables as they are.
    package : Path
        The unpacked geometry package.
    progress : callable
        Told what is being done.
    prune : bool
        Remove the tables that no declaration makes, and their entries in the list of sources.
    about : About, optional
        What is said of the release that this makes.
    order : Order, optional
        What a folder that is not there yet begins with.

    Yields
    ------
    str
        What changed.

    Raises
    ------
    AtlasError
        A source is missing or malformed, or figures break a rule; what was there stays.
    """
    said: list[str] = []
    with published(folder, about or About(), said) as made:
        read = None
        if order is not None:
            progress("looking where each municipality went")
            read = yield from begin(order, made)
        progress("building areas (about a minute)")
        scope = read_scope(made)
        newest = str(max(scope.built))
        edition = edition_of(sources, read_declarations(made / FOLDER), newest) if sources else None
        yield from build_areas(package, made / "areas", edition, scope, read)
        if sources is None:
            yield "tables: left as they are, no folder with sources was named"
        else:
            progress("importing tables")
            left: dict[str, str] | None = None if order is None else {}
            yield from build_tables(sources, made, prune=prune, left=left)
            yield from carry_all(made)
            yield from leave_out(made, left or {})
            progress("looking for former municipalities")
            yield build_places(sources, made)
        progress("running the rules")
        if order is not None:
            yield from accept_unchecked(made)
            yield from only_levels_with_figures(made)
        yield from judge(made, folder)
    yield from said
