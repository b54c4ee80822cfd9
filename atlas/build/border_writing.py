"""Write a further territory date into a data folder: areas, crosswalks, scope, and the figures carried there."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pandas as pd
import yaml

from atlas.build.across_tables import hide_across
from atlas.build.area_files import replace
from atlas.build.declarations import FOLDER, read_declarations
from atlas.build.joined import without_carried
from atlas.build.table_files import LIST, parents_at_all_dates, write_table
from atlas.build.tables import finished
from atlas.build.together import Hiding
from atlas.data.manifest import MANIFEST
from atlas.data.scope import FILE, SCOPE, read_scope
from atlas.data.tables import read_sources
from atlas.data.writing import write_beside
from atlas.data.yaml_files import line_finder, read_yaml
from atlas.errors import DataError, expected
from atlas.validation import checked

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from atlas.build.border_plan import BorderPlan
    from atlas.data.scope import Credit, Scope


def write_borders(plan: BorderPlan, made: Path) -> list[str]:
    """Write what was planned.

    Parameters
    ----------
    plan : BorderPlan
        A further date.
    made : Path
        The data folder to write into.

    Returns
    -------
    list of str
        What changed.

    Raises
    ------
    DataError
        ``atlas.yaml`` is written in a way that cannot be added to, or a table cannot be carried.
    """
    areas, scope = made / "areas", read_scope(made)
    manifest = json.loads((areas / MANIFEST).read_bytes())
    date = str(plan.date)
    manifest["territories"] = [*(d for d in manifest["territories"] if d != date), date]
    manifest["layers"] = [layer for layer in manifest["layers"] if layer["territory"] != date] + plan.layers
    content = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    kept = frozenset([layer["file"] for layer in manifest["layers"]] + [manifest["background"]["file"]])
    said = replace(areas, plan.files | {MANIFEST: content}, kept)
    write_beside(made / FILE, with_date(made / FILE, scope, plan.date, plan.credit))
    return [*said, f"{FILE}: {date} is one of the territories", *carry_all(made)]


def with_date(path: Path, scope: Scope, date: dt.date, credit: Credit) -> str:
    """Add a date to the text of ``atlas.yaml``, whose comments stay.

    Raises
    ------
    DataError
        The text cannot be added to.
    """
    text = path.read_text(encoding="utf-8")
    dates = [*(d for d in scope.territories if d != date), date] if date not in scope.territories else scope.territories
    imported = {d: one.model_dump() for d, one in (scope.imported | {date: credit}).items()}
    entry = yaml.safe_dump({"imported": imported}, allow_unicode=True, sort_keys=False, width=120)
    text = _replaced(text, "imported", "") if scope.imported else text
    text = _replaced(text, "territories", f"territories: [{', '.join(map(str, dates))}]\n")
    note = (
        "" if scope.imported else "# Territory dates whose borders were brought in with `import`, and whose they are.\n"
    )
    text = text.rstrip("\n") + "\n" + note + entry
    try:
        found = checked(SCOPE, yaml.safe_load(text), str(path), "mend the entry", line_finder(path))
    except (yaml.YAMLError, DataError) as error:
        do = "write the list of territories in one line, in brackets"
        raise DataError(expected(str(path), "a text that cannot be added to", "plain YAML", do)) from error
    if found.territories != tuple(dates):
        raise DataError(expected(f"{path}, territories", "another form", "a list of dates", "write it in one line"))
    return text


def _replaced(text: str, key: str, by: str) -> str:
    """Put another entry in the place of one at the top of a YAML text."""
    node = yaml.compose(text)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for name, value in pairs:
        if name.value == key:
            end = value.end_mark.index
            end += 1 if text[end : end + 1] == "\n" else 0
            return text[: name.start_mark.index] + by + text[end:]
    return text


def carry_all(made: Path) -> list[str]:
    """Carry what tables show to the territory dates that were brought in, where there are any; say which changed.

    What is hidden because another table would tell it is known when all are made, and so hidden at these dates, too.
    """
    tables = read_sources(made / LIST)
    scope = read_scope(made)
    if not scope.imported:
        return []
    parents = parents_at_all_dates(made / "areas", scope)
    listed = read_yaml(made / LIST)
    declared = read_declarations(made / FOLDER) if (made / FOLDER).is_dir() else {}
    said = []
    for key, table in tables.items():
        hiding = Hiding(table.minimum, declared[key].together if key in declared else ())
        path = made / "tables" / f"{key}.parquet"
        published = without_carried(pd.read_parquet(path), table.joined, scope)
        frame = finished(published, hiding, parents, made, key)
        told = write_table(frame, path)
        if not told.startswith("unchanged"):
            said.append(f"{key}: {told}")
            listed["tables"][key]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    write_beside(made / LIST, yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120))
    return [*said, *hide_across(made)]
