"""Weights from the data: how much each indicator has of what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MIN_SPARE = 2


@dataclass(frozen=True, eq=False, slots=True)
class Principal:
    """The first principal component.

    Attributes
    ----------
    weights : ndarray of float, shape (indicators,)
        Squared loadings; they sum to 1.
    against : ndarray of bool, shape (indicators,)
        Indicators that go against the others, the way they are turned.
    explained : float
        Share of the variance of all indicators that it explains, 0 to 1.
    n : int
        Areas with all values.
    """

    weights: Floats
    against: NDArray[np.bool_]
    explained: float
    n: int


def principal(scaled: Floats) -> Principal:
    """Find the first principal component of standardised indicators.

    Parameters
    ----------
    scaled : ndarray of float, shape (areas, indicators)
        z-values, turned so that all raise the index; areas that lack one are left out.

    Returns
    -------
    Principal
        Weights as in OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6.

    Raises
    ------
    DataError
        Too few areas have all values.
    """
    from sklearn.decomposition import PCA  # noqa: PLC0415  takes longer to import than a page to answer

    complete = scaled[~np.isnan(scaled).any(axis=1)]
    least = scaled.shape[1] + MIN_SPARE
    if len(complete) < least:
        found = f"{len(complete)} areas with all values"
        raise DataError(expected("weights from the data", found, f"at least {least}", "choose fewer indicators"))
    made = PCA(n_components=1, svd_solver="full").fit((complete - complete.mean(axis=0)) / complete.std(axis=0, ddof=1))
    loadings = made.components_[0]
    loadings = loadings * np.sign(loadings.sum() or 1.0)
    return Principal(loadings**2, loadings < 0, float(made.explained_variance_ratio_[0]), len(complete))
