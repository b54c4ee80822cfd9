"""An index as a file: its map, its figures with formulas, and its planning sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError
from atlas.views.downloads.captions import harmless
from atlas.views.index.grouped import group_columns
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.sheet import index_plan
from atlas.views.index.shown import looked_up
from atlas.views.index.workbook import index_workbook
from atlas.web.pages.index_page import pinned
from atlas.web.pages.print_files import OWN_KEYS
from atlas.web.pages.tool_files import Tool, Wanted, Worked

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.views.index.shown import Shown
    from atlas.views.map.scene import Scene
    from atlas.web.site import Site


def index_tool(site: Site) -> Tool:
    """Describe the files ``export/index.*``."""

    def read(query: str) -> Wanted:
        asked = read_recipe(query, site.atlas, site.words)
        recipe, atlas, words = asked.recipe, site.atlas, site.words
        address = pinned(site, recipe)

        def work() -> Worked:
            shown = looked_up(atlas, recipe, words)
            index, scene = shown.index, shown.scene
            if index is None or scene is None:
                raise DataError(shown.why_none)
            tables = {
                "csv": lambda: _csv(atlas, shown, index, scene, address),
                "xlsx": lambda: index_workbook(atlas, shown, index, scene, address, words),
            }
            return Worked(scene, lambda: index_plan(atlas, recipe, shown, index, words), tables)

        return Wanted(asked.notices, address, f"index_{recipe.level}_{recipe.year}", work)

    return Tool("index", "indicators", ("csv", "xlsx"), OWN_KEYS, read)


def _csv(atlas: Atlas, shown: Shown, index: Index, scene: Scene, address: str) -> bytes:
    """Write a row an area; recipe, sources and address of the page stand in each, for a CSV has one table."""
    groups = pd.DataFrame(group_columns(shown)).convert_dtypes()
    areas = atlas.areas[index.recipe.territory]
    frame = pd.DataFrame(
        {
            "code": index.codes,
            "name": [harmless(areas[code].label) for code in index.codes],
            "index": index.made.scores,
            "rank": pd.array(index.rank).astype("Int64"),
            "best_rank": pd.array(index.firm.best).astype("Int64"),
            "worst_rank": pd.array(index.firm.worst).astype("Int64"),
        }
        | {f"value_{c.item.key}": c.values for c in index.columns}
        | {f"adds_{c.item.key}": index.made.contributions[:, at] for at, c in enumerate(index.columns)}
    )
    said = {
        "recipe": " ".join(shown.recipe),
        "sources": "; ".join(s.attribution for s in scene.sources),
        "address": address,
    }
    return pd.concat([frame, groups], axis=1).assign(**said).to_csv(index=False, lineterminator="\n").encode()
