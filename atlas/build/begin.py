"""Begin the data folder of an atlas of other states: scope, catalogue, measures and declarations of national tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.build.areas import municipalities_of
from atlas.build.crosswalk import crosswalk, later_borders
from atlas.build.declarations import FOLDER as SOURCES
from atlas.build.declarations import PUBLISHERS, read_declarations
from atlas.build.names import named
from atlas.build.publisher_files import edition_of, is_of, matching
from atlas.build.unchecked import INDICATORS, made_of, write_yaml
from atlas.data.crosswalks import crosswalk_path
from atlas.data.measures import FOLDER as MEASURES
from atlas.data.scope import COUNTRY, FILE, SCOPE, read_scope
from atlas.data.yaml_files import read_yaml
from atlas.errors import DataError, expected
from atlas.model import CODE_LENGTH, Level
from atlas.sources.boundaries import read_states
from atlas.sources.gemeindeverzeichnis import edition_year, read_gemeindeverzeichnis
from atlas.sources.layout import Form
from atlas.sources.municipality_names import read_municipality_names
from atlas.validation import checked

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from atlas.build.declarations import Declaration
    from atlas.data.scope import Scope

#: Towns of so many inhabitants are named on maps from afar, as independent cities are.
LARGE_TOWN = 40_000
#: Degrees that a zone of UTM is wide, and the reference systems of its zones in Europe.
ZONE_DEGREES, UTM = 6, "EPSG:258{zone}"


@dataclass(frozen=True)
class Order:
    """What is begun.

    Attributes
    ----------
    states : str or sequence of str
        ``de``, or keys of states.
    template : Path
        The data folder whose catalogue, measures and declarations are taken over.
    sources : Path
        The publishers' files.
    package : Path
        The unpacked package of borders.
    """

    states: str | Sequence[str]
    template: Path
    sources: Path
    package: Path


def begin(order: Order, folder: Path) -> Generator[str, None, tuple[gpd.GeoDataFrame, str]]:
    """Write a data folder that `build` can fill.

    Parameters
    ----------
    order : Order
        What is begun.
    folder : Path
        The data folder to write.

    Yields
    ------
    str
        What was written, a sentence each.

    Returns
    -------
    GeoDataFrame, str
        The municipalities of the package and what was mended of them, as `municipalities_of` gives them.

    Raises
    ------
    MissingDataError, DataError
        The folder holds something already, or a source is missing or not as expected.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DataError(expected(str(folder), "files", "a folder that is empty or not there", "name another one"))
    template, declared = read_scope(order.template), read_declarations(order.template / SOURCES)
    keys = template.model_copy(update={"states": order.states}).keys
    kept = {table: one for table, one in declared.items() if _is_of(one, keys)}
    edition = edition_of(order.sources, kept, str(template.territory))
    read = municipalities_of(order.package, keys, _zone(order.package, keys))
    municipalities = read[0]
    towns = _large_towns(edition, kept, keys)
    scope = _scope(order, template, keys, towns)
    (folder / "areas").mkdir(parents=True)
    write_yaml(folder / FILE, scope.model_dump(mode="json", exclude_defaults=True, by_alias=True))
    later = later_borders(order.sources, keys, scope.crs)
    steps = crosswalk(municipalities, later, read_municipality_names(edition, keys))
    path = crosswalk_path(folder / "areas", template.borders.territory, template.territory)
    steps.to_csv(path, index=False, lineterminator="\n")
    moved = int((steps["ags_before"] != steps["ags_after"]).sum())
    became = steps["ags_after"].nunique()
    yield f"areas/{path.name}: {len(steps)} municipalities became {became}, {moved} have another key"
    yield from _declare(order, folder, kept, steps)
    yield from _catalogue(order, folder, set(kept))
    for table in sorted(set(declared) - set(kept)):
        one = declared[table]
        own = one.states or sorted({state for part in one.each for state in part.only_states})
        yield f"{table}: left out, its files are of {', '.join(own)} alone"
    return read


def _is_of(one: Declaration, keys: Sequence[str]) -> bool:
    return (not one.states or set(keys) <= set(one.states)) and any(is_of(part, keys) for part in one.each)


