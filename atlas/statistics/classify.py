"""Class breaks for maps: found once over all years, rounded so that a legend of rounded numbers tells the truth."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected
from atlas.model import Breaks, Scheme
from atlas.statistics.edges import ascending, rounded_down, rounded_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MIN_CLASSES, MAX_CLASSES = 2, 9
#: Natural breaks take quadratic time; from this number of values on a sample of order statistics stands for all.
SAMPLE = 2000
#: Largest number times 10 ** decimals that a float still holds digit by digit.
EXACT = 1e15

ONE_VALUE = "All values are equal, so there is one class."
FEWER_VALUES = "There are fewer different values than classes, so some classes were joined."
JOINED = "Classes that would look the same after rounding or hold no area were joined."
OWN_NUMBER = "This scheme finds the number of classes itself."
OUTSIDE = "Classes outside the range of the values were left out."
EXTENDED = "Outer breaks were added so that every value has a class."


def class_breaks(values: ArrayLike, scheme: Scheme, k: int, manual: Sequence[float] = (), decimals: int = 1) -> Breaks:
    """Find class breaks.

    Outer edges are the least and the greatest value, rounded outwards; inner edges are rounded to the digits shown.
    Where a scheme puts values into groups (quantiles, natural breaks, head/tail) the rounded edge still parts the same
    values if there is a number of so many digits between them; a group of equal values at the lower end gets an edge
    above it. Natural breaks of more than `SAMPLE` values are those of `SAMPLE` of their order statistics at equal steps
    of rank, least and greatest included: always the same ones.

    Parameters
    ----------
    values : array_like of float, any shape
        All years of an indicator pooled; NaN is left out.
    scheme : Scheme
        ``quantiles``, ``equal_interval``, ``pretty`` and ``headtail`` as in mapclassify (Rey, Arribas-Bel and Wolf
        2023, Geographic Data Science with Python, ch. 5; head/tail: Jiang 2013, Prof. Geogr. 65:482);
        ``fisher_jenks`` minimises the sum of squares within classes (Fisher 1958, J. Am. Stat. Assoc. 53:789);
        ``std_mean`` has classes one standard deviation (n - 1) wide, lying evenly around the mean.
    k : int
        Number of classes, 2 to 9; not used by ``manual``; ``headtail`` and ``pretty`` may come out with another number.
    manual : sequence of float, optional
        Breaks for ``manual``, in any order.
    decimals : int, optional
        Digits after the comma that the legend shows.

    Returns
    -------
    Breaks
        Strictly ascending edges, at most ten; a single value gives one class from it to itself. ``note`` is one of this
        module's sentences where the result is not what was asked for, else empty.

    Raises
    ------
    DataError
        No value, an infinite or too large one, ``k`` outside 2 to 9, or manual breaks that are none or not numbers.
    """
    v = _checked(values, decimals)
    low, high = rounded_down(v[0], decimals), rounded_up(v[-1], decimals)
    if scheme is Scheme.MANUAL:
        return _manual(manual, low, high, decimals)
    if not MIN_CLASSES <= k <= MAX_CLASSES:
        raise DataError(expected("classes", str(k), f"{MIN_CLASSES} to {MAX_CLASSES}", "choose another number"))
    if v[0] == v[-1]:
        return Breaks(scheme, (low, high), ONE_VALUE)
    cuts = _cuts(v, scheme, k)
    if scheme in {Scheme.QUANTILES, Scheme.FISHER_JENKS, Scheme.HEADTAIL}:
        edges = _without_empty(v, [low, *(_between(v, c, low, decimals) for c in cuts), high])
    else:
        edges = ascending(low, high, np.round(cuts, decimals))
    return Breaks(scheme, edges, _note(v, scheme, k, len(edges) - 1, cuts))


def _checked(values: ArrayLike, decimals: int) -> Floats:
    v = np.asarray(values, dtype=np.float64).ravel()
    v = np.sort(v[~np.isnan(v)])
    if not v.size:
        raise DataError(expected("values to classify", "none", "at least one number", "choose another indicator"))
    if max(abs(v[0]), abs(v[-1])) * 10.0**decimals >= EXACT:
        found = f"a number of {v[np.argmax(np.abs(v))]:g}"
        raise DataError(expected("values to classify", found, "numbers of at most 15 digits", "correct the figures"))
    return v


def _cuts(v: Floats, scheme: Scheme, k: int) -> Floats:
    """Give the upper ends of all classes but the last, before rounding; ``v`` is sorted."""
    distinct = np.unique(v)
    if distinct.size <= k and scheme in {Scheme.QUANTILES, Scheme.FISHER_JENKS}:
        return distinct[:-1]
    if scheme is Scheme.FISHER_JENKS:
        return _natural(v, k)
    if scheme is Scheme.PRETTY:
        tries = [_inside(v, _bins("PrettyBreaks", v, k=n)) for n in range(2, MAX_CLASSES + 3)]
        few = [t for t in tries if 0 < t.size < MAX_CLASSES]
        return min(few, key=lambda t: abs(t.size + 1 - k), default=np.empty(0))
    if scheme is Scheme.HEADTAIL:
        return _inside(v, _bins("HeadTailBreaks", v))[: MAX_CLASSES - 1]
    even: dict[Scheme, Floats] = {
        Scheme.QUANTILES: np.unique(np.quantile(v, np.arange(1, k) / k)),
        Scheme.EQUAL_INTERVAL: np.linspace(v[0], v[-1], k + 1)[1:-1],
        Scheme.STD_MEAN: v.mean() + v.std(ddof=1) * (np.arange(k - 1) - (k - 2) / 2),  # even k: the mean is an edge
    }
    return even[scheme]


def _inside(v: Floats, cuts: Floats) -> Floats:
    kept: Floats = cuts[(cuts > v[0]) & (cuts < v[-1])]
    return kept


def _bins(classifier: str, v: Floats, **options: object) -> Floats:
    import mapclassify  # noqa: PLC0415  it takes a second to import, and the default scheme does without

    with warnings.catch_warnings():
        # ties that leave fewer classes are told in the note
        warnings.simplefilter("ignore")
        return np.asarray(getattr(mapclassify, classifier)(v, **options).bins, dtype=np.float64)


def _natural(v: Floats, k: int) -> Floats:
    import jenkspy  # noqa: PLC0415  only this scheme needs it

    if v.size > SAMPLE:
        v = v[np.round(np.linspace(0, v.size - 1, SAMPLE)).astype(np.intp)]
    k = min(k, np.unique(v).size)
    return np.asarray(jenkspy.jenks_breaks(v, k)[1:-1], dtype=np.float64)


def _between(v: Floats, cut: float, low: float, decimals: int) -> float:
    """Round a cut so that it still parts the same values and lies above the lowest edge."""
    i = int(np.searchsorted(v, cut, side="right"))
    near = float(np.round(cut, decimals))
    if not 0 < i < v.size:
        return near
    below, above = v[i - 1], v[i]
    lowest = max(rounded_up(below, decimals), float(np.round(low + 10.0**-decimals, decimals)))
    for e in (near, float(np.round((below + above) / 2, decimals)), lowest):
        if lowest <= e < above:
            return e
    return max(near, float(np.round(low + 10.0**-decimals, decimals)))


def _without_empty(v: Floats, edges: list[float]) -> tuple[float, ...]:
    full = ascending(edges[0], edges[-1], edges[1:-1])
    held = np.bincount(_place(v, full), minlength=len(full) - 1)
    # the last class holds the greatest value, so an empty one can always join the one above
    return (full[0], *(e for e, n in zip(full[1:-1], held, strict=False) if n), full[-1])


def _note(v: Floats, scheme: Scheme, asked: int, got: int, cuts: Floats) -> str:
    if got == asked:
        return ""
    if scheme in {Scheme.HEADTAIL, Scheme.PRETTY}:
        return OWN_NUMBER
    if scheme is Scheme.STD_MEAN and (cuts[0] < v[0] or cuts[-1] >= v[-1]):
        return OUTSIDE
    grouped = scheme in {Scheme.QUANTILES, Scheme.FISHER_JENKS}
    return FEWER_VALUES if grouped and np.unique(v).size < asked else JOINED


def _manual(manual: Sequence[float], low: float, high: float, decimals: int) -> Breaks:
    given = np.asarray(list(manual), dtype=np.float64)
    if not given.size or not np.isfinite(given).all():
        found = "none" if not given.size else ", ".join(f"{b:g}" for b in given)
        raise DataError(expected("manual breaks", found, "numbers", "name the breaks or choose another scheme"))
    edges = np.unique(np.round(given, decimals)) + 0.0
    least, most = min(low, float(edges[0])), max(high, float(edges[-1]))
    full = ascending(least, most, edges)
    if len(full) - 1 > MAX_CLASSES:
        found = f"{len(full) - 1} classes"
        raise DataError(expected("manual breaks", found, f"at most {MAX_CLASSES}", "leave some breaks out"))
    return Breaks(Scheme.MANUAL, full, EXTENDED if (least, most) != (edges[0], edges[-1]) else "")


def _place(values: Floats, edges: Sequence[float]) -> NDArray[np.intp]:
    return np.searchsorted(np.asarray(edges[1:-1], dtype=np.float64), values, side="left")


def assign(values: ArrayLike, breaks: Breaks) -> NDArray[np.intp]:
    """Put values into classes.

    Parameters
    ----------
    values : array_like of float, any shape
        Rounded as the legend is, if the map is to agree with the numbers beside it.
    breaks : Breaks
        As `class_breaks` gives them; values beyond the outer edges belong to the outer classes.

    Returns
    -------
    ndarray of int, shape of ``values``
        0 to k - 1; -1 where there is no value.
    """
    v = np.asarray(values, dtype=np.float64)
    return np.where(np.isnan(v), -1, _place(v, breaks.edges))


def counts(values: ArrayLike, breaks: Breaks) -> NDArray[np.intp]:
    """Count the values of each class, shape (k,); NaN is not counted.

    Parameters
    ----------
    values : array_like of float, any shape
        NaN where an area has no value.
    breaks : Breaks
        As `class_breaks` gives them.

    Returns
    -------
    ndarray of int, shape (k,)
        Lowest class first.
    """
    classes = assign(values, breaks).ravel()
    return np.bincount(classes[classes >= 0], minlength=breaks.k)


def histogram_edges(values: ArrayLike, breaks: Breaks, bins: int = 24) -> Floats:
    """Give the edges of a histogram's bars, equally wide from the lowest break to the highest.

    Parameters
    ----------
    values : array_like of float, any shape
        What will be counted; the bars reach further than the breaks where a value does.
    breaks : Breaks
        As `class_breaks` gives them.
    bins : int, optional
        How many bars.

    Returns
    -------
    ndarray of float, shape (bins + 1,)
        Shape (2,) where all is one value.
    """
    v = np.asarray(values, dtype=np.float64)
    low = float(np.nanmin(v, initial=breaks.edges[0]))
    high = float(np.nanmax(v, initial=breaks.edges[-1]))
    return np.linspace(low, high, bins + 1) if low < high else np.array([low, high])
