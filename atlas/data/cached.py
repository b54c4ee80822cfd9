"""Results that are worked out once for an atlas and kept on it, so that they go when the atlas goes."""

from __future__ import annotations

from functools import lru_cache, partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class Keeper(Protocol):
    """What keeps the results: an atlas."""

    @property
    def results(self) -> dict[Callable[..., Any], Callable[..., Any]]:
        """Results of each function."""


A = TypeVar("A", bound=Keeper)
P = ParamSpec("P")
R = TypeVar("R")


def per_atlas(
    maxsize: int,
) -> Callable[[Callable[Concatenate[A, P], R]], Callable[Concatenate[A, P], R]]:
    """Keep the latest results of a function of an atlas, each atlas for itself.

    A `functools.lru_cache` of a module would keep every atlas alive that it was ever asked about.

    Parameters
    ----------
    maxsize : int
        How many results are kept for an atlas; the least recently asked go first.

    Returns
    -------
    callable
        Decorator of a function whose first argument is the atlas and whose other arguments can be hashed. Two threads
        that ask for the same at once may both work it out; nothing else can happen to them.
    """

    def decorate(function: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
        @wraps(function)
        def kept(atlas: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
            known = atlas.results.get(function)
            if known is None:  # setdefault lets one of two threads win
                known = atlas.results.setdefault(function, lru_cache(maxsize)(partial(function, atlas)))
            return cast("R", known(*args, **kwargs))

        return kept

    return decorate
