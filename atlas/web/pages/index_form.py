"""What the form of an index sends, as the query of the recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from atlas.views.index.recipe import KEYS

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict


def form_query(sent: MultiDict[str, str]) -> str:
    """Write what a form sent as a query; nothing is judged here, so that a mistake is told and stays in sight.

    Parameters
    ----------
    sent : MultiDict of str
        ``item`` for each indicator that stays, with ``weight.ID`` and ``way.ID``; ``add`` for a further one; the words
        of a recipe as they are.
    """
    items = [
        f"{key}:{sent.get(f'weight.{key}', '').strip().replace(',', '.')}:{sent.get(f'way.{key}', '')}"
        for key in dict.fromkeys(sent.getlist("item"))
    ]
    added = [key for key in dict.fromkeys(sent.getlist("add")) if key and key not in sent.getlist("item")]
    pairs = {"items": ",".join((*items, *added))} | {key: sent.get(key, "") for key in KEYS[1:]}
    if not pairs["items"]:
        pairs["items"] = ","  # none is another thing than the recipe to begin with
    return "?" + "&".join(f"{key}={quote(value.strip(), safe=',:.-')}" for key, value in pairs.items() if value.strip())
