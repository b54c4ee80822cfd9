"""Match areas and figures, and say honestly what did not match on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What became of a match; the codes that failed are listed, not only counted."""

    matched: int
    areas: int
    only_in_table: tuple[str, ...]
    only_in_geometry: tuple[str, ...]
    duplicates: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every area has its row and every row its area."""
        return not (self.only_in_table or self.only_in_geometry or self.duplicates)

    def __str__(self) -> str:
        """Write it in one line."""
        parts = [f"{self.matched}/{self.areas} matched"]
        for name, codes in (
            ("only in the table", self.only_in_table),
            ("only in the geometry", self.only_in_geometry),
            ("duplicates", self.duplicates),
        ):
            if codes:
                more = f" and {len(codes) - 5} more" if len(codes) > 5 else ""  # noqa: PLR2004  enough to recognise them
                parts.append(f"{name}: {', '.join(codes[:5])}{more}")
        return "; ".join(parts)


def match(areas: Iterable[str], codes: pd.Series[str]) -> JoinReport:
    """Match the codes of figures with those of areas.

    Parameters
    ----------
    areas : iterable of str
        Codes of the areas, each once.
    codes : Series of str
        Codes of the figures.

    Returns
    -------
    JoinReport
        What did not match.
    """
    in_table = codes.astype(str)
    in_geometry, known = set(areas), set(in_table)
    return JoinReport(
        matched=len(known & in_geometry),
        areas=len(in_geometry),
        only_in_table=tuple(sorted(known - in_geometry)),
        only_in_geometry=tuple(sorted(in_geometry - known)),
        duplicates=tuple(sorted(set(in_table[in_table.duplicated()]))),
    )
