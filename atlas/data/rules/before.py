"""The rule between two states of a table: what was shown before is shown still, or told to have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.data.rules.broken import KEY, Broken, Severity, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


def before_rule(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Broken]:
    """Find figures that are gone or other than before; new ones are no matter.

    Parameters
    ----------
    before, after : DataFrame
        Rows of a table as they were and as they are now.

    Yields
    ------
    Broken
        Figures of now, beside those of before.
    """
    old = before.dropna(subset="value")[[*KEY, "value"]].rename(columns={"value": "other"}).astype({"year": "int64"})
    both = old.merge(after[[*KEY, "value"]].astype({"year": "int64"}), on=KEY, how="left")
    changed = both[both["value"].isna() | (both["value"] != both["other"])]
    if not changed.empty:
        yield Broken("before", Severity.WARNING, "", named(changed, changed["other"]))