def _zone(package: Path, keys: Sequence[str]) -> str:
    """Pick the zone of UTM in whose middle the states lie."""
    states = read_states(package)
    west, _south, east, _north = states[states["code"].isin(keys)].total_bounds
    return UTM.format(zone=int((west + east) / 2 + 180) // ZONE_DEGREES + 1)


def _scope(order: Order, template: Scope, keys: Sequence[str], towns: list[str]) -> Scope:
    content = template.model_dump(by_alias=True) | {
        **named((COUNTRY,) if order.states == COUNTRY else keys),
        "states": order.states,
        "crs": _zone(order.package, keys),
        "territories": (template.territory,),
        "imported": {},
        "towns": towns,
    }
    return checked(SCOPE, content, FILE, "name other states")


def _large_towns(edition: Path, kept: dict[str, Declaration], keys: Sequence[str]) -> list[str]:
    part = next(p for one in kept.values() for p in one.each if p.form is Form.GEMEINDEVERZEICHNIS)
    figures = read_gemeindeverzeichnis(edition, part.named, keys)
    people = figures[figures["measure"] == part.named["insgesamt"]].set_index("code")["value"]
    return sorted(people.index[people >= LARGE_TOWN])


def _declare(order: Order, folder: Path, kept: dict[str, Declaration], steps: pd.DataFrame) -> Iterator[str]:
    """Take over what is declared of national tables; what was accepted of other states is not."""
    districts = set(steps["ags_before"].str[:5])
    states = {code[: CODE_LENGTH[Level.STATE]] for code in districts}
    for table, one in kept.items():
        content = read_yaml(order.template / SOURCES / f"{table}.yaml")
        if others := [part for part in one.each if not is_of(part, states)]:
            content["parts"] = [raw for raw, p in zip(content["parts"], one.each, strict=True) if is_of(p, states)]
            yield from (f"{table}: without {p.files}, which is of {', '.join(p.only_states)} alone" for p in others)
        if any(part.form is Form.GEMEINDEVERZEICHNIS for part in one.each):
            content["since"] = _since(order, one, districts | set(steps["ags_after"].str[:5]))
            content.get("places", {}).pop("villages", None)
            yield f"{table}: from {content['since']} on, older editions have other districts than the borders"
        _without_strangers(content, states)
        write_yaml(folder / SOURCES / f"{table}.yaml", content)
        measures = read_yaml(order.template / MEASURES / f"{table}.yaml")
        measures.pop("accepted", None)
        write_yaml(folder / MEASURES / f"{table}.yaml", measures)
    publishers = read_yaml(order.template / SOURCES / PUBLISHERS)
    used = {one.publisher for one in kept.values()}
    write_yaml(folder / SOURCES / PUBLISHERS, {k: entry for k, entry in publishers.items() if k in used})


def _without_strangers(content: dict[str, Any], states: set[str]) -> None:
    """Take over what is said of single areas where they are of these states."""
    length = CODE_LENGTH[Level.STATE]
    for part in (content, *content.get("parts", ())):
        for key in ("gone", "estimated", "other_area"):
            own = {code: reason for code, reason in part.pop(key, {}).items() if code[:length] in states}
            if own:
                part[key] = own


def _since(order: Order, one: Declaration, districts: set[str]) -> int:
    """Find the first of the newest editions whose districts are known: those of older ones cannot be carried."""
    keys = sorted({code[: CODE_LENGTH[Level.STATE]] for code in districts})
    paths = [order.sources / name for part in one.each for name in matching(order.sources, part)]
    since = 0
    for year, path in sorted(((edition_year(path), path) for path in paths), reverse=True):
        codes = read_municipality_names(path, keys)["code"]
        strange = set(codes.str[: CODE_LENGTH[Level.DISTRICT]]) - districts
        if strange and since:
            break
        since = year
    return since


def _catalogue(order: Order, folder: Path, tables: set[str]) -> Iterator[str]:
    """Take over the indicators whose figures are in the tables; a field without any is left out."""
    kept = left = 0
    for path in sorted((order.template / INDICATORS).glob("*.yaml")):
        content = read_yaml(path)
        entries = [made_of(entry, lambda name: name.split(".")[0] in tables) for entry in content["indicators"]]
        own = [entry for entry in entries if entry is not None]
        kept, left = kept + len(own), left + len(entries) - len(own)
        if own:
            write_yaml(folder / INDICATORS / path.name, content | {"indicators": own})
    yield f"{INDICATORS}: {kept} taken over, {left} left out, whose figures are in none of the tables"
