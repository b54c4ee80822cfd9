"""How long browsers and proxies may keep an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Response

HOUR_SECONDS, DAY_SECONDS, YEAR_SECONDS = 3600, 86_400, 31_536_000


def may_keep(response: Response, seconds: int) -> None:
    """Let everybody keep an answer that may change."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}"


def may_keep_forever(response: Response) -> None:
    """Let everybody keep an answer whose address changes with its content."""
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"


def may_ask_again(response: Response) -> None:
    """Let everybody keep an answer who asks each time whether it still holds."""
    response.headers["Cache-Control"] = "public, no-cache"
    response.add_etag()
