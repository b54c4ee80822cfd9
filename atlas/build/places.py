"""Write the list of names by which places are found: postcodes, earlier names, former municipalities."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely
import yaml
from shapely.geometry import shape

from atlas.build.declarations import FOLDER, read_declarations
from atlas.build.publisher_files import matching, villages
from atlas.build.successors import Successors, name_key
from atlas.build.table_files import LIST
from atlas.build.tables import dated
from atlas.data.crosswalks import crosswalk_path, read_crosswalk
from atlas.data.manifest import read_manifest, unpacked
from atlas.data.places import COLUMNS, FILE, INTO
from atlas.data.scope import read_scope
from atlas.data.writing import write_beside
from atlas.data.yaml_files import read_yaml
from atlas.errors import MissingDataError, expected
from atlas.model import CODE_LENGTH, Level
from atlas.sources.municipality_names import read_municipality_names, read_polling_names

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from atlas.data.scope import Scope

#: What polling districts say where there are none.
NO_POLLING = pd.DataFrame({"code": [], "name": []}, dtype=str)


def build_places(sources: Path, geodata: Path) -> str:
    """Write ``places.csv`` and its entry in the list of sources.

    Parameters
    ----------
    sources : Path
        Folder of the publishers' files.
    geodata : Path
        Data folder; ``areas/`` holds the municipalities of both territories and the crosswalk.

    Returns
    -------
    str
        What changed.

    Raises
    ------
    MissingDataError, DataError
        A file is missing or malformed.
    """
    declared = read_declarations(geodata / FOLDER)
    one = next((one for one in declared.values() if one.places), None)
    if one is None or one.places is None:
        return f"{FILE}: not written, no table is declared with places"
    books = [sources / name for part in one.each for name in matching(sources, part)]
    elections = villages(sources, one)
    if not books:
        raise MissingDataError(
            expected(str(sources), "no edition", one.each[0].files, "name the folder that holds them")
        )
    scope = read_scope(geodata)
    editions = sorted((read_municipality_names(p, scope.keys) for p in books), key=lambda e: int(e["year"].iloc[0]))
    polling = pd.concat([NO_POLLING, *(read_polling_names(p, scope.keys[0]) for p in elections)], ignore_index=True)
    years = pd.concat([e["year"] for e in editions])
    frame = place_names(editions, polling, geodata / "areas", scope)
    content = frame.to_csv(index=False, lineterminator="\n").encode()
    path = geodata / FILE
    said = "unchanged" if path.is_file() and path.read_bytes() == content else "written"
    write_beside(path, content)
    former = frame[frame["until"] != ""]
    known = int((former[frame.columns[-1]] != "").sum())
    digests = {p.relative_to(sources).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in books + elections}
    listed = read_yaml(geodata / LIST)
    entry = {"source": one.publisher, "title": one.places.title, "date": dated(one.places.date, years)}
    listed["places"] = {**entry, "files": digests, "sha256": hashlib.sha256(content).hexdigest()}
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120)
    write_beside(geodata / LIST, text)
    return f"{FILE}: {said}, {len(former)} former names, the place of today is proved for {known}"


def place_names(editions: list[pd.DataFrame], polling: pd.DataFrame, areas: Path, scope: Scope) -> pd.DataFrame:
    """Bring the editions together.

    Parameters
    ----------
    editions : list of DataFrame
        Of the Gemeindeverzeichnis, oldest first.
    polling : DataFrame
        ``code`` and ``name`` of polling districts.
    areas : Path
        ``geodata/areas`` or a folder of the same form.
    scope : Scope
        The dates whose borders are made from the package.

    Returns
    -------
    DataFrame
        All text (see `COLUMNS`, `INTO`): every municipality of the newest edition, then former names; ``until`` is the
        last edition that lists the name and ``gone`` the first one without it.
    """
    walk = crosswalk_path(areas, scope.borders.territory, max(scope.built))
    steps = read_crosswalk(walk).set_index("ags_before")["ags_after"]
    indexed = [e.set_index("code", drop=False) for e in editions]
    before = [e for e in indexed if set(e.index) != set(steps.index)]
    middle = next((e for e in reversed(indexed) if set(e.index) == set(steps.index)), None)
    newest = indexed[-1]
    rows = [(row["code"], row["name"], row["postcode"], "", "", "", "") for row in newest.to_dict("records")]
    if middle is None:  # no edition is of the territory to which former municipalities are followed
        indexed, into = [], {}
    else:
        older = [e for e in before if int(e["year"].iloc[0]) < int(middle["year"].iloc[0])]
        into = Successors([*older, middle], polling, _holder(areas, min(scope.built)), _left(steps)).find()
    for edition, following in pairwise(indexed):
        gone = int(following["year"].iloc[0])
        for row in edition.to_dict("records"):
            code, own = row["code"], name_key(row["name"])
            if code in following.index and name_key(str(following["name"][code])) == own:
                continue
            heirs = (code,) if code in steps.index else into.get(code, ())
            today = tuple(dict.fromkeys(steps[h] for h in heirs))
            if any(name_key(str(newest["name"][t])) == own for t in today):
                continue  # the name itself is found
            until = (str(row["year"]), str(gone))
            rows.append((code, row["name"], row["postcode"], *until, " ".join(heirs), " ".join(today)))
    into_columns = [f"{INTO}{date.year}" for date in sorted(scope.built)]
    kept = [row[: len(COLUMNS)] + row[-len(into_columns) :] for row in rows]
    return pd.DataFrame(kept, columns=[*COLUMNS, *into_columns]).drop_duplicates(
        ["code", "name"], keep="last", ignore_index=True
    )


def _left(steps: pd.Series[str]) -> dict[str, str]:
    """Name for each district of today the one that a town of it was by itself for a while, and is no more."""
    length = CODE_LENGTH[Level.DISTRICT]
    gone = {old[:length] for old in steps.index} - {new[:length] for new in steps}
    return {new[:length]: str(old)[:length] for old, new in steps.items() if str(old)[:length] in gone}


def _holder(areas: Path, date: dt.date) -> Any:  # noqa: ANN401  a function
    layer = read_manifest(areas).layer(date, Level.MUNICIPALITY, "fine")
    features = json.loads(unpacked(areas / layer.file))["features"]
    tree = shapely.STRtree([shape(f["geometry"]) for f in features])

    def holder(lon: float, lat: float) -> str:
        found = tree.query(shapely.Point(lon, lat), predicate="within")
        return str(features[found[0]]["properties"]["code"]) if len(found) else ""

    return holder
