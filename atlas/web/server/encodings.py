"""In which encoding a client wants an answer: one word in place of its list, so that all parts agree."""

from __future__ import annotations

from functools import lru_cache

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

#: Those that the atlas writes, the denser one first.
WRITTEN = ("br", "gzip")


@lru_cache(maxsize=256)
def chosen_encoding(accepted: str) -> str:
    """Choose the encoding that an ``Accept-Encoding`` header likes best; empty where it wants none of ours.

    What has a quality of 0 is refused, by its name or by the star.
    """
    liked = parse_accept_header(accepted, Accept)
    named = {name for name, _quality in liked}
    best = max(WRITTEN, key=liked.quality)
    plain = liked.quality("identity") if "identity" in named else 0
    return best if liked.quality(best) > plain else ""
