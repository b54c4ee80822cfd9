"""A query without some of its words: what a page or a file reads for itself is no part of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container


def without(query: str, keys: Container[str]) -> str:
    """Leave words out of a query.

    Parameters
    ----------
    query : str
        With or without the leading question mark; may be any text.
    keys : container of str
        The words that are left out, as often as they stand there.

    Returns
    -------
    str
        The rest in its order, without a question mark.
    """
    return "&".join(part for part in query.lstrip("?").split("&") if part.partition("=")[0] not in keys)
