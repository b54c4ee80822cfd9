"""The commands that look at the figures of a data folder: which measures there are, and whether all is well."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tqdm import tqdm

from atlas.data.measures import FOLDER, MeanBy, read_measures

if TYPE_CHECKING:
    import argparse

    from atlas.data.measures import Declared
    from atlas.model import Measure
    from atlas.settings import Settings

BAD_DATA = 1


def measures(args: argparse.Namespace, settings: Settings) -> int:
    """List the declared measures, those with a word in their name or unit where one is given."""
    declared = read_measures(settings.folder / FOLDER)
    lines = [line for measure, what in declared.items() if _has(args.word, line := _line(measure, what))]
    if not lines:
        print(f"measures: found none with {args.word!r}, expected a part of a name or unit.", file=sys.stderr)
        return BAD_DATA
    print("\n".join(lines))
    return 0


def _has(word: str | None, line: str) -> bool:
    return word is None or word.lower() in line.lower()


def _line(measure: Measure, what: Declared) -> str:
    way = f"mean by {what.adds_up.mean_by}" if isinstance(what.adds_up, MeanBy) else what.adds_up
    parts = [f"{measure}: {what.kind}, {what.unit}", f"adds up: {way}"]
    parts += [f"part of {what.part_of}"] if what.part_of else []
    parts += [f"method changed {', '.join(map(str, what.breaks))}"] if what.breaks else []
    return "; ".join(parts)


def check(_args: argparse.Namespace, settings: Settings) -> int:
    """Report what does not match in the data folder."""
    from atlas.data.check import check as checks  # noqa: PLC0415  GeoPandas is only needed here

    with tqdm(total=0, bar_format="{desc} {elapsed}", leave=False, delay=2, disable=None) as bar:
        findings = []
        for finding in checks(settings.folder, bar.set_description_str):
            findings.append(finding)
            tqdm.write(f"{'BAD ' if finding.bad else 'ok  '} {finding.text}", file=sys.stdout)
    bad = sum(f.bad for f in findings)
    print(f"{len(findings)} checks, {bad} bad")
    return BAD_DATA if bad else 0
