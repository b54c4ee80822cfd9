"""What sets a type apart: the indicators in which it lies far from the middle, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from atlas.model import Indicator
    from atlas.statistics.types import Types
    from atlas.words.words import Words

#: A mean so many standard deviations from that of all areas lies far from the middle, and very far.
FAR, VERY_FAR = 0.5, 1.0
#: Marks that a short description names.
MOST_MARKS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What sets a type apart: in two words, and in a sentence with the means of the type and of all areas."""

    short: str
    sentence: str


def in_a_line(marks: tuple[Mark, ...], words: Words) -> str:
    """Name the strongest marks of a type."""
    return ", ".join(mark.short for mark in marks[:MOST_MARKS]) or words("near the middle in everything")


def marks_of(
    found: Types, figures: pd.DataFrame, indicators: Mapping[str, Indicator], number: int, words: Words
) -> tuple[Mark, ...]:
    """Name what lies far from the middle in a type, the strongest first.

    Parameters
    ----------
    found, figures
        The types, and the values of all areas by code and id.
    indicators : mapping of str to Indicator
        Those of the columns by id.
    number : int
        The type, from 0.
    words : Words
        Language of the sentences.
    """
    known = figures.loc[list(found.codes)]
    own = known[found.of == number]
    scores = found.centres[number]
    marks = []
    for column in np.argsort(-np.abs(scores), kind="stable"):
        score = float(scores[column])
        if abs(score) < FAR:
            break
        indicator = indicators[found.columns[column]]
        mean, overall = (
            words.with_unit(float(frame[indicator.id].mean()), indicator.decimals, indicator.unit)
            for frame in (own, known)
        )
        text = {
            (True, True): words("{title}: {mean}, far above the mean of all ({overall})"),
            (True, False): words("{title}: {mean}, above the mean of all ({overall})"),
            (False, False): words("{title}: {mean}, below the mean of all ({overall})"),
            (False, True): words("{title}: {mean}, far below the mean of all ({overall})"),
        }[score > 0, abs(score) >= VERY_FAR]
        short = words("{title} high") if score > 0 else words("{title} low")
        marks.append(
            Mark(
                short=short.format(title=indicator.short_title),
                sentence=text.format(title=indicator.title, mean=mean, overall=overall),
            )
        )
    return tuple(marks)
