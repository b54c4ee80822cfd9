"""A table of municipal counts with the totals of their district and state, for tests of what is hidden in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

PARENTS = {f"1606100{i}": "16061" for i in range(8)} | {f"1606200{i}": "16062" for i in range(8)}


def table(values: list[float], total: float | None = None, district: str = "16061", year: int = 2020) -> pd.DataFrame:
    rows = [("municipality", f"{district}00{i}", v) for i, v in enumerate(values)]
    if total is not None:
        rows += [("district", district, total), ("state", "16", total + 900)]
    frame = pd.DataFrame(rows, columns=["level", "code", "value"]).assign(
        measure="jobless", territory="2021-12-31", year=year
    )
    frame["state"] = np.where(frame["value"].isna(), "unknown", np.where(frame["value"] == 0, "zero", "ok"))
    return frame[["measure", "level", "territory", "code", "year", "value", "state"]]


def shown(frame: pd.DataFrame, level: str = "municipality") -> list[float | str]:
    rows = frame[frame["level"] == level]
    return [s if np.isnan(v) else v for v, s in zip(rows["value"], rows["state"], strict=True)]
