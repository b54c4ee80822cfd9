"""Age structure: dependency ratios, and bars of groups that hold different numbers of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def dependency_ratios(young: float, working: float, old: float) -> tuple[float, float, float]:
    """Set the young, the old and both against those of working age.

    Parameters
    ----------
    young, working, old : float
        Counts of persons; NaN where one is not known.

    Returns
    -------
    tuple of float
        Youth, old-age and total dependency ratio, each per 100 of working age; NaN where nobody is.
    """
    if not working > 0:
        return np.nan, np.nan, np.nan
    return 100 * young / working, 100 * old / working, 100 * (young + old) / working


def per_year_of_age(counts: ArrayLike, years: ArrayLike, total: float) -> NDArray[np.float64]:
    """Give the mean share of one year of age, so that groups of different widths can stand beside each other.

    A bar as long as this and as thick as the group has years has the area of the group.

    Parameters
    ----------
    counts : array_like of float
        Persons of each group.
    years : array_like of float
        Years of age that each group holds.
    total : float
        All inhabitants.

    Returns
    -------
    ndarray of float
        Percent of all inhabitants, for each year of age; NaN where a count is not known or nobody lives there.
    """
    n, width = np.asarray(counts, dtype=np.float64), np.asarray(years, dtype=np.float64)
    if not total > 0:
        return np.full(n.shape, np.nan)
    return np.asarray(100 * n / total / width)
